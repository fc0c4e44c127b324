"""Terms in working minutes and working days."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.clock import SHANGHAI
from apps.core.working_time import WorkingHours, due_after

HOURS = WorkingHours(dt.time(8, 30), dt.time(18))
HALF = {"minutes": 30}


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("asked", "term", "due"),
    [
        (at(1, 9), HALF, at(1, 9, 30)),
        (at(1, 17, 30), HALF, at(1, 18)),
        (at(1, 17, 50), HALF, at(2, 8, 50)),
        (at(1, 18), HALF, at(2, 9)),
        (at(1, 23), HALF, at(2, 9)),
        (at(2, 3), HALF, at(2, 9)),
        (at(1, 9), {"days": 1}, at(2, 9)),
        (at(1, 20), {"days": 1}, at(3, 8, 30)),
        (at(1, 9), {"minutes": 1200}, at(3, 10)),
    ],
)
def test_term_runs_in_working_time(asked: dt.datetime, term: dict[str, int], due: dt.datetime):
    assert due_after(asked, term, HOURS) == due
