"""The repair file of a car: whole for its store, day and work for others, six years and longer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.models import StoredFile
from apps.customers.models import Vehicle
from apps.workorders.choices import JobState, RepairClass
from apps.workorders.models import Delivery, Statement, WorkOrder
from apps.workorders.selectors.repair_file import kept_of, told, visits_of
from tests.factories.customers import make_known
from tests.factories.workorders import FindingFactory, JobFactory, VisitFactory
from tests.personas import NOW, access_of, department_of, staff_of, store_of
from tests.workorders.files.rows import TODAY
from tests.workorders.till.orders import add_part, ready_order

pytestmark = pytest.mark.django_db


def left(car: Vehicle | None = None, store: str = "cs1", **facts: Any) -> WorkOrder:
    """An order of a car that was handed over."""
    order = ready_order(store=store, **facts)
    visit = order.visit
    if car is not None:
        visit.vehicle = car
    visit.sender_phone = "13912345678"
    visit.delivered_at = NOW
    visit.save()
    make_known(store_of(store), visit.vehicle)
    Statement.objects.create(visit=visit, text="空调不凉")
    Delivery.objects.create(
        order=order,
        released_by=order.advisor,
        at=NOW,
        old_parts="taken",
        guarantee_until=NOW.date(),
        guarantee_km=2000,
    )
    order.refresh_from_db()
    return order


def page_of(client: Any, order: WorkOrder, login: str = "service_advisor", **store: str) -> str:
    """The page as somebody reads it."""
    client.force_login(staff_of(login, **store).user)
    found = client.get(reverse("workorders:repair_file", args=[order.visit.vehicle_id]))
    assert found.status_code == 200
    return str(found.content.decode())


def test_own_store_reads_the_stay_whole(client: Any) -> None:
    order = left()
    text = page_of(client, order)
    for words in (order.number, "空调不凉", "机油滤清器", "TILL-1", "¥226.00"):
        assert words in text


def test_phone_of_who_brought_the_car_is_masked(client: Any) -> None:
    text = page_of(client, left())
    assert "13912345678" not in text
    assert "139****5678" in text


def test_other_store_reads_day_and_work_without_money_or_words(client: Any) -> None:
    order = left()
    make_known(store_of("cs2"), order.visit.vehicle)
    text = page_of(client, order, store="cs2")
    assert "他店记录" in text
    for words in (order.number, "空调不凉", "¥226.00", "139****5678"):
        assert words not in text


def test_file_of_a_car_nobody_knows_here_is_not_found(client: Any) -> None:
    client.force_login(staff_of("service_advisor", "cs2").user)
    address = reverse("workorders:repair_file", args=[left().visit.vehicle_id])
    assert client.get(address).status_code == 404


def test_who_has_no_duty_for_it_is_refused(client: Any) -> None:
    client.force_login(staff_of("cashier").user)
    address = reverse("workorders:repair_file", args=[left().visit.vehicle_id])
    assert client.get(address).status_code == 403


def test_photos_and_signatures_stand_with_the_stay() -> None:
    order = left()
    StoredFile.objects.create(
        content_type=ContentType.objects.get_for_model(WorkOrder),
        object_id=order.pk,
        kind="customer_signature",
        media_type="image/png",
        sha256="0" * 64,
        at=NOW,
    )
    rows = visits_of(order.visit.vehicle)
    (mine,) = told(rows, access_of("service_advisor"), [])
    assert [f.kind for f in mine.files] == ["customer_signature"]
    make_known(store_of("cs2"), order.visit.vehicle)
    (foreign,) = told(rows, access_of("service_advisor", "cs2"), [])
    assert foreign.files == []


@pytest.mark.parametrize(
    ("repair_class", "words"),
    [
        (RepairClass.MINOR, {"缺结算清单", "缺维修人员"}),
        (RepairClass.LEVEL2, {"缺结算清单", "缺维修人员", "缺竣工检验单", "缺竣工出厂合格证"}),
    ],
)
def test_what_the_law_wants_and_is_not_there_is_said(repair_class: str, words: set[str]) -> None:
    order = left(repair_class=repair_class)
    (row,) = told(visits_of(order.visit.vehicle), access_of("service_advisor"), [])
    assert {w.partition("：")[0] for w in row.orders[0].lacks} == words


def test_file_is_kept_six_years_from_the_day_of_leaving() -> None:
    order = left()
    kept = kept_of(order.visit.vehicle, TODAY)
    assert (kept.years, kept.until) == (6, dt.date(2032, 6, 1))


def test_leap_day_ends_in_february() -> None:
    order = left()
    order.visit.opened_at = order.visit.delivered_at = NOW.replace(year=2024, month=2, day=29)
    order.visit.save()
    assert kept_of(order.visit.vehicle, TODAY).until == dt.date(2030, 2, 28)


def test_safety_keeps_the_file_longer() -> None:
    order = left()
    FindingFactory(job=JobFactory(order=order), safety=True)
    kept = kept_of(order.visit.vehicle, TODAY)
    assert (kept.safety, kept.until) == (True, dt.date(2036, 6, 1))


def test_car_without_a_stay_has_no_term() -> None:
    car = VisitFactory(unit=department_of("front_desk")).vehicle
    visits_of(car).delete()
    assert kept_of(car, TODAY).until is None


def test_paper_says_the_same_with_the_dealers_head(client: Any) -> None:
    order = left()
    client.force_login(staff_of("service_advisor").user)
    address = reverse("workorders:repair_file_print", args=[order.visit.vehicle_id])
    text = client.get(address).content.decode()
    assert "机动车维修档案" in text
    assert "机油滤清器" in text
    assert "13800001111" not in text


@pytest.mark.parametrize("many", [3, 10])
def test_page_asks_the_same_number_of_queries(client: Any, many: int) -> None:
    first = left()
    for _n in range(many - 1):
        order = left(car=first.visit.vehicle)
        add_part(JobFactory(order=order, state=JobState.DONE), "12.00")
    client.force_login(staff_of("service_advisor").user)
    address = reverse("workorders:repair_file", args=[first.visit.vehicle_id])
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    assert len(found) <= 40, len(found)
