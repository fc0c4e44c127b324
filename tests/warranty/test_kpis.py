"""The figures of warranty and the rows behind them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.figures import Period, figure
from apps.warranty.models import Claim
from tests.personas import access_of
from tests.warranty.claims import answered, drafted, submitted

pytestmark = pytest.mark.django_db
JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))
MAY = Period(dt.date(2026, 5, 1), dt.date(2026, 5, 31))


def value(code, period=JUNE):
    """The figure as the service manager sees it."""
    return figure(code).value(access_of("service_manager"), period)


def test_first_pass_counts_full_acceptance_of_decided_claims():
    answered()
    answered(share="0.5")
    submitted()
    assert value("claim_first_pass_rate") == (1, 2)
    assert value("claim_first_pass_rate", MAY) == (0, 0)
    assert value("first_service_pass_rate") == (0, 0)


def test_revenue_is_the_sum_of_its_rows():
    drafted()
    drafted("100.00")
    drafted(store="cs2")
    rows = figure("warranty_revenue").rows(access_of("service_manager"), JUNE)
    assert value("warranty_revenue") == (Decimal("526.00"), None)
    shown = [figure("warranty_revenue").show(row).amount for row in rows]
    assert sum(shown) == Decimal("526.00")
    assert value("warranty_visits") == (2, None)


def test_void_claims_are_no_revenue():
    claim = drafted()
    Claim.objects.filter(pk=claim.pk).update(state="void")
    assert value("warranty_revenue") == (Decimal("0.00"), None)
