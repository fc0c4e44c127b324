"""By axe-core: the pages without an account, refusals, typing errors beside fields, the admin."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.urls import reverse

from apps.workorders.models import EstimateLink
from apps.workorders.services.links import revoke_link, token_of
from tests.access import samples
from tests.access.addresses import Address, admin_addresses, every_address
from tests.browser.accessible import NOBODY, ROWS
from tests.org.stations import enrolled, known_here
from tests.personas import access_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.accessible import Reader

ADVISOR, CASHIER, TECHNICIAN = ("service_advisor", "cs1"), ("cashier", "cs1"), ("technician", "cs1")
MANAGER, ADMINISTRATOR = ("service_manager", "cs1"), ("administrator", "cs1")
KEEPERS = [ADMINISTRATOR, ("hr_officer", "cs1"), MANAGER, ("general_manager", "cs1")]

#: Address, its sample, who posts nonsense there, and what: the words stand beside the fields.
ERRORS: tuple[tuple[str, tuple[str, str], dict[str, str]], ...] = (
    ("workorders:checkin", ADVISOR, {"odometer_km": "x", "fuel_eighths": "9"}),
    ("workorders:appointment_new", ADVISOR, {"slot_at": "yesterday", "phone": "12"}),
    ("workorders:describe", ADVISOR, {"repair_class": "none"}),
    ("workorders:promise", ADVISOR, {"promised_at": "2020-01-01T00:00"}),
    ("workorders:job_finding", TECHNICIAN, {}),
    ("workorders:take_payment", CASHIER, {"amount": "-1", "method": ""}),
    ("workorders:new_account", MANAGER, {"limit": "many"}),
    ("customers:new", ADVISOR, {"vin": "1"}),
    ("care:complaint_new", ADVISOR, {"text": ""}),
)


def link() -> EstimateLink:
    """A link just sent to a customer."""
    return EstimateLink.objects.get(pk=samples.SAMPLES["workorders:revoke_link"]()["pk"])


def opened() -> str:
    return reverse("workorders:customer", args=[token_of(link())])


def revoked() -> str:
    row = link()
    token = token_of(row)
    revoke_link(by=access_of("service_advisor"), link=row)
    return reverse("workorders:customer", args=[token])


def unknown() -> str:
    return reverse("workorders:customer", args=["none"])


@pytest.mark.parametrize("door", [opened, revoked, unknown])
def test_the_customers_page_is_accessible(reader: Reader, door: Callable[[], str]) -> None:
    path = door()
    reader.client = reader.as_(NOBODY)
    reader.get(path)
    reader.read(door.__name__, path)
    assert reader.faults == []


@pytest.mark.parametrize("path", ["/switch/", "/screen/"])
def test_a_shared_computer_is_accessible(reader: Reader, path: str) -> None:
    reader.client = reader.as_(NOBODY)
    enrolled(reader.client)
    known_here(reader.client, "service_advisor", "cashier")
    reader.get(path)
    reader.read(path, path)
    assert reader.faults == []


def test_every_page_without_an_account_is_read_somewhere() -> None:
    public = {a.name for a in every_address() if a.policy and not a.policy.login and a.arguments}
    assert public - set(ROWS) == {"workorders:customer", "workorders:customer_photo"}


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (NOBODY, "/"),
        (TECHNICIAN, "/workorders/cashier/"),
        (ADVISOR, "/workorders/orders/999999/"),
        (ADVISOR, "/nowhere/"),
    ],
)
def test_a_refusal_is_accessible(reader: Reader, person: tuple[str, str], path: str) -> None:
    reader.client = reader.as_(person)
    answer = reader.get(path)
    if answer.status_code == 302:
        path = answer.headers["Location"]
        reader.get(path)
    reader.read(path, path)
    assert reader.faults == []


@pytest.mark.parametrize(("name", "person", "typed"), ERRORS, ids=lambda x: str(x)[:30])
def test_words_beside_fields_are_accessible(
    reader: Reader, name: str, person: tuple[str, str], typed: dict[str, str]
) -> None:
    path = reverse(name, kwargs=ROWS[name]() if name in ROWS else {})
    data = {"operation_key": str(uuid.uuid4()), **typed}
    answer = reader.as_(person).post(path, data)
    assert answer.status_code == 422
    reader.client = reader.as_(person)
    reader.answers[path] = answer.content, dict(answer.headers)
    reader.read(name, path)
    assert reader.faults == []


def row_of(address: Address) -> dict[str, object]:
    """The first row of the model an admin page is about."""
    if "app_label" in address.arguments:
        return {"app_label": "org"}
    model = apps.get_model("org", address.name.split("_")[1])
    return dict.fromkeys(address.arguments, model.objects.order_by("pk")[0].pk)


@pytest.mark.parametrize("address", admin_addresses(), ids=lambda a: a.name.partition(":")[2])
def test_the_admin_is_accessible(reader: Reader, address: Address) -> None:
    path = address.at(**row_of(address) if address.arguments else {})
    if not reader.open(path, KEEPERS):
        reader.read(address.name, path)
    assert reader.faults == []
