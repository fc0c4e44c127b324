"""The pages of the audit: the story of a document, of a person, of a request; who may read it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.clock import SHANGHAI
from apps.core.services import service
from apps.core.transitions import record
from apps.customers.models import Customer
from apps.customers.services import change_customer
from apps.org.access import Access
from apps.org.selectors import acts
from apps.org.selectors.acts import Asked, acts_of_person, acts_of_request, acts_on
from apps.workorders.choices import OrderState
from apps.workorders.services.orders import comment
from tests.access.samples import order
from tests.factories.customers import CustomerFactory, make_known
from tests.personas import access_of, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from apps.org.selectors.record import Moment
    from apps.workorders.models import Visit, WorkOrder

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db
AUDITOR = "administrator"
PHONE = "13877775678"
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=SHANGHAI)  # after what the factories make


@service
def rename(*, by: Access, row: Customer, name: str) -> Customer:
    """A change with an actor."""
    row.name = name
    row.save()
    return row


@service
def rebring(*, by: Access, row: Visit, name: str) -> Visit:
    """A change of a part of an order's story."""
    row.sender_name = name
    row.save()
    return row


def customer(**facts: str) -> Customer:
    """A customer the first store knows."""
    row = CustomerFactory(**facts)
    make_known(store_of(), row)
    return row


def told(found: acts.Acts) -> list[Moment]:
    """Every moment of a page."""
    return [m for act in found.rows for m in act.moments]


def by_advisor(minutes: int = 0, **facts: uuid.UUID) -> Access:
    """The advisor, some minutes after the usual instant."""
    return access_of("service_advisor", now=NOW + dt.timedelta(minutes=minutes), **facts)


def text(response: HttpResponse) -> str:
    """The page."""
    assert response.status_code == 200
    return response.content.decode()


def test_the_story_tells_a_field_before_and_after_with_actor_and_post() -> None:
    row = customer(name="张三")
    by = by_advisor()
    facts = {"name": "张三丰", "phone": row.phone, "note": "熟客"}
    change_customer(by=by, customer=row, version=None, **facts)
    last = told(acts_on(row, by, full=False))[0]
    found = {f.label: (f.before, f.after) for f in last.fields}
    assert found == {"姓名/单位名称": ("张三", "张三丰"), "备注": ("—", "熟客")}
    assert (last.who, last.request_id) == (by.person.name, by.request_id)
    assert "服务顾问" in last.post


def test_the_story_masks_contact_and_leaves_search_keys_out() -> None:
    row = customer(phone="13800001111")
    row.phone = PHONE
    row.save()
    last = told(acts_on(row, by_advisor(), full=True))[0]
    assert [(f.before, f.after) for f in last.fields] == [("138****1111", "138****5678")]


def test_the_story_merges_parts_and_changes_of_state() -> None:
    row = order()
    comment(by=by_advisor(), order=row, text="客户已同意")
    record(row, "authorise", OrderState.DRAFT, OrderState.AUTHORISED, by=by_advisor(1))
    found = told(acts_on(row, by_advisor(), full=True))
    assert "客户已同意" in {f.after for m in found for f in m.fields}
    words = (str(OrderState.DRAFT.label), str(OrderState.AUTHORISED.label))
    assert words in {m.state for m in found}


def test_the_story_names_the_rows_behind_keys() -> None:
    row = order()
    row.advisor = staff_of("service_advisor2")
    row.save()
    last = told(acts_on(row, by_advisor(), full=False))[0]
    assert [f.after for f in last.fields] == [staff_of("service_advisor2").name]


def test_the_story_pages_without_losing_or_repeating(monkeypatch: pytest.MonkeyPatch) -> None:
    row, by = customer(), by_advisor()
    for number in range(7):
        rename(by=by_advisor(number), row=row, name=f"名{number}")
    everything = [m.at for m in told(acts_on(row, by, full=True))]
    monkeypatch.setattr(acts, "PAGE", 3)
    found, before = [], ""
    for _ in range(10):
        page = acts_on(row, by, full=True, before=before)
        found += [m.at for m in told(page)]
        before = page.next
        if not before:
            break
    assert found == everything


def test_the_page_of_a_person_lists_their_acts_newest_first() -> None:
    row = customer()
    rename(by=by_advisor(), row=row, name="甲")
    rename(by=by_advisor(5), row=row, name="乙")
    found = acts_of_person(access_of(AUDITOR), staff_of("service_advisor"), Asked())
    assert [m.fields[0].after for m in told(found)[:2]] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        (Asked(since=NOW.date()), True),
        (Asked(since=NOW.date() + dt.timedelta(days=1)), False),
        (Asked(until=NOW.date() - dt.timedelta(days=1)), False),
        (Asked(label="customers.customer"), True),
        (Asked(label="customers.vehicle"), False),
    ],
)
def test_the_page_of_a_person_is_narrowed(asked: Asked, seen: bool) -> None:
    rename(by=by_advisor(), row=customer(), name="甲")
    found = acts_of_person(access_of(AUDITOR), staff_of("service_advisor"), asked)
    assert bool(told(found)) is seen


def test_acts_in_a_store_out_of_reach_are_not_told() -> None:
    row = customer()
    by = by_advisor()
    change_customer(by=by, customer=row, version=None, name="甲", phone="")
    foreign = access_of(AUDITOR, "cs2")
    assert told(acts_of_person(foreign, staff_of("service_advisor"), Asked())) == []


def test_a_request_tells_every_row_it_wrote_also_in_ledgers() -> None:
    by = by_advisor(key=uuid.uuid4())
    comment(by=by, order=order(), text="已联系客户")
    found = told(acts_of_request(access_of(AUDITOR), by.request_id))
    assert [m.kind for m in found]
    assert {m.who for m in found} == {by.person.name}


@pytest.mark.parametrize("login", ["service_advisor", "general_manager"])
def test_audit_is_closed_to_others(client_as: SignIn, login: str) -> None:
    assert client_as(login).get(reverse("org:audit")).status_code == 403


def test_a_foreign_document_is_hidden_from_the_auditor(client_as: SignIn) -> None:
    address = reverse("org:audit_object", args=["workorders.workorder", order().pk])
    assert client_as(AUDITOR).get(address).status_code == 200
    assert client_as(AUDITOR, "cs2").get(address).status_code == 404


@pytest.mark.parametrize("label", ["core.setting", "nothing.here", "org.user", "sessions.session"])
def test_what_has_no_story_is_not_found(client_as: SignIn, label: str) -> None:
    for name in ("org:audit_object", "org:history"):
        assert client_as(AUDITOR).get(reverse(name, args=[label, 1])).status_code == 404


def test_the_plain_history_shows_no_request_and_no_service(client_as: SignIn) -> None:
    by = by_advisor()
    row = order()
    rebring(by=by, row=row.visit, name="甲")
    address = reverse("org:history", args=["workorders.workorder", row.pk])
    shown = text(client_as("service_advisor").get(address))
    assert "甲" in shown
    assert by.request_id[:8] not in shown
    assert "rebring" not in shown


def test_the_plain_history_is_closed_where_the_document_is_out_of_sight(client_as: SignIn) -> None:
    address = reverse("org:history", args=["workorders.workorder", order().pk])
    assert client_as("service_advisor", "cs2").get(address).status_code == 404


def test_the_audit_leads_from_the_plain_history_for_those_who_may(client_as: SignIn) -> None:
    row = staff_of("service_advisor")
    row.save()
    address = reverse("org:history", args=["org.staff", row.pk])
    assert "完整审计" in text(client_as(AUDITOR).get(address))


def queries_of(client: Client, address: str) -> int:
    """How many queries one look takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", ["person", "object", "history"])
def test_the_record_takes_as_many_queries_for_thirty_rows_as_for_three(
    client_as: SignIn, page: str
) -> None:
    row: WorkOrder = order()
    names = {
        "person": reverse("org:audit_person", args=[staff_of("service_advisor").pk]),
        "object": reverse("org:audit_object", args=["workorders.workorder", row.pk]),
        "history": reverse("org:history", args=["workorders.workorder", row.pk]),
    }
    client = client_as(AUDITOR if page != "history" else "service_advisor")
    for number in range(3):
        comment(by=by_advisor(number), order=row, text="三")
        rebring(by=by_advisor(number), row=row.visit, name=f"三{number}")
    few = queries_of(client, names[page])
    for number in range(3, 30):
        comment(by=by_advisor(number), order=row, text="三十")
        rebring(by=by_advisor(number), row=row.visit, name=f"三{number}")
    assert queries_of(client, names[page]) <= few  # older kinds of rows leave the page
    assert few <= 45


def test_a_range_upside_down_is_refused_in_words(client_as: SignIn) -> None:
    address = reverse("org:audit_person", args=[staff_of("service_advisor").pk])
    shown = text(client_as(AUDITOR).get(address + "?since=2026-06-02&until=2026-06-01"))
    assert "结束日期早于开始日期" in shown
