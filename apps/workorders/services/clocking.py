"""Starting, pausing and continuing work; one clock runs per technician."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, lock_all, service
from apps.core.transitions import perform
from apps.org.models import Staff
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import ClockEntry, Job, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import close_hold, end_clock, lock_job, open_hold

if TYPE_CHECKING:
    from apps.org.access import Access


@service
def start_work(*, by: Access, job: Job, version: int | None = None) -> ClockEntry:
    """The technician begins a job (开工): the clock runs, and the one on another job ends.

    The other job is paused when nobody else works on it.
    """
    job, other = _locked_with_running(job, version, by=by)
    _leave(other, job, by=by)
    if job.state != JobState.WORKING:
        job.started_at = job.started_at or by.now
        perform(JOB, job, "start", by=by)
    else:
        by.require(Perm.CLOCK_JOB, job)
    return _run(job, by=by)


@service
def resume_work(*, by: Access, job: Job, version: int | None = None) -> ClockEntry:
    """What the job waited for is over, or the pause: the technician goes on (继续作业)."""
    job, other = _locked_with_running(job, version, by=by)
    if job.waiting_cause == WaitingCause.PARTS:
        _parts_there(job)
    _leave(other, job, by=by)
    job.started_at = job.started_at or by.now
    perform(JOB, job, "resume", by=by)
    close_hold(job, by=by)
    return _run(job, by=by)


@service
def pause_work(
    *, by: Access, job: Job, cause: str, note: str = "", version: int | None = None
) -> Job:
    """The technician stops (暂停): the own clock ends; the job waits unless others go on."""
    order, job = lock_job(job, version)
    by.require(Perm.HOLD_JOB, job)
    for entry in job.clock_entries.running().filter(staff=by.person):
        end_clock(entry, by=by)
    if job.clock_entries.running().exists():
        return job
    job.waiting_cause = cause
    perform(JOB, job, "hold", by=by, reason=note)
    open_hold(job, cause, by=by, note=note)
    follow_jobs(order, by=by, cause="hold")
    return job


def _locked_with_running(
    job: Job, version: int | None, *, by: Access
) -> tuple[Job, ClockEntry | None]:
    """The job and the clock the person has running now, under every lock both need."""
    list(Staff.objects.filter(pk=by.person.pk).select_for_update(no_key=True).values_list("pk"))
    running = ClockEntry.objects.running().filter(staff=by.person)
    other = running.select_related("job__order").first()
    jobs = {j.pk: j for j in (job, other.job if other else None) if j is not None}
    orders = WorkOrder.objects.filter(pk__in={j.order_id for j in jobs.values()})
    fresh_orders = {o.pk: o for o in lock_all(orders)}
    fresh = {j.pk: j for j in lock_all(Job.objects.filter(pk__in=jobs))}
    for row in fresh.values():
        row.order = fresh_orders[row.order_id]
    if other is not None and other.job_id is not None:
        other.job = fresh[other.job_id]
    if version is not None and fresh[job.pk].version != version:
        lock(job, version)
    return fresh[job.pk], other


def _leave(entry: ClockEntry | None, job: Job, *, by: Access) -> None:
    """End the clock that runs; its job pauses when it is another one nobody else works on."""
    if entry is None:
        return
    left = entry.job
    if left is not None and left.pk == job.pk:
        raise Refused(_("这个项目的计时已经在走。"))
    end_clock(entry, by=by)
    if left is None or left.state != JobState.WORKING or left.clock_entries.running().exists():
        return
    left.waiting_cause = WaitingCause.PAUSED
    perform(JOB, left, "hold", by=by, reason=_("转做另一个项目"))
    open_hold(left, WaitingCause.PAUSED, by=by, note=_("转做另一个项目"))
    if left.order_id != job.order_id:
        follow_jobs(left.order, by=by, cause="hold")


def _run(job: Job, *, by: Access) -> ClockEntry:
    entry = ClockEntry(store_id=job.store_id, staff=by.person, job=job)
    entry.during = DateTimeTZRange(by.now, None)
    words = _("您在这个时间已有另一段计时，请刷新后再试。")
    with constraint_words(clock_one_running=words, clock_no_overlap=words):
        entry.save()
    follow_jobs(job.order, by=by, cause="clock")
    return entry


def _parts_there(job: Job) -> None:
    short = job.part_lines.filter(demand__state="short").first()
    if short is not None:
        raise Refused(_("配件“%(name)s”还没有到。") % {"name": short.name})
