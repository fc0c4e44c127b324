"""Writing what is to be done and what it costs on an order the customer has not signed yet."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.org.models import OrgUnit
from apps.workorders.choices import JobKind, JobState, OrderState, PartKind, RepairClass
from apps.workorders.following import refresh_totals
from apps.workorders.machines import JOB
from apps.workorders.models import Job, LabourLine, PartLine
from apps.workorders.models.lines import SANE_PRICE
from apps.workorders.permissions import Perm
from apps.workorders.prices import current
from apps.workorders.services.charging import covered, dissolve, labour_price, part_price

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.parts.models import Part
    from apps.workorders.models import Finding, LabourOperation, Statement, WorkOrder

MOST_HOURS = Decimal(100)
WEIGHT = {kind: -place for place, kind in enumerate(RepairClass.values)}


@service
def add_job(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    payer: str,
    operation: LabourOperation | None = None,
    name: str = "",
    hours: Decimal | None = None,
    unit_price: Decimal | None = None,
    statement: Statement | None = None,
) -> Job:
    """A job with its labour line stands on a draft order, priced by its payer's rate.

    Without an operation of the price list ``name`` and ``hours`` are needed.  Raises
    ValidationError for hours or a price that make no sense.
    """
    order = open_draft(by, order, version)
    job = write_job(
        by, order, payer=payer, operation=operation, name=name, hours=hours, unit_price=unit_price
    )
    job.statement = statement
    job.save()
    refresh_totals(order)
    return job


@service
def add_part(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    job: Job | None,
    part: Part,
    quantity: Decimal,
    payer: str,
) -> PartLine:
    """A part line stands on a job of a draft order; without a job named, on its last one."""
    order = open_draft(by, order, version)
    if job is None:
        job = order.jobs.exclude(state=JobState.CANCELLED).order_by("position", "pk").last()
    if job is None or job.order_id != order.pk:
        raise Refused(_("请先加一个维修项目，再加配件。"))
    line = write_part(job, part=part, quantity=quantity, payer=payer)
    refresh_totals(order)
    return line


@service
def change_labour(
    *, by: Access, line: LabourLine, version: int | None, hours: Decimal, payer: str
) -> LabourLine:
    """Hours and payer of a labour line are changed; its price follows the payer."""
    order = open_draft(by, line.job.order, version)
    line = lock(line)
    dissolve(order, line)
    if payer != line.payer:
        covered(order, payer)
        if line.job.operation_id is not None:
            line.unit_price, line.vat_rate = labour_price(order, payer, line.job.kind)
    line.hours, line.payer = sane_hours(hours), payer
    line.save()
    refresh_totals(order)
    return line


@service
def change_part(
    *, by: Access, line: PartLine, version: int | None, quantity: Decimal, payer: str
) -> PartLine:
    """Quantity and payer of a part line are changed; its price follows the payer."""
    order = open_draft(by, line.job.order, version)
    line = lock(line)
    dissolve(order, line)
    if payer != line.payer:
        covered(order, payer)
        if line.part and line.part_kind != PartKind.CUSTOMER_SUPPLIED:
            line.unit_price = part_price(order, line.part, payer)
    line.payer = payer
    line.quantity = line.part.checked(quantity) if line.part else quantity
    line.save()
    refresh_totals(order)
    return line


@service
def remove_part(*, by: Access, line: PartLine, version: int | None) -> WorkOrder:
    """The part line is gone from a draft order."""
    order = open_draft(by, line.job.order, version)
    line = lock(line)
    dissolve(order, line)
    line.delete()
    return refresh_totals(order)


@service
def remove_job(*, by: Access, job: Job, version: int | None) -> WorkOrder:
    """A job of a draft order is cancelled; its lines are no longer charged."""
    order = open_draft(by, job.order, version)
    for line in job.labour_lines.all():
        dissolve(order, line)
    perform(JOB, lock(job), "cancel", by=by, reason=_("开单时修改"))
    return refresh_totals(order)


def open_draft(by: Access, order: WorkOrder, version: int | None) -> WorkOrder:
    """The order locked for writing; Refused once the customer has agreed to it."""
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.state != OrderState.DRAFT:
        raise Refused(_("客户已经授权，增减项目须以增项取得客户同意。"))
    return order


def write_job(
    by: Access,
    order: WorkOrder,
    *,
    payer: str,
    operation: LabourOperation | None = None,
    name: str = "",
    hours: Decimal | None = None,
    unit_price: Decimal | None = None,
    finding: Finding | None = None,
) -> Job:
    """A job and its labour line on a locked order; totals are not computed here."""
    text = operation.name if operation else name.strip()
    if not text:
        raise ValidationError({"find": _("请填写项目名称。")})
    if hours is None:
        hours = operation.std_hours if operation else None
    if hours is None:
        raise ValidationError({"quantity": _("自定义项目须填写工时。")})
    covered(order, payer)
    kind = operation.kind if operation else JobKind.MECHANICAL
    rate, vat = labour_price(order, payer, kind)
    job = Job.objects.create(
        order=order,
        store=order.store,
        unit=OrgUnit.objects.department(order.store, "workshop"),
        finding=finding,
        operation=operation,
        position=order.jobs.count() + 1,
        name=text[:80],
        kind=kind,
        high_voltage=operation.high_voltage if operation else False,
        std_hours=sane_hours(hours),
    )
    LabourLine.objects.create(
        job=job,
        description=job.name,
        hours=job.std_hours,
        unit_price=rate if unit_price is None or operation else sane_price(unit_price),
        payer=payer,
        vat_rate=vat,
    )
    if operation is not None and WEIGHT[operation.repair_class] > WEIGHT[order.repair_class]:
        order.repair_class = operation.repair_class
        order.save()
    return job


def write_part(job: Job, *, part: Part, quantity: Decimal, payer: str) -> PartLine:
    """A part line on a job of a locked order; totals are not computed here.

    A superseded part gives way to its substitute.
    """
    covered(job.order, payer)
    part = current(part)
    return PartLine.objects.create(
        job=job,
        part=part,
        name=part.name,
        code=part.code,
        brand=part.brand,
        part_kind=part.kind,
        quantity=part.checked(quantity),
        unit_price=part_price(job.order, part, payer),
        payer=payer,
        vat_rate=part.vat_rate,
    )


def sane_hours(hours: Decimal) -> Decimal:
    """The hours with two decimals; raises ValidationError below zero or above a hundred."""
    if not hours.is_finite() or hours < 0:
        raise ValidationError({"quantity": _("工时不能为负。")})
    if hours > MOST_HOURS:
        raise ValidationError({"quantity": _("工时超过 100 小时，请核对。")})
    return hours.quantize(Decimal("0.01"))


def sane_price(price: Decimal) -> Decimal:
    """The price; raises ValidationError below zero or above a million yuan."""
    if not price.is_finite() or price < 0:
        raise ValidationError({"unit_price": _("单价不能为负。")})
    if price > SANE_PRICE:
        raise ValidationError({"unit_price": _("单价不合理，请核对。")})
    return price
