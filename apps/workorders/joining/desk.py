"""What the visit tells the search about cars and order numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    import datetime as dt

    from apps.customers.models import Vehicle
    from apps.org.access import Access

MOST_VISITS = 5
SHORTEST_NUMBER = 4


def facts_of_cars(vehicles: list[Vehicle], by: Access) -> list[CarFacts]:
    """Last visits of each car in the whole group, its open orders, and the way to check it in.

    Other stores' visits show day, reading and work only; no money and no contact.
    """
    facts = {v.pk: CarFacts(v.pk) for v in vehicles}
    stays, still_open = _stays_of(list(facts))
    names = _names_of({s.store for s in stays}, by)
    for stay in stays:
        mine = facts[stay.vehicle]
        if len(mine.visits) < MOST_VISITS:
            mine.visits.append(_past(stay, names[stay.store]))
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


@dataclass
class _Stay:
    """One visit with the names of what was done, without jobs that were cancelled."""

    vehicle: int
    store: int
    opened_at: dt.datetime
    work_class: str
    odometer_km: int | None
    jobs: list[str] = field(default_factory=list)


def _stays_of(vehicle_ids: list[int]) -> tuple[list[_Stay], set[int]]:
    """The visits of these cars, the latest first, and those of their orders that are open."""
    stays: dict[int, _Stay] = {}
    still_open: set[int] = set()
    rows = Visit.objects.filter(vehicle__in=vehicle_ids)
    rows = rows.order_by("-opened_at", "-pk", "orders", "orders__jobs__position")
    facts = ("vehicle", "store", "opened_at", "work_class", "checkin__odometer_km")
    work = ("orders", "orders__state", "orders__jobs__name", "orders__jobs__state")
    for pk, *told, order, state, job, job_state in rows.values_list("pk", *facts, *work):
        stay = stays.setdefault(pk, _Stay(*told))
        if job and job_state != JobState.CANCELLED:
            stay.jobs.append(job)
        if state in OPEN:
            still_open.add(order)
    return list(stays.values()), still_open


def _names_of(stores: set[int], by: Access) -> dict[int, str]:
    """The names of these stores; those where the person works are at hand."""
    names = {store.pk: str(store) for store in by.stores_held}
    others = stores - names.keys()
    if others:
        names |= {store.pk: str(store) for store in OrgUnit.objects.filter(pk__in=others)}
    return names


def _past(stay: _Stay, store: str) -> PastVisit:
    work = _("、").join(stay.jobs) or str(WorkClass(stay.work_class).label)
    return PastVisit(stay.opened_at, stay.odometer_km, work, store)


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
