"""Appointments on the home page, and beside a car, after the way to check it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core.clock import business_day, day_bounds
from apps.core.figures_text import when_text
from apps.customers.hooks import CarFacts, Link, about_cars
from apps.org import home
from apps.workorders.models import Appointment
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access

SHOWN = 8


@home.today.join
def my_appointments(access: Access) -> list[home.TodayPanel]:
    """The cars that come to the person today, in the order of their slots."""
    if not access.can(Perm.ADD_APPOINTMENT):
        return []
    day = day_bounds(business_day(access.now))
    rows = Appointment.objects.visible_to(access, Perm.VIEW_APPOINTMENT).between(*day).awaited()
    mine = rows.filter(advisor=access.staff_id).order_by("slot_at", "pk")[:SHOWN]
    lines = [
        home.TodayLine(
            plate=row.plate_no,
            text=f"{row.caller_name} {row.get_state_display()}",
            url=reverse("workorders:appointment", args=[row.pk]),
            due=row.held_until,
        )
        for row in mine
    ]
    return [home.TodayPanel(_("我今天的预约"), lines, reverse("workorders:appointments"))]


def facts_of_cars(vehicles: list[Vehicle], by: Access) -> list[CarFacts]:
    """The coming appointments of each car, and the way to make one."""
    facts = {v.pk: CarFacts(v.pk) for v in vehicles}
    if by.can(Perm.VIEW_APPOINTMENT):
        rows = Appointment.objects.visible_to(by, Perm.VIEW_APPOINTMENT).awaited()
        since = day_bounds(business_day(by.now))[0]
        coming = rows.filter(vehicle__in=list(facts), slot_at__gte=since)
        told = coming.order_by("slot_at").values_list("vehicle", "pk", "slot_at", "advisor__name")
        for vehicle, pk, slot_at, advisor in told:
            words = _("预约 %(when)s") % {"when": when_text(slot_at)}
            url = reverse("workorders:appointment", args=[pk])
            facts[vehicle].warnings.append(Link(words, url, "working", advisor))
    if by.can(Perm.ADD_APPOINTMENT):
        new = reverse("workorders:appointment_new")
        for pk, mine in facts.items():
            mine.links.append(Link(pgettext("verb", "预约"), f"{new}?vehicle={pk}"))
    return list(facts.values())


about_cars.join(facts_of_cars)
