"""The figures dispatch and promises go by, read in one statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import F, Q

from apps.core.clock import SHANGHAI, business_day
from apps.core.models import Setting
from apps.core.working_time import HOURS, WorkingHours

PREFIX = "workorders."
CODES = (
    "breaks",
    "idle_bay_minutes",
    "imbalance",
    "skill_needed",
    "check_minutes",
    "wash_minutes",
    "at_risk_minutes",
    "parts_unknown_hours",
)


@dataclass(frozen=True)
class Figures:
    """The figures of one store in force on a day; every length is in minutes.

    ``breaks`` are pauses of everybody; ``many`` and ``few`` are the cars of two technicians that
    make an imbalance; ``skill_needed`` is the level from which a person does a kind of work alone.
    """

    hours: WorkingHours
    breaks: tuple[tuple[dt.time, dt.time], ...]
    idle: int
    many: int
    few: int
    skill_needed: int
    check: int
    wash: int
    at_risk: int
    parts_unknown_hours: int

    @classmethod
    def of(cls, store_id: int | None, on: dt.date) -> Self:
        """The store's own figures before the group's, the newest before older ones."""
        rows = Setting.objects.filter(
            Q(store=None) | Q(store_id=store_id),
            code__in=[HOURS, *(f"{PREFIX}{c}" for c in CODES)],
            effective_from__lte=on,
        ).order_by(F("store").asc(nulls_first=True), "effective_from", "pk")
        found: dict[str, Any] = dict(rows.values_list("code", "value"))
        opens, closes = (dt.time.fromisoformat(text) for text in found[HOURS])
        value = {code: found[f"{PREFIX}{code}"] for code in CODES}
        return cls(
            hours=WorkingHours(opens, closes),
            breaks=tuple(
                (dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, b in value["breaks"]
            ),
            idle=int(value["idle_bay_minutes"]),
            many=int(value["imbalance"]["many"]),
            few=int(value["imbalance"]["few"]),
            skill_needed=int(value["skill_needed"]),
            check=int(value["check_minutes"]),
            wash=int(value["wash_minutes"]),
            at_risk=int(value["at_risk_minutes"]),
            parts_unknown_hours=int(value["parts_unknown_hours"]),
        )

    def breaks_on(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        """The pauses of a day as moments."""
        return [
            (dt.datetime.combine(day, a, SHANGHAI), dt.datetime.combine(day, b, SHANGHAI))
            for a, b in self.breaks
        ]

    def open_on(self, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """From opening to closing of a day."""
        return self.hours.start_of(day), self.hours.end_of(day)

    def is_open(self, start: dt.datetime, end: dt.datetime) -> bool:
        """Whether a span lies between opening and closing of its day."""
        opens, closes = self.open_on(business_day(start))
        return opens <= start and end <= closes
