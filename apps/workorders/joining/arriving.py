"""What lies by for an order goes over to it, or is free again with it: parts, prepaid services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders import hooks
from apps.workorders.models import Appointment
from apps.workorders.services.prepaid_uses import release_all
from apps.workorders.services.reserving import hand_over_parts, let_parts_go

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import WorkOrder


def take_parts(*, by: Actor, order: WorkOrder, **facts: object) -> None:
    """The lines of an order about to ask for parts take what lies by for its appointment."""
    hand_over_parts(order, by=by)


def leave_parts(*, by: Actor, order: WorkOrder, **facts: object) -> None:
    """An order called off leaves what lay by for its appointment to others."""
    row = Appointment.objects.filter(visit=order.visit_id).first()
    if row is not None:
        let_parts_go(row, by=by, cause=order.number)


def leave_prepaid(*, by: Actor, order: WorkOrder, **facts: object) -> None:
    """An order called off leaves the prepaid services it had laid by to its customer."""
    release_all(order, by=by)


hooks.order_cancelled.connect(leave_prepaid)
hooks.parts_wanted.connect(take_parts)
hooks.order_cancelled.connect(leave_parts)
