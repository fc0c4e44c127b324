"""Drafting what is offered beside the lines: another way of a job, or more work."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.parts.models import Part
from apps.workorders.choices import JobKind, PartKind
from apps.workorders.consent import job_covered
from apps.workorders.models import Offer, OfferLine
from apps.workorders.models.offer import LineKind
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm
from apps.workorders.prices import current, price_of
from apps.workorders.services.lines import sane_hours, sane_price

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import Finding, Job, LabourOperation, WorkOrder


@service
def offer_other_way(
    *, by: Access, order: WorkOrder, job: Job, version: int | None, option: str, labour_only: bool
) -> Offer:
    """Another way of doing a job stands beside it, begun as a copy of the job's lines."""
    order = _open(by, order, version)
    if job.order_id != order.pk or job_covered(job):
        raise Refused(_("客户已经同意这个项目，不能再给其他方案。"))
    if not option.strip():
        raise ValidationError({"option": _("请写方案名称，如“同质件”“局部修复”。")})
    payer = job.labour_lines.values_list("payer", flat=True).first() or "CP"
    offer = _new(by, order, job.name, option=option.strip(), payer=payer, job=job)
    offer.operation = job.operation
    offer.save()
    for line in job.labour_lines.all():
        OfferLine.objects.create(
            offer=offer,
            kind=LineKind.LABOUR,
            name=line.description,
            quantity=line.hours,
            unit_price=line.unit_price,
            vat_rate=line.vat_rate,
        )
    parts = job.part_lines.exclude(part_kind=PartKind.CUSTOMER_SUPPLIED)
    for part in () if labour_only else parts.select_related("part"):
        if part.part is not None:
            write_part(offer, part.part, part.quantity)
    return offer


@service
def offer_more(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    name: str = "",
    operation: LabourOperation | None = None,
    hours: Decimal | None = None,
    payer: str = "CP",
    finding: Finding | None = None,
    instead_of: Offer | None = None,
    option: str = "",
) -> Offer:
    """More work is offered: asked for by the customer, found, or another way of such an offer."""
    order = _open(by, order, version)
    title = operation.name if operation else name.strip()
    if not title:
        raise ValidationError({"name": _("请填写项目名称，或从工时库选择。")})
    if operation is None and hours is None:
        raise ValidationError({"hours": _("自定义项目须填写工时。")})
    if finding is not None and (finding.order_id != order.pk or finding.state != "pending"):
        raise Refused(_("这条增项已经答复。"))
    if instead_of is not None and instead_of.order_id != order.pk:
        raise Refused(_("没有这个方案。"))
    offer = _new(by, order, title, option=option.strip(), payer=payer)
    offer.operation, offer.finding, offer.instead_of = operation, finding, instead_of
    offer.save()
    wanted = hours if hours is not None else operation.std_hours if operation else Decimal(0)
    write_labour(offer, title, wanted, operation.kind if operation else JobKind.MECHANICAL)
    return offer


@service
def offer_finding(*, by: Access, finding: Finding, version: int | None) -> Offer:
    """What a technician suggested for a finding is an offer, priced from today's lists.

    Raises Refused when the finding is answered or was offered already.
    """
    order = _open(by, finding.order, None)
    finding = lock(finding, version)
    if finding.state != "pending":
        raise Refused(_("这条增项已经答复。"))
    standing = finding.offers.standing().first()
    if standing is not None:
        return standing
    offer = _new(by, order, _title(finding), payer="CP")
    offer.finding = finding
    offer.save()
    for row in finding.suggested:
        _suggested(offer, row)
    return offer


@service
def add_to_offer(
    *,
    by: Access,
    offer: Offer,
    version: int | None,
    part: Part | None = None,
    labour: str = "",
    quantity: Decimal | None = None,
    unit_price: Decimal | None = None,
) -> OfferLine:
    """A part at its price of today, or labour in words, is part of the offer."""
    offer = _open_offer(by, offer, version)
    if part is not None:
        return write_part(offer, current(part), Decimal(1) if quantity is None else quantity)
    if not labour.strip() or quantity is None:
        raise ValidationError({"find": _("请从结果中选一个配件，或填写项目名称和工时。")})
    line = write_labour(offer, labour.strip(), quantity, JobKind.MECHANICAL)
    if unit_price is not None:
        line.unit_price = sane_price(unit_price)
        line.save()
    return line


@service
def change_offer_line(
    *, by: Access, line: OfferLine, version: int | None, quantity: Decimal, remove: bool = False
) -> Offer:
    """The quantity of a line of an offer is changed, or the line is gone."""
    offer = _open_offer(by, line.offer, version)
    line = lock(line)
    if remove:
        line.delete()
        return offer
    if line.part is not None:
        line.quantity = line.part.checked(quantity)
    else:
        line.quantity = sane_hours(quantity)
    line.save()
    return offer


@service
def withdraw_offer(*, by: Access, offer: Offer, version: int | None) -> Offer:
    """The offer is taken back, with the other ways of it."""
    offer = _open_offer(by, offer, version)
    for row in (offer, *offer.other_ways.standing()):
        row.state = Offer.State.WITHDRAWN
        row.save()
    return offer


def _open(by: Access, order: WorkOrder, version: int | None) -> WorkOrder:
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.state not in OPEN:
        raise Refused(_("工单已结算或已取消，不能再报价。"))
    return order


def _open_offer(by: Access, offer: Offer, version: int | None) -> Offer:
    order = _open(by, offer.order, None)
    offer = lock(offer, version)
    offer.order = order
    if offer.state != Offer.State.OPEN:
        raise Refused(_("这个方案已经有了结果，不能再改。"))
    return offer


def _new(by: Access, order: WorkOrder, name: str, *, payer: str, **facts: object) -> Offer:
    offer = Offer(order=order, name=name[:80], payer=payer, made_by=by.person, made_at=by.now)
    for field, value in facts.items():
        setattr(offer, field, value)
    offer.save()
    return offer


def write_labour(offer: Offer, name: str, hours: Decimal, kind: str) -> OfferLine:
    """A labour line of a locked offer at the payer's price of an hour."""
    order = offer.order
    price = price_of(
        kind,
        store_id=order.store_id,
        payer=offer.payer,
        on=business_day(order.opened_at),
        customer=order.bill_to,
    )
    return OfferLine.objects.create(
        offer=offer,
        kind=LineKind.LABOUR,
        name=name[:120],
        quantity=sane_hours(hours),
        unit_price=price.unit,
        vat_rate=price.vat_rate,
    )


def write_part(offer: Offer, part: Part, quantity: Decimal) -> OfferLine:
    """A part line of a locked offer at the payer's price."""
    order = offer.order
    price = price_of(
        part,
        store_id=order.store_id,
        payer=offer.payer,
        on=business_day(order.opened_at),
        customer=order.bill_to,
    )
    return OfferLine.objects.create(
        offer=offer,
        kind=LineKind.PART,
        part=part,
        name=part.name,
        code=part.code,
        brand=part.brand,
        part_kind=part.kind,
        quantity=part.checked(quantity),
        unit_price=price.unit,
        vat_rate=price.vat_rate,
    )


def _title(finding: Finding) -> str:
    named = (str(r.get("name", "")) for r in finding.suggested if r.get("kind") == "labour")
    return next(filter(None, named), finding.text)[:80]


def _suggested(offer: Offer, row: dict[str, object]) -> None:
    """One thing a technician suggested: labour as written, a part when it is known."""
    name = str(row.get("name", "")).strip()
    try:
        quantity = Decimal(str(row.get("quantity", "1")))
    except InvalidOperation:
        quantity = Decimal(1)
    if row.get("kind") == "labour" and name:
        write_labour(offer, name, quantity, JobKind.MECHANICAL)
        return
    part = Part.objects.active().filter(code=str(row.get("code", ""))).first()
    part = part or Part.objects.active().filter(name=name).order_by("pk").first()
    if part is not None:
        write_part(offer, part, quantity)
