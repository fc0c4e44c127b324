"""Looking at contact data: masked for everybody, shown by a recorded act, counted."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.http import Http404
from django.urls import reverse

from apps.core.clock import SHANGHAI
from apps.core.field_policy import every_rule
from apps.core.models import Setting
from apps.core.refusals import Denied, Refused
from apps.customers.models import Customer
from apps.org.models import ContactReveal
from apps.org.services.contacts import NEEDS_REASON, PER_HOUR, reveal_contact
from tests.access.samples import order
from tests.factories.customers import CustomerFactory, make_known
from tests.personas import NOW, access_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db
PHONE = "13877775678"
MASKED = "138****5678"
CALLER = "service_advisor"  # holds customers.view_contact
OTHER = "cashier"  # does not


def known(store: str = "cs1") -> Customer:
    """A customer of a store."""
    row = CustomerFactory(phone=PHONE, address="湖南省长沙市岳麓区枫林路1号")
    make_known(store_of(store), row)
    return row


def settle(code: str, value: object) -> None:
    """Another value of a setting from today."""
    Setting.objects.create(
        code=code, value=value, effective_from=dt.date(2026, 1, 1), source="test"
    )


def posted(client: Client, row: Any, field: str = "phone", **extra: str) -> HttpResponse:
    """The answer to the button."""
    data = {
        "operation_key": str(uuid.uuid4()),
        "of": f"{row._meta.label_lower}:{row.pk}",
        "field": field,
        "page": "/workorders/1/",
        **extra,
    }
    return client.post(reverse("org:reveal"), data)


def test_a_look_shows_the_number_and_is_recorded(client_as: SignIn) -> None:
    row = known()
    response = posted(client_as(CALLER), row)
    assert response.status_code == 200
    assert f'href="tel:{PHONE}"' in response.content.decode()
    look = ContactReveal.objects.get()
    assert (look.model, look.object_id, look.field) == ("customers.customer", row.pk, "phone")
    assert (look.page, look.whom) == ("/workorders/1/", row.name)
    assert look.by.user.username == CALLER
    assert look.tenure_id
    assert look.request_id == response["X-Request-ID"]


def test_htmx_gets_the_number_alone(client_as: SignIn) -> None:
    client = client_as(CALLER)
    client.defaults["HTTP_HX_REQUEST"] = "true"
    shown = posted(client, known()).content.decode()
    assert PHONE in shown
    assert "<main" not in shown


def test_a_look_without_the_right_is_refused_and_not_recorded() -> None:
    with pytest.raises((Denied, Http404)):
        reveal_contact(by=access_of(OTHER), row=known(), field="phone")
    assert not ContactReveal.objects.exists()


def test_the_contact_of_another_store_is_not_found(client_as: SignIn) -> None:
    assert posted(client_as(CALLER), known("cs2")).status_code == 404
    assert not ContactReveal.objects.exists()


@pytest.mark.parametrize("field", ["name", "tax_no", "nothing", "pk"])
def test_only_contact_fields_can_be_looked_at(field: str) -> None:
    with pytest.raises(Http404):
        reveal_contact(by=access_of(CALLER), row=known(), field=field)


@pytest.mark.parametrize("of", ["customers.customer:0", "nothing.here:1"])
def test_a_row_that_is_not_there_is_not_found(client_as: SignIn, of: str) -> None:
    assert posted(client_as(CALLER), known(), of=of).status_code == 404


def test_looks_are_counted_by_the_hour() -> None:
    settle(PER_HOUR, 2)
    row = known()
    for _ in range(2):
        reveal_contact(by=access_of(CALLER), row=row, field="phone")
    with pytest.raises(Refused, match="2 次"):
        reveal_contact(by=access_of(CALLER), row=row, field="phone")
    later = access_of(CALLER, now=NOW + dt.timedelta(minutes=61))
    assert reveal_contact(by=later, row=row, field="phone")


def test_the_same_form_twice_is_one_look() -> None:
    row, key = known(), uuid.uuid4()
    for _ in range(2):
        reveal_contact(by=access_of(CALLER, key=key), row=row, field="phone")
    assert ContactReveal.objects.count() == 1


def test_a_reason_is_asked_where_the_setting_says_so(client_as: SignIn) -> None:
    settle(NEEDS_REASON, True)
    client, row = client_as(CALLER), known()
    refused = posted(client, row)
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert PHONE not in shown
    assert 'name="reason"' in shown
    assert posted(client, row, reason="通知取车").status_code == 200
    assert ContactReveal.objects.get().reason == "通知取车"


def test_the_way_back_stays_on_this_site(client_as: SignIn) -> None:
    shown = posted(client_as(CALLER), known(), page="javascript:alert(1)").content.decode()
    assert "javascript:" not in shown


def test_the_customers_form_keeps_what_stands_masked(client_as: SignIn) -> None:
    row, client = known(), client_as(CALLER)
    address = reverse("customers:detail", args=[row.pk])
    shown = client.get(address).content.decode()
    assert PHONE not in shown
    assert "枫林路" not in shown
    form = {"name": "新名", "kind": "person", "phone": MASKED, "address": "湖南省长沙市岳麓区****"}
    data = {**form, "operation_key": str(uuid.uuid4()), "version": row.version}
    assert client.post(address, data).status_code == 303
    row.refresh_from_db()
    assert (row.name, row.phone, row.address) == ("新名", PHONE, "湖南省长沙市岳麓区枫林路1号")


def test_a_half_typed_mask_is_refused(client_as: SignIn) -> None:
    row = known()
    data = {"name": row.name, "kind": "person", "phone": "139****5678", "version": row.version}
    response = client_as(CALLER).post(
        reverse("customers:detail", args=[row.pk]), {**data, "operation_key": str(uuid.uuid4())}
    )
    assert response.status_code == 422
    row.refresh_from_db()
    assert row.phone == PHONE


def test_opening_the_entrusting_sheet_is_recorded_as_printed(client_as: SignIn) -> None:
    row = order()
    row.visit.sender_phone = PHONE
    row.visit.owner = known()
    row.visit.save()
    shown = client_as(CALLER).get(reverse("workorders:print_order", args=[row.pk]))
    assert PHONE in shown.content.decode()
    looks = ContactReveal.objects.filter(how=ContactReveal.How.PRINTED)
    assert {look.field for look in looks} == {"phone", "address", "sender_phone"}


def test_the_reader_of_looks_lists_who_and_whom(client_as: SignIn) -> None:
    by = access_of(CALLER, now=dt.datetime(2026, 6, 1, 9, tzinfo=SHANGHAI))
    row = known()
    reveal_contact(by=by, row=row, field="phone", page="/x/", reason="通知取车")
    shown = client_as("administrator").get(reverse("org:audit_reveals")).content.decode()
    for words in (by.person.name, row.name, "通知取车", "/x/"):
        assert words in shown
    assert PHONE not in shown
    hidden = client_as("administrator", "cs2").get(reverse("org:audit_reveals"))
    assert row.name not in hidden.content.decode()


def test_every_rule_names_a_field_that_exists() -> None:

    for rule in every_rule():
        apps.get_model(rule.model)._meta.get_field(rule.field)
