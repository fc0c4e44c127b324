"""Taking back a change on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.refusals import Refused, Stale
from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders.choices import JobState
from apps.workorders.conflicts import clash_words
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Assignment, SlotMove
from apps.workorders.permissions import Perm
from apps.workorders.services.placing import (
    Occupied,
    clash,
    in_team,
    lock_bays,
    moved_words,
    note,
    place,
    to_team,
    where,
)
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import BaySlot

Act = SlotMove.Act
TAKEN_BACK = {Act.PLAN, Act.MOVE, Act.PERSON, Act.WITHDRAW, Act.CARRY}


@service
def undo(*, by: Actor, move: SlotMove) -> BaySlot:
    """The slot is again where it was before one's own last change of it.

    Stale when somebody changed the slot since; Occupied when the old place was taken meanwhile.
    """
    order, job = lock_job(move.slot.job)
    by.require(Perm.DISPATCH_JOB, job)
    lock_bays(*(b for b in (move.from_bay, move.to_bay) if b is not None))
    slot = lock(move.slot)
    slot.job = job
    move = SlotMove.objects.select_for_update(of=("self",), no_key=True).get(pk=move.pk)
    _mine_and_last(move, slot, by)
    before = where(slot)
    if move.act == Act.PLAN:
        slot.cancelled_at = by.now
        slot.save()
    else:
        _back(slot, move, by=by)
    if move.act == Act.WITHDRAW:
        _given_again(slot, by=by)
    if move.act == Act.PERSON:
        job.assignments.exclude(staff=slot.technician_id).filter(
            staff=move.to_technician_id
        ).delete()
        _given_again(slot, by=by)
    begun = slot.step_id is not None and job.state != JobState.ASSIGNED
    if move.act == Act.PLAN and not job.slots.standing().exists() and not begun:
        perform(JOB, job, "unassign", by=by)
        job.assignments.all().delete()
    move.undone_at = by.now
    move.save()
    note(slot, Act.UNDO, by=by, before=before)
    follow_jobs(order, by=by, cause="undo")
    return slot


def _mine_and_last(move: SlotMove, slot: BaySlot, by: Actor) -> None:
    if move.by_id != by.staff_id or move.act not in TAKEN_BACK or move.undone_at is not None:
        raise Refused(_("只能撤销自己刚做的一步。"))
    if slot.version != move.slot_version:
        raise Stale(moved_words(slot), row=slot)


def _back(slot: Any, move: SlotMove, *, by: Actor) -> None:
    if move.from_bay is None:
        raise Refused(_("这一步没有原来的位置，不能撤销。"))
    in_team(move.from_bay, slot.job, by=by)
    slot.bay, slot.technician_id = move.from_bay, move.from_technician_id
    slot.during = DateTimeTZRange(move.from_start, move.from_end)
    slot.planned_by_id, slot.cancelled_at = by.staff_id, None
    taken = clash(slot, [slot])
    if taken is not None:
        raise Occupied(clash_words(taken), taken)
    place([slot])
    to_team(slot.job, slot.bay)


def _given_again(slot: Any, *, by: Actor) -> None:
    """The technician of the slot has the job again."""
    job = slot.job
    if slot.technician_id and not job.assignments.exists():
        Assignment.objects.create(job=job, staff_id=slot.technician_id)
    if job.state == "pending":
        perform(JOB, job, "assign", by=by)
