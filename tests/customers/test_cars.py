"""A car's plates, VIN and owners over its life."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.core.files import files_of
from apps.core.refusals import Refused
from apps.customers import services, vin
from apps.customers.models import OwnerChange, Ownership, Plate
from apps.customers.selectors import gave_away
from tests.factories.customers import VehicleFactory, car_of, make_known, vin_number
from tests.factories.stays import photo_of
from tests.personas import NOW, access_of, store_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def car(db):
    return car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678")


@pytest.fixture
def advisor(db):
    return access_of("service_advisor")


def test_new_plate_leaves_the_old_one_as_dated_history(car, advisor):
    services.change_plate(by=advisor, vehicle=car, version=None, plate_no="湘AD12345", since=TODAY)
    rows = Plate.objects.filter(vehicle=car).order_by("since")
    assert [(p.number, p.kind, p.until) for p in rows] == [
        ("湘A12345", "blue", TODAY),
        ("湘AD12345", "green", None),
    ]


@pytest.mark.parametrize("number", ["湘A1234临", "使123456", "湘A1234警", "粤Z1234港", ""])
def test_special_plates_and_none_are_accepted(car, advisor, number):
    services.change_plate(by=advisor, vehicle=car, version=None, plate_no=number, since=TODAY)
    car.refresh_from_db()
    assert (Plate.objects.filter(vehicle=car, until=None).exists()) is bool(number)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"plate_no": "湘A12345"}, "plate_no"),
        ({"plate_no": "湘B1", "plate_confirmed": False}, "plate_no"),
        ({"plate_no": "湘B12345", "since": TODAY + dt.timedelta(days=1)}, "since"),
    ],
)
def test_wrong_plate_is_refused_beside_its_field(car, advisor, facts, field):
    given = {"since": TODAY, **facts}
    with pytest.raises(ValidationError) as refusal:
        services.change_plate(by=advisor, vehicle=car, version=None, **given)
    assert field in refusal.value.message_dict


def test_plate_of_another_car_is_refused(car, advisor):
    car_of(store_of(), plate="湘B12345")
    with pytest.raises(Refused):
        services.change_plate(
            by=advisor, vehicle=car, version=None, plate_no="湘B12345", since=TODAY
        )


def failing_vin():
    good = vin_number(321)
    return good[:8] + ("1" if vin.check_digit(good) != "1" else "2") + good[9:]


def test_failing_check_digit_needs_the_photo_of_the_licence(advisor):
    car = VehicleFactory(vin="")
    make_known(store_of(), car)
    given = {"by": advisor, "vehicle": car, "version": None, "vin_no": failing_vin()}
    with pytest.raises(ValidationError):
        services.enter_vin(**given)
    found = services.enter_vin(**given, licence=photo_of())
    assert found.vin_confirmed
    assert files_of(found).count() == 1


def test_vin_of_another_car_is_refused(car, advisor):
    unknown = VehicleFactory(vin="")
    make_known(store_of(), unknown)
    with pytest.raises(Refused, match="已经建过档"):
        services.enter_vin(by=advisor, vehicle=unknown, version=None, vin_no=car.vin)


def change(car, **more):
    return services.change_owner(
        **{
            "by": access_of("service_advisor"),
            "vehicle": car,
            "version": None,
            "name": "李娜",
            "phone": "13900000000",
            "since": TODAY,
            "packages": "goes_along",
            "proof": photo_of(),
            **more,
        }
    )


def test_new_owner_opens_a_new_period_with_its_proof(car):
    row = change(car)
    assert [o.until for o in Ownership.objects.filter(vehicle=car).order_by("pk")] == [TODAY, None]
    assert (row.before.customer.name, row.after.customer.name) == ("张伟", "李娜")
    assert files_of(row).count() == 1


def test_contact_of_the_earlier_owner_is_off_the_page(car, client_as):
    change(car)
    page = client_as("service_advisor").get(reverse("customers:vehicle", args=[car.pk]))
    text = page.content.decode()
    assert "李娜" in text
    assert "张**" in text
    assert "138****5678" not in text


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"proof": None}, "proof"),
        ({"since": TODAY + dt.timedelta(days=1)}, "since"),
        ({"since": dt.date(2001, 1, 1)}, "since"),
        ({"name": " "}, "name"),
        ({"phone": "abc"}, "phone"),
    ],
)
def test_change_without_what_it_needs_is_refused(car, facts, field):
    with pytest.raises(ValidationError) as refusal:
        change(car, **facts)
    assert field in refusal.value.message_dict
    assert not OwnerChange.objects.exists()


def test_change_to_the_same_owner_is_refused(car):
    with pytest.raises(Refused):
        change(car, name="张伟", phone="13812345678")


def test_owner_page_asks_and_changes(client_as, car):
    client, url = client_as("service_advisor"), reverse("customers:car_owner", args=[car.pk])
    assert client.get(url).status_code == 200
    post = {
        "operation_key": str(uuid.uuid4()),
        "version": car.version,
        "name": "李娜",
        "kind": "person",
        "phone": "13900000000",
        "since": TODAY.isoformat(),
        "packages": "stays",
    }
    assert client.post(url, post).status_code == 422
    assert client.post(url, {**post, "proof": photo_of()}).status_code == 303
    assert car.owner_changes.get().packages == "stays"


def test_technician_may_not_change_the_owner(client_as, car):
    url = reverse("customers:car_owner", args=[car.pk])
    assert client_as("technician").get(url).status_code == 403


def test_stale_car_page_is_told(client_as, car):
    client, url = client_as("service_advisor"), reverse("customers:car_plate", args=[car.pk])
    post = {"operation_key": str(uuid.uuid4()), "version": car.version + 5, "plate_no": ""}
    response = client.post(url, {**post, "since": TODAY.isoformat()})
    assert response.status_code == 409


def test_earlier_owner_has_given_the_car_away(car):
    before = car.owner
    assert not gave_away(before, car)
    change(car)
    assert gave_away(before, car)
