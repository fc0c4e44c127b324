"""The figures of customer care and the rows behind them."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.care import services
from apps.core.figures import Period, figure
from tests.care.cases import AGENT, CALLED, answer, callback, contacted, phoned
from tests.personas import NOW, access_of

pytestmark = pytest.mark.django_db
JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
DAY = dt.timedelta(hours=24)
SECOND = dt.timedelta(seconds=1)


def value(code):
    """The figure as the service manager sees it."""
    return figure(code).value(access_of("service_manager"), JUNE)


def test_satisfaction_counts_answers_only():
    answer(callback())
    answer(callback(), overall=7)
    callback()
    assert value("callback_sat_rate") == (1, 2)
    assert value("customer_satisfaction") == (1, 2)


def test_coverage_counts_tries_and_reach_counts_answers():
    answer(callback())
    tried = callback()
    services.log_attempt(
        by=access_of(AGENT, now=CALLED), callback=tried, version=None, result="busy"
    )
    callback()
    assert value("callback_coverage") == (2, 3)
    assert value("callback_reach_rate") == (1, 3)


@pytest.mark.parametrize(("after", "in_time"), [(DAY, 1), (DAY + SECOND, 0)])
def test_first_contact_is_in_time_up_to_twenty_four_hours(after, in_time):
    contacted(phoned(), now=NOW + after)
    assert value("first_contact_24h_rate") == (in_time, 1)
    rows = figure("first_contact_24h_rate").rows(access_of("service_manager"), JUNE)
    shown = [figure("first_contact_24h_rate").show(row).counts for row in rows]
    assert shown == [bool(in_time)]


def test_complaint_nobody_answered_counts_against():
    phoned()
    assert value("first_contact_24h_rate") == (0, 1)
