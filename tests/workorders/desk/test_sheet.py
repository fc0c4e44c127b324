"""The check-in sheet: photos, marks, rows of words, lights, covers, and what is made up later."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.files import files_of
from apps.core.refusals import Refused, Stale
from apps.workorders.models import CarPhoto, DamageMark, Statement, VisitPerson, WorkOrder
from apps.workorders.services import people, reception, statements, stay
from apps.workorders.services import photos as photo_services
from apps.workorders.services.people import BRINGER, OTHER, Chosen
from tests.factories.stays import photo_of
from tests.factories.workorders import JobFactory
from tests.personas import access_of
from tests.workorders.desk.conftest import WALK

pytestmark = pytest.mark.django_db


def sheet(**more):
    return {
        "operation_key": str(uuid.uuid4()),
        "statements": ["刹车有异响", "做保养"],
        "work_class": "general",
        "arrival": "walk_in",
        "odometer_km": "20000",
        "fuel_eighths": "4",
        "signed_on_paper": "on",
        **more,
    }


def receive(client, car, **more):
    return client.post(reverse("workorders:checkin", args=[car.pk]), sheet(**more))


def shoot(client):
    answer = client.post(
        reverse("workorders:add_photo"), {"operation_key": str(uuid.uuid4()), "photo": photo_of()}
    )
    assert answer.status_code == 201
    return answer.json()["id"]


def test_photos_taken_before_the_sheet_land_on_the_mark_and_on_the_car(client_as, car):
    client = client_as("service_advisor")
    on_mark, on_car = shoot(client), shoot(client)
    mark = {
        "view": "left",
        "kind": "glass",
        "x": 400,
        "y": 500,
        "note": "玻璃",
        "photos": [on_mark],
    }
    response = receive(client, car, damages=json.dumps([mark]), car_photos=json.dumps([on_car]))
    assert response.status_code == 303
    row = DamageMark.objects.get()
    assert (row.kind, row.note) == ("glass", "玻璃")
    assert [p.pk for p in row.photos.all()] == [on_mark]
    checkin = WorkOrder.objects.get().visit.checkin
    assert set(checkin.car_photos.values_list("pk", flat=True)) == {on_mark, on_car}
    assert files_of(checkin).count() == 2


def test_sheet_turned_down_keeps_rows_marks_and_photos(client_as, car):
    client = client_as("service_advisor")
    kept = shoot(client)
    response = receive(client, car, odometer_km="1", car_photos=json.dumps([kept]))
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count('name="statements"') == 2
    assert f"[{kept}]" in page
    answer = client.get(reverse("workorders:waiting_photo", args=[kept]))
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")


def test_waiting_photo_is_seen_by_its_taker_alone(client_as, car):
    kept = shoot(client_as("service_advisor"))
    other = client_as("service_advisor2")
    assert other.get(reverse("workorders:waiting_photo", args=[kept])).status_code == 404
    receive(other, car, car_photos=json.dumps([kept]))
    assert CarPhoto.objects.get(pk=kept).checkin is None


def test_what_is_no_photo_is_refused_in_words(client_as):
    bad = {
        "operation_key": str(uuid.uuid4()),
        "photo": SimpleUploadedFile("x.jpg", b"no picture", "image/jpeg"),
    }
    response = client_as("service_advisor").post(reverse("workorders:add_photo"), bad)
    assert response.status_code == 422
    assert "不是可用的照片" in response.json()["words"]
    assert not CarPhoto.objects.exists()


def test_technician_sends_no_photo(client_as):
    post = {"operation_key": str(uuid.uuid4()), "photo": photo_of()}
    assert client_as("technician").post(reverse("workorders:add_photo"), post).status_code == 403


def test_photos_that_found_no_sheet_are_dropped(advisor):
    old = photo_services.take_photo(by=advisor, photo=photo_of())
    later = access_of("service_advisor", now=advisor.now + dt.timedelta(days=3))
    photo_services.take_photo(by=later, photo=photo_of("blue"))
    assert not CarPhoto.objects.filter(pk=old.pk).exists()


def test_lights_and_covers_are_kept(client_as, car):
    client = client_as("service_advisor")
    receive(client, car, lights=["engine", "tyre"], covers=["seat", "floor", "wheel"])
    checkin = WorkOrder.objects.get().visit.checkin
    assert (checkin.lights, checkin.covers_on) == (["engine", "tyre"], True)


@pytest.mark.parametrize(("seen", "status"), [("12345", 303), ("湘A·12345", 303), ("54321", 409)])
def test_plate_on_the_car_is_compared_with_the_file(client_as, car, seen, status):
    response = receive(client_as("service_advisor"), car, plate_seen=seen)
    assert response.status_code == status
    assert WorkOrder.objects.exists() is (status == 303)


def test_wrong_phone_of_the_bringer_is_refused_beside_the_field(client_as, car):
    response = receive(client_as("service_advisor"), car, sender_phone="abc")
    assert response.status_code == 422
    assert "电话号码格式不对" in response.content.decode()


# ---------------------------------------------------------------------------- the words


def test_statement_with_work_is_not_taken_off(received, advisor):
    said = received.visit.statements.first()
    JobFactory(order=received, statement=said)
    with pytest.raises(Refused, match="请先移走或取消项目"):
        statements.remove_statement(by=advisor, statement=said, version=None)


def test_statement_without_work_is_taken_off_and_the_last_one_stays(received, advisor):
    first, second = received.visit.statements.all()
    statements.remove_statement(by=advisor, statement=first, version=None)
    with pytest.raises(Refused, match="至少保留一条"):
        statements.remove_statement(by=advisor, statement=second, version=None)


def test_statement_is_added_after_the_others(received, advisor):
    row = statements.add_statement(by=advisor, visit=received.visit, text="空调不凉")
    assert row.position == 3


def test_statement_page_corrects_the_words_and_refuses_a_stale_version(client_as, received):
    said = received.visit.statements.first()
    client, url = client_as("service_advisor"), reverse("workorders:statement", args=[said.pk])
    post = {"operation_key": str(uuid.uuid4()), "version": said.version, "text": "刹车尖叫"}
    assert client.post(url, post).status_code == 303
    late = client.post(url, {**post, "operation_key": str(uuid.uuid4()), "text": "旧页面"})
    assert late.status_code == 409
    assert "旧页面" in late.content.decode()
    assert Statement.objects.get(pk=said.pk).text == "刹车尖叫"


# ---------------------------------------------------------------------------- the people


def test_four_people_of_one_car(received, advisor, client_as):
    visit = received.visit
    people.set_people(
        by=advisor,
        visit=visit,
        version=None,
        sender_name="小王",
        sender_phone="13800000001",
        people={
            "authoriser": Chosen(BRINGER),
            "payer": Chosen(OTHER, "华强公司", "13800000001", "单位"),
        },
    )
    received.refresh_from_db()
    assert received.bill_to.name == "华强公司"
    names = dict(VisitPerson.objects.values_list("role", "name"))
    assert names == {"authoriser": "小王", "payer": "华强公司"}
    page = client_as("service_advisor").get(reverse("workorders:visit", args=[visit.pk]))
    assert all(n in page.content.decode() for n in ("张伟", "小王", "华强公司"))


def test_payer_back_to_the_owner_bills_the_owner(received, advisor):
    visit = received.visit
    given = {"by": advisor, "visit": visit, "version": None, "sender_name": "", "sender_phone": ""}
    people.set_people(**given, people={"payer": Chosen(OTHER, "华强公司", "")})
    people.set_people(**given, people={})
    received.refresh_from_db()
    assert received.bill_to == visit.owner
    assert not VisitPerson.objects.exists()


def test_people_form_refuses_a_nameless_payer_beside_the_field(client_as, received):
    post = {
        "operation_key": str(uuid.uuid4()),
        "version": received.visit.version,
        "sender_name": "张伟",
        "authoriser": "owner",
        "payer": "other",
        "payer_relation": "单位",
    }
    url = reverse("workorders:visit_step", args=[received.visit_id, "people"])
    response = client_as("service_advisor").post(url, post)
    assert response.status_code == 422
    assert "请填写姓名" in response.content.decode()


# ------------------------------------------------------------------------------- later


def test_key_and_spot_change_during_the_stay(received, advisor):
    checkin = received.visit.checkin
    stay.place_car(by=advisor, checkin=checkin, version=1, key_tag="B7", parking_spot="P9")
    checkin.refresh_from_db()
    assert (checkin.key_tag, checkin.parking_spot) == ("B7", "P9")
    with pytest.raises(Stale):
        stay.place_car(by=advisor, checkin=checkin, version=1, key_tag="X", parking_spot="")


def test_signature_comes_later_once(car, advisor):
    order = reception.check_in(
        by=advisor,
        vehicle=car,
        work_class="general",
        statements=["保养"],
        walk={**WALK, "unsigned_reason": "客户先走"},
    )
    checkin = order.visit.checkin
    with pytest.raises(ValidationError):
        stay.sign_later(by=advisor, checkin=checkin, version=None)
    stay.sign_later(by=advisor, checkin=checkin, version=None, signed_on_paper=True)
    with pytest.raises(Refused):
        stay.sign_later(by=advisor, checkin=checkin, version=None, signed_on_paper=True)


def test_sheet_prints_with_its_marks(client_as, car):
    client = client_as("service_advisor")
    receive(client, car, damages='[{"view":"rear","kind":"crack","x":500,"y":700}]')
    visit = WorkOrder.objects.get().visit
    page = client.get(reverse("workorders:print_visit", args=[visit.pk])).content.decode()
    assert "接车问诊单" in page
    assert "后部 开裂" in page
    assert "刹车有异响" in page
