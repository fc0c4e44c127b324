"""What the database refuses about customers and cars."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from apps.customers.models import KnownAt, Vehicle
from tests.factories.customers import (
    LONG_AGO_DAY,
    CustomerFactory,
    OwnershipFactory,
    PlateFactory,
    VehicleFactory,
    make_known,
)
from tests.factories.org import LONG_AGO, StoreFactory

pytestmark = pytest.mark.django_db


def test_plate_current_on_a_second_car_is_refused() -> None:
    PlateFactory(number="湘A12345")
    with pytest.raises(IntegrityError, match="plate_on_one_vehicle"):
        PlateFactory(number="湘A12345")


def test_plate_may_move_once_the_old_period_ended() -> None:
    old = PlateFactory(number="湘A12345", until=LONG_AGO_DAY)
    assert PlateFactory(number="湘A12345").vehicle != old.vehicle


def test_second_current_plate_of_a_car_is_refused() -> None:
    with pytest.raises(IntegrityError, match="plate_one_per_vehicle"):
        PlateFactory(vehicle=PlateFactory().vehicle)


def test_second_current_owner_is_refused() -> None:
    with pytest.raises(IntegrityError, match="ownership_one_current"):
        OwnershipFactory(vehicle=OwnershipFactory().vehicle)


def test_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(IntegrityError, match="ownership_dates_ordered"):
        OwnershipFactory(until=LONG_AGO_DAY - dt.timedelta(days=1))


def test_vin_with_a_forbidden_letter_is_refused() -> None:
    with pytest.raises(IntegrityError, match="vehicle_vin_form"):
        VehicleFactory(vin="1M8GDM9AXKPO42788")


def test_nameless_customer_is_refused() -> None:
    with pytest.raises(IntegrityError, match="customer_named"):
        CustomerFactory(name="")


def test_known_at_names_exactly_one_subject() -> None:
    with pytest.raises(IntegrityError, match="knownat_one_subject"):
        KnownAt.objects.create(
            store=StoreFactory(),
            vehicle=VehicleFactory(),
            customer=CustomerFactory(),
            since=LONG_AGO,
        )


def test_store_knows_a_car_once() -> None:
    store, car = StoreFactory(), VehicleFactory()
    make_known(store, car)
    with pytest.raises(IntegrityError, match="knownat_vehicle_once"):
        KnownAt.objects.create(store=store, vehicle=car, since=LONG_AGO)


def test_present_plate_and_owner_of_a_car() -> None:
    plate, owner = PlateFactory(number="湘A12345"), CustomerFactory()
    PlateFactory(vehicle=plate.vehicle, until=LONG_AGO_DAY)
    OwnershipFactory(vehicle=plate.vehicle, customer=owner)
    car = Vehicle.objects.get(pk=plate.vehicle_id)
    assert (car.plate_no, car.owner) == ("湘A12345", owner)
    assert (VehicleFactory().plate_no, VehicleFactory().owner) == ("", None)
