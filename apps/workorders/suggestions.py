"""The best bay, technician and start for a job, with the reasons in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.clock import business_day
from apps.workorders.conflicts import (
    GRID,
    Conflict,
    Plan,
    conflicts,
    fits,
    hours_words,
)
from apps.workorders.models import Assignment, BaySlot
from apps.workorders.selectors.floor import touches
from apps.workorders.selectors.readiness import READY, Readiness
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.workorders.models import Bay, Job
    from apps.workorders.selectors.floor import Floor, Person

MOST = 3
LATE = 1000.0  # a start that breaks the promise comes after every one that keeps it
LONGEST = dt.timedelta(hours=12)
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Wish:
    """A job to be placed, with what is known of it."""

    job: Job
    length: dt.timedelta
    parts: Readiness = READY
    known_by: frozenset[int] = frozenset()
    not_before: dt.datetime | None = None
    like: BaySlot | None = None


@dataclass(frozen=True)
class Suggestion:
    """A place for a job; ``reasons`` say why, ``warnings`` what one goes over by taking it."""

    plan: Plan
    score: float
    reasons: list[str] = field(default_factory=list)
    warnings: list[Conflict] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.plan.end - self.plan.start).total_seconds() // 60)

    @property
    def accepted(self) -> str:
        """The codes of the warnings that taking it says yes to."""
        return ",".join(c.code for c in self.warnings if not c.hard)

    @property
    def person(self) -> Person:
        """Who does it; a suggestion always has somebody."""
        if self.plan.person is None:
            raise ValueError("a suggestion without a technician")
        return self.plan.person


def suggest(wish: Wish, floor: Floor, most: int = MOST) -> list[Suggestion]:
    """The best places, one per technician, best first; empty when nobody or nowhere fits."""
    best: dict[int, tuple[float, Plan]] = {}
    people = [p for p in floor.people if _can(p, wish, floor)]
    for bay in (b for b in floor.bays if _takes(b, wish)):
        team = [p for p in people if p.staff.unit_id == bay.unit_id]
        for person in team or people:
            plan = _earliest(wish, bay, person, floor)
            if plan is None:
                continue
            score = _score(wish, plan, floor)
            known = best.get(person.staff.pk)
            if known is None or score < known[0]:
                best[person.staff.pk] = (score, plan)
    ranked = sorted(best.values(), key=lambda found: (found[0], found[1].bay.code))[:most]
    return [
        Suggestion(plan, score, _reasons(wish, plan, floor), conflicts(plan, floor))
        for score, plan in ranked
    ]


def length_of(job: Job, worked: dt.timedelta = dt.timedelta()) -> dt.timedelta:
    """What is left of a job's standard hours, on the grid; an hour where there are none."""
    left = dt.timedelta(hours=float(job.std_hours)) - worked if job.std_hours else HOUR
    steps = max(1, -(-left // GRID))
    return min(steps * GRID, LONGEST)


def known_by(jobs: Iterable[Job]) -> dict[int, frozenset[int]]:
    """For each car of these jobs who worked on it before."""
    vehicles = {job.order.visit.vehicle_id for job in jobs}
    rows = Assignment.objects.filter(job__order__visit__vehicle__in=vehicles)
    found: dict[int, set[int]] = {}
    for vehicle, staff in rows.values_list("job__order__visit__vehicle", "staff").distinct():
        found.setdefault(vehicle, set()).add(staff)
    return {vehicle: frozenset(people) for vehicle, people in found.items()}


def _can(person: Person, wish: Wish, floor: Floor) -> bool:
    plan = Plan(wish.job, floor.bays[0], person, floor.now, floor.now) if floor.bays else None
    if plan is None:
        return False
    if plan.needs_permit and not person.permitted(HIGH_VOLTAGE_PERMIT, business_day(floor.now)):
        return False
    if not floor.keeps_skills:
        return True
    return person.skills.get(wish.job.kind, 0) >= floor.figures.skill_needed


def _takes(bay: Bay, wish: Wish) -> bool:
    plan = Plan(wish.job, bay, None, dt.datetime.min, dt.datetime.max)
    return fits(bay, wish.job.kind) and bay.high_voltage == plan.needs_permit


def _earliest(wish: Wish, bay: Bay, person: Person, floor: Floor) -> Plan | None:
    """The first start on the grid at which bay and technician are free for the whole length."""
    start = on_grid(max(filter(None, (floor.now, wish.parts.at, wish.not_before))))
    blocked = sorted(
        [span for span, _s in floor.taken.get(bay.pk, [])]
        + [span for span, _o in floor.outages(bay)]
        + [span for span, _s in floor.busy.get(person.staff.pk, [])]
        + person.away
    )
    while start < floor.last:
        start = on_grid(floor.figures.hours.first(start))
        end = start + wish.length
        opens, closes = floor.figures.open_on(business_day(start))
        if end > closes and start > opens:
            start = floor.figures.hours.start_of(business_day(start) + dt.timedelta(days=1))
            continue
        hit = next((span for span in blocked if touches(span, (start, end))), None)
        if hit is not None:
            start = on_grid(hit[1])
            continue
        later = _next_shift(person, start, end, floor)
        if later is None:
            return Plan(wish.job, bay, person, start, end)
        start = later
    return None


def _next_shift(
    person: Person, start: dt.datetime, end: dt.datetime, floor: Floor
) -> dt.datetime | None:
    """None when the person is on shift then, else when to look again."""
    day = business_day(start)
    if day not in floor.rostered_days or person.on_shift(start, end):
        return None
    tomorrow = floor.figures.hours.start_of(day + dt.timedelta(days=1))
    later = [a for a, _b in person.shifts if start < a < tomorrow]
    return min(later, default=tomorrow)


def _score(wish: Wish, plan: Plan, floor: Floor) -> float:
    """Smaller is better: first to keep the promise, then soon, skilled, known and idle."""
    person = plan.person
    if person is None:
        return LATE
    wait = (plan.start - floor.now) / HOUR * 4
    late = (
        LATE
        if _ready_at(plan, floor) > (plan.job.order.promised_at or _ready_at(plan, floor))
        else 0
    )
    skill = -1.0 * person.skills.get(wish.job.kind, 0)
    known = -3.0 if person.staff.pk in wish.known_by else 0.0
    load = floor.planned(person.staff.pk, business_day(plan.start)) / HOUR * 0.5
    same = wish.like is not None and (wish.like.bay_id, wish.like.technician_id) == (
        plan.bay.pk,
        person.staff.pk,
    )
    return late + wait + skill + known + load - (4.0 if same else 0.0)


def _ready_at(plan: Plan, floor: Floor) -> dt.datetime:
    return plan.end + dt.timedelta(minutes=floor.figures.check + floor.figures.wash)


def _reasons(wish: Wish, plan: Plan, floor: Floor) -> list[str]:
    person = plan.person
    if person is None:
        return []
    day = business_day(plan.start)
    name = person.staff.name
    found = []
    level = person.skills.get(wish.job.kind)
    if level:
        kind = wish.job.get_kind_display()
        found.append(_("%(kind)s技能 %(level)s 级") % {"kind": kind, "level": level})
    if plan.needs_permit:
        found.append(_("持高压作业证，隔离工位"))
    found.append(
        _("%(bay)s %(at)s 起空闲") % {"bay": plan.bay.name, "at": text.when_text(plan.start)}
    )
    there = floor.rostered(person, day)
    planned = floor.planned(person.staff.pk, day)
    facts = {"planned": hours_words(planned), "there": hours_words(there), "name": name}
    if there:
        found.append(_("当天已排 %(planned)s / 当班 %(there)s 小时") % facts)
    else:
        found.append(_("当天已排 %(planned)s 小时") % facts)
    found.append(_promise_words(plan, floor))
    found.append(wish.parts.words)
    if person.staff.pk in wish.known_by:
        found.append(_("%(name)s做过这台车") % facts)
    if wish.like is not None and wish.like.bay_id == plan.bay.pk:
        found.append(_("车已在这个工位"))
    return [words for words in found if words]


def _promise_words(plan: Plan, floor: Floor) -> str:
    promised, ready = plan.job.order.promised_at, _ready_at(plan, floor)
    if promised is None:
        return ""
    facts = {"ready": text.when_text(ready), "promised": text.when_text(promised)}
    if ready > promised:
        return _("预计 %(ready)s 交车，晚于承诺的 %(promised)s") % facts
    return _("预计 %(ready)s 交车，早于承诺的 %(promised)s") % facts


def on_grid(moment: dt.datetime) -> dt.datetime:
    """The next quarter of an hour, the moment itself when it is one."""
    past = dt.timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment if not past else moment - past + GRID
