"""What the visit tells the search about cars and order numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.figures_text import when_text
from apps.customers.hooks import CarFacts, Link, PastVisit, about_cars, documents_matching
from apps.workorders.choices import JobState
from apps.workorders.models import Job, Visit, WorkOrder
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access

MOST_VISITS = 5
SHORTEST_NUMBER = 4


def facts_of_cars(vehicles: list[Vehicle], by: Access) -> list[CarFacts]:
    """Last visits of each car in the whole group, its open orders, and the way to check it in.

    Other stores' visits show day, reading and work only; no money and no contact.
    """
    facts = {v.pk: CarFacts(v.pk) for v in vehicles}
    for visit in _visits(list(facts)):
        mine = facts[visit.vehicle_id]
        if len(mine.visits) < MOST_VISITS:
            mine.visits.append(_past(visit))
    for order in _open_orders(list(facts), by):
        facts[order.visit.vehicle_id].warnings.append(_warning(order))
    if by.can(Perm.ADD_CHECKIN) and by.can(Perm.ADD_WORKORDER):
        for pk, mine in facts.items():
            mine.links.append(Link(_("接车"), reverse("workorders:checkin", args=[pk])))
            mine.links.append(Link(_("临时接收"), reverse("workorders:intake_car", args=[pk])))
    return list(facts.values())


def orders_numbered(term: str, by: Access) -> list[Link]:
    """Orders whose number the term is, or ends."""
    text = term.strip().upper()
    if len(text) < SHORTEST_NUMBER or "-" not in text:
        return []
    rows = WorkOrder.objects.visible_to(by, Perm.VIEW_WORKORDER).filter(number__startswith=text)
    return [
        Link(o.number, reverse("workorders:detail", args=[o.pk]), note=o.get_state_display())
        for o in rows.order_by("number")[:MOST_VISITS]
    ]


def _visits(vehicle_ids: list[int]) -> Any:
    jobs = Job.objects.exclude(state=JobState.CANCELLED).order_by("position")
    rows = Visit.objects.filter(vehicle__in=vehicle_ids).select_related("checkin", "store")
    return rows.order_by("-opened_at").prefetch_related(Prefetch("orders__jobs", queryset=jobs))


def _past(visit: Visit) -> PastVisit:
    names = [job.name for order in visit.orders.all() for job in order.jobs.all()]
    checkin = getattr(visit, "checkin", None)
    reading = checkin.odometer_km if checkin else None
    work = _("、").join(names) or str(visit.get_work_class_display())
    return PastVisit(visit.opened_at, reading, work, str(visit.store))


def _open_orders(vehicle_ids: list[int], by: Access) -> Any:
    rows = WorkOrder.objects.visible_to(by, Perm.VIEW_WORKORDER).filter(state__in=OPEN)
    return rows.filter(visit__vehicle__in=vehicle_ids).select_related("visit", "advisor")


def _warning(order: WorkOrder) -> Link:
    words = _("在店工单 %(number)s：%(state)s") % {
        "number": order.number,
        "state": order.get_state_display(),
    }
    note = f"{order.advisor.name} {when_text(order.promised_at) if order.promised_at else ''}"
    return Link(words, reverse("workorders:detail", args=[order.pk]), "blocked", note)


about_cars.join(facts_of_cars)
documents_matching.join(orders_numbered)
