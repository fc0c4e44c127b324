"""Requests made before there were terms: a day to answer, and the position that was asked."""

import datetime as dt
from typing import Any

from django.db import migrations
from django.db.models import F

DAY = dt.timedelta(days=1)
MODELS = ("DiscountRequest", "RefundRequest")


def laid(apps: Any, request: Any, label: str) -> None:
    """One open rung: the position the request was asked of."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="workorders", model=label
    )
    apps.get_model("org", "RequestStep").objects.create(
        content_type=kind,
        object_id=request.pk,
        rank=0,
        position_id=request.asked_of_id,
        asker_id=request.requested_by_id,
        via="asked",
        opens_at=request.requested_at,
        due_at=request.due_at,
        by_id=request.requested_by_id,
    )


def write(apps: Any, schema_editor: Any) -> None:
    """Terms for all, a rung for those still waiting."""
    for name in MODELS:
        rows = apps.get_model("workorders", name).objects
        rows.update(due_at=F("requested_at") + DAY)
        for request in rows.filter(state="pending"):
            laid(apps, request, name.lower())


def remove(apps: Any, schema_editor: Any) -> None:
    """The rungs go; the terms go with their column."""
    steps = apps.get_model("org", "RequestStep").objects
    steps.filter(
        content_type__app_label="workorders", content_type__model__in=[m.lower() for m in MODELS]
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("workorders", "0004_terms_of_requests")]

    operations = [migrations.RunPython(write, remove)]
