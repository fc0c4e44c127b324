"""Boards on walls: what they show, to whom, how cheaply, and what they never show."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.capabilities import rights_over
from apps.core.models import Setting
from apps.customers.plates import masked
from apps.org.services import stations as services
from apps.workorders.choices import JobState, OrderState, WaitingCause
from apps.workorders.models import Job, WorkOrder
from tests.factories.workorders import BaySlotFactory, QueueTicketFactory
from tests.org.stations import enrolled
from tests.personas import access_of, department_of, store_of
from tests.workorders.shop.floor import bay, job_in, order_in

pytestmark = pytest.mark.django_db
WALL, LOUNGE = reverse("workorders:wall"), reverse("workorders:lounge")
HERE = dt.datetime(2026, 6, 1, 10, tzinfo=clock.SHANGHAI)


@pytest.fixture(autouse=True)
def _ten_in_the_morning():
    with time_machine.travel(HERE, tick=False):
        yield


def standing(state=JobState.WORKING, plate="湘A83188", at=None, **facts):
    """A car in a bay of its own, planned around this hour."""
    job = job_in(state, order=order_in(visit__plate_no=plate), **facts)
    start = HERE - dt.timedelta(hours=1)
    during = (start, start + dt.timedelta(hours=2))
    BaySlotFactory(job=job, bay=at or bay(), during=during, technician=None)
    return job


def screen(kind, store="cs1"):
    browser = Client()
    enrolled(browser, kind, store)
    return browser


def text_of(browser, address, **headers):
    answer = browser.get(address, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize(
    ("plate", "shown"),
    [("湘A83188", "湘A·8**88"), ("湘AD83188", "湘A·D***88"), ("", ""), ("湘A1", "湘A·**")],
)
def test_a_masked_plate_leaves_the_middle_out(plate, shown):
    assert masked(plate) == shown


def test_a_screen_of_the_workshop_shows_bays_without_anybody_signed_in():
    standing(at=bay(name="一号举升"))
    page = text_of(screen("workshop"), WALL)
    for word in ("一号举升", "湘A83188", "作业中"):
        assert word in page


@pytest.mark.parametrize(("kind", "address"), [("workshop", LOUNGE), ("lounge", WALL)])
def test_a_screen_opens_its_own_board_only(kind, address):
    browser = screen(kind)
    assert browser.get(address).status_code == 302
    assert browser.get(reverse("workorders:board")).status_code == 302
    assert browser.get("/").status_code == 302
    assert browser.post(address).status_code in {302, 405}


def test_a_shared_computer_without_a_login_opens_no_board():
    browser = Client()
    enrolled(browser)
    assert browser.get(WALL).status_code == 302


def test_a_revoked_screen_shows_nothing():
    browser = Client()
    station = enrolled(browser, "workshop")
    by = access_of("administrator")
    services.revoke(by=by, station=station, version=station.version, reason="换屏")
    assert browser.get(WALL).status_code == 302


def test_a_screen_shows_its_own_store():
    standing()
    assert "湘A83188" not in text_of(screen("workshop", "cs2"), WALL)
    assert masked("湘A83188") not in text_of(screen("lounge", "cs2"), LOUNGE)


def test_people_with_the_right_see_the_boards_and_others_do_not(client_as):
    standing()
    assert "湘A83188" in text_of(client_as("workshop_supervisor"), WALL)
    assert masked("湘A83188") in text_of(client_as("receptionist"), LOUNGE)
    assert client_as("cashier").get(WALL).status_code == 403
    assert client_as("technician").get(LOUNGE).status_code == 403


def test_the_right_to_the_lounge_is_no_right_to_orders():
    assert "workorders.view_lounge_board" not in rights_over("workorders.WorkOrder")


def test_the_workshop_masks_plates_where_the_store_wants_it():
    standing()
    Setting.objects.create(
        code="workorders.wall_masked",
        store=store_of(),
        value=True,
        effective_from=dt.date(2026, 1, 1),
    )
    page = text_of(screen("workshop"), WALL)
    assert "湘A83188" not in page
    assert masked("湘A83188") in page


def test_bays_that_are_empty_or_out_of_use_say_so():
    bay(name="二号")
    page = text_of(screen("workshop"), WALL)
    assert "二号" in page
    assert "空闲" in page


def test_broken_promises_are_named_first_on_the_workshop_board():
    job = standing()
    WorkOrder.objects.filter(pk=job.order_id)
    order = job.order
    order.promised_at = HERE - dt.timedelta(minutes=5)
    order.first_promised_at = order.promised_at
    order.save()
    assert "已超时" in text_of(screen("workshop"), WALL).split("wall-urgent")[1]


def test_the_lounge_names_no_person_no_phone_no_money_no_whole_plate():
    order = standing().order
    order.visit.sender_name, order.visit.sender_phone = "李送修", "13812345678"
    order.visit.save()
    page = text_of(screen("lounge"), LOUNGE)
    secrets = ("湘A83188", "李送修", "13812345678", order.number, order.advisor.name, "¥")
    assert [s for s in secrets if s and s in page] == []
    assert masked("湘A83188") in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (JobState.PENDING, "等待维修"),
        (JobState.WORKING, "维修中"),
        (JobState.SELF_CHECKED, "质检中"),
        (JobState.DONE, "已完工，请结算"),
    ],
)
def test_the_lounge_speaks_the_words_of_customers(state, words):
    job_in(state, order=order_in(visit__plate_no="湘A83188"))
    Job.objects.all()
    order = WorkOrder.objects.get()
    order.state = {
        JobState.PENDING: OrderState.QUEUED,
        JobState.WORKING: OrderState.IN_PROGRESS,
        JobState.SELF_CHECKED: OrderState.CHECKING,
        JobState.DONE: OrderState.READY,
    }[state]
    order.save()
    assert words in text_of(screen("lounge"), LOUNGE)


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (WaitingCause.PARTS, "等待配件"),
        (WaitingCause.APPROVAL, "请联系服务顾问"),
        (WaitingCause.PAUSED, "维修中"),
    ],
)
def test_a_wait_is_told_only_where_it_concerns_the_customer(cause, words):
    job = job_in(JobState.WAITING, order=order_in(OrderState.WAITING))
    job.waiting_cause = cause
    job.save()
    assert words in text_of(screen("lounge"), LOUNGE)


def test_cars_nobody_waits_for_and_cars_that_left_are_not_in_the_lounge():
    order_in(OrderState.QUEUED, visit__plate_no="湘A00011", work_class="internal")
    gone = order_in(OrderState.READY, visit__plate_no="湘A00022")
    gone.visit.delivered_at = HERE
    gone.visit.save()
    page = text_of(screen("lounge"), LOUNGE)
    assert "现在没有在店车辆" in page


def test_the_lounge_calls_numbers():
    facts = {"store": store_of(), "unit": department_of("front_desk")}
    QueueTicketFactory(code="Y007", state="called", called_at=HERE, taken_at=HERE, **facts)
    page = text_of(screen("lounge"), LOUNGE)
    assert "Y007" in page


@pytest.mark.parametrize(("kind", "address"), [("workshop", WALL), ("lounge", LOUNGE)])
def test_asking_again_is_answered_with_nothing_new(kind, address):
    job = standing()
    browser = screen(kind)
    version = f"{address}version/"
    tag = browser.get(version).headers["ETag"]
    assert browser.get(version, headers={"If-None-Match": tag}).status_code == 304
    order = job.order
    order.save()
    job.save()
    assert browser.get(version, headers={"If-None-Match": tag}).status_code == 204


@pytest.mark.parametrize(("kind", "address"), [("workshop", WALL), ("lounge", LOUNGE)])
def test_a_refresh_brings_the_board_alone(kind, address):
    page = text_of(screen(kind), address, **{"X-Watching": "1"})
    assert page.lstrip().startswith('<main id="board"')


def test_many_bays_come_page_by_page():
    for _n in range(30):
        bay()
    page = text_of(screen("workshop"), WALL)
    assert page.count("data-page>") == 3


def reads_of(browser, address):
    """How often a page asks the database, the marks of nested transactions left out."""
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code in {200, 204}
    told = [q["sql"] for q in found.captured_queries]
    return len([sql for sql in told if not sql.startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize("cars", [3, 30])
def test_the_workshop_board_reads_at_most_twelve_times(cars):
    for n in range(cars):
        standing(plate=f"湘A8{n:04d}")
    assert reads_of(screen("workshop"), WALL) <= 12


@pytest.mark.parametrize("cars", [3, 60])
def test_the_lounge_board_reads_at_most_twelve_times(cars):
    for n in range(cars):
        order_in(OrderState.QUEUED, visit__plate_no=f"湘A8{n:04d}")
    assert reads_of(screen("lounge"), LOUNGE) <= 12


def test_asking_the_workshop_again_is_cheap():
    standing()
    assert reads_of(screen("workshop"), f"{WALL}version/") <= 6


def test_asking_the_lounge_again_is_cheap():
    standing()
    assert reads_of(screen("lounge"), f"{LOUNGE}version/") <= 6
