"""What the store that does a job of another store's order sees of that order: its own job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from apps.workorders.choices import JobState
from apps.workorders.models import CarTransfer, Job
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor


def jobs_done_here(order_pk: int, access: Actor) -> list[Job]:
    """The jobs of another store's order that are done inside the person's reach.

    A job belongs to the store that does it; its order, with prices and people, stays where it is.
    """
    rows = Job.objects.visible_to(access, Perm.VIEW_WORKORDER).filter(order=order_pk)
    away = rows.exclude(store=F("order__store")).exclude(state=JobState.CANCELLED)
    found = away.select_related(
        "order__visit__vehicle__model",
        "order__visit__owner",
        "order__store",
        "order__advisor",
        "statement",
        "unit",
    ).prefetch_related("labour_lines", "part_lines__demand", "assignments__staff")
    return list(found.order_by("position", "pk"))


def transfers_of(order_pk: int, access: Actor) -> list[CarTransfer]:
    """The handing over of the car for these jobs, for those who may see it."""
    found: dict[int, CarTransfer] = {}
    for perm in (Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB):
        rows = CarTransfer.objects.visible_to(access, perm).filter(order=order_pk)
        found |= {row.pk: row for row in rows}
    return sorted(found.values(), key=lambda row: row.pk)
