"""A job waits for something and goes on when it has come; called under the order's lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.services import lock, lock_all
from apps.core.transitions import follow
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.clocks import close_entry
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import ClockEntry, Hold, Job
from apps.workorders.path_choices import WaitOwner

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.actor import Actor
    from apps.workorders.models import WorkOrder

OWNERS: dict[WaitingCause, WaitOwner] = {
    WaitingCause.PARTS: WaitOwner.PARTS,
    WaitingCause.APPROVAL: WaitOwner.ADVISOR,
    WaitingCause.OEM: WaitOwner.MANUFACTURER,
    WaitingCause.INSURER: WaitOwner.INSURER,
    WaitingCause.SUBLET: WaitOwner.VENDOR,
    WaitingCause.DIAGNOSIS: WaitOwner.EXPERT,
    WaitingCause.PAUSED: WaitOwner.TECHNICIAN,
}
"""Whose move it is while a job waits."""

BLOCKABLE = (JobState.PENDING, JobState.ASSIGNED, JobState.WORKING)


def lock_job(job: Job, version: int | None = None) -> tuple[WorkOrder, Job]:
    """The order and then the job, read afresh and locked; Stale when the job's version differs."""
    order = lock(job.order)
    fresh = lock(job, version)
    fresh.order = order
    return order, fresh


def block(
    job: Job,
    cause: str,
    *,
    by: Actor,
    note: str = "",
    expected_at: dt.datetime | None = None,
) -> None:
    """Let a locked job wait; clocks running on it are ended, a job already waiting changes cause.

    The order follows.
    """
    stop_clocks(job, by=by)
    if job.state == JobState.WAITING:
        close_hold(job, by=by, event=f"to_{cause}")
        job.waiting_cause = cause
        job.save()
    elif job.state in BLOCKABLE:
        job.waiting_cause = cause
        follow(JOB, job, "block", by=by, cause=cause)
    else:
        return
    open_hold(job, cause, by=by, note=note, expected_at=expected_at)
    follow_jobs(job.order, by=by, cause=cause)


def unblock(job: Job, cause: str, *, by: Actor, event: str = "") -> None:
    """What a locked job waited for has come: back to its technician, or to dispatch without one.

    Does nothing to a job that waits for something else; the order follows.
    """
    if job.state != JobState.WAITING or job.waiting_cause != cause:
        return
    event = event or f"{cause}_over"
    close_hold(job, by=by, event=event)
    step = "release" if job.assignments.exists() else "requeue"
    follow(JOB, job, step, by=by, cause=event)
    follow_jobs(job.order, by=by, cause=event)


def answered(order: WorkOrder, *, by: Actor) -> None:
    """The jobs of a locked order that wait for the customer go on once every finding has a word."""
    waiting = order.jobs.filter(state=JobState.WAITING, waiting_cause=WaitingCause.APPROVAL)
    for job in lock_all(waiting):
        job.order = order
        if not job.findings.pending().exists() and not job.refusals.open().exists():
            unblock(job, WaitingCause.APPROVAL, by=by)


def open_hold(
    job: Job,
    cause: str,
    *,
    by: Actor,
    note: str = "",
    expected_at: dt.datetime | None = None,
) -> Hold:
    """Note from when, for what and for whom a job waits."""
    return Hold.objects.create(
        job=job,
        cause=cause,
        owner=OWNERS[WaitingCause(cause)],
        note=note,
        expected_at=expected_at,
        from_at=by.now,
        by_id=by.staff_id,
    )


def close_hold(job: Job, *, by: Actor, event: str = "") -> None:
    """Note that the waiting is over, and which event ended it."""
    for hold in job.holds.filter(to_at=None):
        hold.to_at = max(by.now, hold.from_at)
        hold.ended_by = event or "resumed"
        hold.save()


def stop_clocks(job: Job, *, by: Actor) -> list[int]:
    """End every clock that runs on a locked job; gives the keys of whose they were."""
    running = list(ClockEntry.objects.running().on(job).select_related("job__order"))
    for entry in running:
        close_entry(entry, by=by, leaving=job)
    return [entry.staff_id for entry in running]
