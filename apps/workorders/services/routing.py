"""The route of a body or paint job: laid from a template, walked step by step."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.workorders.choices import JobState
from apps.workorders.machines import ROUTE_STEP
from apps.workorders.models import Assignment, BaySlot, ClockEntry, RouteStep
from apps.workorders.models.job import UNFINISHED
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.permissions import Perm
from apps.workorders.services.clocking import end_own_clock, resume_work, start_work
from apps.workorders.services.waiting import lock_job
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Job, RouteTemplate

CENT = Decimal("0.01")


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
    if step.state in {StepState.DONE, StepState.SKIPPED}:
        raise Refused(_("这道工序已经结束，不能再改技师。"))
    if step.kind == StepKind.QUALITY:
        raise Refused(_("质检由检验员在“检验”页完成，不指派技师。"))
    step.technician = technician
    step.save()
    _credit(job)
    return step


@service
def start_step(*, by: Access, step: RouteStep, version: int | None) -> RouteStep:
    """The technician begins the step; the clock runs on the job."""
    __, job = lock_job(step.job)
    step = lock(step, version)
    if step.technician_id is None and by.staff_id is not None:
        step.technician = by.person
        step.save()
        _credit(job)
    if step.technician_id != by.staff_id:
        raise Refused(
            _("这道工序派给了%(name)s：请由本人开工，或请调度改派。") % {"name": step.technician}
        )
    step.started_at = step.started_at or by.now
    perform(ROUTE_STEP, step, "start", by=by)
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
    _next(job, by=by, cause="finish")
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
    _credit(job)
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


def _next(job: Job, *, by: Actor, cause: str) -> None:
    """The first step that has not begun is ready, unless one is under way."""
    if job.steps.filter(state__in=(StepState.READY, StepState.WORKING)).exists():
        return
    step = job.steps.filter(state=StepState.PENDING).order_by("position").first()
    if step is not None:
        step.ready_at = by.now
        follow(ROUTE_STEP, step, "ready", by=by, cause=cause)


def _credit(job: Job) -> None:
    """Shares of the job's technicians by the hours of their steps, adding up to 100 percent."""
    hours: dict[int, Decimal] = {}
    rows = job.steps.exclude(state=StepState.SKIPPED).filter(technician__isnull=False)
    for pk, part in rows.order_by("position").values_list("technician", "std_hours"):
        if pk is not None:
            hours[pk] = hours.get(pk, Decimal(0)) + part
    total = sum(hours.values(), Decimal(0))
    people = list(hours)
    shares = {
        pk: (part * WHOLE / total if total else WHOLE / len(people)).quantize(CENT, ROUND_HALF_UP)
        for pk, part in hours.items()
    }
    if people:
        shares[people[-1]] += WHOLE - sum(shares.values(), Decimal(0))
    for old in job.assignments.exclude(staff__in=people):
        old.delete()
    for pk, share in shares.items():
        found = job.assignments.filter(staff_id=pk).first() or Assignment(job=job, staff_id=pk)
        found.share = share
        found.save()
