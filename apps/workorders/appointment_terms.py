"""The figures the appointment book works by, read once for a span of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from apps.core.models import Setting
from apps.core.working_time import HOURS, WorkingHours

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "workorders.appointment_"


@dataclass(frozen=True)
class Terms:
    """Minutes, places and shares in force on one day."""

    slot_minutes: int
    slot_places: int
    online_places: int
    per_advisor: int
    share_pct: int
    window_minutes: int
    hold_minutes: int
    cancel_hours: int
    days_ahead: int
    reminders: list[int]
    hours: WorkingHours

    @property
    def step(self) -> dt.timedelta:
        """The length of a slot."""
        return dt.timedelta(minutes=self.slot_minutes)

    @property
    def window(self) -> dt.timedelta:
        """How far from the slot an arrival still counts as kept."""
        return dt.timedelta(minutes=self.window_minutes)

    @property
    def hold(self) -> dt.timedelta:
        """How long a place is held after the slot began."""
        return dt.timedelta(minutes=self.hold_minutes)

    @property
    def share(self) -> Decimal:
        """The part of a day's hours that may be booked ahead."""
        return Decimal(self.share_pct) / 100

    def starts(self, day: dt.date) -> list[dt.datetime]:
        """When the slots of a day begin."""
        at, end = self.hours.start_of(day), self.hours.end_of(day)
        found = []
        while at + self.step <= end:
            found.append(at)
            at += self.step
        return found


class Figures:
    """The dated figures of one store; the store's own win over the group's."""

    def __init__(self, store_id: int | None) -> None:
        rows = Setting.objects.filter(Q(code__startswith=PREFIX) | Q(code=HOURS))
        mine = rows.filter(Q(store=None) | Q(store_id=store_id))
        fields = ("code", "store_id", "effective_from", "pk", "value")
        self.rows = sorted(mine.values_list(*fields), key=lambda r: (r[1] is not None, r[2], r[3]))

    def on(self, day: dt.date) -> Terms:
        """What holds on a day; raises KeyError when a figure was never set."""
        held = self._held(day, self.rows)
        opens, closes = held.pop(HOURS)
        hours = WorkingHours(dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))
        figures: dict[str, Any] = {code.removeprefix(PREFIX): v for code, v in held.items()}
        return Terms(hours=hours, **figures)

    def _held(self, day: dt.date, rows: Iterable[Any]) -> dict[str, Any]:
        return {code: value for code, __, since, __, value in rows if since <= day}


def terms_of(store_id: int | None, day: dt.date) -> Terms:
    """The figures of a store on a day."""
    return Figures(store_id).on(day)
