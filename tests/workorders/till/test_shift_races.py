"""Closing a shift while money is taken, and one reference at two desks."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction

from apps.core.refusals import Refused, Stale
from apps.workorders.models import CashShift, Settlement, TillMove
from apps.workorders.services.payment import take_payment
from apps.workorders.services.shifts import close_shift, system_sums
from tests.factories.workorders import reread
from tests.personas import access_of, staff_of
from tests.workorders.till.orders import HOURS_LATER, pay, prepared
from tests.workorders.till.test_races import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]
MORE = Decimal("50.00")


def test_closing_and_taking_at_once_leaves_a_shift_that_adds_up() -> None:
    settlement = prepared()
    pay(settlement, "100")
    shift = CashShift.objects.get()
    closing = partial(
        close_shift,
        by=access_of("cashier", now=HOURS_LATER),
        shift=shift,
        version=None,
        seen=1,
        counted=system_sums(shift),
        reasons={},
    )
    taking = partial(
        take_payment,
        by=access_of("cashier", now=HOURS_LATER),
        settlement=settlement,
        version=None,
        amount=MORE,
        method="cash",
    )
    results = together(closing, taking)
    assert isinstance(results[1], Settlement)
    shift = reread(shift)
    if isinstance(results[0], Stale):
        assert shift.moves.count() == 2
        assert CashShift.objects.count() == 1
    else:
        assert (shift.system_total, shift.moves.count()) == (Decimal(100), 1)
        assert CashShift.objects.running().get().moves.get().amount == MORE


def test_control_without_the_lock_money_lands_in_a_closed_shift() -> None:
    pay(prepared(), "100")
    shift = CashShift.objects.get()
    both_have_read = threading.Barrier(2)

    def close_unlocked() -> None:
        with transaction.atomic():
            row = CashShift.objects.get(pk=shift.pk)
            total = sum(m.amount for m in row.moves.all())
            both_have_read.wait()
            row.state, row.closed_at, row.system_total = "closed", HOURS_LATER, total
            row.save()

    def take_unlocked() -> None:
        with transaction.atomic():
            row = CashShift.objects.get(pk=shift.pk)
            both_have_read.wait()
            TillMove.objects.create(
                store=row.store,
                shift=row,
                kind="payment",
                method="cash",
                amount=MORE,
                by=staff_of("cashier"),
                at=HOURS_LATER,
            )

    together(close_unlocked, take_unlocked)
    shift = reread(shift)
    assert shift.state == "closed"
    assert shift.system_total != sum(m.amount for m in shift.moves.all())


def test_one_reference_at_two_desks_is_booked_once() -> None:
    works = [
        partial(
            take_payment,
            by=access_of("cashier", now=HOURS_LATER),
            settlement=prepared(),
            version=None,
            amount=MORE,
            method="wechat",
            reference="W1",
        )
        for _desk in range(2)
    ]
    results = together(*works)
    assert sum(isinstance(r, Settlement) for r in results) == 1
    assert sum(isinstance(r, Refused) for r in results) == 1
    assert TillMove.objects.count() == 1
