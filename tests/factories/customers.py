"""Customers, cars and what ties them together, for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.customers import plates, vin
from apps.customers.models import Customer, KnownAt, Ownership, Plate, Vehicle, VehicleModel
from apps.org.models import OrgUnit
from tests.factories.org import LONG_AGO

LONG_AGO_DAY = LONG_AGO.date()


def vin_number(n: int) -> str:
    """The n-th VIN with a right check digit."""
    draft = f"LJD3AA2900{n:07d}"
    return draft[:8] + vin.check_digit(draft) + draft[9:]


class VehicleModelFactory(DjangoModelFactory[VehicleModel]):
    """A model of the brand."""

    class Meta:
        model = VehicleModel
        django_get_or_create = ("brand", "series", "name")

    brand = "起亚"
    series = "K3"
    name = "K3 1.5L 智享版"


class CustomerFactory(DjangoModelFactory[Customer]):
    """A person with a phone."""

    class Meta:
        model = Customer

    name = factory.Sequence(lambda n: f"客户{n}")
    phone = factory.Sequence(lambda n: f"138{n:08d}")


class VehicleFactory(DjangoModelFactory[Vehicle]):
    """A car without plate and owner."""

    class Meta:
        model = Vehicle

    vin = factory.Sequence(vin_number)
    model = factory.SubFactory(VehicleModelFactory)
    colour = "白"
    sale_date = dt.date(2024, 5, 1)


class PlateFactory(DjangoModelFactory[Plate]):
    """A plate on a car now."""

    class Meta:
        model = Plate

    vehicle = factory.SubFactory(VehicleFactory)
    number = factory.Sequence(lambda n: f"湘A{n:05d}")
    kind = factory.LazyAttribute(lambda o: plates.kind_of(o.number) or plates.PlateKind.BLUE)
    since = LONG_AGO_DAY


class OwnershipFactory(DjangoModelFactory[Ownership]):
    """A present owner."""

    class Meta:
        model = Ownership

    vehicle = factory.SubFactory(VehicleFactory)
    customer = factory.SubFactory(CustomerFactory)
    since = LONG_AGO_DAY


def make_known(store: OrgUnit, *rows: Vehicle | Customer) -> None:
    """Let a store know customers and cars."""
    for row in rows:
        side = "vehicle" if isinstance(row, Vehicle) else "customer"
        KnownAt.objects.get_or_create(store=store, **{side: row}, defaults={"since": LONG_AGO})


def car_of(
    store: OrgUnit, *, plate: str = "", owner: str = "", phone: str = "", **facts: Any
) -> Vehicle:
    """A car a store knows, with a plate and an owner where they are given."""
    vehicle = VehicleFactory(**facts)
    if plate:
        PlateFactory(vehicle=vehicle, number=plate)
    if owner or phone:
        customer = CustomerFactory(name=owner or "车主", phone=phone)
        OwnershipFactory(vehicle=vehicle, customer=customer)
        make_known(store, customer)
    make_known(store, vehicle)
    return vehicle
