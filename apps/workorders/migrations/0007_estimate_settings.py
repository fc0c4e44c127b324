"""How long an estimate and its link live, what may be exceeded, and when to ask again."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    (
        "workorders.over_estimate_pct",
        0,
        "维修合同示范文本：超出预估须再次同意的比例由双方约定（假定为0）",
    ),
    ("workorders.estimate_valid_hours", 72, ASSUMED),
    ("workorders.addon_valid_hours", 4, ASSUMED),
    ("workorders.link_hours", 24, ASSUMED),
    ("workorders.link_tries_per_hour", 60, ASSUMED),
    ("workorders.declined_call_days", 30, ASSUMED),
    ("workorders.declined_safety_call_days", 7, ASSUMED),
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
    dependencies = [("workorders", "0006_maintenance_figures")]

    operations = [migrations.RunPython(write, remove)]
