"""What is ready for the cars of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from apps.core.clock import day_bounds
from apps.core.figures_text import when_text
from apps.customers.selectors import facts_of, owner_read, plate_read
from apps.parts.models import Demand
from apps.workorders import hooks
from apps.workorders.conflicts import clock_words
from apps.workorders.models import Appointment, AppointmentPart, Bay, BayOutage, PreparationTick
from apps.workorders.models.appointment import AWAITED, AppointmentState
from apps.workorders.selectors.appointments import shown, store_of
from apps.workorders.selectors.floor import span_of

if TYPE_CHECKING:
    from apps.customers.hooks import CarFacts
    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.workorders.hooks import Alert

__all__ = ["bays_of", "cars_of", "kept_words", "store_of"]

SHOWN = 3
LAID_BY = (Demand.State.RESERVED, Demand.State.PICKED, Demand.State.ISSUED)


@dataclass(frozen=True)
class Mark:
    """One thing to be looked after, and who did."""

    item: str
    label: str
    tick: PreparationTick | None

    @property
    def ready(self) -> bool:
        """Whether somebody ticked it."""
        return self.tick is not None and self.tick.ready


@dataclass(frozen=True)
class Coming:
    """One car of the day with what is ready for it."""

    row: Appointment
    marks: list[Mark]
    facts: CarFacts | None
    parts: list[tuple[AppointmentPart, bool]] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether everything is."""
        return all(mark.ready for mark in self.marks)

    @property
    def open(self) -> bool:
        """Whether it may still be prepared."""
        return self.row.state in {AppointmentState.BOOKED, AppointmentState.CONFIRMED}


def cars_of(access: Access, store: OrgUnit | None, day: dt.date) -> list[Coming]:
    """The cars awaited on a day in the order of their slots; a fixed number of queries."""
    states = (*AWAITED, AppointmentState.ARRIVED)
    parts = AppointmentPart.objects.select_related("part", "demand")
    rows = shown(access).filter(store=store, state__in=states).between(*day_bounds(day))
    found = list(
        rows.for_list()
        .select_related("bay")
        .prefetch_related(
            "works",
            "ticks__by",
            Prefetch("parts", queryset=parts),
        )
        .order_by("slot_at", "pk")
    )
    vehicles = [r.vehicle for r in found if r.vehicle]
    prefetch_related_objects(vehicles, plate_read(), owner_read())
    facts = facts_of(vehicles, access)
    alerts: dict[int, list[Alert]] = {}
    for pk, alert in hooks.coming_alerts.ask(vehicles=vehicles, by=access) if vehicles else ():
        alerts.setdefault(pk, []).append(alert)
    return [
        _coming(r, facts.get(r.vehicle_id or 0), alerts.get(r.vehicle_id or 0, [])) for r in found
    ]


def bays_of(store: OrgUnit, day: dt.date) -> list[tuple[Bay, str]]:
    """The bays a car may be given, with when and why one is out of use on the day."""
    shut = BayOutage.objects.between(*day_bounds(day)).order_by("during")
    rows = Bay.objects.filter(store=store, active=True).prefetch_related(
        Prefetch("outages", shut, to_attr="shut")
    )
    return [(bay, "；".join(_shut_words(o) for o in bay.shut)) for bay in rows.order_by("code")]


def kept_words(outage: BayOutage, access: Access) -> str:
    """Which awaited cars the bay is kept for while it is out of use; empty when for none."""
    start, end = span_of(outage)
    rows = list(shown(access).awaited().filter(bay=outage.bay_id).between(start, end))
    cars = _("、").join(f"{r.plate_no or r.car} {when_text(r.slot_at)}" for r in rows[:SHOWN])
    words = _("这段时间还有 %(n)s 个预约留用这个工位：%(cars)s，请换工位。")
    return words % {"n": len(rows), "cars": cars} if rows else ""


def _shut_words(outage: Any) -> str:
    return _("%(span)s 停用：%(why)s") % {
        "span": clock_words(*span_of(outage)),
        "why": outage.reason,
    }


def _coming(row: Appointment, facts: CarFacts | None, alerts: list[Alert]) -> Coming:
    ticks = {t.item: t for t in row.ticks.all()}
    marks = [Mark(v, str(words), ticks.get(v)) for v, words in PreparationTick.Item.choices]
    lines = [
        (p, p.demand is not None and p.demand.state in LAID_BY and not p.demand.missing)
        for p in row.parts.all()
    ]
    return Coming(row, marks, facts, lines, alerts)
