"""The figures the workshop goes by, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
RULE = "机动车维修管理规定"
FIGURES = (
    ("workorders.clock_rule", "end", ASSUMED),
    ("workorders.tap_hours", 12, ASSUMED),
    ("workorders.coverage_percent", 90, ASSUMED),
    ("workorders.light_percents", [50, 90], ASSUMED),
    ("workorders.voice_seconds", 60, ASSUMED),
    ("workorders.road_test_most_km", 100, ASSUMED),
    ("workorders.guardian_needs_permit", True, ASSUMED),
    ("workorders.insulation_megohm", "0.5", ASSUMED),
    ("workorders.comeback_days", 30, ASSUMED),
    ("workorders.comeback_likeness", "0.3", ASSUMED),
    ("workorders.comeback_proof_days", 3, RULE),
    ("workorders.comeback_failed_most", 2, RULE),
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
    dependencies = [("workorders", "0003_dispatch_figures")]

    operations = [migrations.RunPython(write, remove)]
