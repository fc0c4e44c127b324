"""Goods that come in on a purchase order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow
from apps.parts.machines import PURCHASE
from apps.parts.models import GoodsReceipt, PurchaseLine, PurchaseOrder
from apps.parts.permissions import Perm
from apps.parts.services.purchasing import tell_waiting
from apps.parts.services.receipts import Arrival, book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.core.actor import Actor


@dataclass(frozen=True)
class Arrived:
    """So much of one purchase line came; ``bin_code`` names the shelf."""

    line_id: int
    quantity: Decimal
    bin_code: str = ""


@service
def receive_purchase(
    *,
    by: Actor,
    order: PurchaseOrder,
    version: int | None,
    arrived: Sequence[Arrived],
    supplier_document: str = "",
) -> GoodsReceipt:
    """Count what came of an order onto the shelf at its prices; waiting demands are served.

    A part of it may come, more than is open may not: raises Refused for that and for an order that
    is not on its way.  The purchase order is locked before documents, demands and stock.
    """
    order = lock(order, version)
    if not order.receivable:
        raise Refused(
            _("采购订单现在是“%(state)s”，不能收货。") % {"state": order.get_state_display()}
        )
    lines = {line.pk: line for line in lock_all(order.lines.select_related("part"))}
    came = [(lines[a.line_id], a) for a in arrived if a.line_id in lines and a.quantity]
    for line, arrival in came:
        _take(line, arrival.quantity)
    receipt = GoodsReceipt(
        warehouse=order.warehouse, supplier=order.supplier, supplier_document=supplier_document
    )
    arrivals = [
        Arrival(line.part, a.quantity, line.unit_price, a.bin_code.strip().upper(), line)
        for line, a in came
    ]
    book(receipt, arrivals, Perm.RECEIVE_PART, by=by)
    done = all(not line.open for line in lines.values())
    follow(PURCHASE, order, "receive_all" if done else "receive_some", by=by, cause=receipt.number)
    tell_waiting(order, by=by)
    return receipt


def _take(line: PurchaseLine, quantity: Decimal) -> None:
    quantity = line.part.checked(quantity)
    if quantity > line.open:
        raise Refused(
            _("%(part)s 还有 %(open)s %(measure)s 未到，不能收 %(more)s。")
            % {
                "part": line.part,
                "open": f"{line.open.normalize():f}",
                "measure": line.part.measure,
                "more": f"{quantity.normalize():f}",
            },
            field=f"quantity_{line.pk}",
        )
    line.received += quantity
    line.save()
