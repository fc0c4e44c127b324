"""What the workshop does when parts come or the customer answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.services import lock_all
from apps.parts import hooks as parts
from apps.workorders import hooks
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.models import Job, WorkOrder
from apps.workorders.services.accident import hold_for_assessment
from apps.workorders.services.away import parts_came
from apps.workorders.services.waiting import answered, unblock

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.parts.models import Demand


def lock_orders_and_jobs(*, by: Actor, document_nos: list[str]) -> None:
    """Orders and jobs are locked before the demands that belong to them."""
    orders = lock_all(WorkOrder.objects.filter(number__in=document_nos))
    lock_all(Job.objects.filter(order__in=orders))


def go_on_with_parts(*, by: Actor, document_no: str, demands: list[Demand]) -> None:
    """Jobs that waited for parts go on when none of their parts is short any more."""
    waiting = Job.objects.filter(
        order__number=document_no, state=JobState.WAITING, waiting_cause=WaitingCause.PARTS
    )
    orders = {o.pk: o for o in WorkOrder.objects.filter(number=document_no)}
    gone = {pk for pk, order in orders.items() if parts_came(order, by=by)}
    for job in lock_all(waiting.exclude(order__in=gone)):
        job.order = orders[job.order_id]
        if not job.part_lines.filter(demand__state__in=("requested", "short")).exists():
            unblock(job, WaitingCause.PARTS, by=by)


def go_on_with_answer(*, by: Actor, order: WorkOrder, **facts: object) -> None:
    """Jobs that waited for the customer go on when every finding has its answer."""
    answered(order, by=by)


def wait_for_assessment(*, by: Actor, order: WorkOrder, **facts: object) -> None:
    """Work of an authorised accident waits for the round of assessment that covers it."""
    hold_for_assessment(order, by=by)


hooks.order_authorised.connect(wait_for_assessment)
parts.lock_documents.connect(lock_orders_and_jobs)
parts.demands_changed.connect(go_on_with_parts)
parts.demands_reserved.connect(go_on_with_parts)
hooks.finding_decided.connect(go_on_with_answer)
