"""Cars the house does not know, and cars of other stores."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from apps.customers import vin
from apps.customers.models import Customer, KnownAt, Vehicle
from tests.factories.customers import VehicleModelFactory, car_of, vin_number
from tests.factories.stays import photo_of
from tests.personas import store_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed():
    return {
        "operation_key": str(uuid.uuid4()),
        "plate_no": "湘A 88888",
        "vin_no": vin_number(777),
        "model": VehicleModelFactory().pk,
        "name": "王丽",
        "phone": "13900001111",
        "odometer_km": "12000",
    }


def register(client_as, typed, who="service_advisor", store="cs1", **changed):
    return client_as(who, store=store).post(reverse("customers:new"), {**typed, **changed})


def test_new_car_is_known_with_plate_and_owner_and_goes_on_to_check_in(client_as, typed):
    response = register(client_as, typed)
    car = Vehicle.objects.get()
    assert response["Location"] == reverse("workorders:checkin", args=[car.pk])
    assert (car.plate_no, car.owner.name, car.last_odometer_km) == ("湘A88888", "王丽", 12_000)
    assert set(KnownAt.objects.values_list("store__code", flat=True)) == {"cs1"}


def test_new_car_form_has_at_most_six_fields(client_as):
    page = client_as("service_advisor").get(reverse("customers:new"))
    assert len(page.context["form"].visible_fields()) - 3 == 6


def test_wrong_check_digit_is_confirmed_not_refused(client_as, typed):
    good = typed["vin_no"]
    wrong = good[:8] + ("1" if vin.check_digit(good) != "1" else "2") + good[9:]
    response = register(client_as, typed, vin_no=wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "校验位不符" in page
    assert 'name="licence"' in page
    assert "王丽" in page
    assert register(client_as, typed, vin_no=wrong, licence=photo_of()).status_code == 303
    assert Vehicle.objects.get().vin_confirmed


@pytest.mark.parametrize("bad", ["LJD3AA29", "LJD3AA2900000777Q", ""])
def test_vin_of_a_wrong_form_is_refused_beside_the_field(client_as, typed, bad):
    assert register(client_as, typed, vin_no=bad).status_code == 422
    assert not Vehicle.objects.exists()


def test_unknown_plate_form_is_confirmed_not_refused(client_as, typed):
    response = register(client_as, typed, plate_no="湘AXX")
    assert response.status_code == 422
    assert 'name="plate_confirmed"' in response.content.decode()
    assert register(client_as, typed, plate_no="湘AXX", plate_confirmed="on").status_code == 303


def test_car_without_a_plate_is_taken(client_as, typed):
    assert register(client_as, typed, plate_no="").status_code == 303
    assert Vehicle.objects.get().plate_no == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "abc"), ("name", " "), ("odometer_km", "-5"), ("odometer_km", "99999999")],
)
def test_bad_input_is_refused_and_kept(client_as, typed, field, value):
    response = register(client_as, typed, **{field: value})
    assert response.status_code == 422
    assert "湘A 88888" in response.content.decode()
    assert not Customer.objects.exists()


def test_known_vin_is_not_entered_twice(client_as, typed):
    register(client_as, typed)
    again = register(client_as, typed, operation_key=str(uuid.uuid4()), plate_no="湘A77777")
    assert again.status_code == 409
    assert "已经建过档" in again.content.decode()


def test_technician_may_not_register(client_as, typed):
    assert register(client_as, typed, who="technician").status_code == 403


@pytest.fixture
def foreign(db):
    return car_of(store_of("cs2"), plate="湘A12345", owner="张伟", phone="13812345678")


def search(client, term):
    post = {"operation_key": str(uuid.uuid4()), "q": term}
    return client.post(reverse("customers:search"), post).content.decode()


def test_foreign_car_shows_only_for_the_whole_vin_or_plate_with_phone(client_as, foreign):
    client = client_as("service_advisor")
    for term in ("湘A12345", "5678", foreign.vin[-6:]):
        assert "接入本店" not in search(client, term)
    for term in (foreign.vin, "湘A12345 13812345678"):
        page = search(client, term)
        assert "接入本店" in page
        assert "张伟" not in page


def test_taking_over_is_recorded_and_brings_the_owner(client_as, foreign):
    client = client_as("service_advisor")
    post = {"operation_key": str(uuid.uuid4()), "term": foreign.vin}
    response = client.post(reverse("customers:take_over"), post)
    assert response["Location"] == reverse("workorders:checkin", args=[foreign.pk])
    rows = KnownAt.objects.filter(store=store_of(), how="taken_over")
    assert rows.count() == 2
    assert rows.first().by is not None
    assert "张伟" in search(client, "张伟")


def test_taking_over_by_a_loose_term_is_404(client_as, foreign):
    post = {"operation_key": str(uuid.uuid4()), "term": "湘A12345"}
    client = client_as("service_advisor")
    assert client.post(reverse("customers:take_over"), post).status_code == 404


def test_car_page_is_404_for_another_store(client_as, foreign):
    url = reverse("customers:vehicle", args=[foreign.pk])
    assert client_as("service_advisor").get(url).status_code == 404
    assert client_as("service_advisor", store="cs2").get(url).status_code == 200
