"""Two cashiers at one settlement: one wins and the money is taken once."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections, transaction

from apps.core.refusals import Refused, Stale
from apps.org.access import Access
from apps.workorders.choices import SettlementState
from apps.workorders.models import GatePass, Payment, Receivable, Settlement, SettlementBucket
from apps.workorders.services.delivery import release_vehicle
from apps.workorders.services.gate import use_gate_pass
from apps.workorders.services.payment import settle, take_payment
from apps.workorders.services.settlement import prepare_settlement
from tests.factories.workorders import reread
from tests.personas import access_of, staff_of
from tests.workorders.till.orders import (
    HOURS_LATER,
    add_warranty,
    pay,
    prepared,
    ready_order,
    settled,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]
DUE = Decimal("526.00")


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run every work at once in a thread of its own; what each gave, or how it was refused."""
    barrier = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(index: int, work: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[index] = work()
        except Refused as refusal:
            results[index] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def two_cashiers() -> list[Access]:
    """The cashier at two desks: two requests of one right."""
    return [access_of("cashier", now=HOURS_LATER) for _ in range(2)]


@pytest.mark.parametrize("versioned", [True, False])
def test_two_cashiers_take_the_money_once(versioned: bool) -> None:
    settlement = prepared()
    version = reread(settlement).version if versioned else None
    works = [
        partial(
            take_payment,
            by=by,
            settlement=settlement,
            version=version,
            amount=DUE,
            method="cash",
        )
        for by in two_cashiers()
    ]
    results = together(*works)
    assert sum(isinstance(r, Settlement) for r in results) == 1
    assert sum(isinstance(r, Stale if versioned else Refused) for r in results) == 1
    assert list(Payment.objects.values_list("amount", flat=True)) == [DUE]
    assert settlement.buckets.get().paid == DUE


def test_control_without_the_lock_the_money_is_taken_twice() -> None:
    settlement = prepared()
    both_have_read = threading.Barrier(2)
    cashier = staff_of("cashier")

    def unlocked() -> None:
        with transaction.atomic():
            bucket = SettlementBucket.objects.get(settlement=settlement)
            paid = bucket.paid
            both_have_read.wait()
            Payment.objects.create(
                store=settlement.store,
                bucket=bucket,
                method="cash",
                amount=DUE,
                taken_by=cashier,
                at=HOURS_LATER,
            )
            bucket.paid = paid + DUE
            bucket.save()

    together(unlocked, unlocked)
    assert sum(Payment.objects.values_list("amount", flat=True)) == 2 * DUE


def test_two_cashiers_settle_once() -> None:
    settlement = prepared(add_warranty(ready_order()))
    pay(settlement, str(DUE))
    results = together(
        *(partial(settle, by=by, settlement=settlement, version=None) for by in two_cashiers())
    )
    assert sum(isinstance(r, Settlement) for r in results) == 1
    assert Receivable.objects.count() == 1
    assert reread(settlement).state == SettlementState.SETTLED


def test_two_advisors_prepare_one_settlement() -> None:
    order = ready_order()
    logins = ("service_advisor", "service_advisor2")
    results = together(
        *(partial(prepare_settlement, by=access_of(x), order=order, version=None) for x in logins)
    )
    assert sum(isinstance(r, Settlement) for r in results) == 1
    assert Settlement.objects.count() == 1


def test_one_gate_pass_lets_one_car_out() -> None:
    release_vehicle(
        by=access_of("service_advisor"),
        order=settled().order,
        version=None,
        old_parts="none",
        km_out=20_000,
    )
    code = GatePass.objects.get().code
    results = together(*(partial(use_gate_pass, by=by, code=code) for by in two_cashiers()))
    assert sum(isinstance(r, GatePass) for r in results) == 1
