"""The pages of customer care: queues equal lists, refusals in words, flat query counts."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.care.models import CallAttempt, Callback, Complaint
from apps.care.services import propose_remedy
from apps.core.queues import queue
from tests.care.cases import (
    CALLED,
    again,
    callback,
    complained,
    contacted,
    delivered,
    handled,
    phoned,
    rechecked,
)
from tests.personas import access_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _time():
    with time_machine.travel(CALLED, tick=False):
        yield


def key():
    """A fresh operation key, as each form carries one."""
    return {"operation_key": str(uuid.uuid4())}


def text_of(response):
    """The page in words."""
    return response.content.decode()


def asked_upwards():
    """A complaint whose goodwill waits for the service manager."""
    row = contacted()
    return propose_remedy(
        by=access_of("customer_care_supervisor"),
        complaint=row,
        version=None,
        amount=Decimal(600),
        reason="x",
    )


QUEUES = {
    "callbacks_to_make": (callback, "care_agent"),
    "complaints_to_contact": (complained, "care_agent"),
    "complaints_to_handle": (contacted, "customer_care_supervisor"),
    "complaints_to_close": (rechecked, "customer_care_supervisor"),
}


@pytest.mark.parametrize("code", sorted(QUEUES))
def test_queue_equals_the_list_it_opens(client_as, code):
    make, who = QUEUES[code]
    row = make()
    found = queue(code)
    rows = list(found.rows(access_of(who, now=CALLED)))
    assert row.pk in [r.pk for r in rows]
    page = client_as(who).get(f"{reverse(found.page)}?{found.query}")
    assert [r.pk for r in page.context["page"]] == [r.pk for r in rows]


def test_callback_before_its_day_is_not_in_the_queue(client_as):
    row = callback()
    early = access_of("care_agent", now=row.opens_at - dt.timedelta(minutes=1))
    assert not queue("callbacks_to_make").rows(early).exists()


def test_handled_complaint_waits_for_its_second_call(client_as):
    handled()
    lead = access_of("customer_care_supervisor", now=CALLED)
    assert not queue("complaints_to_close").rows(lead).exists()


def test_call_sheet_shows_work_phone_and_asks(client_as):
    row = callback()
    page = text_of(client_as("care_agent").get(reverse("care:callback", args=[row.pk])))
    assert "更换机油机滤" in page
    assert "138****1111" in page
    assert "data-dial" in page
    assert "13800001111" not in page
    assert "车修好了吗" in page


def test_phone_is_masked_for_who_may_not_see_contacts(client_as):
    row = callback()
    page = text_of(client_as("group_supervisor").get(reverse("care:callback", args=[row.pk])))
    assert "13800001111" not in page
    assert "138****1111" in page


def test_answers_on_the_page_open_a_complaint_once_however_often_pressed(client_as):
    row = callback()
    client, url = client_as("care_agent"), reverse("care:answers", args=[row.pk])
    post = {"fixed": "no", "overall": "3", "attitude": "2", "words": "还漏", "version": row.version}
    post |= key()
    assert [client.post(url, post).status_code for _ in range(2)] == [303, 303]
    complaint = Complaint.objects.get()
    assert complaint.number in text_of(client.get(reverse("care:callback", args=[row.pk])))
    assert CallAttempt.objects.count() == 1


def test_unanswered_sheet_comes_back_with_words_and_keeps_the_text(client_as):
    row = callback()
    url = reverse("care:answers", args=[row.pk])
    post = {"words": "服务不错", "version": row.version, **key()}
    response = client_as("care_agent").post(url, post)
    assert response.status_code == 422
    assert "field-error" in text_of(response)
    assert "服务不错" in text_of(response)
    assert again(row).state == "open"


def test_attempt_is_logged_and_a_stale_one_refused(client_as):
    row = callback()
    client, url = client_as("care_agent"), reverse("care:attempt", args=[row.pk])
    post = {"result": "no_answer", "version": row.version}
    assert client.post(url, {**post, **key()}).status_code == 303
    assert client.post(url, {**post, **key()}).status_code == 409
    assert CallAttempt.objects.count() == 1


def test_other_store_is_not_found_and_a_stranger_refused(client_as):
    row, complaint = callback(), phoned(now=CALLED)
    for name, pk in (("care:callback", row.pk), ("care:complaint", complaint.pk)):
        url = reverse(name, args=[pk])
        assert client_as("care_agent", store="cs2").get(url).status_code == 404
        assert client_as("technician").get(url).status_code == 403


def test_complaint_is_taken_with_the_car_found_by_its_order(client_as):
    order = delivered()
    client, url = client_as("care_agent"), reverse("care:complaint_new")
    post = {
        "car": order.number.lower(),
        "caller_name": "王车主",
        "topic": "price",
        "grade": "general",
        "source": "phone",
        "statement": "多收了工时费",
    }
    wrong = client.post(url, {**post, "car": "不存在", **key()})
    assert wrong.status_code == 422
    assert "没有找到" in text_of(wrong)
    assert "多收了工时费" in text_of(wrong)
    assert client.post(url, {**post, **key()}).status_code == 303
    assert Complaint.objects.get().order == order


def test_complaint_goes_from_contact_to_close_on_its_page(client_as):
    row = complained()
    agent, lead = client_as("care_agent"), client_as("customer_care_supervisor")

    def post(client, name, **facts):
        now = again(row)
        sent = {"version": now.version, **facts, **key()}
        return client.post(reverse(f"care:{name}", args=[row.pk]), sent).status_code

    assert post(agent, "contact", medium="phone", result="reached", note="已致歉") == 303
    assert post(lead, "act", action="handle") == 409
    unit = row.unit_id
    words = {"cause": "a", "plan": "b", "action": "c", "responsible_unit": unit}
    assert post(lead, "handle", **words, agreed="on", agreement="") == 422
    assert post(lead, "handle", **words, agreed="on", agreement="6月5日通话") == 303
    assert post(lead, "act", action="handle") == 303
    assert post(lead, "act", action="close") == 409
    call = Callback.objects.get(complaint=row)
    answers = {"fixed": "yes", "overall": "9", "version": call.version, **key()}
    sheet = reverse("care:answers", args=[call.pk])
    assert client_as("care_agent2").post(sheet, answers).status_code == 303
    assert post(lead, "act", action="close") == 303
    page = text_of(lead.get(reverse("care:complaint", args=[row.pk])))
    assert "已结案" in page
    assert "已致歉" in page


def test_goodwill_waits_with_its_amount_and_is_decided_on_the_page(client_as):
    row = asked_upwards()
    request = row.remedy_requests.get()
    client = client_as("service_manager")
    assert "600.00" in text_of(client.get(reverse("care:complaint", args=[row.pk])))
    url = reverse("org:request", args=["remedy", request.pk])
    post = {"action": "approve", "version": request.version, **key()}
    assert client.post(url, post).status_code == 303
    assert again(row).goodwill == 600


@pytest.mark.parametrize(("name", "make"), [("callbacks", callback), ("complaints", phoned)])
def test_list_takes_as_many_queries_for_thirty_rows_as_for_three(client_as, name, make):
    client = client_as("customer_care_supervisor")
    taken = []
    for rows in (3, 30):
        while (Callback if name == "callbacks" else Complaint).objects.count() < rows:
            make()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"care:{name}")).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_order_page_leads_to_callback_and_complaint(client_as):
    row = complained()
    page = text_of(
        client_as("customer_care_supervisor").get(reverse("workorders:detail", args=[row.order_id]))
    )
    assert reverse("care:callback", args=[row.callback_id]) in page
    assert reverse("care:complaint", args=[row.pk]) in page
