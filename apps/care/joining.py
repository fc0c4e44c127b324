"""What customer care does when a car leaves; runs as the event, not as the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.care.services.opening import open_callback
from apps.workorders import hooks

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Delivery, WorkOrder


def call_back(*, by: Actor, order: WorkOrder, delivery: Delivery) -> None:
    """A delivered car is called about."""
    open_callback(order, by=by)


hooks.vehicle_delivered.connect(call_back)
