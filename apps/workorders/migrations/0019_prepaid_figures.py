"""How soon a refund of a prepaid package is answered; dated, with the source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
CODE = "org.due.prepaid_refund"


def write(apps: Any, schema_editor: Any) -> None:
    """Write the figure unless it is there."""
    apps.get_model("core", "Setting").objects.get_or_create(
        code=CODE,
        store=None,
        effective_from=SINCE,
        defaults={"value": {"days": 1}, "source": ASSUMED},
    )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figure back."""
    apps.get_model("core", "Setting").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0018_prepaid")]

    operations = [migrations.RunPython(write, remove)]
