"""The list of orders and the advisor's queues."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from apps.core.clock import now
from apps.core.queues import queue
from apps.org.access import Access
from tests.factories.workorders import FindingFactory, JobFactory, VisitFactory, WorkOrderFactory
from tests.personas import department_of, staff_of

pytestmark = pytest.mark.django_db
URL = "workorders:list"


def order_by(login="service_advisor", state="draft", **facts):
    visit = VisitFactory(unit=department_of("front_desk"), advisor=staff_of(login))
    return WorkOrderFactory(visit=visit, authorised=state != "draft", state=state, **facts)


def shown(client, **asked):
    response = client.get(reverse(URL), asked)
    assert response.status_code == 200
    return {o.pk for o in response.context["found"]}


@pytest.fixture
def client(client_as):
    return client_as("service_advisor")


def test_list_filters_by_state_mine_overdue_plate_and_number(client):
    mine, other = order_by(), order_by("service_advisor2")
    late = order_by(state="in_progress", promised_at=now() - dt.timedelta(hours=1))
    late.visit.plate_no = "湘B99999"
    late.visit.save()
    assert shown(client) == {mine.pk, other.pk, late.pk}
    assert shown(client, mine="1") == {mine.pk, late.pk}
    assert shown(client, state="draft") == {mine.pk, other.pk}
    assert shown(client, state="open") == {mine.pk, other.pk, late.pk}
    assert shown(client, promise="breached") == {late.pk}
    assert shown(client, q="b9999") == {late.pk}
    assert shown(client, q=mine.number) == {mine.pk}


def test_chips_count_what_they_open_within_the_other_filters(client):
    hour = dt.timedelta(hours=1)
    order_by(state="in_progress", promised_at=now() - hour)
    order_by(state="in_progress", promised_at=now() + dt.timedelta(minutes=5))
    order_by("service_advisor2", state="in_progress", promised_at=now() - hour)
    order_by(state="ready", promised_at=now() - hour, ready_at=now())
    page = client.get(reverse(URL), {"mine": "1"})
    counts = {str(c.health): c.count for c in page.context["chips"]}
    assert counts == {"breached": "1", "at_risk": "1", "on_track": "0"}
    for chip in page.context["chips"]:
        assert "mine=1" in chip.query
        answer = client.get(f"{reverse(URL)}?{chip.query}")
        assert len(answer.context["found"]) == int(chip.count)


def test_moved_promise_shows_the_first_one_and_that_it_was_missed(client):
    order = order_by(state="in_progress", promised_at=now() + dt.timedelta(days=2))
    order.first_promised_at = now() - dt.timedelta(hours=1)
    order.save()
    body = client.get(reverse(URL)).content.decode()
    assert "首诺" in body
    assert "首诺失守" in body
    assert "准点" in body


def test_ready_car_says_whether_it_was_in_time(client):
    order_by(state="ready", promised_at=now(), ready_at=now() - dt.timedelta(hours=1))
    assert "按时完工" in client.get(reverse(URL)).content.decode()


def test_list_holds_only_the_own_store(client_as):
    order_by()
    assert shown(client_as("service_advisor", store="cs2")) == set()


@pytest.mark.parametrize("code", ["order-drafts", "order-late"])
def test_queue_counts_what_its_page_lists(client, code):
    order_by(), order_by("service_advisor2"), order_by(state="ready")
    order_by(state="in_progress", promised_at=now() - dt.timedelta(hours=1))
    access = Access.of(staff_of("service_advisor"))
    rows = set(queue(code).rows(access).values_list("pk", flat=True))
    assert rows
    assert shown(client, queue=code) == rows


def test_findings_queue_counts_what_its_page_lists(client):
    job = JobFactory(order=order_by(state="in_progress"))
    found = FindingFactory(job=job)
    access = Access.of(staff_of("service_advisor"))
    assert list(queue("findings-pending").rows(access)) == [found]
    page = client.get(reverse("workorders:findings"))
    assert list(page.context["found"]) == [found]
    assert found.text in page.content.decode()


def test_list_takes_as_many_queries_for_three_rows_as_for_thirty(
    client, django_assert_max_num_queries
):
    for _ in range(3):
        order_by()
    client.get(reverse(URL))
    with django_assert_max_num_queries(40) as three:
        client.get(reverse(URL))
    for _ in range(27):
        order_by()
    with django_assert_max_num_queries(40) as thirty:
        client.get(reverse(URL))
    assert len(thirty) == len(three)
