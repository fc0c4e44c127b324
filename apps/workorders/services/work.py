"""What a technician does on a job besides running the clock."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.files import check_image, store_image
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.org.services.notices import ring
from apps.parts.services import request_demand
from apps.workorders.choices import JobState, Payer, WaitingCause
from apps.workorders.following import refresh_totals
from apps.workorders.models import Finding, PartLine
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import block, lock_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access
    from apps.parts.models import Part
    from apps.workorders.models import Job

TAIL = 5
BEFORE_WORK = (JobState.ASSIGNED, JobState.WAITING, JobState.FAILED, JobState.WORKING)


@service
def confirm_job(*, by: Access, job: Job, tail: str, version: int | None = None) -> Job:
    """The technician compared car and items with the order (核对车牌与项目).

    ``tail`` is what the car shows: the last five signs of its plate, or of the VIN without one.
    """
    __, job = lock_job(job, version)
    by.require(Perm.CONFIRM_JOB, job)
    if job.state not in BEFORE_WORK:
        raise Refused(_("这个项目现在不需要核对。"))
    if tail.strip().upper() != identity_tail(job):
        raise Refused(_("与工单上的车不符：请勿开工，马上告诉服务顾问。"), field="tail")
    job.confirmed_by_id, job.confirmed_at = by.staff_id, by.now
    job.save()
    return job


def identity_tail(job: Job) -> str:
    """The last five signs by which the car is told from others."""
    visit = job.order.visit
    return (visit.plate_no or visit.vehicle.vin)[-TAIL:].upper()


@service
def report_finding(
    *,
    by: Access,
    job: Job,
    text: str,
    safety: bool = False,
    suggested: Sequence[dict[str, str]] = (),
    photos: Sequence[UploadedFile] = (),
    version: int | None = None,
) -> Finding:
    """Something outside the order was found: the job waits until the customer has answered."""
    for photo in photos:
        check_image(photo)
    order, job = lock_job(job, version)
    if job.state not in UNFINISHED or order.authorised_at is None:
        raise Refused(_("这个项目已经完工，不能再上报增项。"))
    finding = Finding(
        order=order,
        store_id=job.store_id,
        job=job,
        reported_by=by.person,
        reported_at=by.now,
        text=text,
        suggested=list(suggested),
        safety=safety,
    )
    finding.save()
    by.require(Perm.ADD_FINDING, job)
    record(finding, "report", "", finding.state, by=by)
    for photo in photos:
        store_image(by, photo, owner=finding, kind="finding")
    block(job, WaitingCause.APPROVAL, by=by, note=text[:160])
    _ring_advisor(finding, by)
    return finding


def _ring_advisor(finding: Finding, by: Access) -> None:
    order = finding.order
    ring(
        to=[order.advisor_id],
        kind="finding",
        words=gettext_lazy("%(plate)s 发现问题：%(text)s"),
        facts={"plate": order.visit.plate_no, "text": finding.text},
        page=reverse("workorders:decide_finding", args=[finding.pk]),
        at=by.now,
        key=f"finding:{finding.pk}",
    )


@service
def fit_part(
    *, by: Access, job: Job, line: PartLine, quantity: Decimal, version: int | None = None
) -> PartLine:
    """So much of a part line is in the car; never more than was handed out and kept."""
    __, job = lock_job(job)
    by.require(Perm.CLOCK_JOB, job)
    if job.state not in BEFORE_WORK:
        raise Refused(_("这个项目已经自检，不能再改装车数量。"))
    line = lock(line, version)
    if line.job_id != job.pk:
        raise Refused(_("这个配件不属于这个项目。"))
    limit = line.kept if line.demand_id else line.quantity
    if not 0 <= quantity <= limit:
        raise Refused(_("装车数量不能多于已领的 %(n)s。") % {"n": f"{limit:f}"}, field="quantity")
    line.fitted_quantity = quantity
    line.save()
    return line


@service
def ask_for_part(
    *, by: Access, job: Job, part: Part, quantity: Decimal, version: int | None = None
) -> PartLine:
    """The technician needs a part the order does not have: asked of the store at the shop's cost.

    The customer is not charged; work the customer must agree to is reported as a finding.
    """
    order, job = lock_job(job, version)
    by.require(Perm.CLOCK_JOB, job)
    if job.state not in BEFORE_WORK:
        raise Refused(_("这个项目已经自检，不能再领料。"))
    quantity = part.checked(quantity)
    demand = request_demand(
        by=by,
        store=order.store,
        unit=order.unit,
        document_no=order.number,
        plate_no=order.visit.plate_no,
        part=part,
        quantity=quantity,
        needed_at=order.promised_at,
    )
    line = PartLine(job=job, demand=demand, payer=Payer.INT, **facts_of(part))
    line.quantity, line.unit_price = quantity, Decimal(0)
    line.save()
    refresh_totals(order)
    return line


def facts_of(part: Part) -> dict[str, Any]:
    """What a part line keeps of the part."""
    return {
        "part": part,
        "name": part.name,
        "code": part.code,
        "brand": part.brand,
        "part_kind": part.kind,
        "vat_rate": part.vat_rate,
    }
