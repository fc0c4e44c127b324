"""What waits at the till: settling, collecting and releasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.choices import OrderState
from apps.workorders.models import DiscountRequest, Settlement, WorkOrder
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models.order import WorkOrderQuerySet
    from apps.workorders.models.settlement import SettlementQuerySet


def to_prepare(by: Actor, *, mine: bool) -> WorkOrderQuerySet:
    """Finished orders without a settlement; ``mine`` are those the person answers for."""
    standing = Settlement.objects.standing().filter(order=OuterRef("pk"))
    rows = WorkOrder.objects.visible_to(by, Perm.PREPARE_SETTLEMENT)
    rows = rows.filter(~Exists(standing), state=OrderState.READY)
    return rows.visible_to(by, Perm.CHANGE_WORKORDER) if mine else rows


def to_release(by: Actor, *, mine: bool) -> WorkOrderQuerySet:
    """Settled orders whose car is still here; ``mine`` are those the person answers for."""
    rows = WorkOrder.objects.visible_to(by, Perm.RELEASE_VEHICLE).filter(state=OrderState.SETTLED)
    return rows.visible_to(by, Perm.CHANGE_WORKORDER) if mine else rows


def to_collect(by: Actor) -> SettlementQuerySet:
    """Prepared settlements whose sum is certain."""
    open_discount = DiscountRequest.objects.pending().filter(settlement=OuterRef("pk"))
    rows = Settlement.objects.visible_to(by, Perm.TAKE_PAYMENT).prepared()
    return rows.filter(~Exists(open_discount))


register(
    Queue(
        code="settlements_to_prepare",
        capability=Perm.PREPARE_SETTLEMENT,
        label=_("待结算准备"),
        rows=lambda by: to_prepare(by, mine=True),
        page="workorders:settlements",
        query="mine=1",
        due="promised_at",
    )
)
register(
    Queue(
        code="settlements_to_collect",
        capability=Perm.TAKE_PAYMENT,
        label=_("待收银"),
        rows=to_collect,
        page="workorders:cashier",
    )
)
register(
    Queue(
        code="vehicles_to_release",
        capability=Perm.RELEASE_VEHICLE,
        label=_("待放行"),
        rows=lambda by: to_release(by, mine=True),
        page="workorders:delivery",
        query="mine=1",
        due="promised_at",
    )
)
