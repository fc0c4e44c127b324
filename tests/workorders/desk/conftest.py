"""A reception with prices, a car and an order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.workorders.models import LabourOperation, LabourRate
from apps.workorders.services import lines, orders, reception
from tests.factories.customers import car_of
from tests.personas import access_of, store_of

WALK = {"odometer_km": 20_000, "fuel_eighths": 4, "key_tag": "A01", "covers_on": True}


@pytest.fixture
def prices(db):
    """Labour of 120 yuan for customers and 80 for the manufacturer, and one operation."""
    day = dt.date(2026, 1, 1)
    for payer, rate in (("CP", "120.00"), ("WAR", "80.00")):
        LabourRate.objects.create(
            store=store_of(), payer=payer, rate=Decimal(rate), effective_from=day
        )
    return LabourOperation.objects.create(
        code="BY-0001", name="更换机油机滤", std_hours=Decimal("0.50")
    )


@pytest.fixture
def car(db):
    """A car the store knows, last seen at 18,000 km."""
    return car_of(
        store_of(), plate="湘A12345", owner="张伟", phone="13812345678", last_odometer_km=18_000
    )


@pytest.fixture
def advisor(db):
    """A service advisor of the first store."""
    return access_of("service_advisor")


@pytest.fixture
def received(car, advisor):
    """A draft order of the car, made by the advisor."""
    return reception.check_in(
        by=advisor,
        vehicle=car,
        work_class="general",
        statements=["刹车有异响", "做保养"],
        walk=dict(WALK),
        sender_name="张伟",
        signed_on_paper=True,
    )


@pytest.fixture
def priced(received, prices, advisor):
    """The draft with one job of half an hour, promised in four hours."""
    lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)
    at = advisor.now + dt.timedelta(hours=4)
    return orders.promise(by=advisor, order=received, version=None, promised_at=at)


@pytest.fixture
def signed(priced, advisor):
    """The order authorised on paper."""
    return orders.authorise(
        by=advisor, order=priced, version=None, signer_name="张伟", signed_on_paper=True
    )
