"""What waits for the service advisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.choices import OrderState
from apps.workorders.models import Finding, WorkOrder
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models.finding import FindingQuerySet
    from apps.workorders.models.order import WorkOrderQuerySet


def drafts(by: Actor) -> WorkOrderQuerySet:
    """Orders the customer has not signed."""
    rows = WorkOrder.objects.visible_to(by, Perm.AUTHORISE_WORKORDER)
    return rows.filter(state=OrderState.DRAFT)


def pending_findings(by: Actor) -> FindingQuerySet:
    """Findings the customer has not answered."""
    return Finding.objects.visible_to(by, Perm.DECIDE_FINDING).pending()


def past_promise(by: Actor) -> WorkOrderQuerySet:
    """Cars whose promised time has passed and which are not ready."""
    return WorkOrder.objects.visible_to(by, Perm.SET_PROMISEDTIME).overdue(by.now)


def _orders(code: str) -> dict[str, str]:
    return {"code": code, "page": "workorders:list", "query": f"queue={code}"}


register(
    Queue(
        capability=Perm.AUTHORISE_WORKORDER,
        label=_("待客户授权"),
        rows=drafts,
        due="promised_at",
        **_orders("order-drafts"),
    )
)
register(
    Queue(
        code="findings-pending",
        capability=Perm.DECIDE_FINDING,
        label=_("增项待答复"),
        rows=pending_findings,
        page="workorders:findings",
    )
)
register(
    Queue(
        capability=Perm.SET_PROMISEDTIME,
        label=_("已超承诺"),
        rows=past_promise,
        due="promised_at",
        **_orders("order-late"),
    )
)
