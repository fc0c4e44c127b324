"""An order follows its jobs, and its totals follow its lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from apps.core.models import StatusChange
from apps.workorders.choices import JobState, OrderState, Payer, WorkClass
from apps.workorders.following import follow_jobs, refresh_totals, state_by_jobs
from apps.workorders.permissions import Perm
from tests.factories.workorders import (
    NOW,
    JobFactory,
    LabourLineFactory,
    WorkOrderFactory,
    person_who,
    reread,
)

if TYPE_CHECKING:
    from apps.workorders.models import WorkOrder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("jobs", "state"),
    [
        ("pending", "queued"),
        ("assigned pending", "queued"),
        ("working pending", "in_progress"),
        ("done pending", "in_progress"),
        ("self_checked assigned", "in_progress"),
        ("failed done", "in_progress"),
        ("waiting working done", "waiting"),
        ("waiting self_checked", "waiting"),
        ("self_checked done", "checking"),
        ("leader_checked", "checking"),
        ("done done cancelled", "ready"),
        ("pending cancelled", "queued"),
    ],
)
def test_worst_job_decides(jobs: str, state: str) -> None:
    assert state_by_jobs(jobs.split()) == state


def followed(order: WorkOrder, *states: str) -> WorkOrder:
    """The order after its jobs came to these states."""
    for state in states:
        JobFactory(order=order, state=state)
    by = person_who(order.unit, Perm.VIEW_WORKORDER)
    return follow_jobs(reread(order), by=by, cause="test")


def test_authorised_order_is_queued() -> None:
    order = WorkOrderFactory(authorised=True, state=OrderState.AUTHORISED)
    assert followed(order, JobState.PENDING).state == OrderState.QUEUED


def test_finished_order_is_ready_and_says_since_when() -> None:
    order = followed(WorkOrderFactory(authorised=True), JobState.DONE)
    assert (order.state, reread(order).ready_at) == (OrderState.READY, NOW)
    assert StatusChange.objects.get(object_id=order.pk, action="finish").cause == "test"


def test_ready_order_goes_back_when_a_job_fails_at_handover() -> None:
    order = followed(WorkOrderFactory(authorised=True), JobState.DONE)
    assert followed(order, JobState.FAILED).state == OrderState.IN_PROGRESS
    assert reread(order).ready_at is None


def test_wash_without_jobs_is_ready_at_once() -> None:
    order = WorkOrderFactory(
        authorised=True, state=OrderState.AUTHORISED, work_class=WorkClass.WASH
    )
    assert followed(order).state == OrderState.READY


@pytest.mark.parametrize("state", [OrderState.DRAFT, OrderState.SETTLED, OrderState.CANCELLED])
def test_order_outside_the_workshop_does_not_follow(state: str) -> None:
    order = WorkOrderFactory(authorised=True, state=state)
    assert followed(order, JobState.WORKING).state == state


def test_unchanged_order_writes_no_change() -> None:
    order = followed(WorkOrderFactory(authorised=True), JobState.PENDING)
    assert not StatusChange.objects.filter(object_id=order.pk).exists()


def test_refresh_totals_sums_lines_per_payer_without_cancelled_jobs() -> None:
    order = WorkOrderFactory()
    LabourLineFactory(job=JobFactory(order=order))
    LabourLineFactory(job=JobFactory(order=order), payer=Payer.WAR, hours=Decimal(2))
    LabourLineFactory(job=JobFactory(order=order, state=JobState.CANCELLED))
    refresh_totals(order)
    order = refresh_totals(reread(order))
    sums = {b.payer: (b.labour, b.gross, b.net, b.vat) for b in order.buckets.all()}
    assert (order.labour_total, order.total) == (Decimal("420.00"), Decimal("420.00"))
    assert sums == {
        "CP": (Decimal("180.00"), Decimal("180.00"), Decimal("159.29"), Decimal("20.71")),
        "WAR": (Decimal("240.00"), Decimal("240.00"), Decimal("212.39"), Decimal("27.61")),
    }
