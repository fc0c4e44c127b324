"""Who works in which bay when: no car in two bays, no bay with two cars, no one on two jobs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.clock import SHANGHAI
from apps.workorders.choices import JobKind

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from apps.org.models import Staff
    from apps.workorders.models import Bay

OPENS, CLOSES = dt.time(8, 30), dt.time(18, 30)
GRID = dt.timedelta(minutes=15)
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=SHANGHAI)
BAY_OF = {
    JobKind.BODY: ("body", "body"),
    JobKind.PAINT: ("body", "paint"),
    JobKind.CLEANING: ("body", "wash"),
}


def at(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment of a business day."""
    return dt.datetime.combine(day, time, tzinfo=SHANGHAI)


def minutes(count: float) -> dt.timedelta:
    """So many minutes."""
    return dt.timedelta(minutes=count)


def on_grid(moment: dt.datetime) -> dt.datetime:
    """The next quarter of an hour."""
    past = dt.timedelta(minutes=moment.minute % 15, seconds=moment.second)
    return moment if not past else moment - past + GRID


@dataclass(frozen=True)
class Spot:
    """A bay and a technician from ``start`` on; ``end`` is when the work is over."""

    team: str
    bay: Bay
    technician: Staff
    start: dt.datetime
    end: dt.datetime

    @property
    def slot(self) -> tuple[dt.datetime, dt.datetime]:
        """The time as it stands on the board, in quarters of an hour."""
        return self.start, on_grid(self.end)


class Floor:
    """The workshop of one store in time; spots are given out in the order of asking."""

    def __init__(self, shop: Shop, bays: dict[str, list[Bay]]) -> None:
        self.shop, self.bays = shop, bays
        self.free: dict[tuple[str, int], dt.datetime] = {}

    def take(
        self,
        kind: str,
        earliest: dt.datetime,
        hours: float,
        *,
        high_voltage: bool = False,
        like: Spot | None = None,
        staff: Staff | None = None,
    ) -> Spot:
        """The earliest spot for work of a kind; ``like`` keeps team, bay and technician."""
        best: tuple[dt.datetime, str, Bay, Staff] | None = None
        for team, bay, who in self._choices(kind, high_voltage, like, staff):
            begin = max(earliest, self._free("bay", bay.pk), self._free("staff", who.pk))
            start = _in_hours(on_grid(begin), hours)
            if best is None or start < best[0]:
                best = (start, team, bay, who)
        if best is None:
            raise LookupError(f"nobody for {kind} in {self.shop.code}")
        start, team, bay, who = best
        spot = Spot(team, bay, who, start, start + dt.timedelta(seconds=int(hours * 3600)))
        self.free["bay", bay.pk] = self.free["staff", who.pk] = spot.slot[1]
        return spot

    def _choices(
        self, kind: str, high_voltage: bool, like: Spot | None, staff: Staff | None
    ) -> list[tuple[str, Bay, Staff]]:
        if like is not None:
            return [(like.team, like.bay, like.technician)]
        home, bay_kind = BAY_OF.get(JobKind(kind), ("", "mechanical"))
        teams = [home] if home else ["mech1"] if high_voltage else ["mech1", "mech2"]
        return [
            (team, bay, who)
            for team in teams
            for who in self.shop.teams[team]
            if staff is None or who.pk == staff.pk
            for bay in self.bays[team]
            if bay.kind == bay_kind and bay.high_voltage == high_voltage
        ]

    def _free(self, what: str, key: int) -> dt.datetime:
        return self.free.get((what, key), BEGINNING)


def _in_hours(start: dt.datetime, hours: float) -> dt.datetime:
    """Not before opening, and tomorrow when it would not be over by closing time."""
    day = start.date()
    if start < at(day, OPENS):
        return at(day, OPENS)
    if start + dt.timedelta(hours=hours) > at(day, CLOSES):
        return at(day + dt.timedelta(days=1), OPENS)
    return start
