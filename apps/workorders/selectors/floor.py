"""The workshop floor over a few days: bays, cars in them, people with skills, shifts, absences.

Read once in five statements; conflicts, suggestions and promises are judged on it in memory.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from apps.core.clock import business_day, day_bounds
from apps.org.models import Absence, Shift, StaffPermit, StaffSkill
from apps.workorders.dispatch_figures import Figures
from apps.workorders.models import Bay, BayOutage, BaySlot
from apps.workorders.selectors.people import clocking_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.models import OrgUnit, Staff

Span = tuple[dt.datetime, dt.datetime]
RELATED = ("technician", "planned_by", "step", "job__order__visit")
ZERO = dt.timedelta()


@dataclass(frozen=True)
class Person:
    """A technician with what dispatch needs to know; ``permits`` gives the last day of each."""

    staff: Staff
    skills: dict[str, int]
    permits: dict[str, dt.date]
    shifts: list[Span]
    away: list[Span]

    def permitted(self, permit: str, on: dt.date) -> bool:
        """Whether a permit is held on a day."""
        return permit in self.permits and self.permits[permit] >= on

    def on_shift(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a span lies inside one shift."""
        return any(a <= start and end <= b for a, b in self.shifts)

    def absent(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether the person is away during any part of a span."""
        return any(touches(span, (start, end)) for span in self.away)


@dataclass
class Floor:
    """One store's workshop from ``first`` to ``last``; ``whole`` when everybody is on it."""

    store: OrgUnit
    first: dt.datetime
    last: dt.datetime
    now: dt.datetime
    figures: Figures
    bays: list[Bay]
    people: list[Person]
    slots: list[BaySlot]
    whole: bool = True
    taken: dict[int, list[tuple[Span, BaySlot]]] = field(default_factory=dict)
    busy: dict[int, list[tuple[Span, BaySlot]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the slots by bay and by technician."""
        self.taken, self.busy = defaultdict(list), defaultdict(list)
        for slot in self.slots:
            self.add(slot)

    def add(self, slot: BaySlot) -> None:
        """Count a slot in, a planned one that is not saved as well."""
        self.taken[slot.bay_id].append((span_of(slot), slot))
        if slot.technician_id:
            self.busy[slot.technician_id].append((span_of(slot), slot))

    @cached_property
    def by_bay(self) -> dict[int, Bay]:
        """The bays by key."""
        return {b.pk: b for b in self.bays}

    @cached_property
    def by_person(self) -> dict[int, Person]:
        """The technicians by key."""
        return {p.staff.pk: p for p in self.people}

    @cached_property
    def rostered_days(self) -> set[dt.date]:
        """The days for which the store has a roster; on others nobody is off shift."""
        if self.whole:
            return {business_day(a) for p in self.people for a, _b in p.shifts}
        shifts = Shift.objects.filter(
            store=self.store, starts_at__lt=self.last, starts_at__gte=self.first
        )
        return {business_day(a) for a in shifts.values_list("starts_at", flat=True)}

    @cached_property
    def keeps_skills(self) -> bool:
        """Whether the store writes down skills at all; where it does not, nobody lacks one."""
        if self.whole or any(p.skills for p in self.people):
            return any(p.skills for p in self.people)
        return StaffSkill.objects.filter(staff__store=self.store).exists()

    def outages(self, bay: Any) -> list[tuple[Span, str]]:
        """When a bay is out of use, and why."""
        return [(_moments(row), row["why"]) for row in bay.floor_outages]

    def planned(self, staff_id: int, day: dt.date) -> dt.timedelta:
        """The time planned for a technician on a day."""
        bounds = day_bounds(day)
        return sum((shared(span, bounds) for span, _s in self.busy.get(staff_id, [])), ZERO)

    def rostered(self, person: Person, day: dt.date) -> dt.timedelta:
        """The time a technician is there on a day: shifts without breaks and absences."""
        bounds = day_bounds(day)
        pauses = self.figures.breaks_on(day)
        total = ZERO
        for shift in person.shifts:
            inside = cut(shift, bounds)
            if inside is None:
                continue
            lost = [cut(s, inside) for s in (*person.away, *pauses)]
            total += measure(inside) - union([s for s in lost if s])
        return total

    def cars(self, staff_id: int, day: dt.date) -> int:
        """How many jobs a technician has on a day."""
        bounds = day_bounds(day)
        mine = self.busy.get(staff_id, [])
        return len({s.job_id for span, s in mine if touches(span, bounds)})


def read_floor(
    store: OrgUnit,
    first: dt.datetime,
    last: dt.datetime,
    *,
    now: dt.datetime,
    bays: Any = None,
    people: Any = None,
    slots: Any = None,
    figures: Figures | None = None,
) -> Floor:
    """The floor of a store; querysets given narrow what is read of it."""
    rows = Bay.objects.filter(active=True, store=store) if bays is None else bays
    found = list(_with_outages(rows, first, last))
    if slots is None:
        slots = BaySlot.objects.between(first, last).filter(bay__store=store)
        slots = slots.select_related(*RELATED)
    staff = clocking_staff(now).filter(store=store) if people is None else people
    placed = list(slots.order_by("during"))
    by_key = {b.pk: b for b in found}
    for slot in placed:
        if slot.bay_id in by_key:
            slot.bay = by_key[slot.bay_id]
    return Floor(
        store=store,
        first=first,
        last=last,
        now=now,
        figures=figures or Figures.of(store.pk, business_day(now)),
        bays=found,
        people=[_person(s) for s in with_facts(staff, first, last)],
        slots=placed,
        whole=people is None,
    )


def _with_outages(bays: Any, first: dt.datetime, last: dt.datetime) -> Any:
    """Bays with when they are out of use, in one statement."""
    shut = BayOutage.objects.between(first, last).filter(bay=OuterRef("pk")).order_by("during")
    facts = JSONObject(a=F("during__startswith"), b=F("during__endswith"), why=F("reason"))
    rows = bays.select_related("unit").order_by("unit__path", "code")
    return rows.annotate(floor_outages=ArraySubquery(shut.values(json=facts)))


def with_facts(staff: Any, first: dt.datetime, last: dt.datetime) -> Any:
    """People with skills, permits, shifts and absences of the span in one statement."""

    def gathered(rows: Any, **columns: str) -> ArraySubquery:
        mine = rows.filter(staff=OuterRef("pk"))
        return ArraySubquery(mine.values(json=JSONObject(**{k: F(v) for k, v in columns.items()})))

    in_span = {"starts_at__lt": last, "ends_at__gt": first}
    return staff.annotate(
        floor_skills=gathered(StaffSkill.objects.all(), code="skill", level="level"),
        floor_permits=gathered(StaffPermit.objects.all(), code="permit", until="valid_until"),
        floor_shifts=gathered(Shift.objects.filter(**in_span), a="starts_at", b="ends_at"),
        floor_away=gathered(
            Absence.objects.standing().filter(**in_span), a="starts_at", b="ends_at"
        ),
    ).select_related("unit")


def _person(staff: Any) -> Person:
    permits: dict[str, dt.date] = {}
    for row in staff.floor_permits:
        until = dt.date.fromisoformat(row["until"])
        permits[row["code"]] = max(until, permits.get(row["code"], until))
    return Person(
        staff=staff,
        skills={row["code"]: row["level"] for row in staff.floor_skills},
        permits=permits,
        shifts=[_moments(row) for row in staff.floor_shifts],
        away=[_moments(row) for row in staff.floor_away],
    )


def _moments(row: dict[str, str]) -> Span:
    return dt.datetime.fromisoformat(row["a"]), dt.datetime.fromisoformat(row["b"])


def span_of(row: Any) -> Span:
    """The span of a slot or an outage."""
    during: Any = row.during
    if isinstance(during, tuple):
        return during
    return during.lower, during.upper


def touches(one: Span, two: Span) -> bool:
    """Whether two spans share an instant."""
    return one[0] < two[1] and two[0] < one[1]


def cut(one: Span, two: Span) -> Span | None:
    """What two spans share."""
    start, end = max(one[0], two[0]), min(one[1], two[1])
    return (start, end) if start < end else None


def shared(one: Span, two: Span) -> dt.timedelta:
    """How long two spans go together."""
    both = cut(one, two)
    return measure(both) if both else ZERO


def measure(span: Span) -> dt.timedelta:
    """How long a span is."""
    return span[1] - span[0]


def union(spans: Iterable[Span]) -> dt.timedelta:
    """How long at least one of the spans goes."""
    total, until = ZERO, None
    for start, end in sorted(spans):
        begin = start if until is None else max(start, until)
        if end > begin:
            total += end - begin
        until = end if until is None else max(until, end)
    return total
