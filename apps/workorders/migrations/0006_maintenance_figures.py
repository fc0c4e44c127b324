"""The figures suggestions and margins go by, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("maintenance.severe_usages", ["taxi", "ride_hailing"], ASSUMED),
    ("maintenance.severe_km_per_year", 40_000, ASSUMED),
    ("maintenance.km_per_day", 40, ASSUMED),
    ("maintenance.soon_km", 1_000, ASSUMED),
    ("maintenance.soon_days", 30, ASSUMED),
    ("workorders.labour_cost_per_hour", "60.00", ASSUMED),
    ("workorders.express_minutes", 60, ASSUMED),
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
    dependencies = [("workorders", "0005_appointment_settings")]

    operations = [migrations.RunPython(write, remove)]
