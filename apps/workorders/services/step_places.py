"""Giving a step of a route its bay, technician and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders.choices import JobState
from apps.workorders.conflicts import Plan
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import BaySlot, SlotMove
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.permissions import Perm
from apps.workorders.selectors.floor import Person, span_of
from apps.workorders.services.placing import (
    in_team,
    judge,
    lock_bays,
    movable,
    note,
    place,
    span,
    to_team,
)
from apps.workorders.services.step_credit import give
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from apps.core.actor import Actor
    from apps.org.models import Staff
    from apps.workorders.models import Bay, RouteStep


@service
def place_step(  # what a place is
    *,
    by: Actor,
    step: RouteStep,
    bay: Bay,
    technician: Staff,
    start: dt.datetime,
    minutes: int,
    version: int | None = None,
    accepted: Collection[str] = (),
    reason: str = "",
) -> BaySlot:
    """The step has a bay, a technician and a time; a job nobody had is dispatched with it.

    Refused in words for a bay that is taken, a time before the steps that come first are done and
    dry, or after a later one begins; the rest is warned of until it is ``accepted``.
    """
    order, job = lock_job(step.job)
    by.require(Perm.DISPATCH_JOB, job)
    step = lock(step, version)
    movable(job)
    if step.kind == StepKind.QUALITY:
        raise Refused(_("质检由检验员在“检验”页完成，不排工位。"))
    if step.state in {StepState.DONE, StepState.SKIPPED}:
        raise Refused(_("这道工序已经结束，不用再排工位。"))
    in_team(bay, job, by=by)
    lock_bays(bay)
    slot = BaySlot(job=job, step=step, bay=bay, technician=technician, planned_by_id=by.staff_id)
    slot.during = span(start, minutes)
    person = Person(technician, {}, {}, [], [])
    over = judge(Plan(job, bay, person, *span_of(slot), None, step), by=by, accepted=accepted)
    give(step, job, technician)
    place([slot])
    if job.state == JobState.PENDING:
        to_team(job, bay)
        perform(JOB, job, "assign", by=by)
    note(slot, SlotMove.Act.PLAN, by=by, overridden=over, reason=reason)
    follow_jobs(order, by=by, cause="dispatch")
    return slot
