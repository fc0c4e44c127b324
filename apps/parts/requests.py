"""Purchases to approve on the page of all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.figures_text import day_text, money_text, quantity_text
from apps.org import asking
from apps.parts.machines import PURCHASE_REQUEST
from apps.parts.permissions import Perm
from apps.parts.services import decide_purchase, withdraw_purchase_request

if TYPE_CHECKING:
    from apps.parts.models import PurchaseRequest

SHOWN = 6


def facts(request: PurchaseRequest) -> list[tuple[str, object]]:
    """Of whom, what, for how much, until when."""
    order = request.order
    lines = list(order.lines.select_related("part")[: SHOWN + 1])
    words = [f"{x.part.name} × {quantity_text(x.quantity)}" for x in lines[:SHOWN]]
    if len(lines) > SHOWN:
        words.append("……")
    return [
        (_("供应商"), order.supplier),
        (_("零件"), _("，").join(words)),
        (_("不含税金额"), money_text(order.net)),
        (_("税额"), money_text(order.vat)),
        (_("价税合计"), money_text(order.gross)),
        (_("预计到货"), day_text(order.expected_on) if order.expected_on else ""),
        (_("备注"), order.note),
    ]


asking.register(
    asking.Desk(
        kind=PURCHASE_REQUEST,
        decide=decide_purchase,
        withdraw=withdraw_purchase_request,
        related=("order__supplier", "order__warehouse"),
        number=lambda request: request.order.number,
        facts=facts,
        address=lambda request: reverse("parts:purchase", args=[request.order_id]),
        sight=Perm.APPROVE_PURCHASE,
    )
)
