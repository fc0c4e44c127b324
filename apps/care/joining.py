"""What customer care does when a car leaves; runs as the event, not as the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.care.choices import OPEN_COMPLAINT
from apps.care.models import Callback, Complaint
from apps.care.permissions import Perm
from apps.care.services.opening import open_callback
from apps.core.tones import Tone
from apps.customers.hooks import Link
from apps.workorders import hooks

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Vehicle
    from apps.org.access import Access
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


def open_complaints(
    *, vehicle: Vehicle, by: Access, order: WorkOrder | None = None
) -> list[hooks.Alert]:
    """Complaints about this car that are not closed."""
    if not by.can(Perm.VIEW_COMPLAINT):
        return []
    rows = Complaint.objects.visible_to(by, Perm.VIEW_COMPLAINT)
    found = rows.filter(vehicle=vehicle, state__in=OPEN_COMPLAINT)
    return [
        hooks.Alert(
            Tone.LATE,
            _("投诉 %(number)s 还没有了结：%(state)s")
            % {"number": row.number, "state": row.get_state_display()},
            _("先看处理进展再接待，请主管在场。"),
            reverse("care:complaint", args=[row.pk]),
        )
        for row in found.order_by("pk")
    ]


hooks.order_steps.join(care_of)
hooks.checkin_alerts.join(open_complaints)
hooks.vehicle_delivered.connect(call_back)
