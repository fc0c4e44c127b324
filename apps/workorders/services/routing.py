"""The route of a body or paint job: laid from a template, walked step by step."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import when_text
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.workorders.choices import JobState
from apps.workorders.machines import ROUTE_STEP
from apps.workorders.models import BaySlot, ClockEntry, RouteStep
from apps.workorders.models.job import UNFINISHED
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.permissions import Perm
from apps.workorders.services.clocking import end_own_clock, resume_work, start_work
from apps.workorders.services.placing import to_team
from apps.workorders.services.step_credit import CENT, credit_steps, give
from apps.workorders.services.waiting import lock_job
from apps.workorders.step_conflicts import drying_of
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Job, RouteTemplate


@service
def lay_route(*, by: Access, job: Job, version: int | None, template: RouteTemplate) -> Job:
    """The job gets the steps of a usual route, its hours divided among them; the first is ready.

    A route that was begun is not replaced.
    """
    __, job = lock_job(job, version)
    by.require(Perm.DISPATCH_JOB, job)
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经完工或取消，不能再排工序。"))
    old = lock_all(job.steps.all())
    if any(step.state not in {StepState.PENDING, StepState.READY} for step in old):
        raise Refused(_("工序已经开始，不能再换路线；可以跳过不需要的工序。"))
    for slot in BaySlot.objects.filter(step__in=old):
        slot.step = None
        slot.save()
    for step in old:
        step.delete()
    for row in template.steps.all():
        hours = (job.std_hours * row.share / WHOLE).quantize(CENT, ROUND_HALF_UP)
        step = RouteStep.objects.create(
            job=job, position=row.position, kind=row.kind, std_hours=hours
        )
        record(step, "lay", "", step.state, by=by)
    _next(job, by=by, cause="lay")
    return job


@service
def give_step(*, by: Access, step: RouteStep, version: int | None, technician: Staff) -> RouteStep:
    """This technician does the step; the credit of the job follows the hours of the steps."""
    __, job = lock_job(step.job)
    by.require(Perm.DISPATCH_JOB, job)
    step = lock(step, version)
    give(step, job, technician)
    return step


@service
def start_step(*, by: Access, step: RouteStep, version: int | None) -> RouteStep:
    """The technician begins the step; the clock runs on the job."""
    __, job = lock_job(step.job)
    step = lock(step, version)
    if step.technician_id is None and by.staff_id is not None:
        step.technician = by.person
        step.save()
        credit_steps(job)
    if step.ready_at is not None and by.now < step.ready_at:
        words = _("前道还在干燥，%(at)s 起可以开工；提前干透请调度在本页确认。")
        raise Refused(words % {"at": when_text(step.ready_at)})
    if step.technician_id != by.staff_id:
        raise Refused(
            _("这道工序派给了%(name)s：请由本人开工，或请调度改派。") % {"name": step.technician}
        )
    step.started_at = step.started_at or by.now
    perform(ROUTE_STEP, step, "start", by=by)
    slot = step.slots.filter(cancelled_at=None).select_related("bay").order_by("during").first()
    if slot is not None:
        to_team(job, slot.bay)
    _run(by, job)
    return step


def _run(by: Access, job: Job) -> None:
    """The person's clock runs on the job, whatever state it is in."""
    mine = ClockEntry.objects.running().filter(staff=by.person, job=job)
    if mine.exists():
        return
    if job.state == JobState.WAITING:
        resume_work(by=by, job=job)
    else:
        start_work(by=by, job=job)


@service
def finish_step(*, by: Access, step: RouteStep, version: int | None) -> RouteStep:
    """The step is done: the own clock ends and the next step is ready."""
    __, job = lock_job(step.job)
    step = lock(step, version)
    if step.technician_id != by.staff_id:
        raise Refused(_("请由做这道工序的技师本人完成。"))
    step.finished_at = by.now
    perform(ROUTE_STEP, step, "finish", by=by)
    end_own_clock(job, by=by)
    dry = by.now + drying_of(business_day(by.now), job.store_id)[step.kind]
    _next(job, by=by, cause="finish", ready_at=dry)
    return step


@service
def confirm_dry(*, by: Access, step: RouteStep, version: int | None) -> RouteStep:
    """Who dispatches touched it: the step before is dry, this one may begin now."""
    __, job = lock_job(step.job)
    by.require(Perm.DISPATCH_JOB, job)
    step = lock(step, version)
    if step.state != StepState.READY or step.ready_at is None or step.ready_at <= by.now:
        raise Refused(_("这道工序现在不在等干燥。"))
    step.ready_at = by.now
    step.save()
    record(step, "dry", step.state, step.state, by=by)
    return step


@service
def skip_step(*, by: Access, step: RouteStep, version: int | None, reason: str) -> RouteStep:
    """The step is not needed, with the reason; the next one is ready."""
    __, job = lock_job(step.job)
    step = lock(step, version)
    if step.kind == StepKind.QUALITY:
        raise Refused(_("质检不能跳过。"))
    step.skip_reason = reason.strip()[:160]
    step.finished_at = by.now
    perform(ROUTE_STEP, step, "skip", by=by, reason=reason)
    credit_steps(job)
    _next(job, by=by, cause="skip")
    return step


@service
def redo_step(*, by: Access, step: RouteStep, version: int | None, reason: str) -> RouteStep:
    """The step is done again, with the reason; the one that was ready waits for it."""
    __, job = lock_job(step.job)
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经完工：返工请由检验员退回。"))
    for later in lock_all(job.steps.filter(state=StepState.READY).exclude(pk=step.pk)):
        later.ready_at = None
        follow(ROUTE_STEP, later, "wait", by=by, cause="redo")
    step = lock(step, version)
    step.finished_at, step.ready_at = None, by.now
    perform(ROUTE_STEP, step, "redo", by=by, reason=reason)
    return step


def _next(job: Job, *, by: Actor, cause: str, ready_at: dt.datetime | None = None) -> None:
    """The first step that has not begun is ready, once dry, unless one is under way."""
    if job.steps.filter(state__in=(StepState.READY, StepState.WORKING)).exists():
        return
    step = job.steps.filter(state=StepState.PENDING).order_by("position").first()
    if step is not None:
        step.ready_at = ready_at or by.now
        follow(ROUTE_STEP, step, "ready", by=by, cause=cause)
