"""Shifts, deposits, field cash, credit, receipts, statements and invoices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from apps.core.money import ZERO
from apps.core.reconcile import checks
from apps.core.refusals import Denied, Refused, Stale
from apps.workorders.choices import Closing, OrderState, Payer
from apps.workorders.kpis.money import settled_buckets
from apps.workorders.models import (
    CashShift,
    CreditAccount,
    Deposit,
    Invoice,
    Payment,
    Receivable,
    TillMove,
)
from apps.workorders.prices import price_of
from apps.workorders.services.accounts import (
    agree_price,
    issue_statement,
    withdraw_statement,
)
from apps.workorders.services.credit import decide_credit, request_credit
from apps.workorders.services.deposits import (
    apply_deposit,
    decide_deposit_refund,
    request_deposit_refund,
    take_deposit,
)
from apps.workorders.services.field_cash import add_field_cash, hand_in
from apps.workorders.services.invoices import issue_invoice, reverse_invoice
from apps.workorders.services.payers import set_terms
from apps.workorders.services.payment import close_part, settle
from apps.workorders.services.receipts import take_receipt
from apps.workorders.services.refunds import decide_refund, request_refund
from apps.workorders.services.shifts import accept_shift, close_shift, system_sums
from apps.workorders.tax_numbers import check_sign, why_wrong
from tests.access.money_samples import TODAY, account
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, store_of
from tests.workorders.till.orders import (
    HOURS_LATER,
    add_warranty,
    pay,
    prepared,
    ready_order,
    settled,
)

if TYPE_CHECKING:
    from apps.workorders.models import Settlement, WorkOrder

pytestmark = pytest.mark.django_db
DUE = Decimal("526.00")
NUMBER = "24320000000012345678"


def cashier(now: dt.datetime = HOURS_LATER) -> Any:
    return access_of("cashier", now=now)


def close(shift: CashShift, counted: dict[str, Decimal] | None = None, **facts: Any) -> CashShift:
    return close_shift(
        **{
            "by": cashier(),
            "shift": shift,
            "version": None,
            "seen": shift.moves.count(),
            "counted": counted or system_sums(shift),
            "reasons": {},
            **facts,
        }
    )


def books_agree() -> None:
    """Every check of the till finds nothing."""
    wrong = {c.code: c.differences() for c in checks() if c.code.startswith("workorders.")}
    assert {code: found for code, found in wrong.items() if found} == {}


def fleet_order(limit: str = "5000", **facts: Any) -> tuple[WorkOrder, CreditAccount]:
    """A finished order that a fleet pays, and the fleet's account."""
    order, fleet = ready_order(), account()
    for name, value in {"limit": Decimal(limit), **facts}.items():
        setattr(fleet, name, value)
    fleet.save()
    order.bill_to = fleet.customer
    order.save()
    return order, fleet


def test_first_money_opens_the_shift_and_the_count_closes_it() -> None:
    settlement = prepared()
    pay(settlement, "526", tendered=Decimal(600))
    shift = CashShift.objects.get()
    assert system_sums(shift)["cash"] == DUE + shift.float_amount
    close(shift)
    shift = reread(shift)
    assert (shift.state, shift.system_total, shift.difference) == ("closed", DUE, ZERO)
    with pytest.raises(Denied):
        accept_shift(by=cashier(), shift=shift, version=None)
    accept_shift(by=access_of("general_manager", now=HOURS_LATER), shift=shift, version=None)
    assert reread(shift).state == "accepted"
    books_agree()


def test_difference_needs_a_reason_and_new_money_a_new_count() -> None:
    pay(prepared(), "100")
    shift = CashShift.objects.get()
    short = {**system_sums(shift), "cash": Decimal("590.00")}
    with pytest.raises(ValidationError) as refused:
        close(shift, short)
    assert list(refused.value.message_dict) == ["reason_cash"]
    with pytest.raises(Stale):
        close(shift, seen=shift.moves.count() - 1)
    close(shift, short, reasons={"cash": "找零差错"})
    assert reread(shift).difference == Decimal("-10.00")
    assert shift.counts.get().reason == "找零差错"


def test_money_after_closing_lands_in_another_shift() -> None:
    settlement = prepared()
    pay(settlement, "100")
    close(CashShift.objects.get())
    pay(settlement, "100")
    assert CashShift.objects.count() == 2
    assert CashShift.objects.running().get().moves.get().amount == 100


def test_reversal_next_day_lands_in_its_own_shift() -> None:
    settlement = prepared()
    pay(settlement, "100", method="wechat", reference="W1")
    later = NOW + dt.timedelta(days=1)
    request = request_refund(
        by=cashier(later),
        settlement=settlement,
        version=None,
        reason="开错",
        payment=Payment.objects.get(),
    )
    manager = access_of("service_manager", now=later)
    decide_refund(by=manager, request=request, version=None, action="approve")
    days = dict(CashShift.objects.values_list("day", "moves__amount"))
    assert days == {TODAY: 100, TODAY + dt.timedelta(days=1): -100}
    pay(settlement, "100", method="wechat", reference="W1", by=cashier(later))
    books_agree()


def test_reference_is_booked_once() -> None:
    pay(prepared(), "100", method="wechat", reference="W1")
    with pytest.raises(Refused) as refused:
        pay(prepared(), "50", method="wechat", reference="W1")
    assert refused.value.field == "reference"
    assert TillMove.objects.count() == 1
    pay(prepared(), "50", method="alipay", reference="W1")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"amount": "600"}, "amount"),
        ({"amount": "100", "tendered": Decimal(99)}, "tendered"),
        (
            {"amount": "100", "method": "pos", "reference": "P1", "tendered": Decimal(200)},
            "tendered",
        ),
        ({"amount": "100", "method": "deposit", "reference": "D"}, "method"),
    ],
)
def test_money_that_cannot_be_is_refused_beside_its_field(
    facts: dict[str, Any], field: str
) -> None:
    amount = facts.pop("amount")
    with pytest.raises((Refused, ValidationError)) as refused:
        pay(prepared(), amount, **facts)
    named = getattr(refused.value, "field", None) or list(refused.value.message_dict)[0]
    assert named == field
    assert not TillMove.objects.exists()


def deposited(order: WorkOrder, amount: str = "200") -> Deposit:
    return take_deposit(by=cashier(), order=order, amount=Decimal(amount), method="cash")


def test_deposit_is_held_applied_and_the_rest_given_back() -> None:
    order = ready_order()
    deposit = deposited(order, "600")
    settlement = prepared(order)
    apply_deposit(by=cashier(), settlement=settlement, version=None, deposit=deposit)
    assert settlement.buckets.get().paid == DUE
    assert reread(deposit).left == Decimal("74.00")
    settle(by=cashier(), settlement=settlement, version=None)
    request = request_deposit_refund(by=cashier(), deposit=deposit, version=None, reason="多余")
    with pytest.raises(Refused):
        request_deposit_refund(by=cashier(), deposit=deposit, version=None, reason="再来")
    decide_deposit_refund(
        by=access_of("service_manager"), request=request, version=None, action="approve"
    )
    deposit.refresh_from_db()
    assert (deposit.left, deposit.refunded) == (ZERO, Decimal("74.00"))
    assert deposit.closed_at is not None
    books_agree()


def test_deposit_taken_beside_another_counter_is_asked_about_first() -> None:
    order = ready_order()
    facts: dict[str, Any] = {"by": cashier(), "order": order, "method": "cash"}
    first = take_deposit(amount=Decimal(200), seen=0, **facts)
    with pytest.raises(Refused, match=first.number):
        take_deposit(amount=Decimal(200), seen=0, **facts)
    assert take_deposit(amount=Decimal(200), seen=1, **facts).number != first.number


def test_deposit_of_another_visit_is_not_applied() -> None:
    deposit = deposited(ready_order())
    with pytest.raises(Refused):
        apply_deposit(by=cashier(), settlement=prepared(), version=None, deposit=deposit)


def test_reversed_settlement_holds_the_deposit_again() -> None:
    order = ready_order()
    deposit = deposited(order, "526")
    settlement = prepared(order)
    apply_deposit(by=cashier(), settlement=settlement, version=None, deposit=deposit)
    settle(by=cashier(), settlement=settlement, version=None)
    request = request_refund(by=cashier(), settlement=settlement, version=None, reason="开错单")
    manager = access_of("general_manager")
    decide_refund(by=manager, request=request, version=None, action="approve")
    assert reread(deposit).left == DUE
    assert TillMove.objects.count() == 1
    books_agree()


def test_field_cash_becomes_a_deposit_when_another_person_counts_it() -> None:
    order = ready_order(state=OrderState.QUEUED)
    technician = access_of("technician")
    cash = add_field_cash(
        by=technician, order=order, payer_name="王车主", amount=Decimal(300), place="三环救援"
    )
    assert cash.due_at.date() == TODAY
    with pytest.raises(Refused) as refused:
        hand_in(by=cashier(), cash=cash, version=None, counted=Decimal(290))
    assert refused.value.field == "counted"
    hand_in(by=cashier(), cash=cash, version=None, counted=Decimal(300))
    assert reread(cash).deposit.left == 300
    with pytest.raises(Refused):
        hand_in(by=cashier(), cash=cash, version=None, counted=Decimal(300))


def test_customer_part_closes_while_warranty_stays_open() -> None:
    settlement = prepared(add_warranty(ready_order()))
    pay(settlement, str(DUE))
    with pytest.raises(Refused) as refused:
        settle(by=cashier(), settlement=settlement, version=None, hold=["WAR"])
    assert refused.value.field == "hold_reason"
    settle(
        by=cashier(), settlement=settlement, version=None, hold=["WAR"], hold_reason="等厂家批复"
    )
    assert reread(settlement.order).state == OrderState.SETTLED
    bucket = settlement.buckets.get(payer=Payer.WAR)
    assert (bucket.closing, bucket.posted_at) == ("", None)
    later = NOW + dt.timedelta(days=3)
    close_part(by=cashier(later), bucket=bucket, version=None)
    assert reread(bucket).closing == Closing.RECEIVABLE
    assert reread(bucket).posted_at == later
    assert Receivable.objects.get().amount == Decimal("313.00")
    books_agree()


def test_customer_part_is_never_held() -> None:
    settlement = prepared()
    with pytest.raises(Refused):
        settle(by=cashier(), settlement=settlement, version=None, hold=["CP"], hold_reason="x")


def test_account_within_its_limit_leaves_without_asking() -> None:
    order, fleet = fleet_order()
    settlement = prepared(order)
    settle(by=cashier(), settlement=settlement, version=None)
    owed = Receivable.objects.get()
    assert (owed.customer, owed.open_amount) == (fleet.customer, DUE)
    assert owed.due_on == TODAY + dt.timedelta(days=fleet.term_days)
    books_agree()


@pytest.mark.parametrize("case", ["limit", "overdue", "po", "authority"])
def test_account_does_not_carry_what_was_not_agreed(case: str) -> None:
    facts: dict[str, Any] = {"po_required": case == "po"}
    if case == "authority":
        facts["authorise_over"] = Decimal(500)
    order, _fleet = fleet_order("500" if case == "limit" else "5000", **facts)
    if case == "overdue":
        first = ready_order()
        first.bill_to = order.bill_to
        first.save()
        settle(by=cashier(), settlement=prepared(first), version=None)
        owed = Receivable.objects.get()
        owed.due_on = TODAY - dt.timedelta(days=1)
        owed.save()
    if case in {"po", "authority"}:
        with pytest.raises(Refused, match="PO|授权"):
            prepared(order)
        set_terms(
            by=access_of("service_advisor"),
            order=order,
            version=None,
            payer=Payer.CP,
            document_no="PO-7",
            agreed_by="周队长",
        )
        settle(by=cashier(), settlement=prepared(order), version=None)
        return
    with pytest.raises(Refused, match="没有付清"):
        settle(by=cashier(), settlement=prepared(order), version=None)


def asked_credit(settlement: Settlement) -> Any:
    return request_credit(
        by=access_of("service_advisor"),
        settlement=settlement,
        version=None,
        pay_by=TODAY + dt.timedelta(days=7),
        reason="老客户",
    )


def test_credit_release_climbs_and_lets_the_car_go() -> None:
    settlement = prepared()
    pay(settlement, "26")
    request = asked_credit(settlement)
    with pytest.raises(Refused):
        asked_credit(settlement)
    with pytest.raises(Denied):
        decide_credit(by=access_of("cashier"), request=request, version=None, action="approve")
    manager = access_of("service_manager")
    decide_credit(by=manager, request=request, version=None, action="approve")
    settle(by=cashier(), settlement=settlement, version=None)
    owed = Receivable.objects.get()
    assert (owed.amount, owed.due_on) == (Decimal(500), TODAY + dt.timedelta(days=7))
    books_agree()


def receipt(shares: dict[int, Decimal], amount: Decimal, **facts: Any) -> Any:
    return take_receipt(
        **{
            "by": cashier(),
            "shares": shares,
            "amount": amount,
            "method": "transfer",
            "reference": "T1",
            "payer_name": "",
            **facts,
        }
    )


def test_one_receipt_pays_several_receivables_exactly() -> None:
    order, fleet = fleet_order()
    second = ready_order()
    second.bill_to = fleet.customer
    second.save()
    for each in (order, second):
        settle(by=cashier(), settlement=prepared(each), version=None)
    one, two = Receivable.objects.order_by("pk")
    with pytest.raises(ValidationError):
        receipt({one.pk: DUE, two.pk: Decimal(100)}, Decimal(700))
    with pytest.raises(ValidationError):
        receipt({one.pk: DUE + 1}, DUE + 1)
    receipt({one.pk: DUE, two.pk: Decimal(100)}, DUE + 100)
    assert (reread(one).open_amount, reread(two).open_amount) == (ZERO, DUE - 100)
    with pytest.raises(Refused):
        receipt({two.pk: Decimal(10)}, Decimal(10))
    books_agree()


def test_monthly_statement_bills_each_order_once() -> None:
    order, fleet = fleet_order()
    settle(by=cashier(), settlement=prepared(order), version=None)
    facts: dict[str, Any] = {
        "by": cashier(),
        "account": fleet,
        "version": None,
        "period_from": TODAY.replace(day=1),
        "period_until": TODAY,
    }
    made = issue_statement(**facts)
    assert made.amount == DUE
    with pytest.raises(Refused):
        issue_statement(**facts)
    withdraw_statement(by=cashier(), statement=made, version=None, reason="期间错")
    assert issue_statement(**facts).amount == DUE
    books_agree()


def test_contract_price_comes_before_the_list() -> None:
    fleet = account()
    line = ready_order().jobs.get().part_lines.get()
    facts: dict[str, Any] = {
        "store_id": store_of().pk,
        "payer": Payer.CP,
        "on": TODAY,
        "customer": fleet.customer,
    }
    assert price_of(line.part, **facts).unit == Decimal("214.70")
    assert price_of(line.part, **{**facts, "customer": None}).unit == Decimal("226.00")
    agree_price(
        by=access_of("service_manager"),
        account=fleet,
        version=None,
        effective_from=TODAY - dt.timedelta(days=9),
        until=TODAY - dt.timedelta(days=1),
        parts_pct=Decimal(50),
    )
    assert price_of(line.part, **facts).unit == Decimal("214.70")


def test_one_invoice_for_several_orders_and_its_red_one() -> None:
    buckets = [settled().buckets.get() for _ in range(2)]
    by = cashier()
    made = issue_invoice(by=by, buckets=buckets, number=NUMBER, title="湘运车队")
    assert (made.amount, made.net + made.vat) == (2 * DUE, 2 * DUE)
    with pytest.raises(Refused):
        issue_invoice(by=by, buckets=buckets[:1], number="1" * 20, title="湘运车队")
    reverse_invoice(by=by, invoice=made, version=None, red_number="9" * 20, reason="抬头错")
    issue_invoice(by=by, buckets=buckets[:1], number="1" * 20, title="湘运车队")
    assert Invoice.objects.standing().count() == 1
    books_agree()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"number": "123"}, "number"), ({"title": " "}, "title"), ({"tax_no": "91430100"}, "tax_no")],
)
def test_invoice_of_a_wrong_form_is_refused_beside_the_field(
    facts: dict[str, str], field: str
) -> None:
    values = {"number": NUMBER, "title": "王车主", "tax_no": "", **facts}
    with pytest.raises(ValidationError) as refused:
        issue_invoice(by=cashier(), buckets=[settled().buckets.get()], **values)
    assert list(refused.value.message_dict) == [field]


def test_credit_code_is_checked_to_its_last_sign() -> None:
    body = "91430100MA4L2X3Y7"
    good = body + check_sign(body)
    assert not why_wrong(good)
    assert why_wrong(body + ("0" if good[-1] != "0" else "1"))
    assert not why_wrong("")
    assert why_wrong("IOZSV0000000000000")


def test_revenue_counts_a_held_part_on_its_own_day() -> None:
    settlement = prepared(add_warranty(ready_order()))
    pay(settlement, str(DUE))
    settle(by=cashier(), settlement=settlement, version=None, hold=["WAR"], hold_reason="等批复")
    posted = [b.payer for b in settlement.buckets.all() if b.posted_at]
    assert posted == ["CP"]
    assert settled_buckets is not None
