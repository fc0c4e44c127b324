"""Due times in working hours and working days: the shop is open every day between two hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.core.clock import SHANGHAI, business_day
from apps.core.models import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

HOURS = "org.working_hours"
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class WorkingHours:
    """When a store works: from ``opens`` to ``closes``, Chinese time, seven days a week."""

    opens: dt.time
    closes: dt.time

    def start_of(self, day: dt.date) -> dt.datetime:
        """When work begins on a day."""
        return dt.datetime.combine(day, self.opens, tzinfo=SHANGHAI)

    def end_of(self, day: dt.date) -> dt.datetime:
        """When work ends on a day."""
        return dt.datetime.combine(day, self.closes, tzinfo=SHANGHAI)

    def first(self, moment: dt.datetime) -> dt.datetime:
        """The moment itself when it is worked at, else the next opening."""
        day = business_day(moment)
        if moment < self.start_of(day):
            return self.start_of(day)
        return moment if moment < self.end_of(day) else self.start_of(day + DAY)

    def after_minutes(self, moment: dt.datetime, minutes: int) -> dt.datetime:
        """So many working minutes later; what does not fit into a day goes on the next one."""
        at, left = self.first(moment), dt.timedelta(minutes=minutes)
        while at + left > self.end_of(business_day(at)):
            left -= self.end_of(business_day(at)) - at
            at = self.start_of(business_day(at) + DAY)
        return at + left

    def after_days(self, moment: dt.datetime, days: int) -> dt.datetime:
        """The same hour so many working days later."""
        return self.first(moment) + days * DAY


def working_hours(on: dt.date, store_id: int | None) -> WorkingHours:
    """The hours of a store on a day, or those of the group."""
    opens, closes = Setting.objects.value(HOURS, on, store_id)
    return WorkingHours(dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))


def due_after(moment: dt.datetime, term: Mapping[str, Any], hours: WorkingHours) -> dt.datetime:
    """When a term given as ``{"minutes": 30}`` or ``{"days": 1}`` has run out."""
    if "minutes" in term:
        return hours.after_minutes(moment, int(term["minutes"]))
    return hours.after_days(moment, int(term["days"]))
