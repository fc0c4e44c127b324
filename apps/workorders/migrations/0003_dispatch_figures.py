"""The figures dispatch and promises go by; dated, with the source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("workorders.breaks", [["12:00", "13:00"]]),
    ("workorders.idle_bay_minutes", 60),
    ("workorders.imbalance", {"many": 3, "few": 0}),
    ("workorders.skill_needed", 2),
    ("workorders.check_minutes", 15),
    ("workorders.wash_minutes", 20),
    ("workorders.at_risk_minutes", 30),
    ("workorders.parts_unknown_hours", 24),
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
    dependencies = [("workorders", "0002_bays_in_use")]

    operations = [migrations.RunPython(write, remove)]
