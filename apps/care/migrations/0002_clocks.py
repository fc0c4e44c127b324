"""The figures customer care works by, each dated and with its source."""

import datetime as dt
from typing import Any

from django.db import migrations

SINCE = dt.date(2000, 1, 1)
MAKER = "厂家投诉管理培训资料，24小时、2小时、1小时"
CALLS = "回访规范：交车后第2至3天，连续5天未接通为无法联系"
ASSUMED = "行业惯例（假定）"
FIGURES = (
    ("care.callback_opens_days", 1, CALLS),
    ("care.callback_due_days", 3, CALLS),
    ("care.recheck_days", 3, CALLS),
    ("care.unreachable_days", 5, CALLS),
    ("care.dissatisfied_rating", 3, ASSUMED),
    ("care.dissatisfied_overall", 6, ASSUMED),
    ("care.satisfied_overall", 8, ASSUMED),
    ("care.first_contact_tries", 3, ASSUMED),
    ("care.repeat_days", 90, ASSUMED),
    ("care.first_contact_hours.grumble", 24, MAKER),
    ("care.first_contact_hours.general", 24, MAKER),
    ("care.first_contact_hours.escalated", 2, MAKER),
    ("care.first_contact_hours.major", 1, MAKER),
    ("care.resolve_days.grumble", 3, ASSUMED),
    ("care.resolve_days.general", 7, ASSUMED),
    ("care.resolve_days.escalated", 9, ASSUMED),
    ("care.resolve_days.major", 9, ASSUMED),
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
    dependencies = [("care", "0001_rows")]

    operations = [migrations.RunPython(write, remove)]
