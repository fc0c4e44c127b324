"""Finding a car and checking it in."""

from __future__ import annotations

import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from apps.core.files import files_of
from apps.core.models import StatusChange
from apps.core.refusals import Refused
from apps.org.access import Access
from apps.workorders.models import CheckIn, DamageMark, Visit, WorkOrder
from apps.workorders.services import reception
from tests.factories.customers import car_of
from tests.factories.org import StaffFactory
from tests.personas import access_of, store_of
from tests.workorders.desk.conftest import WALK

pytestmark = pytest.mark.django_db


def key(**more):
    return {"operation_key": str(uuid.uuid4()), **more}


def sheet(**more):
    return key(
        statements="刹车有异响\n做保养",
        work_class="general",
        arrival="walk_in",
        odometer_km="20000",
        fuel_eighths="4",
        signed_on_paper="on",
        damages='[{"view":"top","kind":"dent","x":120,"y":480}]',
        **more,
    )


def photo(content=None):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "JPEG")
    return SimpleUploadedFile("car.jpg", content or buffer.getvalue(), "image/jpeg")


def find(client, term):
    return client.post(reverse("workorders:reception"), key(q=term)).content.decode()


@pytest.mark.parametrize("term", ["湘A12345", "12345", "5678", "张伟", "zw", "zhangwei"])
def test_reception_finds_the_car_by_what_the_customer_says(client_as, car, term):
    page = find(client_as("service_advisor"), term)
    assert "张伟" in page
    assert reverse("workorders:checkin", args=[car.pk]) in page


@pytest.mark.parametrize(("login", "shows"), [("service_advisor", True), ("receptionist", False)])
def test_reception_masks_the_phone_and_offers_it_to_those_who_call(client_as, car, login, shows):
    page = find(client_as(login), "张伟")
    assert "13812345678" not in page
    assert "138****5678" in page
    assert (reverse("org:reveal") in page) is shows


def test_reception_warns_of_an_open_order(client_as, received):
    assert received.number in find(client_as("service_advisor"), "湘A12345")


@pytest.mark.parametrize("term", ["5", "湘", "湘A", "湘·a"])
def test_too_little_is_asked_for_more_and_not_said_to_be_missing(client_as, car, term):
    page = find(client_as("service_advisor"), term)
    assert "车牌至少三位" in page
    assert "没有找到" not in page


def test_search_of_an_order_number_leads_to_the_order(client_as, received):
    page = client_as("service_advisor").post(reverse("customers:search"), key(q=received.number))
    assert reverse("workorders:detail", args=[received.pk]) in page.content.decode()


@pytest.mark.parametrize(
    "name", ["workorders:reception", "workorders:intake", "workorders:checkin"]
)
def test_menu_marks_the_reception_on_all_its_pages(client_as, car, name):
    args = [car.pk] if name == "workorders:checkin" else []
    page = client_as("service_advisor").get(reverse(name, args=args))
    assert [e["label"] for e in page.context["navigation"] if e["active"]] == ["接待"]


def test_other_store_does_not_find_the_car(client_as, car):
    client = client_as("service_advisor", store="cs2")
    assert "13812345678" not in find(client, "张伟")
    assert client.get(reverse("workorders:checkin", args=[car.pk])).status_code == 404


def test_technician_is_refused_at_the_reception(client_as, car):
    client = client_as("technician")
    assert client.get(reverse("workorders:reception")).status_code == 403
    assert client.get(reverse("workorders:checkin", args=[car.pk])).status_code == 403


def test_check_in_makes_visit_sheet_statements_and_draft(client_as, car):
    client = client_as("service_advisor")
    post = {
        **sheet(damage_notes="左前门划痕", key_tag="A7", parking_spot="P3"),
        "photos": [photo()],
    }
    response = client.post(reverse("workorders:checkin", args=[car.pk]), post)
    assert response.status_code == 303
    order = WorkOrder.objects.get()
    assert order.number.startswith("GD-CS1-")
    assert order.state == "draft"
    assert [s.text for s in order.visit.statements.all()] == ["刹车有异响", "做保养"]
    checkin = order.visit.checkin
    assert (checkin.odometer_km, checkin.previous_odometer_km) == (20_000, 18_000)
    assert checkin.key_tag == "A7"
    marks = set(DamageMark.objects.values_list("view", "kind", "x"))
    assert marks == {("top", "dent", 120), ("left", "scratch", 500)}
    assert files_of(checkin).count() == 1
    car.refresh_from_db()
    assert car.last_odometer_km == 20_000
    assert StatusChange.objects.filter(object_id=order.pk, to_state="draft").exists()


def test_check_in_pressed_twice_makes_one_order(client_as, car):
    client, post = client_as("service_advisor"), sheet()
    url = reverse("workorders:checkin", args=[car.pk])
    assert [client.post(url, post).status_code for _ in range(2)] == [303, 303]
    assert WorkOrder.objects.count() == 1


def test_second_visit_of_a_car_in_house_needs_a_tick(client_as, received, car):
    client, url = client_as("service_advisor2"), reverse("workorders:checkin", args=[car.pk])
    response = client.post(url, sheet())
    assert response.status_code == 409
    assert received.number in response.content.decode()
    assert client.post(url, sheet(again="on")).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("odometer_km", "17000", "里程低于上次"),
        ("odometer_km", "-1", "大于或等于"),
        ("odometer_km", "99999999", "小于或等于"),
        ("odometer_km", "", "里程无法读取"),
        ("statements", " ", "必填"),
        ("signed_on_paper", "", "未签字"),
        ("damages", '[{"view":"top","kind":"dent","x":1200,"y":1}]', "损伤标记无法识别"),
    ],
)
def test_check_in_turned_down_keeps_what_was_typed(client_as, car, field, value, words):
    post = sheet(key_tag="A77")
    post[field] = value
    response = client_as("service_advisor").post(reverse("workorders:checkin", args=[car.pk]), post)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "A77" in page
    assert not Visit.objects.exists()


def test_check_in_accepts_a_lower_reading_with_its_reason(car, advisor):
    walk = {**WALK, "odometer_km": 17_000, "rollback_reason": "更换过仪表"}
    order = reception.check_in(
        by=advisor,
        vehicle=car,
        work_class="express",
        statements=["保养"],
        walk=walk,
        signed_on_paper=True,
    )
    assert order.visit.checkin.rolled_back


def test_check_in_accepts_an_unreadable_dashboard(client_as, car):
    post = sheet(odometer_unreadable="on")
    post["odometer_km"] = ""
    response = client_as("service_advisor").post(reverse("workorders:checkin", args=[car.pk]), post)
    assert response.status_code == 303
    assert CheckIn.objects.get().odometer_unreadable


@pytest.mark.parametrize("content", [b"MZ this is no picture", b""])
def test_check_in_refuses_what_is_no_picture_beside_the_field(client_as, car, content):
    upload = SimpleUploadedFile("car.jpg", content or b" ", "image/jpeg")
    response = client_as("service_advisor").post(
        reverse("workorders:checkin", args=[car.pk]), {**sheet(), "photos": [upload]}
    )
    assert response.status_code == 422
    assert "不是可用的照片" in response.content.decode()
    assert "刹车有异响" in response.content.decode()
    assert not Visit.objects.exists()


def test_check_in_refuses_an_oversized_photo(client_as, car, monkeypatch):
    monkeypatch.setattr("apps.core.files.MAX_BYTES", 10)
    response = client_as("service_advisor").post(
        reverse("workorders:checkin", args=[car.pk]), {**sheet(), "photos": [photo()]}
    )
    assert response.status_code == 422
    assert "20 MB" in response.content.decode()


def test_electric_car_shows_charge(client_as, car):
    car.model.power = "ev"
    car.model.save()
    page = client_as("service_advisor").get(reverse("workorders:checkin", args=[car.pk]))
    assert 'name="soc_pct"' in page.content.decode()
    assert 'name="fuel_eighths"' not in page.content.decode()


def test_accident_manager_may_only_open_accident_orders(car):
    by = access_of("accident_manager")
    given = {"vehicle": car, "statements": ["追尾"], "walk": dict(WALK), "signed_on_paper": True}
    order = reception.check_in(by=by, work_class="accident", **given)
    assert order.advisor == by.staff


def test_nobody_without_a_post_checks_in(car):
    by = Access.of(StaffFactory())
    with pytest.raises(Refused):
        reception.check_in(
            by=by,
            vehicle=car,
            work_class="general",
            statements=["x"],
            walk=dict(WALK),
            signed_on_paper=True,
        )


def test_missing_statement_is_refused_by_the_service(car, advisor):
    with pytest.raises(ValidationError):
        reception.check_in(
            by=advisor, vehicle=car, work_class="general", statements=[], walk=dict(WALK)
        )


def test_search_takes_as_many_queries_for_three_cars_as_for_eight(
    client_as, django_assert_max_num_queries
):
    for n in range(3):
        car_of(store_of(), plate=f"湘B1000{n}", owner=f"李多{n}", phone=f"1390000000{n}")
    client = client_as("service_advisor")
    find(client, "李多")
    with django_assert_max_num_queries(60) as three:
        find(client, "李多")
    for n in range(3, 8):
        car_of(store_of(), plate=f"湘B1000{n}", owner=f"李多{n}", phone=f"1390000000{n}")
    with django_assert_max_num_queries(60) as eight:
        find(client, "李多")
    assert len(eight) == len(three)
