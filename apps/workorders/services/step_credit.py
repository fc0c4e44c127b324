"""The credit of a job with a route follows the hours of its steps."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.workorders.models import Assignment
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from apps.org.models import Staff
    from apps.workorders.models import Job, RouteStep

CENT = Decimal("0.01")
OVER = (StepState.DONE, StepState.SKIPPED)


def credit_steps(job: Job) -> None:
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


def give(step: RouteStep, job: Job, technician: Staff) -> None:
    """This technician does a locked step; Refused for one that is over or the inspector's."""
    if step.state in OVER:
        raise Refused(_("这道工序已经结束，不能再改技师。"))
    if step.kind == StepKind.QUALITY:
        raise Refused(_("质检由检验员在“检验”页完成，不指派技师。"))
    step.technician = technician
    step.save()
    credit_steps(job)
