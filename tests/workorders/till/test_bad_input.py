"""What must not happen at the till is refused in words beside its field; what was typed stays."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.core.refusals import Denied, Refused
from apps.workorders.choices import Closing, OrderState, Payer
from apps.workorders.models import (
    CashShift,
    Delivery,
    GatePass,
    LabourLine,
    Payment,
    Receivable,
    Settlement,
)
from apps.workorders.services.accounts import (
    confirm_statement,
    issue_statement,
    withdraw_statement,
)
from apps.workorders.services.payment import close_part, settle, take_payment
from apps.workorders.services.receipts import take_receipt
from apps.workorders.services.refunds import decide_refund, request_refund
from apps.workorders.services.shifts import system_sums
from tests.factories.workorders import FindingFactory, reread
from tests.personas import NOW, access_of
from tests.workorders.shop.rows import part_line
from tests.workorders.till.orders import (
    HOURS_LATER,
    add_warranty,
    pay,
    prepared,
    ready_order,
    settled,
)
from tests.workorders.till.test_money_of_the_till import fleet_order
from tests.workorders.till.test_pages import keys, url

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db
Clients = "Callable[..., Client]"
DUE = Decimal("526.00")
TODAY = business_day(NOW)


def cashier(now: dt.datetime = HOURS_LATER) -> Any:
    return access_of("cashier", now=now)


# ------------------------------------------------------------------- at the counter


def test_discount_above_the_limit_keeps_the_figures(client_as: Clients) -> None:
    order = ready_order()
    typed = {**keys(order), "labour_pct": "9", "invoice_title": "湘江物流"}
    answer = client_as("service_advisor").post(url("settlement", order.pk), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "超出您的折让额度" in text
    assert 'value="9"' in text
    assert 'value="湘江物流"' in text
    assert not Settlement.objects.exists()


def test_shares_that_do_not_sum_keep_what_was_typed(client_as: Clients) -> None:
    order = ready_order()
    line = LabourLine.objects.get(job__order=order)
    page = reverse("workorders:order_payers_split", args=[order.pk, "labour", line.pk])
    typed = {"basis": "percent", "payer_1": "CP", "share_1": "61"}
    typed |= {"payer_2": "WAR", "share_2": "32", "reason": "保修不全"}
    answer = client_as("service_advisor").post(page, {**keys(order), **typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "合计是 93.00%，须为 100%" in text.replace("93%", "93.00%")
    for value in ("61", "32", "保修不全"):
        assert f'value="{value}"' in text
    assert not line.splits.exists()


def test_payment_above_what_is_due_keeps_what_was_typed(client_as: Clients) -> None:
    settlement = prepared()
    typed = {"amount": "600.00", "method": "wechat", "reference": "W-600"}
    answer = client_as("cashier").post(
        url("take_payment", settlement.pk), {**keys(settlement), **typed}
    )
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "客户只差 ¥526.00，不能多收" in text
    assert 'id="id_amount_error"' in text
    assert 'value="600.00"' in text
    assert 'value="W-600"' in text
    assert not Payment.objects.exists()


def test_order_with_an_open_finding_is_not_settled_on_the_page(client_as: Clients) -> None:
    order = ready_order()
    FindingFactory(job=order.jobs.get())
    typed = {**keys(order), "invoice_title": "湘江物流"}
    answer = client_as("service_advisor").post(url("settlement", order.pk), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "有增项还没有客户答复" in text
    assert 'value="湘江物流"' in text
    assert not Settlement.objects.exists()


def test_parts_neither_fitted_nor_brought_back_stop_the_settlement(client_as: Clients) -> None:
    order = ready_order()
    part_line(order.jobs.get(), "issued", 2)
    answer = client_as("service_advisor").post(url("settlement", order.pk), keys(order))
    assert answer.status_code == 409
    assert "领用与装车数量不符" in answer.content.decode()
    assert not Settlement.objects.exists()


def test_car_is_not_released_unsettled_and_what_was_typed_stays(client_as: Clients) -> None:
    order = ready_order()
    typed = {**keys(order), "old_parts": "take", "km_out": "20005", "receiver_name": "李送修"}
    answer = client_as("service_advisor").post(url("release", order.pk), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="李送修"' in text
    assert not Delivery.objects.exists()


def test_gate_opens_for_no_invented_pass_and_keeps_the_code(client_as: Clients) -> None:
    settled()
    answer = client_as("cashier").post(url("gate"), {**keys(), "code": "12345678"})
    text = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert 'value="12345678"' in text
    assert not GatePass.objects.exclude(used_at=None).exists()


# -------------------------------------------------------------- as one who means harm


def fleet_statement(amount: Decimal = ZERO) -> tuple[Any, Receivable]:
    """A month's statement over one order, of which so much was paid before."""
    order, fleet = fleet_order()
    settle(by=cashier(), settlement=prepared(order), version=None)
    owed = Receivable.objects.get()
    if amount:
        facts: dict[str, Any] = {"method": "transfer", "reference": "T1", "payer_name": ""}
        take_receipt(by=cashier(), shares={owed.pk: amount}, amount=amount, **facts)
    period = {"period_from": TODAY.replace(day=1), "period_until": TODAY}
    made = issue_statement(by=cashier(), account=reread(fleet), version=None, **period)
    return made, reread(owed)


def test_statement_bills_only_what_is_still_owed() -> None:
    made, owed = fleet_statement(Decimal(500))
    assert made.amount == owed.open_amount == Decimal(26)


def test_order_paid_in_full_stands_on_no_statement() -> None:
    with pytest.raises(Refused, match="没有还没出单"):
        fleet_statement(DUE)


def reverse_asked(settlement: Settlement) -> Any:
    return request_refund(by=cashier(), settlement=settlement, version=None, reason="开错")


def decided(request: Any) -> Any:
    by = access_of("general_manager", now=HOURS_LATER)
    return decide_refund(by=by, request=request, version=None, action="approve")


def test_settlement_on_a_statement_is_reversed_only_after_the_statement() -> None:
    made, owed = fleet_statement()
    request = reverse_asked(owed.bucket.settlement)
    with pytest.raises(Refused, match=made.number):
        decided(request)
    assert reread(owed).open_amount == DUE
    withdraw_statement(by=cashier(), statement=made, version=None, reason="开错")
    decided(request)
    assert reread(owed).open_amount == ZERO


def test_confirmed_statement_cannot_be_emptied_behind_the_customer() -> None:
    made, owed = fleet_statement()
    confirm_statement(by=cashier(), statement=made, version=None, name="车队李主管")
    with pytest.raises(Refused, match="已确认"):
        decided(reverse_asked(owed.bucket.settlement))
    with pytest.raises(Refused):
        withdraw_statement(by=cashier(), statement=reread(made), version=None, reason="x")


def test_confirming_a_statement_gives_no_new_term_to_what_is_overdue() -> None:
    order, fleet = fleet_order()
    settle(by=cashier(), settlement=prepared(order), version=None)
    owed = Receivable.objects.get()
    owed.due_on = TODAY - dt.timedelta(days=9)
    owed.save()
    period = {"period_from": TODAY.replace(day=1), "period_until": TODAY}
    made = issue_statement(by=cashier(), account=reread(fleet), version=None, **period)
    confirm_statement(by=cashier(), statement=made, version=None, name="车队李主管")
    assert reread(owed).due_on == TODAY - dt.timedelta(days=9)


def test_who_reverses_is_neither_who_asked_nor_who_settled() -> None:
    settlement = settled()
    request = reverse_asked(settlement)
    with pytest.raises((Denied, Refused)):
        decide_refund(by=cashier(), request=request, version=None, action="approve")
    assert reread(settlement).state == "settled"


def test_part_held_open_is_closed_once() -> None:
    settlement = prepared(add_warranty(ready_order()))
    pay(settlement, str(DUE))
    settle(
        by=cashier(), settlement=settlement, version=None, hold=["WAR"], hold_reason="等厂家批复"
    )
    bucket = settlement.buckets.get(payer=Payer.WAR)
    close_part(by=cashier(), bucket=bucket, version=None)
    with pytest.raises(Refused):
        close_part(by=cashier(), bucket=bucket, version=None)
    assert Receivable.objects.count() == 1


def test_part_of_a_reversed_settlement_is_closed_no_more() -> None:
    settlement = prepared(add_warranty(ready_order()))
    pay(settlement, str(DUE))
    settle(
        by=cashier(), settlement=settlement, version=None, hold=["WAR"], hold_reason="等厂家批复"
    )
    decided(reverse_asked(reread(settlement)))
    bucket = settlement.buckets.get(payer=Payer.WAR)
    with pytest.raises(Refused):
        close_part(by=cashier(), bucket=bucket, version=None)
    assert not Receivable.objects.exists()
    assert (bucket.closing, reread(settlement.order).state) == ("", OrderState.READY)


def test_shift_with_only_yesterdays_refund_closes_below_zero(client_as: Clients) -> None:
    settlement = prepared()
    pay(settlement, "100", method="wechat", reference="W1", by=cashier(NOW - dt.timedelta(days=1)))
    request = request_refund(
        by=cashier(NOW),
        settlement=settlement,
        version=None,
        reason="开错",
        payment=Payment.objects.get(),
    )
    by = access_of("service_manager", now=NOW)
    decide_refund(by=by, request=request, version=None, action="approve")
    shift = CashShift.objects.order_by("day").last()
    assert shift is not None
    assert system_sums(shift)["wechat"] == Decimal(-100)
    sums = {f"counted_{m}": str(s) for m, s in system_sums(shift).items()}
    client = client_as("cashier")
    wrong = {**keys(shift), **sums, "seen": "1", "counted_wechat": "0"}
    answer = client.post(url("shift", shift.pk), wrong)
    assert answer.status_code == 422
    assert "请填写差额原因" in answer.content.decode()
    answer = client.post(url("shift", shift.pk), {**keys(shift), **sums, "seen": "1"})
    assert answer.status_code == 303
    assert (reread(shift).state, reread(shift).system_total) == ("closed", Decimal(-100))


def test_money_taken_while_credit_is_asked_lowers_what_is_left_unpaid() -> None:
    order, _fleet = fleet_order()
    settlement = prepared(order)
    take_payment(
        by=cashier(),
        settlement=settlement,
        version=None,
        amount=Decimal(500),
        method="cash",
    )
    settle(by=cashier(), settlement=settlement, version=None)
    bucket = settlement.buckets.get()
    assert (bucket.closing, Receivable.objects.get().amount) == (Closing.RECEIVABLE, Decimal(26))
