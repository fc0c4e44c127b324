"""Giving jobs a bay, a time and a technician; the database keeps two cars out of one bay."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from psycopg2.extras import DateTimeTZRange

from apps.core.services import lock_all, service
from apps.core.transitions import perform
from apps.workorders.choices import JobState
from apps.workorders.conflicts import Plan, clash_words
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Assignment, Bay, BaySlot, SlotMove
from apps.workorders.permissions import Perm
from apps.workorders.selectors.floor import Person, span_of
from apps.workorders.services.placing import (
    Occupied,
    clash,
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
from apps.workorders.services.step_credit import give
from apps.workorders.services.waiting import lock_job
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from collections.abc import Collection

    from apps.core.actor import Actor
    from apps.org.models import Staff
    from apps.workorders.models import Job

Act = SlotMove.Act
Was = tuple[int, dt.datetime, dt.datetime, int | None]


@service
def dispatch(
    *,
    by: Actor,
    job: Job,
    bay: Bay,
    technician: Staff,
    start: dt.datetime,
    minutes: int,
    version: int | None = None,
    accepted: Collection[str] = (),
    reason: str = "",
) -> BaySlot:
    """Plan a job into a bay for a technician; the job belongs to the bay's team from then on.

    Refused with the car in the way when the bay is taken, or for what no one may go over (the
    past, a bay out of use, high voltage without permit or isolated bay).  Warned for the rest
    until each warning is ``accepted`` by its code; what was gone over is kept with its reason.
    """
    slot = BaySlot(bay=bay, technician=technician, planned_by_id=by.staff_id)
    slot.during = span(start, minutes)
    _free(slot)
    order, job = lock_job(job, version)
    by.require(Perm.DISPATCH_JOB, job)
    lock_bays(bay)
    _free(slot)
    _assign(job, bay, technician, by=by)
    slot.job = job
    over = judge(_plan(slot), by=by, accepted=accepted)
    place([slot])
    note(slot, Act.PLAN, by=by, overridden=over, reason=reason)
    follow_jobs(order, by=by, cause="dispatch")
    return slot


@service
def add_slot(
    *,
    by: Actor,
    slot: BaySlot,
    bay: Bay,
    start: dt.datetime,
    minutes: int,
    version: int | None = None,
    accepted: Collection[str] = (),
    reason: str = "",
) -> BaySlot:
    """Another span of time for a job that is on the board, on the same day or another."""
    __, job = lock_job(slot.job)
    lock_bays(bay, slot.bay)
    slot = fresh(slot, version)
    by.require(Perm.DISPATCH_JOB, job)
    movable(job)
    in_team(bay, job, by=by)
    more = BaySlot(job=job, bay=bay, technician=slot.technician, planned_by_id=by.staff_id)
    more.step = slot.step
    more.during = span(start, minutes)
    over = judge(_plan(more), by=by, accepted=accepted)
    place([more])
    note(more, Act.PLAN, by=by, overridden=over, reason=reason)
    return more


@service
def move_slot(
    *,
    by: Actor,
    slot: BaySlot,
    bay: Bay,
    start: dt.datetime,
    minutes: int,
    version: int | None = None,
    accepted: Collection[str] = (),
    reason: str = "",
) -> BaySlot:
    """Move a slot to another bay or time, or make it longer or shorter; the job keeps its state.

    The start of work that has begun stays where it was.
    """
    __, job = lock_job(slot.job)
    lock_bays(bay, slot.bay)
    slot = fresh(slot, version)
    by.require(Perm.DISPATCH_JOB, job)
    movable(job)
    in_team(bay, job, by=by)
    before = where(slot)
    slot.job, slot.bay, slot.during = job, bay, span(start, minutes)
    over = judge(_plan(slot, before), by=by, accepted=accepted)
    slot.planned_by_id = by.staff_id
    place([slot])
    to_team(job, bay)
    note(slot, Act.MOVE, by=by, before=before, overridden=over, reason=reason)
    return slot


@service
def swap_slots(
    *, by: Actor, slot: BaySlot, other: BaySlot, version: int | None, other_version: int | None
) -> BaySlot:
    """Two slots change places: each keeps its length and takes bay and start of the other."""
    lock_all(type(slot.job.order).objects.filter(pk__in={slot.job.order_id, other.job.order_id}))
    jobs = lock_all(type(slot.job).objects.filter(pk__in={slot.job_id, other.job_id}))
    lock_bays(slot.bay, other.bay)
    one, two = fresh(slot, version), fresh(other, other_version)
    for job in jobs:
        by.require(Perm.DISPATCH_JOB, job)
        movable(job)
    before = [where(one), where(two)]
    one.bay, two.bay = two.bay, one.bay
    one.during = _moved(before[1][1], before[0])
    two.during = _moved(before[0][1], before[1])
    one.planned_by_id = two.planned_by_id = by.staff_id
    both = {one.pk, two.pk}
    over = [
        judge(_plan(s, was), by=by, accepted={"*"}, among=both, past=True)
        for s, was in zip((one, two), before, strict=True)
    ]
    place([one, two])
    for moved, was, words in zip((one, two), before, over, strict=True):
        job = next(j for j in jobs if j.pk == moved.job_id)
        in_team(moved.bay, job, by=by)
        to_team(job, moved.bay)
        note(moved, Act.SWAP, by=by, before=was, overridden=words)
    return one


@service
def reassign(
    *,
    by: Actor,
    slot: BaySlot,
    technician: Staff,
    version: int | None = None,
    accepted: Collection[str] = (),
    reason: str = "",
) -> BaySlot:
    """Give a planned job to another technician, in the same bay at the same time."""
    order, job = lock_job(slot.job)
    slot = fresh(slot, version)
    before = where(slot)
    if slot.step is None:
        _assign(job, slot.bay, technician, by=by)
    else:
        by.require(Perm.DISPATCH_JOB, job)
        give(slot.step, job, technician)
    slot.job, slot.technician, slot.planned_by_id = job, technician, by.staff_id
    over = judge(_plan(slot, before), by=by, accepted=accepted, past=True)
    slot.save()
    note(slot, Act.PERSON, by=by, before=before, overridden=over, reason=reason)
    follow_jobs(order, by=by, cause="dispatch")
    return slot


@service
def withdraw(*, by: Actor, slot: BaySlot, version: int | None = None) -> BaySlot:
    """Take a planned job off the board; it waits for dispatch again."""
    order, job = lock_job(slot.job)
    slot = fresh(slot, version)
    before = where(slot)
    slot.cancelled_at, slot.planned_by_id = by.now, by.staff_id
    slot.save()
    note(slot, Act.WITHDRAW, by=by, before=before)
    begun = slot.step_id is not None and job.state != JobState.ASSIGNED
    if not job.slots.standing().exists() and not begun:
        perform(JOB, job, "unassign", by=by)
        job.assignments.all().delete()
        follow_jobs(order, by=by, cause="withdraw")
    else:
        by.require(Perm.DISPATCH_JOB, job)
    return slot


@service
def pin(*, by: Actor, slot: BaySlot, pinned: bool, version: int | None = None) -> BaySlot:
    """Keep a slot where it is when another car overruns, or let it be pushed again."""
    __, job = lock_job(slot.job)
    slot = fresh(slot, version)
    by.require(Perm.DISPATCH_JOB, job)
    slot.pinned = pinned
    slot.save()
    return slot


def _plan(slot: BaySlot, before: Was | None = None) -> Plan:
    start, end = span_of(slot)
    person = Person(slot.technician, {}, {}, [], []) if slot.technician else None
    was = None
    if before is not None:
        was = BaySlot(pk=slot.pk, bay_id=before[0], job=slot.job, technician_id=before[3])
        was.during = DateTimeTZRange(before[1], before[2])
    return Plan(slot.job, slot.bay, person, start, end, was, slot.step)


def _free(slot: BaySlot) -> None:
    """Refuse a taken bay before anything is locked, and once more when the bay is."""
    taken = clash(slot)
    if taken is not None:
        raise Occupied(clash_words(taken), taken)


def _moved(start: dt.datetime, was: Was) -> DateTimeTZRange:
    return DateTimeTZRange(start, start + (was[2] - was[1]))


def _assign(job: Job, bay: Bay, technician: Staff, *, by: Actor) -> None:
    in_team(bay, job, by=by)
    job.unit_id = bay.unit_id
    _share(job, technician)
    perform(JOB, job, "assign", by=by)


def _share(job: Job, technician: Staff) -> None:
    """The technician has the job; who worked on it before keeps the credit (rework has none)."""
    if job.assignments.filter(staff=technician).exists():
        return
    begun = job.clock_entries.exists()
    if not begun:
        job.assignments.all().delete()
    share = Decimal(0) if begun and job.assignments.exists() else WHOLE
    Assignment.objects.create(job=job, staff=technician, share=share)
