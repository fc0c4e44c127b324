"""How long each cause of waiting may last, and the usual routes of body and paint work."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2020, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("workorders.wait_hours.parts", 48),
    ("workorders.wait_hours.approval", 2),
    ("workorders.wait_hours.oem", 24),
    ("workorders.wait_hours.insurer", 24),
    ("workorders.wait_hours.sublet", 24),
    ("workorders.wait_hours.diagnosis", 2),
    ("workorders.wait_hours.paused", 4),
    ("workorders.consult_hours", 2),
    ("workorders.storage_per_day", "30.00"),
    ("workorders.cost_centres", ["整车销售部", "售后服务部", "二手车部", "行政部"]),
)
ROUTES = (
    (
        "钣喷全工序",
        (
            ("teardown", 10),
            ("body", 30),
            ("primer", 15),
            ("paint", 20),
            ("polish", 10),
            ("assembly", 15),
            ("quality", 0),
        ),
    ),
    ("单面喷漆", (("primer", 30), ("paint", 50), ("polish", 20), ("quality", 0))),
    ("钣金修复", (("teardown", 15), ("body", 65), ("assembly", 20), ("quality", 0))),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure and route unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": ASSUMED},
        )
    template = apps.get_model("workorders", "RouteTemplate")
    step = apps.get_model("workorders", "RouteTemplateStep")
    for name, steps in ROUTES:
        route, new = template.objects.get_or_create(name=name)
        for position, (kind, share) in enumerate(steps if new else (), start=1):
            step.objects.create(template=route, position=position, kind=kind, share=share)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back; the routes go with their tables."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, _value in FIGURES]).delete()
    apps.get_model("workorders", "RouteTemplateStep").objects.all().delete()
    apps.get_model("workorders", "RouteTemplate").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0008_estimates_unchanged")]

    operations = [migrations.RunPython(write, remove)]
