"""Callbacks that come about by themselves, and orders that close with them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from apps.care.choices import OPEN_COMPLAINT, CallbackKind, CallbackState
from apps.care.models import Callback, Complaint
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.services import lock_all
from apps.core.transitions import follow, record
from apps.org.models import OrgUnit
from apps.workorders.choices import OrderState, WorkClass
from apps.workorders.machines import ORDER

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Visit, WorkOrder

# Work without a customer to ask, or too small to ask about.
NOT_ASKED = (WorkClass.PDI, WorkClass.INTERNAL, WorkClass.WASH)


def days_of(code: str, at: dt.datetime, store_id: int | None = None) -> dt.timedelta:
    """A setting that counts days."""
    return dt.timedelta(days=int(Setting.objects.value(code, business_day(at), store_id)))


def care_unit(store: OrgUnit, instead: OrgUnit) -> OrgUnit:
    """The customer care department of a store; ``instead`` where it has none."""
    rows = OrgUnit.objects.filter(
        store=store, function="customer_care", kind=OrgUnit.Kind.DEPARTMENT
    )
    return rows.first() or instead


def open_callback(order: WorkOrder, *, by: Actor) -> Callback | None:
    """A delivered, locked order is called about once, three days later; its visit only once.

    Runs as the event and asks no right; done twice it changes nothing.  Who does not want to be
    contacted is not called, and work nobody asks about closes at once.
    """
    if order.work_class in NOT_ASKED:
        _close(order, by=by, cause="no callback for this class")
        return None
    known = Callback.objects.filter(visit=order.visit_id, kind=CallbackKind.SERVICE)
    standing = known.filter(state=CallbackState.OPEN).first()
    if known.filter(order=order).exists():
        return known.get(order=order)
    if standing is not None:
        standing.due_at = by.now + days_of("care.callback_due_days", by.now, order.store_id)
        standing.save()
        return standing
    silent = order.visit.owner is not None and order.visit.owner.no_marketing
    callback = Callback.objects.create(
        kind=CallbackKind.SERVICE,
        store_id=order.store_id,
        unit=care_unit(order.store, order.unit),
        visit_id=order.visit_id,
        order=order,
        opens_at=by.now + days_of("care.callback_opens_days", by.now, order.store_id),
        due_at=by.now + days_of("care.callback_due_days", by.now, order.store_id),
        state=CallbackState.REFUSED if silent else CallbackState.OPEN,
        do_not_call=silent,
    )
    record(callback, "open", "", callback.state, by=by, cause=f"order {order.number} delivered")
    if silent:
        _close(order, by=by, cause="customer does not want to be contacted")
    return callback


def open_recheck(complaint: Complaint, *, by: Actor) -> Callback:
    """A handled complaint is called about once more, by another person."""
    callback = Callback.objects.create(
        kind=CallbackKind.RECHECK,
        store_id=complaint.store_id,
        unit_id=complaint.unit_id,
        visit=complaint.order.visit if complaint.order else None,
        order=complaint.order,
        complaint=complaint,
        opens_at=by.now,
        due_at=by.now + days_of("care.recheck_days", by.now, complaint.store_id),
    )
    record(callback, "open", "", callback.state, by=by, cause=f"complaint {complaint.number}")
    return callback


def close_orders(visit: Visit | None, *, by: Actor, cause: str) -> None:
    """The delivered orders of a visit close once nothing about it is open any more."""
    if visit is None:
        return
    calls = Callback.objects.filter(visit=visit, kind=CallbackKind.SERVICE)
    if calls.filter(state=CallbackState.OPEN).exists():
        return
    if Complaint.objects.filter(order__visit=visit, state__in=OPEN_COMPLAINT).exists():
        return
    for order in lock_all(visit.orders.filter(state=OrderState.DELIVERED)):
        _close(order, by=by, cause=cause)


def _close(order: WorkOrder, *, by: Actor, cause: str) -> None:
    order.closed_at = by.now
    follow(ORDER, order, "close", by=by, cause=cause)
