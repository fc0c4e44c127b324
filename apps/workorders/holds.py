"""What holds up the authority or the delivery of an order beyond its own work, each in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.workorders import hooks
from apps.workorders.choices import OrderState
from apps.workorders.models import CustodyItem, ProvisionalIntake

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import WorkOrder


def identified(order: WorkOrder, by: Actor) -> str | None:
    """The car has its VIN; one taken in by plate and phone gets it before the authority."""
    if order.visit.vehicle.vin:
        return None
    return _("这辆车的 VIN 还没有登记，请先在车辆档案补录。")


def taken_in_whole(order: WorkOrder, by: Actor) -> str | None:
    """What was missing at a provisional intake has been made up: consent and words."""
    intake = ProvisionalIntake.objects.filter(visit_id=order.visit_id).first()
    if intake is None:
        return None
    if not intake.consent:
        return _("临时接收的车还没有车主同意的记录。")
    if not order.visit.statements.exists():
        return _("还没有客户陈述。")
    return None


def custody_returned(order: WorkOrder, by: Actor) -> str | None:
    """Everything kept for the customer was given back before the last order of the stay leaves."""
    if _stays(order):
        return None
    item = CustodyItem.objects.kept().filter(visit_id=order.visit_id).order_by("pk").first()
    if item is None:
        return None
    facts = {"what": item.what, "where": item.location}
    return _("保管的“%(what)s”还没有领取，在%(where)s。") % facts


def nothing_holds(order: WorkOrder, by: Actor) -> str | None:
    """No other room keeps the car back: an open recall without an answer."""
    return next(iter(hooks.delivery_holds.ask(order=order, by=by)), None)


def _stays(order: WorkOrder) -> bool:
    """Whether another order keeps the car in the house."""
    gone = (OrderState.DELIVERED, OrderState.CLOSED, OrderState.CANCELLED)
    others = order.visit.orders.exclude(pk=order.pk).exclude(state__in=gone)
    return bool(others.exists())
