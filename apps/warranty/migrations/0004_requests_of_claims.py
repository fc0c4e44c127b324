"""Claims that waited for approval get the request that now carries the question."""

import datetime as dt
from typing import Any

from django.db import migrations

DAY = dt.timedelta(days=1)


def laid(apps: Any, request: Any, label: str) -> None:
    """One open rung: the position the request was asked of."""
    kind, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="warranty", model=label
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
    """A request of whoever judged, to the position that was asked."""
    requests = apps.get_model("warranty", "ClaimRequest").objects
    claims = apps.get_model("warranty", "Claim").objects
    waiting = claims.filter(state="pending", asked_of__isnull=False, judged_by__isnull=False)
    for claim in waiting:
        request = requests.create(
            claim=claim,
            store_id=claim.store_id,
            amount=claim.claimed,
            reason=(claim.judgement or claim.cause)[:160],
            asked_of_id=claim.asked_of_id,
            requested_by_id=claim.judged_by_id,
            requested_at=claim.opened_at,
            due_at=claim.opened_at + DAY,
        )
        laid(apps, request, "claimrequest")


def remove(apps: Any, schema_editor: Any) -> None:
    """The claims name the position again, and the requests go."""
    requests = apps.get_model("warranty", "ClaimRequest").objects
    claims = apps.get_model("warranty", "Claim").objects
    for request in requests.filter(state="pending"):
        claims.filter(pk=request.claim_id).update(asked_of_id=request.asked_of_id)
    steps = apps.get_model("org", "RequestStep").objects
    kind = {"content_type__app_label": "warranty", "content_type__model": "claimrequest"}
    steps.filter(**kind).delete()
    requests.all().delete()


class Migration(migrations.Migration):
    dependencies = [("warranty", "0003_claim_requests")]

    operations = [migrations.RunPython(write, remove)]
