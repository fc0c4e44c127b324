"""Goods coming in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.parts import locking
from apps.parts.locking import Movement
from apps.parts.models import BinLocation, GoodsReceipt, GoodsReceiptLine, StockMove
from apps.parts.permissions import Perm
from apps.parts.services.waiting import locked_with_waiting, serve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor
    from apps.parts.models import Part, PurchaseLine, Supplier, Warehouse

MOST_PER_UNIT = Decimal(1_000_000)


@dataclass(frozen=True)
class Arrival:
    """One line of what arrived.

    ``unit_cost`` is yuan without VAT, None when it comes later; ``bin_code`` names the shelf, which
    is made when it is new, "" leaves the part where it lies.  ``purchase_line`` is what it was
    ordered by.
    """

    part: Part
    quantity: Decimal
    unit_cost: Decimal | None = None
    bin_code: str = ""
    purchase_line: PurchaseLine | None = None


@service
def receive_goods(
    *,
    by: Actor,
    warehouse: Warehouse,
    supplier: Supplier | None,
    lines: Sequence[Arrival],
    supplier_document: str = "",
    note: str = "",
) -> GoodsReceipt:
    """Count goods onto the shelf; waiting demands are served, the earliest promise first."""
    receipt = GoodsReceipt(
        warehouse=warehouse, supplier=supplier, supplier_document=supplier_document, note=note
    )
    return book(receipt, lines, Perm.RECEIVE_PART, by=by)


@service
def receive_direct(
    *,
    by: Actor,
    warehouse: Warehouse,
    part: Part,
    quantity: Decimal,
    supplier: Supplier | None,
    unit_cost: Decimal | None = None,
) -> GoodsReceipt:
    """Quick receipt of a part fetched from outside for a waiting car; its price may come later."""
    receipt = GoodsReceipt(warehouse=warehouse, supplier=supplier, direct=True)
    return book(receipt, [Arrival(part, quantity, unit_cost)], Perm.RECEIVE_DIRECT, by=by)


@service
def price_line(
    *, by: Actor, line: GoodsReceiptLine, unit_cost: Decimal, version: int | None = None
) -> GoodsReceiptLine:
    """Put in the price that came after the goods and correct the average of what still lies."""
    row = lock(line, version)
    by.require(Perm.RECEIVE_PART, row.receipt)
    if row.unit_cost is not None:
        raise Refused(_("这一行已经有进价。"), field="unit_cost")
    row.unit_cost = checked_cost(unit_cost)
    row.save()
    booked = StockMove.objects.get(document=row.receipt.number, part_id=row.part_id)
    correction = Movement(
        kind=StockMove.Kind.ADJUST,
        part_id=row.part_id,
        warehouse_id=row.receipt.warehouse_id,
        quantity=row.quantity,
        document=row.receipt.number,
    )
    locking.revalue(correction, row.unit_cost - booked.unit_cost, by=by)
    return row


def checked_cost(unit_cost: Decimal) -> Decimal:
    """The cost with four decimals; raises ValidationError when it makes no sense."""
    if not unit_cost.is_finite() or not 0 <= unit_cost <= MOST_PER_UNIT:
        raise ValidationError({"unit_cost": _("进价须在 0 与 1,000,000 元之间")})
    return unit_cost.quantize(Decimal("0.0001"))


def book(
    receipt: GoodsReceipt, arrivals: Sequence[Arrival], perm: Perm, *, by: Actor
) -> GoodsReceipt:
    """Save a receipt, put its goods on the shelf and serve those who wait for them."""
    _save(receipt, arrivals, by=by)
    by.require(perm, receipt)
    places = {(a.part.pk, receipt.warehouse_id) for a in arrivals}
    _none, waiting = locked_with_waiting([], places, by=by)
    locking.put([_movement(receipt, a) for a in arrivals], by=by)
    for line in receipt.lines.exclude(bin=None).select_related("bin"):
        locking.place(line)
    serve(waiting, places, by=by, cause=receipt.number)
    return receipt


def _save(receipt: GoodsReceipt, arrivals: Sequence[Arrival], *, by: Actor) -> None:
    if not arrivals:
        raise ValidationError({"lines": _("请至少填写一行到货")})
    if len({a.part.pk for a in arrivals}) < len(arrivals):
        raise ValidationError({"lines": _("同一零件请合并为一行")})
    room = receipt.warehouse
    receipt.store, receipt.unit = room.store, room.unit
    receipt.number = next_number("RK", room.store, by.now)
    categories = {a.part.category for a in arrivals}
    receipt.category = categories.pop() if len(categories) == 1 else ""
    receipt.received_by_id, receipt.received_at = by.staff_id, by.now
    receipt.save()
    for arrival in arrivals:
        GoodsReceiptLine.objects.create(
            receipt=receipt,
            part=arrival.part,
            quantity=arrival.part.checked(arrival.quantity),
            unit_cost=None if arrival.unit_cost is None else checked_cost(arrival.unit_cost),
            bin=_shelf(room, arrival.bin_code),
            purchase_line=arrival.purchase_line,
        )


def _shelf(room: Warehouse, code: str) -> BinLocation | None:
    if not code:
        return None
    return BinLocation.objects.filter(warehouse=room, code=code).first() or (
        BinLocation.objects.create(warehouse=room, code=code)
    )


def _movement(receipt: GoodsReceipt, arrival: Arrival) -> Movement:
    return Movement(
        kind=StockMove.Kind.RECEIPT,
        part_id=arrival.part.pk,
        warehouse_id=receipt.warehouse_id,
        quantity=arrival.quantity,
        document=receipt.number,
        cost=None if arrival.unit_cost is None else checked_cost(arrival.unit_cost),
    )
