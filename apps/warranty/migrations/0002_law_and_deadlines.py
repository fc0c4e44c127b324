"""The figures warranty works by, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

O43 = "家用汽车产品修理更换退货责任规定（2021年市场监管总局令第43号）第18条"
PRACTICE = "行业惯例（假定），以厂家商务政策为准"
FIGURES = (
    ("warranty.repair_months", 36, dt.date(2022, 1, 1), O43),
    ("warranty.repair_km", 60_000, dt.date(2022, 1, 1), O43),
    ("warranty.rr_months", 24, dt.date(2022, 1, 1), O43),
    ("warranty.rr_km", 50_000, dt.date(2022, 1, 1), O43),
    ("warranty.submit_days", 30, dt.date(2000, 1, 1), PRACTICE),
    ("warranty.warn_days", 7, dt.date(2000, 1, 1), PRACTICE),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value, day, source in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=day,
            defaults={"value": value, "source": source},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, *_rest in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("warranty", "0001_rows")]

    operations = [migrations.RunPython(write, remove)]
