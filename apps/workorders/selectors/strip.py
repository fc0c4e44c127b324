"""The strip over the board: technicians' load, load per skill, idle bays, imbalance, at risk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.workorders.choices import JobKind
from apps.workorders.selectors.floor import ZERO, Floor, Person, measure

if TYPE_CHECKING:
    from apps.workorders.models import Bay

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Load:
    """What is planned against what is there, on one day, in hours."""

    planned: float
    there: float
    rostered: bool = True

    @property
    def over(self) -> bool:
        """Whether more is planned than there is time."""
        return self.rostered and self.planned > self.there

    @property
    def percent(self) -> int:
        """Planned of there, in percent."""
        if not self.there:
            return 100 if self.planned else 0
        return round(100 * self.planned / self.there)


@dataclass(frozen=True)
class TechnicianLoad:
    """One technician's load today and tomorrow; ``cars`` are the jobs of today."""

    person: Person
    today: Load
    tomorrow: Load
    cars: int
    shift: str
    away: bool

    @property
    def loads(self) -> tuple[Load, Load]:
        """Today's and tomorrow's."""
        return self.today, self.tomorrow


@dataclass(frozen=True)
class SkillLoad:
    """The load of one kind of work today and tomorrow."""

    label: str
    today: Load
    tomorrow: Load

    @property
    def loads(self) -> tuple[Load, Load]:
        """Today's and tomorrow's."""
        return self.today, self.tomorrow


@dataclass(frozen=True)
class Strip:
    """What stands over the board."""

    technicians: list[TechnicianLoad]
    skills: list[SkillLoad]
    idle: list[Bay] | None
    imbalance: str


def strip_of(floor: Floor, day: dt.date) -> Strip:
    """The strip of a day and the next."""
    loads = [_technician(person, floor, day) for person in floor.people]
    return Strip(
        technicians=loads,
        skills=_skills(floor, day),
        idle=idle_bays(floor),
        imbalance=imbalance(loads, floor),
    )


def idle_bays(floor: Floor) -> list[Bay] | None:
    """Bays with nothing in them and nothing coming soon; None while the shop is closed."""
    now, wait = floor.now, dt.timedelta(minutes=floor.figures.idle)
    opens, closes = floor.figures.open_on(business_day(now))
    if not opens <= now < closes:
        return None
    soon = min(now + wait, closes)
    return [
        bay
        for bay in floor.bays
        if not any(a < soon and b > now for (a, b), _s in floor.taken.get(bay.pk, []))
        and not any(a < soon and b > now for (a, b), _o in floor.outages(bay))
    ]


def imbalance(loads: list[TechnicianLoad], floor: Floor) -> str:
    """Words when one technician has many cars while another of the team, on shift, has none."""
    for busy in loads:
        if busy.cars < floor.figures.many:
            continue
        for idle in loads:
            same = idle.person.staff.unit_id == busy.person.staff.unit_id
            if same and idle.cars <= floor.figures.few and not idle.away and idle.today.there:
                return _("%(busy)s有 %(many)s 台车，%(idle)s有 %(few)s 台") % {
                    "busy": busy.person.staff.name,
                    "many": busy.cars,
                    "idle": idle.person.staff.name,
                    "few": idle.cars,
                }
    return ""


def _technician(person: Person, floor: Floor, day: dt.date) -> TechnicianLoad:
    return TechnicianLoad(
        person=person,
        today=_load(person, floor, day),
        tomorrow=_load(person, floor, day + DAY),
        cars=floor.cars(person.staff.pk, day),
        shift=_shift_words(person, day),
        away=person.absent(*floor.figures.open_on(day)),
    )


def _load(person: Person, floor: Floor, day: dt.date) -> Load:
    rostered = day in floor.rostered_days
    return Load(
        _hours(floor.planned(person.staff.pk, day)), _hours(floor.rostered(person, day)), rostered
    )


def _shift_words(person: Person, day: dt.date) -> str:
    found = [(a, b) for a, b in person.shifts if business_day(a) == day]
    if not found:
        return _("休")
    start, end = found[0]
    return f"{_clock(start)}–{_clock(end)}"


def _clock(at: dt.datetime) -> str:
    local = at.astimezone(dt.timezone(dt.timedelta(hours=8)))
    return f"{local:%H:%M}"


def _skills(floor: Floor, day: dt.date) -> list[SkillLoad]:
    """By main skill: what people of that skill offer, what is planned of that kind."""
    rows = []
    for kind in JobKind:
        people = [p for p in floor.people if main_skill(p) == kind]
        loads = [_skill(people, kind, floor, d) for d in (day, day + DAY)]
        if people or any(load.planned for load in loads):
            rows.append(SkillLoad(str(kind.label), loads[0], loads[1]))
    return rows


def _skill(people: list[Person], kind: str, floor: Floor, day: dt.date) -> Load:
    there = sum((floor.rostered(p, day) for p in people), ZERO)
    planned = sum(
        (
            measure(span)
            for slots in floor.taken.values()
            for span, slot in slots
            if slot.job.kind == kind and business_day(span[0]) == day
        ),
        ZERO,
    )
    return Load(_hours(planned), _hours(there), day in floor.rostered_days)


def main_skill(person: Person) -> str:
    """What a person is best at; the first of the trades where several are equal."""
    order = list(JobKind)
    ranked = [s for s in person.skills if s in order]
    return max(ranked, key=lambda s: (person.skills[s], -order.index(JobKind(s))), default="")


def _hours(length: dt.timedelta) -> float:
    return round(length.total_seconds() / 3600, 1)
