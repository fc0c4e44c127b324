"""Ordering parts: drafted by one, approved by another, placed, received in parts, cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.org.services.asking import LONGEST, ask, decide, drop, take_back
from apps.parts.machines import PURCHASE, PURCHASE_REQUEST
from apps.parts.models import (
    Demand,
    PurchaseCover,
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    PurchaseState,
)
from apps.parts.models.purchasing import COMING
from apps.parts.permissions import Perm
from apps.parts.services.receipts import checked_cost
from apps.parts.services.waiting import announce, locked

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.parts.models import Part, Supplier, Warehouse

ZERO = Decimal(0)
HIGHEST_RATE = Decimal(50)


@dataclass(frozen=True)
class Wanted:
    """One line as it is typed: ``unit_price`` in yuan without VAT, ``vat_rate`` in percent."""

    part: Part
    quantity: Decimal
    unit_price: Decimal
    vat_rate: Decimal
    demand_ids: tuple[int, ...] = ()


@service
def draft_purchase(
    *,
    by: Access,
    warehouse: Warehouse,
    supplier: Supplier,
    lines: Sequence[Wanted],
    expected_on: dt.date | None = None,
    note: str = "",
) -> PurchaseOrder:
    """A draft for one supplier; it orders nothing until another person has approved it.

    Raises ValidationError without lines, for one part twice and for senseless figures.
    """
    order = PurchaseOrder(
        store=warehouse.store,
        unit=warehouse.unit,
        warehouse=warehouse,
        supplier=supplier,
        number=next_number("CG", warehouse.store, by.now),
        requested_by=by.person,
        created_at=by.now,
        expected_on=_checked_day(expected_on, by),
        note=note.strip(),
        category=_category(lines),
    )
    order.save()
    by.require(Perm.ADD_PURCHASEORDER, order)
    _write_lines(order, lines)
    record(order, "draft", "", order.state, by=by)
    return order


@service
def change_purchase(
    *,
    by: Access,
    order: PurchaseOrder,
    version: int | None,
    supplier: Supplier,
    lines: Sequence[Wanted],
    expected_on: dt.date | None = None,
    note: str = "",
) -> PurchaseOrder:
    """A draft says what its author now writes; raises Refused once it was submitted."""
    order = lock(order, version)
    by.require(Perm.ADD_PURCHASEORDER, order)
    if order.state != PurchaseState.DRAFT:
        raise Refused(
            _("采购订单现在是“%(state)s”，不能再修改。") % {"state": order.get_state_display()}
        )
    _require_author(order, by)
    for line in lock_all(order.lines.all()):
        line.covers.all().delete()
        line.delete()
    order.supplier, order.note = supplier, note.strip()
    order.expected_on = _checked_day(expected_on, by)
    order.category = _category(lines)
    _write_lines(order, lines)
    return order


@service
def submit_purchase(
    *, by: Access, order: PurchaseOrder, version: int | None, reason: str = ""
) -> PurchaseOrder:
    """The order lies with the first on the line who may approve as much, never with its author."""
    order = lock(order, version)
    _require_author(order, by)
    perform(PURCHASE, order, "submit", by=by, reason=reason)
    words = reason.strip() or _("向%(supplier)s订货") % {"supplier": order.supplier}
    request = PurchaseRequest(
        order=order, store_id=order.store_id, amount=order.gross, reason=words[:LONGEST]
    )
    ask(PURCHASE_REQUEST, request, by=by)
    return order


@service
def decide_purchase(
    *, by: Access, request: PurchaseRequest, version: int | None, action: str, reason: str = ""
) -> PurchaseOrder:
    """The purchase is approved within the limit, or goes back to its author with the reason."""
    order = lock(request.order)
    request = lock(request, version)
    request.order = order
    decide(PURCHASE_REQUEST, request, action, by=by, reason=reason)
    if action == "approve":
        order.approved_by, order.approved_at = by.person, by.now
    perform(PURCHASE, order, action, by=by, reason=reason)
    return order


@service
def withdraw_purchase_request(
    *, by: Access, request: PurchaseRequest, version: int | None, reason: str = ""
) -> PurchaseRequest:
    """Whoever submitted the order takes it back; it is a draft again."""
    order = lock(request.order)
    request = lock(request, version)
    request.order = order
    take_back(PURCHASE_REQUEST, request, by=by, reason=reason)
    follow(PURCHASE, order, "take_back", by=by, cause="request withdrawn")
    return request


@service
def place_purchase(
    *,
    by: Access,
    order: PurchaseOrder,
    version: int | None,
    expected_on: dt.date | None,
    supplier_order_no: str = "",
) -> PurchaseOrder:
    """The supplier has the order; those who wait see the day it is expected.

    Raises Refused for a manufacturer's order without the manufacturer's number.
    """
    order = lock(order, version)
    number = supplier_order_no.strip().upper()
    if order.supplier.manufacturer and not number:
        raise Refused(_("向厂家订货须填写厂家单号。"), field="supplier_order_no")
    order.supplier_order_no, order.ordered_at = number, by.now
    order.expected_on = _checked_day(expected_on, by)
    perform(PURCHASE, order, "order", by=by)
    tell_waiting(order, by=by)
    return order


@service
def change_expected(
    *, by: Access, order: PurchaseOrder, version: int | None, expected_on: dt.date, reason: str
) -> PurchaseOrder:
    """The supplier named another day; raises Refused while nothing is on its way."""
    order = lock(order, version)
    by.require(Perm.ADD_PURCHASEORDER, order)
    if not order.receivable:
        raise Refused(_("只有已订货的采购订单才能改预计到货日期。"))
    if not reason.strip():
        raise Refused(_("请填写改期原因。"), field="reason")
    order.expected_on = _checked_day(expected_on, by)
    order.save()
    record(order, "expect", order.state, order.state, by=by, reason=reason)
    tell_waiting(order, by=by)
    return order


@service
def cancel_purchase(
    *, by: Access, order: PurchaseOrder, version: int | None, reason: str
) -> PurchaseOrder:
    """The order is ended before anything came; what it was for is to be ordered anew."""
    order = lock(order, version)
    perform(PURCHASE, order, "cancel", by=by, reason=reason)
    for request in lock_all(order.requests.pending()):
        request.order = order
        drop(PURCHASE_REQUEST, request, by=by, cause="purchase order cancelled")
    tell_waiting(order, by=by)
    return order


@service
def close_purchase(
    *, by: Access, order: PurchaseOrder, version: int | None, reason: str
) -> PurchaseOrder:
    """What has not come will not come; those who still wait are to be ordered for anew."""
    order = lock(order, version)
    perform(PURCHASE, order, "close", by=by, reason=reason)
    tell_waiting(order, by=by)
    return order


def tell_waiting(order: PurchaseOrder, *, by: Actor) -> None:
    """The demands of a locked order know the earliest day on which their part is expected."""
    covered = Demand.objects.filter(covers__line__order=order).distinct()
    changed = []
    for demand in locked(covered, by=by):
        coming = PurchaseCover.objects.filter(
            demand=demand, line__order__state__in=COMING, demand__state=Demand.State.SHORT
        )
        day = coming.aggregate(day=Min("line__order__expected_on"))["day"]
        if demand.expected_on != day:
            demand.expected_on = day
            demand.save()
            changed.append(demand)
    announce(changed, by=by)


def _require_author(order: PurchaseOrder, by: Access) -> None:
    """A draft is its author's: otherwise an approver could write what somebody else submits."""
    if order.requested_by_id != by.staff_id:
        raise Refused(_("草稿由编制人%(name)s修改和提交。") % {"name": order.requested_by.name})


def _checked_day(day: dt.date | None, by: Actor) -> dt.date | None:
    if day is not None and day < business_day(by.now):
        raise ValidationError({"expected_on": _("预计到货日期不能早于今天。")})
    return day


def _category(lines: Iterable[Wanted]) -> str:
    found = {line.part.category for line in lines}
    return found.pop() if len(found) == 1 else ""


def _write_lines(order: PurchaseOrder, lines: Sequence[Wanted]) -> None:
    if not lines:
        raise ValidationError({"lines": _("请至少填写一行零件。")})
    if len({line.part.pk for line in lines}) < len(lines):
        raise ValidationError({"lines": _("同一零件请合并为一行。")})
    rows = [_write_line(order, line) for line in lines]
    order.net = sum((row.net for row in rows), ZERO)
    order.vat = sum((row.vat for row in rows), ZERO)
    order.gross = order.net + order.vat
    order.save()


def _write_line(order: PurchaseOrder, wanted: Wanted) -> PurchaseLine:
    if not wanted.vat_rate.is_finite() or not 0 <= wanted.vat_rate <= HIGHEST_RATE:
        raise ValidationError({"lines": _("税率须在 0% 与 50% 之间。")})
    row = PurchaseLine.objects.create(
        order=order,
        part=wanted.part,
        quantity=wanted.part.checked(wanted.quantity),
        unit_price=checked_cost(wanted.unit_price),
        vat_rate=wanted.vat_rate,
    )
    demands = Demand.objects.short().filter(
        pk__in=wanted.demand_ids, part=wanted.part, warehouse_id=order.warehouse_id
    )
    for demand in demands.order_by("pk"):
        PurchaseCover.objects.create(line=row, demand=demand)
    return row
