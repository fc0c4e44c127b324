"""In or out of the period, to the day and the kilometre."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.customers.models.vehicle import Usage
from apps.warranty.joining import period_alert
from apps.warranty.models import WarrantyPolicy
from apps.warranty.terms import coverage
from tests.factories.customers import VehicleFactory
from tests.personas import access_of

pytestmark = pytest.mark.django_db
SOLD = dt.date(2024, 5, 1)


def terms(**facts):
    """Terms of the brand."""
    return WarrantyPolicy.objects.create(
        **{
            "brand": "起亚",
            "repair_months": 24,
            "repair_km": 50_000,
            "rr_months": 24,
            "rr_km": 50_000,
            "effective_from": dt.date(2022, 1, 1),
            "source": "手册",
            **facts,
        }
    )


@pytest.mark.parametrize(
    ("on", "km", "inside"),
    [
        (dt.date(2027, 5, 1), 60_000, True),
        (dt.date(2027, 5, 2), 100, False),
        (dt.date(2026, 1, 1), 60_001, False),
        (dt.date(2026, 1, 1), None, True),
    ],
)
def test_period_ends_with_the_first_of_date_and_kilometres(on, km, inside):
    found = coverage(VehicleFactory(sale_date=SOLD), "WAR", on=on, reading=km)
    assert (not found.expired) is inside


def test_law_lifts_terms_below_it_for_a_family_only():
    terms()
    family = coverage(VehicleFactory(sale_date=SOLD), "WAR", on=SOLD, reading=1)
    taxi = VehicleFactory(sale_date=SOLD, usage=Usage.TAXI)
    assert family.km == 60_000
    assert coverage(taxi, "WAR", on=SOLD, reading=1).km == 50_000


def test_terms_of_the_series_come_before_those_of_the_brand():
    terms(repair_months=60, repair_km=100_000)
    terms(series="K3", repair_months=72, repair_km=150_000)
    assert coverage(VehicleFactory(sale_date=SOLD), "WAR", on=SOLD, reading=1).km == 150_000


def test_first_service_has_its_own_period():
    car = VehicleFactory(sale_date=SOLD)
    assert coverage(car, "FSV", on=SOLD, reading=5_001).expired
    assert not coverage(car, "FSV", on=SOLD, reading=5_000).expired


def test_car_without_a_sale_date_says_what_is_missing():
    found = coverage(VehicleFactory(sale_date=None), "WAR", on=SOLD, reading=1)
    assert not found.expired
    assert "没有购车日期" in found.words


@pytest.mark.parametrize(("km", "tone"), [(1_000, "done"), (70_000, "blocked")])
def test_checkin_tells_the_period(km, tone):
    car = VehicleFactory(sale_date=SOLD, last_odometer_km=km)
    (alert,) = period_alert(vehicle=car, by=access_of("service_advisor"))
    assert alert.tone == tone
    assert alert.url
