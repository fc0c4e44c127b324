"""Discounts and refunds on the page of all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.org import asking
from apps.org.services.asking import withdraw
from apps.workorders.approvals import DISCOUNT, REFUND
from apps.workorders.permissions import Perm
from apps.workorders.services.discounts import decide_discount
from apps.workorders.services.refunds import decide_refund

if TYPE_CHECKING:
    from apps.workorders.models import DiscountRequest, RefundRequest

RELATED = ("settlement__order__visit__owner", "settlement__order__advisor")


def discount_facts(request: DiscountRequest) -> list[tuple[str, object]]:
    """What is let off, of how much, for whom."""
    settlement = request.settlement
    due = settlement.gross - request.amount
    return [
        (_("折让合计"), money_text(request.amount)),
        (_("折让前"), money_text(settlement.gross)),
        (_("折让后"), money_text(due)),
        *_order_facts(settlement.order),
    ]


def refund_facts(request: RefundRequest) -> list[tuple[str, object]]:
    """What goes back, for whom."""
    whole = _("整单冲销，工单重新结算")
    return [
        (_("范围"), _("退回一笔收款") if request.payment_id else whole),
        *_order_facts(request.settlement.order),
    ]


def _order_facts(order: Any) -> list[tuple[str, object]]:
    return [
        (_("客户"), order.visit.owner or order.visit.sender_name),
        (_("服务顾问"), order.advisor),
        (_("业务类别"), order.get_work_class_display()),
    ]


def _number(request: Any) -> str:
    return str(request.settlement.order.number)


def _address(request: Any) -> str:
    return reverse("workorders:detail", args=[request.settlement.order_id])


def _plate(request: Any) -> str:
    return str(request.settlement.order.visit.plate_no)


asking.register(
    asking.Desk(
        kind=DISCOUNT,
        decide=decide_discount,
        withdraw=withdraw,
        related=RELATED,
        number=_number,
        facts=discount_facts,
        address=_address,
        sight=Perm.VIEW_WORKORDER,
        plate=_plate,
    )
)
asking.register(
    asking.Desk(
        kind=REFUND,
        decide=decide_refund,
        withdraw=withdraw,
        related=RELATED,
        number=_number,
        facts=refund_facts,
        address=_address,
        sight=Perm.VIEW_WORKORDER,
        plate=_plate,
    )
)
