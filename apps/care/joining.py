"""What customer care does when a car leaves; runs as the event, not as the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from apps.care.models import Callback, Complaint
from apps.care.permissions import Perm
from apps.care.services.opening import open_callback
from apps.customers.hooks import Link
from apps.workorders import hooks

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Delivery, WorkOrder


def call_back(*, by: Actor, order: WorkOrder, delivery: Delivery) -> None:
    """A delivered car is called about."""
    open_callback(order, by=by)


def care_of(*, order: WorkOrder, by: Actor) -> list[Link]:
    """The way from an order to its callback and its complaints."""
    links = []
    if by.can(Perm.VIEW_CALLBACK):
        calls = Callback.objects.visible_to(by, Perm.VIEW_CALLBACK).filter(order=order)
        links += [
            Link(call.get_kind_display(), reverse("care:callback", args=[call.pk]))
            for call in calls.order_by("pk")
        ]
    if by.can(Perm.VIEW_COMPLAINT):
        said = Complaint.objects.visible_to(by, Perm.VIEW_COMPLAINT).filter(order=order)
        links += [
            Link(complaint.number, reverse("care:complaint", args=[complaint.pk]))
            for complaint in said.order_by("pk")
        ]
    return links


hooks.order_steps.join(care_of)
hooks.vehicle_delivered.connect(call_back)
