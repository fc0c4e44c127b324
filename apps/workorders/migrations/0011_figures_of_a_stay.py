"""The figures by which a stay is judged, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

PRACTICE = "行业惯例（假定），以门店制度为准"
SINCE = dt.date(2000, 1, 1)
FIGURES = (
    ("workorders.long_stay_days", 3),
    ("workorders.storage_free_days", 3),
    ("workorders.storage_fee_cny", 20),
    ("workorders.abandoned_days", 30),
    ("workorders.comeback_days", 30),
    ("workorders.expiry_notice_days", 30),
    ("workorders.birthday_days", 7),
)


def write(apps: Any, schema_editor: Any) -> None:
    """Write each figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    for code, value in FIGURES:
        setting.objects.get_or_create(
            code=code,
            store=None,
            effective_from=SINCE,
            defaults={"value": value, "source": PRACTICE},
        )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figures back."""
    setting = apps.get_model("core", "Setting")
    setting.objects.filter(code__in=[code for code, _value in FIGURES]).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0010_figures_of_the_till")]

    operations = [migrations.RunPython(write, remove)]
