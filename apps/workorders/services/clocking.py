"""Starting, pausing and continuing work, breaks and the end of the day; one clock per person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import perform
from apps.org.models import Staff
from apps.workorders.choices import ClockKind, JobState, WaitingCause
from apps.workorders.clocks import (
    RULE,
    SPLIT,
    close_entry,
    figure,
    jobs_of,
    nothing_later,
    run,
    save_in_order,
)
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import ClockEntry, Job, LateAct, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import close_hold, lock_job, open_hold

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access


@service
def start_work(*, by: Access, job: Job, version: int | None = None) -> ClockEntry:
    """The technician begins a job (开工): the clock runs, and the one on another job ends.

    The other job is paused when nobody else works on it.  Where the store lets work run side by
    side, it goes on and the time is divided.
    """
    job, running = _locked_with_running(job, version, by=by)
    beside = _make_room(running, job, by=by)
    if job.state != JobState.WORKING:
        job.started_at = job.started_at or by.now
        perform(JOB, job, "start", by=by)
    else:
        by.require(Perm.CLOCK_JOB, job)
    return _run(job, beside, by=by)


@service
def resume_work(*, by: Access, job: Job, version: int | None = None) -> ClockEntry:
    """What the job waited for is over, or the pause: the technician goes on (继续作业)."""
    job, running = _locked_with_running(job, version, by=by)
    if job.waiting_cause == WaitingCause.PARTS:
        _parts_there(job)
    beside = _make_room(running, job, by=by)
    job.started_at = job.started_at or by.now
    perform(JOB, job, "resume", by=by)
    close_hold(job, by=by)
    return _run(job, beside, by=by)


@service
def pause_work(
    *, by: Access, job: Job, cause: str, note: str = "", version: int | None = None
) -> Job:
    """The technician stops (暂停): the own clock ends; the job waits unless others go on."""
    order, job = lock_job(job, version)
    by.require(Perm.HOLD_JOB, job)
    end_own_clock(job, by=by)
    if ClockEntry.objects.running().on(job).exists():
        return job
    job.waiting_cause = cause
    perform(JOB, job, "hold", by=by, reason=note)
    open_hold(job, cause, by=by, note=note)
    follow_jobs(order, by=by, cause="hold")
    return job


@service
def clock_on(*, by: Access) -> ClockEntry:
    """上班: the day begins with 待工 until a job is started."""
    return _turn_to(ClockKind.IDLE, by=by)


@service
def take_break(*, by: Access) -> ClockEntry:
    """休息: whatever runs ends; its job pauses."""
    return _turn_to(ClockKind.BREAK, by=by)


@service
def clock_off(*, by: Access) -> ClockEntry:
    """下班: the last clock of the day ends; its job pauses until tomorrow."""
    running = _running_locked(by)
    if running is None:
        raise Refused(_("现在没有在走的计时。"))
    by.require(Perm.CLOCK_JOB, running)
    _leave(running, by=by, note=_("下班"))
    return running


@service
def note_late(
    *, by: Access, act: str, job: Job | None, tapped_at: dt.datetime, key: str
) -> LateAct:
    """An act reached the house later than it was tapped: both times are kept."""
    row, __ = LateAct.objects.get_or_create(
        key=key,
        defaults={
            "staff": by.person,
            "job": job,
            "store_id": job.store_id if job else by.person.unit.store_id,
            "act": act,
            "tapped_at": tapped_at,
            "received_at": by.now,
        },
    )
    return row


def end_own_clock(job: Job, *, by: Access) -> None:
    """End the person's clock on a locked job, if it runs; 待工 opens by itself."""
    own = ClockEntry.objects.running().on(job).filter(staff=by.person)
    for entry in own.select_related("job__order"):
        nothing_later(entry.staff_id, by)
        close_entry(entry, by=by, leaving=job)


def _turn_to(kind: str, *, by: Access) -> ClockEntry:
    running = _running_locked(by)
    if running is not None and running.kind == kind:
        raise Refused(_("已经在“%(kind)s”。") % {"kind": running.get_kind_display()})
    if running is not None:
        _leave(running, by=by, note=str(ClockKind(kind).label))
    store = by.person.unit.store_id
    if store is None:
        raise Refused(_("您不属于任何门店，不能打卡。"))
    entry = ClockEntry(store_id=store, staff=by.person, kind=kind)
    entry.during = DateTimeTZRange(by.now, None)
    save_in_order(entry)
    by.require(Perm.CLOCK_JOB, entry)
    return entry


def _running_locked(by: Access) -> ClockEntry | None:
    """The clock the person has running, with the person, its orders and jobs locked."""
    _lock_person(by)
    running = ClockEntry.objects.running().filter(staff=by.person).first()
    nothing_later(by.person.pk, by)
    if running is not None:
        _lock_jobs(jobs_of(running), running)
    return running


def _lock_person(by: Access) -> None:
    list(Staff.objects.filter(pk=by.person.pk).select_for_update(no_key=True).values_list("pk"))


def _lock_jobs(jobs: list[Job], entry: ClockEntry | None) -> dict[int, Job]:
    """The jobs and their orders locked; the entry's own job is the fresh one."""
    orders = {
        o.pk: o for o in lock_all(WorkOrder.objects.filter(pk__in={j.order_id for j in jobs}))
    }
    fresh = {j.pk: j for j in lock_all(Job.objects.filter(pk__in={j.pk for j in jobs}))}
    for row in fresh.values():
        row.order = orders[row.order_id]
    if entry is not None and entry.job_id is not None:
        entry.job = fresh[entry.job_id]
    return fresh


def _locked_with_running(
    job: Job, version: int | None, *, by: Access
) -> tuple[Job, ClockEntry | None]:
    """The job and the clock the person has running now, under every lock both need."""
    _lock_person(by)
    running = ClockEntry.objects.running().filter(staff=by.person)
    entry = running.select_related("job__order").first()
    nothing_later(by.person.pk, by)
    fresh = _lock_jobs([job, *(jobs_of(entry) if entry else [])], entry)
    if version is not None and fresh[job.pk].version != version:
        lock(job, version)
    return fresh[job.pk], entry


def _make_room(running: ClockEntry | None, job: Job, *, by: Access) -> list[Job]:
    """End what runs, or keep its jobs beside the new one where the store's rule says so."""
    if running is None:
        return []
    jobs = jobs_of(running)
    if job.pk in {j.pk for j in jobs}:
        raise Refused(_("这个项目的计时已经在走。"))
    if jobs and figure(RULE, by.now, job.store_id) == SPLIT:
        close_entry(running, by=by, idle=False)
        return jobs
    _leave(running, by=by, note=_("转做另一个项目"), order=job.order)
    return []


def _leave(entry: ClockEntry, *, by: Access, note: str, order: WorkOrder | None = None) -> None:
    """End the clock that runs; its jobs pause when nobody else works on them."""
    jobs = jobs_of(entry)
    close_entry(entry, by=by, idle=False)
    for left in Job.objects.filter(pk__in={j.pk for j in jobs}).select_related("order"):
        going_on = ClockEntry.objects.running().on(left).exists()
        if left.state != JobState.WORKING or going_on:
            continue
        left.waiting_cause = WaitingCause.PAUSED
        perform(JOB, left, "hold", by=by, reason=note)
        open_hold(left, WaitingCause.PAUSED, by=by, note=note)
        if order is None or left.order_id != order.pk:
            follow_jobs(left.order, by=by, cause="hold")


def _run(job: Job, beside: list[Job], *, by: Access) -> ClockEntry:
    entry = run([job, *beside], by.person.pk, by=by)
    follow_jobs(job.order, by=by, cause="clock")
    return entry


def _parts_there(job: Job) -> None:
    short = job.part_lines.filter(demand__state="short").first()
    if short is not None:
        raise Refused(_("配件“%(name)s”还没有到。") % {"name": short.name})
