"""The clocks of a day as bands, one technician a line, and how much of the shift they cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from apps.core.clock import business_day, day_bounds
from apps.org.models import Shift, Staff
from apps.workorders.choices import ClockKind, JobState
from apps.workorders.clocks import COVERAGE, figure
from apps.workorders.models import ClockEntry, Job, LateAct
from apps.workorders.permissions import Perm
from apps.workorders.selectors.people import clocking_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.access import Access

OPENS, MINUTES = 7, 14 * 60  # the band shows 7:00 to 21:00
LEAST_MINUTES = 2


@dataclass(frozen=True)
class Piece:
    """One entry as a piece of the band: minutes from the left, minutes long."""

    entry: ClockEntry
    start: dt.datetime
    end: dt.datetime | None
    x: int
    width: int


@dataclass(frozen=True)
class Line:
    """A technician's day."""

    person: Staff
    pieces: list[Piece]
    covered: Decimal | None
    worked: Decimal
    forgotten: bool
    least: Decimal

    @property
    def enough(self) -> bool:
        """Whether so much is clocked that efficiency means something."""
        return self.covered is None or self.covered >= self.least

    @property
    def covered_words(self) -> str:
        """The coverage with its sign."""
        return f"{self.covered}%"


def forgotten(access: Actor) -> Any:
    """Clocks that still run though their day is over: nobody clocked off."""
    start = day_bounds(business_day(access.now))[0]
    rows = ClockEntry.objects.visible_to(access, Perm.CORRECT_CLOCK).running()
    old = rows.filter(during__startswith__lt=start)
    return old.select_related("staff", "job__order__visit").order_by("during")


def lines_of(access: Access, day: dt.date) -> list[Line]:
    """Everybody who clocks, with the entries of the day."""
    start, end = day_bounds(day)
    people = list(access.limit_reach(clocking_staff(access.now), Perm.CORRECT_CLOCK))
    people = [p for p in people if p.store_id]
    rows = ClockEntry.objects.visible_to(access, Perm.CORRECT_CLOCK).between(start, end)
    found: dict[int, list[ClockEntry]] = {}
    for entry in rows.select_related("job__order__visit").order_by("during"):
        found.setdefault(entry.staff_id, []).append(entry)
    shifts = shift_spans([p.pk for p in people], start, min(end, access.now))
    least = {store: least_covered(access.now, store) for store in {p.store_id for p in people}}
    return [
        _line(
            person,
            found.get(person.pk, []),
            shifts.get(person.pk),
            day,
            now=access.now,
            least=least[person.store_id],
        )
        for person in people
    ]


def least_covered(now: dt.datetime, store_id: int | None) -> Decimal:
    """Percent of the rostered time below which efficiency means nothing."""
    return Decimal(str(figure(COVERAGE, now, store_id)))


def late_acts(access: Access, day: dt.date) -> Any:
    """Acts of a day that were tapped without network and came later."""
    start, end = day_bounds(day)
    rows = LateAct.objects.visible_to(access, Perm.CORRECT_CLOCK)
    of_day = rows.filter(tapped_at__gte=start, tapped_at__lt=end)
    return of_day.select_related("staff", "job__order__visit").order_by("-received_at")[:50]


def jobs_for(day: dt.date, store_id: int, present: int | None = None) -> Any:
    """The jobs somebody may have worked on that day, the ``present`` one among them."""
    start, end = day_bounds(day)
    rows = Job.objects.released().filter(store_id=store_id)
    open_then = Q(finished_at=None) & ~Q(state__in=(JobState.CANCELLED, JobState.PENDING))
    then = (open_then | Q(finished_at__gte=start)) & Q(order__authorised_at__lt=end)
    rows = rows.filter(then | Q(pk=present))
    return rows.select_related("order__visit").order_by("order__visit__plate_no", "pk")


def shift_spans(
    people: Iterable[int], start: dt.datetime, end: dt.datetime
) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    """The rostered time of each person between two moments."""
    spans: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    rows = Shift.objects.filter(staff_id__in=list(people), starts_at__lt=end, ends_at__gt=start)
    for shift in rows:
        span = (max(shift.starts_at, start), min(shift.ends_at, end))
        spans.setdefault(shift.staff_id, []).append(span)
    return spans


def _line(
    person: Staff,
    entries: list[ClockEntry],
    shifts: list[tuple[dt.datetime, dt.datetime]] | None,
    day: dt.date,
    *,
    now: dt.datetime,
    least: Decimal,
) -> Line:
    start, end = day_bounds(day)
    left = start + dt.timedelta(hours=OPENS)
    pieces = [_piece(e, left, now) for e in entries]
    worked = sum((e.hours(now) for e in entries if e.kind == ClockKind.WORK), Decimal(0))
    old = any(p.end is None and p.start < start for p in pieces) or (
        now >= end and any(p.end is None for p in pieces)
    )
    return Line(person, pieces, _covered(pieces, shifts, now), worked, old, least)


def _piece(entry: ClockEntry, left: dt.datetime, now: dt.datetime) -> Piece:
    span: Any = entry.during
    x = max(0, int((span.lower - left).total_seconds() // 60))
    until = max(0, int(((span.upper or now) - left).total_seconds() // 60))
    width = max(LEAST_MINUTES, min(until, MINUTES) - min(x, MINUTES))
    return Piece(entry, span.lower, span.upper, min(x, MINUTES - width), width)


def _covered(
    pieces: list[Piece], shifts: list[tuple[dt.datetime, dt.datetime]] | None, now: dt.datetime
) -> Decimal | None:
    """Percent of the rostered time so far that the clock knows of; None without a roster."""
    rostered = sum(((b - a).total_seconds() for a, b in shifts or ()), 0.0)
    if rostered <= 0:
        return None
    known = 0.0
    for a, b in shifts or ():
        for piece in pieces:
            inside = min(piece.end or now, b) - max(piece.start, a)
            known += max(0.0, inside.total_seconds())
    return Decimal(known * 100 / rostered).quantize(Decimal(1))
