"""How many days a signature on an edition may take, and so when it is overdue."""

import datetime as dt
from typing import Any

from django.db import migrations

CODE = "org.revision_days"
SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"


def write(apps: Any, schema_editor: Any) -> None:
    """Write the figure unless it is there."""
    apps.get_model("core", "Setting").objects.get_or_create(
        code=CODE,
        store=None,
        effective_from=SINCE,
        defaults={"value": 3, "source": ASSUMED},
    )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figure back."""
    apps.get_model("core", "Setting").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("org", "0001_rows")]

    operations = [migrations.RunPython(write, remove)]
