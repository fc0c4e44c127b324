"""How long a request may lie before it climbs, and when the shop works; dated, with the source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("org.working_hours", ["08:30", "18:00"]),
    ("org.due.discount", {"minutes": 30}),
    ("org.due.refund", {"days": 1}),
    ("org.due.remedy", {"days": 1}),
    ("org.due.claim", {"days": 1}),
    ("org.due.purchase", {"days": 1}),
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
    dependencies = [("org", "0002_days_for_a_signature")]

    operations = [migrations.RunPython(write, remove)]
