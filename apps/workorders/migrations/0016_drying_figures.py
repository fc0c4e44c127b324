"""How long body and paint work dries before the next step."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import migrations

CODE = "workorders.drying_minutes"
VALUE = {"body": 30, "primer": 30, "paint": 60}
SINCE = dt.date(2000, 1, 1)


def write(apps: Any, schema_editor: Any) -> None:
    """Write the figure unless it is there."""
    apps.get_model("core", "Setting").objects.get_or_create(
        code=CODE,
        store=None,
        effective_from=SINCE,
        defaults={"value": VALUE, "source": "行业惯例（假定）"},
    )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take it back."""
    apps.get_model("core", "Setting").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0015_figures_of_files")]

    operations = [migrations.RunPython(write, remove)]
