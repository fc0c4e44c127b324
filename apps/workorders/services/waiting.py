"""A job waits for something and goes on when it has come; called under the order's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from psycopg2.extras import DateTimeTZRange

from apps.core.services import lock, lock_all
from apps.core.transitions import follow
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Hold, Job

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import ClockEntry, WorkOrder

BLOCKABLE = (JobState.PENDING, JobState.ASSIGNED, JobState.WORKING)


def lock_job(job: Job, version: int | None = None) -> tuple[WorkOrder, Job]:
    """The order and then the job, read afresh and locked; Stale when the job's version differs."""
    order = lock(job.order)
    fresh = lock(job, version)
    fresh.order = order
    return order, fresh


def block(job: Job, cause: str, *, by: Actor, note: str = "") -> None:
    """Let a locked job wait; clocks running on it are ended, a job already waiting changes cause.

    The order follows.
    """
    stop_clocks(job, by=by)
    if job.state == JobState.WAITING:
        close_hold(job, by=by)
        job.waiting_cause = cause
        job.save()
    elif job.state in BLOCKABLE:
        job.waiting_cause = cause
        follow(JOB, job, "block", by=by, cause=cause)
    else:
        return
    open_hold(job, cause, by=by, note=note)
    follow_jobs(job.order, by=by, cause=cause)


def unblock(job: Job, cause: str, *, by: Actor) -> None:
    """What a locked job waited for has come: back to its technician, or to dispatch without one.

    Does nothing to a job that waits for something else; the order follows.
    """
    if job.state != JobState.WAITING or job.waiting_cause != cause:
        return
    close_hold(job, by=by)
    step = "release" if job.assignments.exists() else "requeue"
    follow(JOB, job, step, by=by, cause=f"{cause}_over")
    follow_jobs(job.order, by=by, cause=f"{cause}_over")


def answered(order: WorkOrder, *, by: Actor) -> None:
    """The jobs of a locked order that wait for the customer go on once every finding has a word."""
    waiting = order.jobs.filter(state=JobState.WAITING, waiting_cause=WaitingCause.APPROVAL)
    for job in lock_all(waiting):
        job.order = order
        if not job.findings.pending().exists():
            unblock(job, WaitingCause.APPROVAL, by=by)


def open_hold(job: Job, cause: str, *, by: Actor, note: str = "") -> Hold:
    """Note from when and for what a job waits."""
    return Hold.objects.create(job=job, cause=cause, note=note, from_at=by.now, by_id=by.staff_id)


def close_hold(job: Job, *, by: Actor) -> None:
    """Note that the waiting is over."""
    for hold in job.holds.filter(to_at=None):
        hold.to_at = max(by.now, hold.from_at)
        hold.save()


def stop_clocks(job: Job, *, by: Actor) -> list[int]:
    """End every clock that runs on a locked job; gives the keys of whose they were."""
    running = list(job.clock_entries.running())
    for entry in running:
        end_clock(entry, by=by)
    return [entry.staff_id for entry in running]


def end_clock(entry: ClockEntry, *, by: Actor) -> None:
    """End a running clock; one begun at this very instant leaves no trace."""
    span: Any = entry.during
    if span.lower >= by.now:
        entry.delete()
        return
    entry.during = DateTimeTZRange(span.lower, by.now)
    entry.save()
