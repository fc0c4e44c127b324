"""At closing: what is not finished goes on tomorrow; and filling a day from the tray."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.refusals import Refused
from apps.core.services import service
from apps.workorders.choices import JobState
from apps.workorders.conflicts import GRID, Plan
from apps.workorders.models import BaySlot, SlotMove
from apps.workorders.permissions import Perm
from apps.workorders.selectors.floor import Person, span_of
from apps.workorders.services.dispatch import dispatch
from apps.workorders.services.placing import (
    EVERYTHING,
    fresh,
    in_team,
    judge,
    lock_bays,
    movable,
    note,
    place,
    span,
    to_team,
    where,
)
from apps.workorders.services.telling import tell_health
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import Staff
    from apps.workorders.models import Bay, Job

Act = SlotMove.Act
NOT_BEGUN = (JobState.PENDING, JobState.ASSIGNED)


@dataclass(frozen=True)
class Pick:
    """One confirmed line of a proposal: a job of the tray, or a slot that goes on tomorrow."""

    bay: Bay
    technician: Staff
    start: dt.datetime
    minutes: int
    version: int
    job: Job | None = None
    slot: BaySlot | None = None

    def __str__(self) -> str:
        row: Any = self.job or self.slot
        ends = f"{self.bay.pk}:{self.technician.pk}:{self.start.isoformat()}:{self.minutes}"
        return f"{row._meta.label}:{row.pk}:{self.version}:{ends}"


@service
def fill_day(*, by: Actor, picks: list[Pick]) -> int:
    """Every picked job of the tray is planned; one that cannot be refuses them all, by name."""
    for pick in picks:
        if pick.job is None:
            raise Refused(_("请选择要安排的项目。"))
        try:
            dispatch(
                by=by,
                job=pick.job,
                bay=pick.bay,
                technician=pick.technician,
                start=pick.start,
                minutes=pick.minutes,
                version=pick.version,
                accepted=EVERYTHING,
            )
        except Refused as refusal:
            raise Refused(
                _("%(plate)s：%(why)s")
                % {"plate": pick.job.order.visit.plate_no, "why": refusal.message}
            ) from refusal
    return len(picks)


@service
def roll_forward(*, by: Actor, picks: list[Pick]) -> int:
    """Unfinished work goes on at its picked place: begun work gets another slot, other work moves.

    A slot that has begun ends now; the job keeps its technician unless another was picked.
    """
    orders = []
    for pick in sorted(picks, key=lambda p: p.slot.job_id if p.slot else 0):
        if pick.slot is None:
            raise Refused(_("请选择要结转的项目。"))
        orders.append(_roll(pick, pick.slot, by=by))
    tell_health(orders, by=by)
    return len(picks)


def _roll(pick: Pick, slot: BaySlot, *, by: Actor) -> Any:
    order, job = lock_job(slot.job)
    lock_bays(pick.bay, slot.bay)
    slot = fresh(slot, pick.version)
    slot.job = job
    by.require(Perm.DISPATCH_JOB, job)
    movable(job)
    in_team(pick.bay, job, by=by)
    before = where(slot)
    start, end = span_of(slot)
    if job.state in NOT_BEGUN:
        target = slot
    else:
        target = BaySlot(job=job, planned_by_id=by.staff_id, step=slot.step)
        _end_now(slot, start, end, by=by)
    target.bay, target.technician = pick.bay, pick.technician
    during: Any = span(pick.start, pick.minutes)
    target.during, target.planned_by_id = during, by.staff_id
    person = Person(pick.technician, {}, {}, [], [])
    plan = Plan(job, pick.bay, person, pick.start, span_of(target)[1], slot)
    over = judge(plan, by=by, accepted=EVERYTHING)
    place([target])
    to_team(job, pick.bay)
    note(target, Act.CARRY, by=by, before=before, cause=_("营业结束未完工"), overridden=over)
    return order


def _end_now(slot: BaySlot, start: dt.datetime, end: dt.datetime, *, by: Actor) -> None:
    """A begun slot ends now, a quarter of an hour after its start at least."""
    until = max(min(end, by.now), start + GRID)
    if until < end:
        during: Any = DateTimeTZRange(start, until)
        slot.during = during
        slot.save()
