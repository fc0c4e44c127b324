"""An order follows its jobs: the worst one decides; and its totals follow its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.numbering import next_number
from apps.core.services import lock, lock_all
from apps.core.transitions import follow
from apps.workorders import hooks, pricing, shares
from apps.workorders.choices import JobState, OrderState
from apps.workorders.machines import ORDER, ROUTE_STEP
from apps.workorders.models import LabourLine, OrderBucket, PartLine, RouteStep
from apps.workorders.path_choices import StepKind, StepState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from apps.core.actor import Actor
    from apps.workorders.models import WorkOrder

_ACTIONS = {
    OrderState.QUEUED: "queue",
    OrderState.IN_PROGRESS: "start",
    OrderState.WAITING: "wait",
    OrderState.CHECKING: "check",
    OrderState.READY: "finish",
}
_BEGUN = {JobState.WORKING, JobState.FAILED}
_TO_CHECK = {JobState.SELF_CHECKED, JobState.LEADER_CHECKED}


def state_by_jobs(states: Iterable[str]) -> OrderState:
    """The state of an order in the workshop by the states of its jobs.

    Waiting is worst, then work going on or failed, then work not begun, then work to be checked;
    an order whose jobs are all done is ready.  Cancelled jobs do not count.
    """
    present = {JobState(s) for s in states} - {JobState.CANCELLED}
    if JobState.WAITING in present:
        return OrderState.WAITING
    if present & _BEGUN:
        return OrderState.IN_PROGRESS
    if present & {JobState.PENDING, JobState.ASSIGNED}:
        begun = present & (_TO_CHECK | {JobState.DONE})
        return OrderState.IN_PROGRESS if begun else OrderState.QUEUED
    return OrderState.CHECKING if present & _TO_CHECK else OrderState.READY


def follow_jobs(order: WorkOrder, *, by: Actor, cause: str) -> WorkOrder:
    """Move a locked order to the state its jobs give it, and note when it became ready.

    Does nothing before authorisation and after settlement.
    """
    if order.state not in (OrderState.AUTHORISED, *_ACTIONS):
        return order
    _pass_inspections(order, by=by, cause=cause)
    states = list(order.jobs.values_list("state", flat=True))
    if not set(states) - {JobState.CANCELLED} and not order.path.jobs:
        if order.state == OrderState.AUTHORISED:
            _finish(order, "finish_without_job", by=by, cause=cause)
        return order
    if order.state == OrderState.AUTHORISED:
        follow(ORDER, order, "queue", by=by, cause=cause)
    target = state_by_jobs(states)
    if target == order.state:
        return order
    if target == OrderState.READY:
        _finish(order, _ACTIONS[target], by=by, cause=cause)
        return order
    if order.state == OrderState.READY:
        _visit_ready(order, None)
    order.ready_at = None
    follow(ORDER, order, _ACTIONS[target], by=by, cause=cause)
    return order


def _pass_inspections(order: WorkOrder, *, by: Actor, cause: str) -> None:
    """The last step of a route is the final inspection: it is over when its job is done."""
    rows = RouteStep.objects.filter(
        job__order=order,
        job__state=JobState.DONE,
        kind=StepKind.QUALITY,
        state__in=(StepState.PENDING, StepState.READY),
    )
    for step in lock_all(rows):
        step.finished_at = by.now
        follow(ROUTE_STEP, step, "inspected", by=by, cause=cause)


def _finish(order: WorkOrder, action: str, *, by: Actor, cause: str) -> None:
    """The car is ready: note when, give the certificate its number, tell the other rooms."""
    order.ready_at = by.now
    if order.needs_certificate and not order.certificate_no:
        order.certificate_no = next_number("HG", order.store, by.now)
    follow(ORDER, order, action, by=by, cause=cause)
    others = order.visit.orders.exclude(pk=order.pk).open().exclude(state=OrderState.READY)
    if not others.exists():
        _visit_ready(order, by.now)
    hooks.order_ready.send(by=by, order=order)


def _visit_ready(order: WorkOrder, at: dt.datetime | None) -> None:
    visit = lock(order.visit)
    visit.ready_at = at
    visit.save()


def charged_lines(order: WorkOrder) -> list[pricing.Line]:
    """The lines of the order's jobs that were not cancelled, a split one as its shares."""
    labour, parts = (rows.prefetch_related("splits") for rows in kept_lines(order))
    return shares.lines_of(pricing.LABOUR, labour) + shares.lines_of(pricing.PARTS, parts)


def kept_lines(order: WorkOrder) -> tuple[QuerySet[LabourLine], QuerySet[PartLine]]:
    """Labour and part lines of the jobs that were not cancelled."""
    labour = LabourLine.objects.filter(job__order=order).exclude(job__state=JobState.CANCELLED)
    parts = PartLine.objects.filter(job__order=order).exclude(job__state=JobState.CANCELLED)
    return labour.order_by("pk"), parts.order_by("pk")


def _follow_lines(order: WorkOrder) -> None:
    """Let the shares of split lines follow their lines."""
    if not order.splits.exists():
        return
    for rows in kept_lines(order):
        for line in rows.prefetch_related("splits"):
            shares.follow_line(line)


def refresh_totals(order: WorkOrder) -> WorkOrder:
    """Compute the totals of a locked order and its payers from its lines, and save both."""
    _follow_lines(order)
    lines = charged_lines(order)
    whole = pricing.totals(lines)
    order.labour_total, order.parts_total, order.total = whole.labour, whole.parts, whole.gross
    order.save()
    order.buckets.all().delete()
    OrderBucket.objects.bulk_create(
        OrderBucket(
            order=order,
            payer=payer,
            labour=t.labour,
            parts=t.parts,
            gross=t.gross,
            net=t.net,
            vat=t.vat,
        )
        for payer, t in pricing.by_payer(lines).items()
    )
    return order
