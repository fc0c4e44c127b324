"""When an answer is due, in working days."""

from __future__ import annotations

import datetime as dt

from apps.core.clock import SHANGHAI

_SATURDAY = 5
_MINUTE = dt.timedelta(minutes=1)


def from_when(chosen: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    """The time something counts from: now unless a later one was chosen, None for one past.

    The minute that has begun is now, because a page offers minutes and nothing finer.
    """
    if chosen is None or now - _MINUTE < chosen <= now:
        return now
    return chosen if chosen > now else None


def working_days_after(moment: dt.datetime, days: int) -> dt.datetime:
    """The same time of day so many working days (Monday to Friday) later."""
    local = moment.astimezone(SHANGHAI)
    while days > 0:
        local += dt.timedelta(days=1)
        days -= local.weekday() < _SATURDAY
    return local
