"""No page shows a phone or an address in full before somebody has asked for it.

Every row of every page carries a number that occurs nowhere else; then people of several positions
open every address.  Papers that the law wants whole are named here, and record their reading.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.care.models import Complaint
from apps.customers.models import Customer
from apps.org.models import ContactReveal, Staff
from apps.workorders.models import (
    Appointment,
    CreditAccount,
    ProvisionalIntake,
    Visit,
    VisitPerson,
)
from tests.access.addresses import Address, every_address
from tests.access.samples import OF_THE_GROUP, PERSONAL, SAMPLES
from tests.factories.customers import CustomerFactory, make_known
from tests.personas import NOW, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db
CANARY = re.compile(r"1385550\d{4}|隐形路")
PEOPLE = (
    "service_advisor",
    "care_agent",
    "cashier",
    "technician",
    "administrator",
)
#: Given to the customer, whole by law (O43 art. 24 and the repair contract); opening is recorded.
PAPERS = {
    "workorders:print_order",
    "workorders:print_visit",
    "workorders:settlement_preview",
    "workorders:settlement_print",
}
#: One's own phone, asked whether it is right.
OWN = {"org:own_facts"}


def hidden_numbers() -> None:
    """Give every row with a contact field a number that is searched for, now and in history."""
    owner = CustomerFactory(phone="13855500001", address="湖南省长沙市隐形路9号")
    make_known(store_of(), owner)
    for row in Visit.objects.all():
        row.owner, row.sender_phone = owner, "13855500002"
        row.save()
        VisitPerson.objects.get_or_create(
            visit=row, role="payer", defaults={"name": "付款人", "phone": "13855500008"}
        )
        ProvisionalIntake.objects.get_or_create(
            visit=row,
            defaults={"why": "tow", "brought_by": "拖车", "taken_by": row.advisor, "taken_at": NOW},
        )
    for customer in Customer.objects.exclude(pk=owner.pk):
        customer.phone, customer.address = "13855500003", "湖南省长沙市隐形路8号"
        customer.save()
    for complaint in Complaint.objects.all():
        complaint.caller_phone = "13855500004"
        complaint.save()
    hide(Appointment, "phone", "13855500007")
    hide(ProvisionalIntake, "brought_phone", "13855500009")
    hide(CreditAccount, "manager_phone", "13855500010")
    for login in PEOPLE:
        person = staff_of(login)
        person.phone = "13855500005"
        person.save()
    for person in Staff.objects.filter(pk=staff_of("technician2").pk):
        person.phone = "13855500006"
        person.save()


def hide(model: type[Model], field: str, number: str) -> None:
    """Every row of a model has this number in this field."""
    for row in model._default_manager.all():
        setattr(row, field, number)
        row.save()


@pytest.mark.parametrize("address", every_address(), ids=lambda a: a.name)
def test_no_page_shows_a_contact_that_nobody_asked_for(address: Address, client_as: SignIn) -> None:
    if address.policy is None or not address.policy.login or address.name in PAPERS | OWN:
        return
    known = SAMPLES | OF_THE_GROUP | PERSONAL
    path = address.at(**(known[address.name]() if address.arguments else {}))
    hidden_numbers()
    shown = {}
    for login in PEOPLE:
        response = client_as(login).get(path)
        if response.status_code == 405:
            return
        content = b"".join(response) if response.streaming else response.content
        found = CANARY.findall(content.decode(errors="replace"))
        if found:
            shown[login] = found
    assert shown == {}
    assert not ContactReveal.objects.exists()


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_papers_for_the_customer_record_who_opened_them(name: str, client_as: SignIn) -> None:
    path = reverse(name, kwargs=SAMPLES[name]())
    hidden_numbers()
    opened = []
    for login in PEOPLE:
        before = ContactReveal.objects.count()
        response = client_as(login).get(path)
        whole = CANARY.search(response.content.decode()) is not None
        assert whole is (ContactReveal.objects.count() > before), login
        opened += [login] if whole else []
    assert opened


def test_the_numbers_searched_for_stand_masked_on_the_page(client_as: SignIn) -> None:
    path = reverse("workorders:detail", kwargs=SAMPLES["workorders:detail"]())
    hidden_numbers()
    shown = client_as("service_advisor").get(path).content.decode()
    assert "138****0001" in shown
    assert "138****0002" in shown


@pytest.mark.parametrize("login", PEOPLE[:3])
def test_search_results_are_masked(login: str, client_as: SignIn) -> None:
    owner = CustomerFactory(name="隐形人", phone="13855500001")
    make_known(store_of(), owner)
    data = {"operation_key": str(uuid.uuid4()), "q": "隐形人"}
    shown = client_as(login).post(reverse("customers:search"), data).content.decode()
    assert not CANARY.search(shown)
