"""What waits in the parts room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.parts.models import Demand, GoodsReceiptLine, PurchaseOrder
from apps.parts.permissions import Perm
from apps.parts.shortages import to_order

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.parts.models.demands import DemandQuerySet
    from apps.parts.models.purchasing import PurchaseOrderQuerySet
    from apps.parts.models.receipts import GoodsReceiptLineQuerySet


def to_reserve(by: Actor) -> DemandQuerySet:
    """Waiting demands that free stock could serve."""
    return Demand.objects.visible_to(by, Perm.RESERVE_PART).to_reserve()


def to_issue(by: Actor) -> DemandQuerySet:
    """Demands ready to be handed out."""
    return Demand.objects.visible_to(by, Perm.ISSUE_PART).to_issue()


def short(by: Actor) -> DemandQuerySet:
    """Demands for which stock is missing, for those who can fetch it."""
    return Demand.objects.visible_to(by, Perm.ISSUE_PART).short()


def awaited(by: Actor) -> DemandQuerySet:
    """Demands still waiting for goods, for those who asked."""
    return Demand.objects.visible_to(by, Perm.REQUEST_PART).short()


def unpriced(by: Actor) -> GoodsReceiptLineQuerySet:
    """Goods whose price is still to come."""
    return GoodsReceiptLine.objects.visible_to(by, Perm.RECEIVE_PART).unpriced()


def to_place(by: Actor) -> PurchaseOrderQuerySet:
    """Approved purchase orders the supplier does not know of yet."""
    return PurchaseOrder.objects.visible_to(by, Perm.ADD_PURCHASEORDER).to_place()


def late(by: Actor) -> PurchaseOrderQuerySet:
    """Purchase orders whose goods should have come."""
    return PurchaseOrder.objects.visible_to(by, Perm.ADD_PURCHASEORDER).late(by.now)


LIST = "parts:demands"
register(
    Queue(
        "parts.to_issue",
        Perm.ISSUE_PART,
        _("待发料"),
        to_issue,
        page=LIST,
        due="needed_at",
        query="show=issue",
    )
)
register(
    Queue(
        "parts.to_reserve",
        Perm.RESERVE_PART,
        _("待备货"),
        to_reserve,
        page=LIST,
        due="needed_at",
        query="show=reserve",
    )
)
register(
    Queue(
        "parts.short",
        Perm.RECEIVE_DIRECT,
        _("缺件"),
        short,
        page=LIST,
        due="needed_at",
        query="show=short",
    )
)
register(
    Queue(
        "parts.awaited",
        Perm.REQUEST_PART,
        _("待到货"),
        awaited,
        page=LIST,
        due="needed_at",
        query="show=awaited",
    )
)
register(
    Queue(
        "parts.unpriced",
        Perm.RECEIVE_PART,
        _("待补进价"),
        unpriced,
        page="parts:receive",
        query="show=unpriced",
    )
)
register(
    Queue(
        "parts.to_order",
        Perm.ADD_PURCHASEORDER,
        _("缺件待订货"),
        to_order,
        page="parts:shortages",
        due="needed_at",
    )
)
register(
    Queue(
        "parts.to_place",
        Perm.ADD_PURCHASEORDER,
        _("已批准待订货"),
        to_place,
        page="parts:purchases",
        query="show=place",
    )
)
register(
    Queue(
        "parts.late",
        Perm.ADD_PURCHASEORDER,
        _("采购到货逾期"),
        late,
        page="parts:purchases",
        query="show=late",
    )
)
