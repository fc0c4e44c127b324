"""Finding a car by whatever the advisor types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.customers.models import Customer, Ownership, Plate, Vehicle
from apps.customers.permissions import Perm
from tests.factories.customers import (
    CustomerFactory,
    OwnershipFactory,
    PlateFactory,
    VehicleFactory,
    VehicleModelFactory,
    car_of,
    vin_number,
)
from tests.factories.org import DepartmentFactory, StoreFactory
from tests.factories.workorders import person_who

if TYPE_CHECKING:
    from apps.org.models import OrgUnit

pytestmark = pytest.mark.django_db
SURNAMES = "王李张刘陈杨赵黄"


@pytest.fixture
def desk() -> OrgUnit:
    """The front desk of a store."""
    return DepartmentFactory()


@pytest.fixture
def car(desk: OrgUnit) -> Vehicle:
    """张伟's car among others."""
    car_of(desk.store, plate="湘B88888", owner="李娜", phone="13900001111")
    return car_of(desk.store, plate="湘A12345", owner="张伟", phone="13812345678")


@pytest.mark.parametrize(
    "term",
    ["湘A12345", "湘a·12345", "A123", "345", "湘A1", "5678", "12345678", "张伟", "张伟 ", "zw",
     "zhangw", "ZHANGWEI"],
)  # fmt: skip
def test_matching_finds_the_car(car: Vehicle, term: str) -> None:
    assert list(Vehicle.objects.matching(term)) == [car]


@pytest.mark.parametrize("digits", [4, 6, 8, 17])
def test_matching_finds_the_end_of_the_vin(car: Vehicle, digits: int) -> None:
    assert car in Vehicle.objects.matching(car.vin[-digits:].lower())


@pytest.mark.parametrize("term", ["", " ", "湘", "湘A", "湘·a", "z", "云X", "0000000", "王五"])
def test_matching_finds_nothing_for_too_little_or_unknown(car: Vehicle, term: str) -> None:
    assert not Vehicle.objects.matching(term).exists()


@pytest.mark.parametrize(
    ("term", "plate", "owner"),
    [
        ("长沙508部队", "湘C00001", "长沙508部队"),
        ("临时A9876", "临时A9876", "李娜"),
        ("12345678", "12345678", "李娜"),
        ("ouyangwentian", "湘C00002", "欧阳文天"),
        ("ZAB", "粤ZAB12港", "李娜"),
    ],
)
def test_matching_finds_unusual_names_and_plates(
    desk: OrgUnit, term: str, plate: str, owner: str
) -> None:
    car = car_of(desk.store, plate=plate, owner=owner, phone="13900002222")
    assert list(Vehicle.objects.matching(term)) == [car]


def test_term_that_no_key_can_hold_asks_the_database_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert not Vehicle.objects.matching("A" * 20 + "1").exists()
    assert not asked


def test_matching_finds_a_plate_the_car_no_longer_carries(car: Vehicle) -> None:
    old = car.plates.get()
    old.until = old.since
    old.save()
    PlateFactory(vehicle=car, number="湘AD00001")
    assert list(Vehicle.objects.matching("A12345")) == [car]


def test_matching_forgets_a_former_owner(car: Vehicle) -> None:
    before = car.ownerships.get()
    before.until = before.since
    before.save()
    OwnershipFactory(vehicle=car, customer=CustomerFactory(name="赵敏", phone="13700000000"))
    assert not Vehicle.objects.matching("zhangwei").exists()
    assert list(Vehicle.objects.matching("zm")) == [car]


def test_matching_lists_a_car_once_when_several_branches_hit(desk: OrgUnit) -> None:
    car = car_of(desk.store, plate="湘A15678", owner="华骏物流", phone="13812345678")
    assert list(Vehicle.objects.matching("5678")) == [car]
    assert list(Vehicle.objects.matching("骏物流")) == [car]


def test_visible_to_keeps_another_store_away(car: Vehicle, desk: OrgUnit) -> None:
    here = person_who(desk, Perm.VIEW_CUSTOMER)
    there = person_who(DepartmentFactory(parent=StoreFactory()), Perm.VIEW_CUSTOMER)
    found = Vehicle.objects.matching("A12345")
    assert list(found.visible_to(here, Perm.VIEW_CUSTOMER)) == [car]
    assert not found.visible_to(there, Perm.VIEW_CUSTOMER).exists()


@pytest.fixture
def crowd() -> None:
    """3,000 cars with plate and owner, analysed; walking a whole table or key is ruled out."""
    model = VehicleModelFactory()
    many = range(3_000)
    cars = Vehicle.objects.bulk_create(
        VehicleFactory.build(vin=vin_number(900_000 + n), model=model) for n in many
    )
    owners = Customer.objects.bulk_create(
        CustomerFactory.build(name=f"{SURNAMES[n % 8]}{n}", phone=f"139{n:08d}") for n in many
    )
    Plate.objects.bulk_create(
        PlateFactory.build(vehicle=c, number=f"湘B{n:05d}") for n, c in enumerate(cars)
    )
    Ownership.objects.bulk_create(
        OwnershipFactory.build(vehicle=c, customer=o) for c, o in zip(cars, owners, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")


def test_matching_has_an_index_for_each_branch(crowd: None) -> None:
    for term, index in (
        ("A12345", "plate_fragment"),
        ("WJ", "plate_prefix"),
        ("12345678", "customer_phone_tail"),
        ("KP042788", "vehicle_vin_tail"),
        ("张伟", "customer_name_prefix"),
        ("骏物流", "customer_name_fragment"),
        ("zw", "customer_initials_prefix"),
        ("zhangwei", "customer_pinyin_prefix"),
    ):
        plan = Vehicle.objects.matching(term).explain()
        assert index in plan, term
        assert "Seq Scan" not in plan, term


def test_derived_keys_follow_the_name_in_saves_and_bulk_inserts() -> None:
    saved = CustomerFactory(name="王丽")
    saved.name = "吕布"
    saved.save()
    (bulk,) = Customer.objects.bulk_create([Customer(name="欧阳修", phone="13512340000")])
    assert (saved.name_initials, saved.name_pinyin) == ("lb", "lvbu")
    assert (bulk.name_initials, bulk.phone_reversed) == ("oyx", "00004321531")
