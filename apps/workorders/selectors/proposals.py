"""Proposals for places: one job, a whole tray, and what is left at closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg2.extras import DateTimeTZRange

from apps.core.clock import business_day, day_bounds
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, ClockEntry
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.selectors.board import to_dispatch
from apps.workorders.selectors.card_facts import read_promises, with_wait
from apps.workorders.selectors.cards import (
    Card,
    TrayCard,
    card_of,
    rank,
    tray_card_of,
)
from apps.workorders.selectors.floor import Floor, read_floor, span_of
from apps.workorders.selectors.readiness import READY, readiness_of
from apps.workorders.suggestions import Suggestion, Wish, known_by, length_of, suggest

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.workorders.models import Job

DAYS = 3
MOST = 60
CHECKED = (JobState.SELF_CHECKED, JobState.LEADER_CHECKED)


@dataclass(frozen=True)
class Line:
    """One line of a proposal: a job, or a slot left over, with its best place if there is one."""

    card: Any
    suggestion: Suggestion | None
    value: str


def for_job(job: Job, now: dt.datetime) -> list[Suggestion]:
    """The best places for one job in the next days."""
    first, __ = day_bounds(business_day(now))
    floor = read_floor(job.store, first, first + dt.timedelta(days=DAYS), now=now)
    ready = readiness_of([job.pk], floor.figures, now).get(job.pk, READY)
    known = known_by([job]).get(job.order.visit.vehicle_id, frozenset())
    return suggest(Wish(job, length_of(job), ready, known), floor)


def for_tray(access: Access, store: OrgUnit, day: dt.date) -> list[Line]:
    """A place for every job of the tray that finds one on a day, the most urgent first."""
    first, last = day_bounds(day)
    floor = read_floor(store, first, last, now=access.now)
    jobs = list(with_wait(to_dispatch(access), "pk")[:MOST])
    read_promises(jobs, floor.figures, access.now)
    ready = readiness_of([j.pk for j in jobs], floor.figures, access.now)
    known = known_by(jobs)
    cards = [
        tray_card_of(j, floor.figures, access.now, ready.get(j.pk, READY))
        for j in jobs
        if j.store_id == store.pk
    ]
    opens = floor.figures.hours.start_of(day)
    return [_tray_line(c, floor, known, opens) for c in sorted(cards, key=rank)]


def _tray_line(
    card: TrayCard, floor: Floor, known: dict[int, frozenset[int]], opens: dt.datetime
) -> Line:
    job = card.job
    mine = known.get(job.order.visit.vehicle_id, frozenset())
    wish = Wish(job, length_of(job), card.readiness, mine, max(opens, floor.now))
    return _line(card, wish, floor, f"job:{job.pk}:{job.version}")


def left_over(access: Access, store: OrgUnit) -> list[Line]:
    """What will not be finished by closing today, each with its best place from tomorrow on.

    A running job counts when what is left of it goes past closing; another one when its slot
    does, or when its time is over; work planned for a later day is not left over.
    """
    today = business_day(access.now)
    first, __ = day_bounds(today)
    floor = read_floor(store, first, first + dt.timedelta(days=DAYS), now=access.now)
    closes = floor.figures.hours.end_of(today)
    tomorrow = floor.figures.hours.start_of(today + dt.timedelta(days=1))
    rows = _last_slots(access, store, closes)
    slots = list(with_wait(rows, "job")[:MOST])
    read_promises(slots, floor.figures, access.now)
    worked = _worked({s.job_id for s in slots}, access.now)
    found = []
    for slot in slots:
        left = length_of(slot.job, worked.get(slot.job_id, dt.timedelta()))
        if not _goes_over(slot, left, closes, access.now):
            continue
        wish = Wish(slot.job, left, not_before=tomorrow, like=slot)
        card: Card = card_of(slot, access.now)
        found.append(_line(card, wish, floor, f"slot:{slot.pk}:{slot.version}"))
    return found


def _last_slots(access: Access, store: OrgUnit, closes: dt.datetime) -> Any:
    rows = BaySlot.objects.visible_to(access, Perm.DISPATCH_JOB).standing()
    jobs = [s for s in UNFINISHED if s not in CHECKED]
    rows = rows.filter(bay__store=store, job__state__in=jobs, during__startswith__lt=closes)
    later = BaySlot.objects.standing().filter(during__startswith__gte=closes).values("job")
    rows = rows.exclude(job__in=later).select_related(
        "bay__unit", "technician", "planned_by", "job__order__visit__checkin"
    )
    return rows.order_by("job_id", "-during__startswith").distinct("job_id")


def _goes_over(slot: BaySlot, left: dt.timedelta, closes: dt.datetime, now: dt.datetime) -> bool:
    start, end = span_of(slot)
    if slot.job.state == JobState.WORKING:
        return max(now, start) + left > closes
    return end > closes or end <= now or max(now, start) + left > closes


def _worked(job_ids: set[int], now: dt.datetime) -> dict[int, dt.timedelta]:
    found: dict[int, dt.timedelta] = {}
    for entry in ClockEntry.objects.filter(job__in=job_ids):
        if entry.job_id is not None:
            length = dt.timedelta(hours=float(entry.hours(now)))
            found[entry.job_id] = found.get(entry.job_id, dt.timedelta()) + length
    return found


def _line(card: Any, wish: Wish, floor: Floor, key: str) -> Line:
    found = suggest(wish, floor, most=1)
    if not found:
        return Line(card, None, "")
    best = found[0]
    taken: Any = BaySlot(
        bay=best.plan.bay, job=wish.job, technician=best.person.staff, planned_by=None
    )
    taken.during = DateTimeTZRange(best.plan.start, best.plan.end)
    floor.add(taken)
    ends = f"{best.plan.bay.pk}:{best.person.staff.pk}:{best.minutes}"
    return Line(card, best, f"{key}:{ends}@{best.plan.start.isoformat()}")
