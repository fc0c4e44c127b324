"""The figures of the till: terms of its requests, papers, ageing."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("org.due.credit", {"minutes": 30}, ASSUMED),
    ("org.due.goodwill", {"days": 1}, ASSUMED),
    ("org.due.deposit_refund", {"days": 1}, ASSUMED),
    ("workorders.paper.settlement", "a4", ASSUMED),
    ("workorders.paper.receipt", "slip", ASSUMED),
    ("workorders.hour_standard", "maker", "JT/T 1133（工时标准：行业或生产企业）"),
    ("workorders.ageing_days", [30, 60, 90], ASSUMED),
    ("workorders.receivable_terms", {"INS": 45, "WAR": 60, "CAM": 60, "EXT": 45}, ASSUMED),
    ("workorders.cash_float", "500.00", ASSUMED),
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
    dependencies = [("workorders", "0009_path_figures")]

    operations = [migrations.RunPython(write, remove)]
