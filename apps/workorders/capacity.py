"""The hours a store has on a day for each kind of work, and what of them is taken.

Offered are the rostered hours of people without their absences, in bays that are not out of use;
taken are the slots on the board and the work of appointments whose car has not come.  Both the
appointment book and the board read it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from apps.core.clock import SHANGHAI, business_day, day_bounds
from apps.core.working_time import DAY
from apps.org.models import Absence, Shift, StaffSkill
from apps.workorders.appointment_terms import Figures
from apps.workorders.choices import JobKind
from apps.workorders.models import AppointmentWork, Bay, BayOutage, BaySlot
from apps.workorders.skill_pool import ZERO, Hours, Person, free_hours

if TYPE_CHECKING:
    from apps.org.models import OrgUnit

Span = tuple[dt.datetime, dt.datetime]
HOUR = Decimal(3600)
BAY_OF = {
    JobKind.BODY: Bay.Kind.BODY,
    JobKind.PAINT: Bay.Kind.PAINT,
    JobKind.CLEANING: Bay.Kind.WASH,
}
KINDS = tuple(JobKind.values)


@dataclass(frozen=True)
class Capacity:
    """Hours of one kind of work on one day.

    ``offered`` are those of people whose main skill it is; ``free`` is how much more of it people
    and bays can take on, people with several skills lending a hand where they can.  A store that
    keeps neither skills nor bays is not ``limited``.
    """

    kind: JobKind
    offered: Decimal
    planned: Decimal
    booked: Decimal
    free: Decimal
    limited: bool = True

    @property
    def used(self) -> Decimal:
        """What is taken."""
        return self.planned + self.booked

    @property
    def whole(self) -> Decimal:
        """What is taken and what is free: the length of the bar."""
        return max(self.used + self.free, ZERO)

    @property
    def left(self) -> Decimal:
        """How far it is from full, or beyond: never below zero, to a tenth of an hour."""
        return round(abs(self.free), 1)

    @property
    def over(self) -> bool:
        """Whether more is taken than the day has."""
        return self.limited and self.free < 0


@dataclass
class DayHours:
    """What one day of a store has: people with their skills and hours, bays, and what is taken."""

    day: dt.date
    people: list[tuple[str, frozenset[str], Decimal]] = field(default_factory=list)
    bays: dict[str, Decimal] = field(default_factory=dict)
    planned: dict[str, Decimal] = field(default_factory=dict)
    booked: dict[str, Decimal] = field(default_factory=dict)
    rostered: bool = False

    @cached_property
    def used(self) -> dict[str, Decimal]:
        """Planned and booked hours by kind."""
        return {k: self.planned.get(k, ZERO) + self.booked.get(k, ZERO) for k in KINDS}

    def free(self, share: Decimal = Decimal(1), more: Hours | None = None) -> dict[str, Decimal]:
        """Hours left by kind when a ``share`` of the day may be taken; ``more`` is taken too."""
        used = {k: self.used[k] + (more or {}).get(k, ZERO) for k in KINDS}
        people: list[Person] = [(skills, hours * share) for __, skills, hours in self.people]
        left = free_hours(KINDS, people, used) if people else {}
        for kind in KINDS if self.bays else ():
            room = self._room(kind, used, share)
            left[kind] = min(left.get(kind, room), room)
        return left

    def capacities(self) -> dict[JobKind, Capacity]:
        """Every kind of work with its hours."""
        free = self.free()
        offered: dict[str, Decimal] = {}
        for main, __, hours in self.people:
            _take(offered, main, hours)
        return {
            kind: Capacity(
                kind=kind,
                offered=offered.get(kind, ZERO),
                planned=self.planned.get(kind, ZERO),
                booked=self.booked.get(kind, ZERO),
                free=free.get(kind, ZERO),
                limited=kind in free,
            )
            for kind in JobKind
        }

    def _room(self, kind: str, used: Hours, share: Decimal) -> Decimal:
        place = bay_kind(kind)
        taken = sum((used[k] for k in KINDS if bay_kind(k) == place), ZERO)
        return self.bays.get(place, ZERO) * share - taken


def skill_hours(store: OrgUnit, day: dt.date) -> dict[JobKind, Capacity]:
    """The hours of a store on a day by kind of work."""
    return hours_of(store, day, day)[day].capacities()


def hours_of(
    store: OrgUnit, first: dt.date, last: dt.date, *, without: int | None = None
) -> dict[dt.date, DayHours]:
    """The hours of each day from first to last, read at once; one appointment may be left out.

    A day nobody is rostered on yet counts everybody who masters something, the store's whole
    working hours.
    """
    days = {day: DayHours(day) for day in _days(first, last)}
    start, end = day_bounds(first)[0], day_bounds(last)[1]
    skills = _skills(store)
    figures = Figures(store.pk)
    opening = {
        day: (terms.hours.start_of(day), terms.hours.end_of(day))
        for day, terms in ((day, figures.on(day)) for day in days)
    }
    _add_people(days, opening, store, skills)
    _add_bays(days, opening, store)
    slots = BaySlot.objects.between(start, end).filter(bay__store=store)
    for slot in slots.select_related("job"):
        span: Any = slot.during
        for day, hours in _by_day((span.lower, span.upper)):
            if day in days:
                _take(days[day].planned, slot.job.kind, hours)
    works = AppointmentWork.objects.awaited().filter(appointment__store=store)
    works = works.exclude(appointment=without) if without else works
    rows = works.filter(appointment__slot_at__gte=start, appointment__slot_at__lt=end)
    for at, kind, hours in rows.values_list("appointment__slot_at", "kind", "hours"):
        _take(days[business_day(at)].booked, kind, hours)
    return days


def bay_kind(kind: str) -> str:
    """Where a kind of work is done."""
    return BAY_OF.get(JobKind(kind), Bay.Kind.MECHANICAL)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += DAY


def _skills(store: OrgUnit) -> dict[int, tuple[str, frozenset[str]]]:
    """The main kind and all kinds of work each person of a store masters."""
    rows = StaffSkill.objects.filter(staff__store=store, staff__is_active=True, skill__in=KINDS)
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    for staff, skill, level in rows.values_list("staff_id", "skill", "level"):
        levels[staff][skill] = level
    return {
        staff: (max(found, key=lambda k: (found[k], -KINDS.index(k))), frozenset(found))
        for staff, found in levels.items()
    }


def _add_people(
    days: dict[dt.date, DayHours],
    opening: dict[dt.date, Span],
    store: OrgUnit,
    skills: dict[int, tuple[str, frozenset[str]]],
) -> None:
    start, end = day_bounds(min(days))[0], day_bounds(max(days))[1]
    away = spans_of(Absence.objects.between(start, end).filter(staff__in=skills))
    shifts = Shift.objects.filter(store=store, starts_at__gte=start, starts_at__lt=end)
    on: dict[dt.date, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in shifts:
        on[business_day(row.starts_at)][row.staff_id].append((row.starts_at, row.ends_at))
    for day, hours in days.items():
        hours.rostered = day in on
        for staff, (main, kinds) in skills.items():
            there = on[day].get(staff, []) if hours.rostered else [opening[day]]
            left = sum((_length(s) for span in there for s in without_(span, away[staff])), ZERO)
            if left:
                hours.people.append((main, kinds, left))


def _add_bays(days: dict[dt.date, DayHours], opening: dict[dt.date, Span], store: OrgUnit) -> None:
    """Every bay counts the opening hours of a day in which it is not out of use."""
    start, end = day_bounds(min(days))[0], day_bounds(max(days))[1]
    shut: dict[int, list[Span]] = defaultdict(list)
    for row in BayOutage.objects.between(start, end).filter(bay__store=store):
        during: Any = row.during
        shut[row.bay_id].append((during.lower, during.upper))
    bays = list(Bay.objects.filter(store=store, active=True).values_list("pk", "kind"))
    for day, hours in days.items():
        for pk, kind in bays:
            spans = without_(opening[day], shut[pk])
            _take(hours.bays, kind, sum((_length(s) for s in spans), ZERO))


def spans_of(rows: Iterable[Any]) -> dict[int, list[Span]]:
    """Shifts or absences as spans by person."""
    found: dict[int, list[Span]] = defaultdict(list)
    for row in rows:
        found[row.staff_id].append((row.starts_at, row.ends_at))
    return found


def without_(span: Span, others: Iterable[Span]) -> list[Span]:
    """What is left of a span without others."""
    left = [span]
    for start, end in others:
        left = [
            (a, b)
            for low, high in left
            for a, b in ((low, min(high, start)), (max(low, end), high))
            if a < b
        ]
    return left


def _by_day(span: Span) -> Iterator[tuple[dt.date, Decimal]]:
    start, end = span
    while start < end:
        day = start.astimezone(SHANGHAI).date()
        until = min(end, day_bounds(day)[1])
        yield day, _length((start, until))
        start = until


def _take(hours: dict[str, Decimal], kind: str, more: Decimal) -> None:
    hours[kind] = hours.get(kind, ZERO) + more


def _length(span: Span) -> Decimal:
    return Decimal((span[1] - span[0]).total_seconds()) / HOUR
