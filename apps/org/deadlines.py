"""When an answer is due, in working days."""

from __future__ import annotations

import datetime as dt

from apps.core.clock import SHANGHAI

_SATURDAY = 5


def working_days_after(moment: dt.datetime, days: int) -> dt.datetime:
    """The same time of day so many working days (Monday to Friday) later."""
    local = moment.astimezone(SHANGHAI)
    while days > 0:
        local += dt.timedelta(days=1)
        days -= local.weekday() < _SATURDAY
    return local
