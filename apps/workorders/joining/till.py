"""The ways on from an order that lead to the till and the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.customers.hooks import Link
from apps.workorders.choices import OrderState, SettlementState
from apps.workorders.hooks import order_steps
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

AT_THE_TILL = (OrderState.READY, OrderState.SETTLED, OrderState.DELIVERED, OrderState.CLOSED)


ENDED = (OrderState.SETTLED, OrderState.DELIVERED, OrderState.CLOSED, OrderState.CANCELLED)
PAYER_RIGHTS = (Perm.CHANGE_WORKORDER, Perm.CHANGE_PAYER)


def _before_the_till(order: WorkOrder, by: Access) -> list[Link]:
    """Who pays, and a deposit, while the work is going on."""
    if order.state in ENDED:
        return []
    held = by.allowed(order, (*PAYER_RIGHTS, Perm.SETTLE_WORKORDER))
    steps: list[Link] = []
    if held & set(PAYER_RIGHTS):
        steps.append(Link(_("付款方"), reverse("workorders:order_payers", args=[order.pk])))
    if Perm.SETTLE_WORKORDER in held:
        steps.append(Link(_("收定金"), reverse("workorders:order_deposit", args=[order.pk])))
    return steps


def till_steps(order: WorkOrder, by: Access) -> list[Link]:
    """Settling, collecting and handing over, as far as the person's duties reach."""
    if order.state not in AT_THE_TILL:
        return _before_the_till(order, by)
    held = by.allowed(order, (Perm.PREPARE_SETTLEMENT, Perm.TAKE_PAYMENT, Perm.RELEASE_VEHICLE))
    settlement = order.settlements.standing().first()
    steps: list[Link] = []
    if Perm.PREPARE_SETTLEMENT in held:
        words = _("准备结算") if settlement is None else _("查看结算")
        steps.append(Link(words, reverse("workorders:settlement", args=[order.pk])))
    if Perm.TAKE_PAYMENT in held and settlement is not None:
        open_ = settlement.state == SettlementState.PREPARED
        words = _("收款") if open_ else _("收款记录")
        steps.append(Link(words, reverse("workorders:till", args=[settlement.pk])))
    if Perm.RELEASE_VEHICLE in held and order.state != OrderState.READY:
        words = _("交车放行") if order.state == OrderState.SETTLED else _("交车与出门条")
        steps.append(Link(words, reverse("workorders:release", args=[order.pk])))
    return steps


order_steps.join(till_steps)
