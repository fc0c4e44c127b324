"""What the manufacturers allow on an order, dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
FIGURES = (
    (
        "warranty.brands_without_war_on_express",
        ["广汽本田", "东风本田"],
        "本田经销商系统：快修工单不能有保修项目",
    ),
    ("warranty.expired_line", "warn", "行业惯例（假定）：超期保修行提示，由鉴定员判断"),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each rule unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value, source in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": source},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the rules back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, *_rest in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("warranty", "0003_rr_counters")]

    operations = [migrations.RunPython(write, remove)]
