"""Giving jobs a bay, a time and a technician; the database keeps two cars out of one bay."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core import figures_text as text
from apps.core.refusals import Refused, Stale
from apps.core.services import constraint_words, lock, lock_all, service
from apps.core.transitions import perform
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Assignment, Bay, BaySlot
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import lock_job
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.models import Staff
    from apps.workorders.models import Job

GRID_MINUTES = 15
LONGEST_MINUTES = 12 * 60


class Occupied(Refused):
    """Another car stands in the bay at that time; ``slot`` is the one in the way."""

    def __init__(self, message: str, slot: BaySlot | None) -> None:
        super().__init__(message, field="bay")
        self.slot = slot


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
) -> BaySlot:
    """Plan a job into a bay for a technician; the job belongs to the bay's team from then on.

    Refused with the car in the way when the bay is taken, or when the machine forbids the step
    (a high-voltage job for somebody without the permit).
    """
    order, job = lock_job(job, version)
    by.require(Perm.DISPATCH_JOB, job)
    _lock_bays(bay)
    _assign(job, bay, technician, by=by)
    slot = BaySlot(job=job, bay=bay, technician=technician, planned_by_id=by.staff_id)
    slot.during = _span(start, minutes)
    place([slot])
    follow_jobs(order, by=by, cause="dispatch")
    return slot


@service
def move_slot(
    *,
    by: Actor,
    slot: BaySlot,
    bay: Bay,
    start: dt.datetime,
    minutes: int,
    version: int | None = None,
) -> BaySlot:
    """Move a slot to another bay or time, or make it longer or shorter; the job keeps its state."""
    __, job = lock_job(slot.job)
    _lock_bays(bay, slot.bay)
    slot = _fresh(slot, version, by=by)
    by.require(Perm.DISPATCH_JOB, job)
    _movable(job)
    _in_team(bay, job, by=by)
    slot.bay, slot.during, slot.planned_by_id = bay, _span(start, minutes), by.staff_id
    place([slot])
    if job.unit_id != bay.unit_id:
        job.unit_id = bay.unit_id
        job.save()
    return slot


@service
def swap_slots(
    *, by: Actor, slot: BaySlot, other: BaySlot, version: int | None, other_version: int | None
) -> BaySlot:
    """Two slots change places: each keeps its length and takes bay and start of the other."""
    lock_all(type(slot.job.order).objects.filter(pk__in={slot.job.order_id, other.job.order_id}))
    jobs = lock_all(type(slot.job).objects.filter(pk__in={slot.job_id, other.job_id}))
    _lock_bays(slot.bay, other.bay)
    one, two = _fresh(slot, version, by=by), _fresh(other, other_version, by=by)
    for job in jobs:
        by.require(Perm.DISPATCH_JOB, job)
        _movable(job)
    (one_at, one_long), (two_at, two_long) = _measure(one), _measure(two)
    one.bay, two.bay = two.bay, one.bay
    one.during = DateTimeTZRange(two_at, two_at + one_long)
    two.during = DateTimeTZRange(one_at, one_at + two_long)
    one.planned_by_id = two.planned_by_id = by.staff_id
    place([one, two])
    for moved in (one, two):
        job = next(j for j in jobs if j.pk == moved.job_id)
        _in_team(moved.bay, job, by=by)
        if job.unit_id != moved.bay.unit_id:
            job.unit_id = moved.bay.unit_id
            job.save()
    return one


@service
def reassign(*, by: Actor, slot: BaySlot, technician: Staff, version: int | None = None) -> BaySlot:
    """Give a planned job to another technician, in the same bay at the same time."""
    order, job = lock_job(slot.job)
    slot = _fresh(slot, version, by=by)
    _assign(job, slot.bay, technician, by=by)
    slot.technician, slot.planned_by_id = technician, by.staff_id
    slot.save()
    follow_jobs(order, by=by, cause="dispatch")
    return slot


@service
def withdraw(*, by: Actor, slot: BaySlot, version: int | None = None) -> BaySlot:
    """Take a planned job off the board; it waits for dispatch again."""
    order, job = lock_job(slot.job)
    slot = _fresh(slot, version, by=by)
    slot.cancelled_at, slot.planned_by_id = by.now, by.staff_id
    slot.save()
    if not job.slots.standing().exists():
        perform(JOB, job, "unassign", by=by)
        job.assignments.all().delete()
        follow_jobs(order, by=by, cause="withdraw")
    else:
        by.require(Perm.DISPATCH_JOB, job)
    return slot


def place(slots: Iterable[BaySlot]) -> None:
    """Save slots together; Occupied names the car in the way when the bay is taken."""
    rows = list(slots)
    try:
        with constraint_words(bay_slot_no_overlap=_("这个工位在这段时间已停了别的车。")):
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS bay_slot_no_overlap DEFERRED")
            for slot in rows:
                slot.save()
    except Refused as refusal:
        found = next(filter(None, (clash(slot, rows) for slot in rows)), None)
        words = clash_words(found) if found else str(refusal.message)
        raise Occupied(words, found) from refusal


def clash(slot: BaySlot, among: Iterable[BaySlot] = ()) -> BaySlot | None:
    """The slot that stands in the way of this one, None when the bay is free."""
    own = [s.pk for s in among if s.pk] or [slot.pk or 0]
    rows = BaySlot.objects.standing().filter(bay=slot.bay, during__overlap=slot.during)
    others = rows.exclude(pk__in=own).select_related("bay", "job__order__visit", "planned_by")
    return others.order_by("during").first()


def clash_words(slot: BaySlot) -> str:
    """Which car stands in a bay, from when to when, and who planned it."""
    return _("%(bay)s %(span)s 已停 %(plate)s（%(work)s，%(who)s 安排），请换工位或时间。") % {
        "bay": slot.bay.name,
        "span": span_words(slot),
        "plate": slot.job.order.visit.plate_no or _("无牌"),
        "work": slot.job.name,
        "who": slot.planned_by.name if slot.planned_by else _("系统"),
    }


def span_words(slot: BaySlot) -> str:
    """From when to when, such as 09:00–10:30."""
    span: Any = slot.during
    lower, upper = text.local(span.lower), text.local(span.upper)
    return f"{lower:%H:%M}–{upper:%H:%M}"


def overlap_warning(slot: BaySlot) -> str:
    """Words when the technician is planned elsewhere at that time; it is allowed."""
    rows = BaySlot.objects.standing().filter(
        technician_id=slot.technician_id, during__overlap=slot.during
    )
    other = rows.exclude(pk=slot.pk).select_related("bay", "job__order__visit").first()
    if other is None or slot.technician is None:
        return ""
    return _("注意：%(name)s 在 %(span)s 还排了 %(plate)s（%(bay)s）。") % {
        "name": slot.technician.name,
        "span": span_words(other),
        "plate": other.job.order.visit.plate_no or _("无牌"),
        "bay": other.bay.name,
    }


def _assign(job: Job, bay: Bay, technician: Staff, *, by: Actor) -> None:
    _in_team(bay, job, by=by)
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


def _in_team(bay: Bay, job: Job, *, by: Actor) -> None:
    """A job goes only to a bay of its store inside the reach of who plans; else Refused."""
    mine = by.limit_reach(Bay.objects.filter(pk=bay.pk, active=True), Perm.DISPATCH_JOB)
    if bay.store_id != job.store_id or not mine.exists():
        raise Refused(_("这个工位不在您可以派工的范围内。"), field="bay")


def _movable(job: Job) -> None:
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经完工或取消，不能再移动。"))


def _lock_bays(*bays: Bay) -> None:
    """One plan at a time per bay, so that the later one gets words and not a dead lock."""
    rows = Bay.objects.filter(pk__in={b.pk for b in bays}).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def _fresh(slot: BaySlot, version: int | None, *, by: Actor) -> BaySlot:
    fresh = lock(slot)
    if version is not None and fresh.version != version:
        raise Stale(_moved_words(fresh), row=fresh)
    if fresh.cancelled_at is not None:
        raise Refused(_("这个时段已经撤回，请刷新看板。"))
    return fresh


def _moved_words(slot: BaySlot) -> str:
    who = slot.planned_by.name if slot.planned_by else _("系统")
    if slot.cancelled_at is not None:
        return _("%(who)s 已把 %(plate)s 撤回待派工。") % {
            "who": who,
            "plate": slot.job.order.visit.plate_no,
        }
    return _("%(who)s 已把 %(plate)s 改到 %(bay)s %(span)s，请核对后再拖。") % {
        "who": who,
        "plate": slot.job.order.visit.plate_no,
        "bay": slot.bay.name,
        "span": span_words(slot),
    }


def _span(start: dt.datetime, minutes: int) -> DateTimeTZRange:
    if not GRID_MINUTES <= minutes <= LONGEST_MINUTES:
        raise Refused(_("时长须在 15 分钟到 12 小时之间。"), field="minutes")
    return DateTimeTZRange(start, start + dt.timedelta(minutes=minutes))


def _measure(slot: BaySlot) -> tuple[dt.datetime, dt.timedelta]:
    span: Any = slot.during
    return span.lower, span.upper - span.lower
