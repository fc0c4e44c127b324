"""The figures the appointment book works by, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
PRACTICE = "行业惯例（假定），按店调整"
FIGURES = (
    ("workorders.appointment_slot_minutes", 30, PRACTICE),
    ("workorders.appointment_slot_places", 3, PRACTICE),
    ("workorders.appointment_online_places", 2, PRACTICE),
    ("workorders.appointment_per_advisor", 1, PRACTICE),
    ("workorders.appointment_share_pct", 80, PRACTICE),
    ("workorders.appointment_window_minutes", 30, PRACTICE),
    ("workorders.appointment_hold_minutes", 15, PRACTICE),
    ("workorders.appointment_cancel_hours", 4, PRACTICE),
    ("workorders.appointment_reminders", [1440, 60], PRACTICE),
    ("workorders.appointment_days_ahead", 60, PRACTICE),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value, source in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": source},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, *_rest in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0004_shop_figures")]

    operations = [migrations.RunPython(write, remove)]
