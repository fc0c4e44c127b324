"""The usual shifts, and how long before its end a permit is pointed out; dated, with the source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    (
        "org.shift_patterns",
        {"day": ["08:30", "17:30"], "early": ["08:00", "17:00"], "late": ["10:00", "19:00"]},
    ),
    ("org.permit_warning_days", 60),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": ASSUMED},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, _value in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("org", "0007_tree_of_units")]

    operations = [migrations.RunPython(write, remove)]
