"""What the visit tells the search about cars and order numbers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.addresses import address_of
from apps.core.figures_text import when_text
from apps.customers.hooks import CarFacts, Link, PastVisit, about_cars, documents_matching
from apps.org.models import OrgUnit
from apps.workorders.choices import JobState, WorkClass
from apps.workorders.models import Visit, WorkOrder
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
    visits = list(_visits(list(facts)))
    done, still_open = _orders([v["pk"] for v in visits])
    stores = OrgUnit.objects.in_bulk({v["store"] for v in visits}) if visits else {}
    for visit in visits:
        mine = facts[visit["vehicle"]]
        if len(mine.visits) < MOST_VISITS:
            mine.visits.append(_past(visit, done[visit["pk"]], stores[visit["store"]]))
    for order in _seen_by(by, still_open):
        facts[order.visit.vehicle_id].warnings.append(_warning(order))
    if by.can(Perm.ADD_CHECKIN) and by.can(Perm.ADD_WORKORDER):
        checkin, intake = address_of("workorders:checkin"), address_of("workorders:intake_car")
        for pk, mine in facts.items():
            mine.links.append(Link(_("接车"), checkin(pk)))
            mine.links.append(Link(_("临时接收"), intake(pk)))
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
    rows = Visit.objects.filter(vehicle__in=vehicle_ids).order_by("-opened_at", "-pk")
    told = ("pk", "vehicle", "store", "opened_at", "work_class", "checkin__odometer_km")
    return rows.values(*told)


def _orders(visits: list[int]) -> tuple[dict[int, list[str]], set[int]]:
    """What was done at each visit, without jobs that were cancelled, and the orders still open."""
    done: dict[int, list[str]] = defaultdict(list)
    still_open: set[int] = set()
    rows = WorkOrder.objects.filter(visit__in=visits).order_by("pk", "jobs__position")
    told = rows.values_list("pk", "visit", "state", "jobs__name", "jobs__state") if visits else ()
    for pk, visit, state, job, job_state in told:
        if job and job_state != JobState.CANCELLED:
            done[visit].append(job)
        if state in OPEN:
            still_open.add(pk)
    return done, still_open


def _past(visit: dict[str, Any], jobs: list[str], store: OrgUnit) -> PastVisit:
    work = _("、").join(jobs) or str(WorkClass(visit["work_class"]).label)
    return PastVisit(visit["opened_at"], visit["checkin__odometer_km"], work, str(store))


def _seen_by(by: Access, orders: set[int]) -> Any:
    if not orders:
        return ()
    rows = WorkOrder.objects.visible_to(by, Perm.VIEW_WORKORDER).filter(pk__in=orders)
    return rows.select_related("visit", "advisor")


def _warning(order: WorkOrder) -> Link:
    words = _("在店工单 %(number)s：%(state)s") % {
        "number": order.number,
        "state": order.get_state_display(),
    }
    note = f"{order.advisor.name} {when_text(order.promised_at) if order.promised_at else ''}"
    return Link(words, reverse("workorders:detail", args=[order.pk]), "blocked", note)


about_cars.join(facts_of_cars)
documents_matching.join(orders_numbered)
