"""Every queue of the till counts exactly the rows of the list behind it.

Each queue is shown two rows that wait and one beside them that does not: a list that holds more
than what waits is seen by the one beside.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core import queues
from apps.workorders.choices import OrderState
from apps.workorders.models import CashShift, FieldCash, Settlement
from apps.workorders.services.field_cash import hand_in
from apps.workorders.services.invoices import issue_invoice
from apps.workorders.services.payment import settle
from apps.workorders.services.refunds import decide_refund, request_refund
from tests.access import money_samples
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import HOURS_LATER, pay, prepared, ready_order, settled

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
ROOMS = {"apps.workorders.inbox.till", "apps.workorders.inbox.invoices"}
LISTS = ("waiting", "invoices", "shifts", "rows", "orders", "settlements")


def titled() -> Settlement:
    """A settled bill whose customer wants an invoice."""
    found = prepared(invoice_title="王车主")
    pay(found, "526")
    return settle(by=access_of("cashier", now=HOURS_LATER), settlement=found, version=None)


def invoiced_and_reversed() -> None:
    """An invoice over a settlement that was reversed since."""
    cashier = access_of("cashier", now=HOURS_LATER)
    found = titled()
    number = f"{found.pk:020d}"
    issue_invoice(by=cashier, buckets=list(found.buckets.all()), number=number, title="王车主")
    facts = {"settlement": Settlement.objects.get(pk=found.pk), "version": None, "reason": "开错"}
    request = request_refund(by=cashier, **facts)
    manager = access_of("general_manager", now=HOURS_LATER)
    decide_refund(by=manager, request=request, version=None, action="approve")


def closed() -> CashShift:
    return money_samples.shift(state="closed", closed_at=NOW)


def other_cashiers() -> CashShift:
    return money_samples.shift(cashier=staff_of("receptionist"))


def cash() -> FieldCash:
    return money_samples.cash(ready_order(state=OrderState.QUEUED))


def handed_in() -> FieldCash:
    found = cash()
    return hand_in(by=access_of("cashier"), cash=found, version=None, counted=Decimal("113.00"))


Build = Callable[[], object]
QUEUES: dict[str, tuple[str, Build, Build]] = {
    "settlements_to_prepare": ("service_advisor", ready_order, prepared),
    "settlements_to_collect": ("cashier", prepared, settled),
    "vehicles_to_release": ("service_advisor", settled, ready_order),
    "invoices_to_issue": ("cashier", titled, settled),
    "invoices_to_reverse": ("cashier", invoiced_and_reversed, money_samples.invoice),
    "shifts_to_close": ("cashier", money_samples.shift, other_cashiers),
    "shifts_to_accept": ("general_manager", closed, money_samples.shift),
    "field_cash_out": ("technician", cash, handed_in),
}


@pytest.mark.parametrize("code", sorted(QUEUES))
def test_queue_counts_exactly_the_rows_of_its_list(
    client_as: Callable[..., Client], code: str
) -> None:
    login, waiting, beside = QUEUES[code]
    for _ in range(2):
        waiting()
    beside()
    queue = queues.queue(code)
    rows = {row.pk for row in queue.rows(access_of(login))}
    page = client_as(login).get(f"{reverse(queue.page)}?{queue.query}")
    listed = next(page.context[k] for k in LISTS if page.context.get(k) is not None)
    assert {row.pk for row in listed} == rows
    assert len(rows) == 2


def test_no_queue_of_the_till_is_left_out() -> None:
    registered = {c for c, q in queues._queues.items() if q.rows.__module__ in ROOMS}
    assert registered == set(QUEUES)
