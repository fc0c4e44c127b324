"""The counters of the statutory right to exchange or return (三包), each with its article."""

import datetime as dt
from typing import Any

from django.db import migrations

LAW = "家用汽车产品修理更换退货责任规定（2021年市场监管总局令第43号）"
PRACTICE = "行业惯例（假定），早于法定界限提醒"
SINCE = dt.date(2022, 1, 1)
FIGURES = (
    ("warranty.rr_repair_days", 30, f"{LAW}第24条第（四）项：累计修理超过30日"),
    ("warranty.rr_repair_days_alert", [20, 25, 28], PRACTICE),
    ("warranty.rr_same_fault", 4, f"{LAW}第24条第（四）项：同一质量问题修理超过4次"),
    ("warranty.rr_same_fault_alert", [3, 4], PRACTICE),
    ("warranty.rr_safety_repairs", 2, f"{LAW}第24条第（一）项：累计2次修理仍未排除"),
    ("warranty.single_repair_days", 5, f"{LAW}第21条：单次修理超过5日"),
    ("warranty.rr_usage_fee_permille", 5, f"{LAW}第27条：使用补偿系数n不超过0.5%"),
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
    dependencies = [("warranty", "0002_law_and_deadlines")]

    operations = [migrations.RunPython(write, remove)]
