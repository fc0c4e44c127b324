"""Refunds and reversals: asked by one, decided by another, every row kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import Post, RequestState, Tenure
from apps.workorders.choices import OrderState, Payer, SettlementState
from apps.workorders.hooks import settlement_reversed
from apps.workorders.models import Payment, Receivable, RefundRequest, Settlement
from apps.workorders.services.refunds import decide_refund, request_refund
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import add_warranty, pay, prepared, ready_order, settled

pytestmark = pytest.mark.django_db


def ask(settlement: Settlement, **facts: object) -> RefundRequest:
    return request_refund(
        **{
            "by": access_of("cashier"),
            "settlement": settlement,
            "version": None,
            "reason": "开错单",
            **facts,
        }
    )


def decide(request: RefundRequest, login: str, action: str = "approve", **facts: str) -> object:
    return decide_refund(by=access_of(login), request=request, version=None, action=action, **facts)


def test_reversal_gives_all_back_and_the_order_is_settled_anew() -> None:
    order = add_warranty(ready_order())
    first = settled(order)
    heard: list[Settlement] = []
    joiner = settlement_reversed.connect(lambda settlement, by: heard.append(settlement))
    try:
        decide(ask(first), "service_manager")
    finally:
        settlement_reversed._joined.remove(joiner)
    assert reread(first).state == SettlementState.REVERSED
    assert sum(Payment.objects.values_list("amount", flat=True)) == 0
    assert Payment.objects.count() == 2
    assert Payment.objects.get(amount__lt=0).taken_by == staff_of("cashier")
    assert Receivable.objects.get().open_amount == 0
    assert reread(order).state == OrderState.READY
    assert heard == [first]
    second = settled(reread(order))
    assert (second.revision, order.settlements.count()) == (2, 2)


@pytest.mark.parametrize(
    ("labour", "position"),
    [
        ("274.00", "front_desk_supervisor"),
        ("274.01", "service_manager"),
        ("4774.00", "service_manager"),
        ("4774.01", "general_manager"),
    ],
)
def test_refund_goes_to_the_first_whose_limit_covers_it(labour: str, position: str) -> None:
    order = ready_order()
    line = order.jobs.get().labour_lines.get()
    line.hours, line.unit_price = Decimal(1), Decimal(labour)
    line.save()
    assert ask(settled(order)).asked_of.code == position


def test_approving_beyond_the_limit_is_refused() -> None:
    request = ask(settled())
    with pytest.raises(Refused, match="额度"):
        decide(request, "front_desk_supervisor")
    assert reread(request).state == RequestState.PENDING


def test_who_asked_may_not_approve() -> None:
    cashier = staff_of("cashier")
    post = Post.objects.get(position__code="service_manager", unit__store=cashier.store)
    Tenure.objects.create(
        staff=cashier,
        post=post,
        kind=Tenure.Kind.CONCURRENT,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
    )
    request = ask(settled())
    with pytest.raises(Refused, match="同一个人"):
        decide(request, "cashier")


def test_cashier_and_advisor_may_not_approve() -> None:
    request = ask(settled())
    for login in ("cashier", "service_advisor"):
        with pytest.raises(Denied):
            decide(request, login)


def test_manager_of_another_store_is_out_of_reach() -> None:
    request = ask(settled())
    with pytest.raises(Http404):
        decide_refund(
            by=access_of("service_manager", "cs2"), request=request, version=None, action="approve"
        )


def test_advisor_may_not_ask() -> None:
    with pytest.raises(Denied):
        ask(settled(), by=access_of("service_advisor"))


def test_refusal_needs_a_reason_and_changes_nothing() -> None:
    settlement = settled()
    request = ask(settlement)
    with pytest.raises(Refused, match="原因"):
        decide(request, "service_manager", "refuse")
    decide(request, "service_manager", "refuse", reason="不符合规定")
    assert reread(settlement).state == SettlementState.SETTLED
    assert Payment.objects.count() == 1


def test_second_request_is_refused_while_one_waits() -> None:
    settlement = settled()
    ask(settlement)
    with pytest.raises(Refused, match="等批复"):
        ask(settlement)


def test_refund_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="原因"):
        ask(settled(), reason="  ")


def test_one_payment_goes_back_before_settling() -> None:
    settlement = prepared()
    pay(settlement, "300")
    pay(settlement, "100", method="wechat", reference="W1")
    wrong = Payment.objects.get(method="wechat")
    decide(ask(settlement, payment=wrong), "front_desk_supervisor")
    bucket = settlement.buckets.get(payer=Payer.CP)
    assert bucket.paid == Decimal("300.00")
    assert reread(settlement).state == SettlementState.PREPARED
    with pytest.raises(Refused, match="退过"):
        ask(settlement, payment=wrong)


def test_money_waits_while_a_refund_is_asked() -> None:
    settlement = prepared()
    pay(settlement, "300")
    ask(settlement, payment=Payment.objects.get())
    with pytest.raises(Refused, match="退款"):
        pay(settlement, "1")


def test_part_of_a_closed_settlement_does_not_go_back() -> None:
    settlement = settled()
    with pytest.raises(Refused, match="整单"):
        ask(settlement, payment=Payment.objects.get())


def test_payment_of_another_settlement_is_refused() -> None:
    other, settlement = prepared(), prepared()
    pay(other, "1")
    with pytest.raises(Refused, match="不属于"):
        ask(settlement, payment=Payment.objects.get())


def test_collected_receivable_stops_the_reversal() -> None:
    settlement = settled(add_warranty(ready_order()))
    receivable = Receivable.objects.get()
    receivable.open_amount = Decimal(1)
    receivable.save()
    request = ask(settlement)
    with pytest.raises(Refused, match="应收"):
        decide(request, "service_manager")
    assert sum(Payment.objects.values_list("amount", flat=True)) == Decimal("526.00")


def test_reversal_after_delivery_is_refused() -> None:
    settlement = settled()
    order = settlement.order
    order.delivered_at = NOW
    order.save()
    with pytest.raises(Refused, match="交付"):
        ask(settlement)


def test_stale_decision_is_refused() -> None:
    request = ask(settled())
    with pytest.raises(Stale):
        decide_refund(
            by=access_of("service_manager"), request=request, version=99, action="approve"
        )


def test_answered_request_is_not_answered_again() -> None:
    request = ask(settled())
    decide(request, "service_manager")
    with pytest.raises(Refused):
        decide(request, "general_manager")
    assert Payment.objects.count() == 2


def test_whoever_settled_may_not_reverse() -> None:
    settlement = settled()
    request = ask(settlement, by=access_of("cashier"))
    settlement = reread(settlement)
    settlement.settled_by = staff_of("service_manager")
    settlement.save()
    with pytest.raises(Refused, match="同一个人"):
        decide(request, "service_manager")
    assert reread(settlement).state == SettlementState.SETTLED
