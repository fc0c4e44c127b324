"""The VAT rate that a new purchase line starts with; dated, with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

CODE = "parts.purchase_vat_rate"
SINCE = dt.date(2019, 4, 1)
SOURCE = "财政部 税务总局 海关总署公告2019年第39号：13%"


def write(apps: Any, schema_editor: Any) -> None:
    """Write the figure unless it is there."""
    setting = apps.get_model("core", "Setting")
    setting.objects.get_or_create(
        code=CODE,
        store=None,
        effective_from=SINCE,
        defaults={"value": 13, "source": SOURCE},
    )


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the figure back."""
    apps.get_model("core", "Setting").objects.filter(code=CODE).delete()


class Migration(migrations.Migration):
    dependencies = [("parts", "0002_ledger_append_only")]

    operations = [migrations.RunPython(write, remove)]
