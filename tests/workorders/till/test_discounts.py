"""Discounts: within the limit at once, beyond it up the line, never by the same person."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import RequestState, Tenure
from apps.workorders.choices import Payer
from apps.workorders.models import DiscountRequest, Settlement
from apps.workorders.services.discounts import decide_discount, give_discount
from apps.workorders.services.settlement import withdraw_settlement
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import add_warranty, pay, prepared, ready_order

pytestmark = pytest.mark.django_db


def ask(pct: str = "8", **facts: object) -> DiscountRequest:
    """A settlement whose labour discount is beyond the advisor's limit, and its request."""
    settlement = prepared(labour_pct=Decimal(pct), reason="老客户", **facts)
    return settlement.discount_requests.get()


def decide(
    request: DiscountRequest, login: str, action: str = "approve", reason: str = ""
) -> DiscountRequest:
    return decide_discount(
        by=access_of(login), request=request, version=None, action=action, reason=reason
    )


@pytest.mark.parametrize(
    ("wish", "asked"),
    [
        ({"labour_pct": "5.00"}, False),
        ({"labour_pct": "5.01"}, True),
        ({"parts_pct": "0.01"}, True),
        ({"round_off": "10.00"}, False),
        ({"round_off": "10.01"}, True),
        ({"labour_pct": "5", "round_off": "10"}, False),
    ],
)
def test_limit_of_the_advisor_is_met_exactly(wish: dict[str, str], asked: bool) -> None:
    wishes = {k: Decimal(v) for k, v in wish.items()}
    settlement = prepared(reason="理由", **wishes)
    assert settlement.discount_requests.pending().exists() is asked
    assert (settlement.discount == 0) is asked


def test_discount_lowers_labour_parts_and_sum_of_the_customer_only() -> None:
    settlement = prepared(add_warranty(ready_order()), labour_pct=Decimal(5), round_off=Decimal(1))
    customer = settlement.buckets.get(payer=Payer.CP)
    assert (customer.labour_discount, customer.round_off) == (Decimal("15.00"), Decimal("1.00"))
    assert customer.due == Decimal("510.00")
    assert settlement.buckets.get(payer=Payer.WAR).discount == 0
    assert settlement.due == Decimal("823.00")


def test_colleague_has_no_limit_on_an_order_of_another() -> None:
    settlement = prepared()
    give_discount(
        by=access_of("service_advisor2"),
        settlement=settlement,
        version=None,
        labour_pct=Decimal(1),
        reason="代办",
    )
    assert settlement.discount_requests.pending().count() == 1


@pytest.mark.parametrize(
    ("pct", "position"),
    [
        ("10.00", "front_desk_supervisor"),
        ("10.01", "service_manager"),
        ("20.01", "general_manager"),
    ],
)
def test_request_climbs_to_the_first_whose_limit_covers_it(pct: str, position: str) -> None:
    assert ask(pct).asked_of.code == position


def test_request_without_a_reason_is_refused() -> None:
    with pytest.raises(Refused, match="理由"):
        prepared(labour_pct=Decimal(8))


def test_approved_discount_stands() -> None:
    request = decide(ask(), "front_desk_supervisor")
    settlement = reread(request.settlement)
    assert request.state == RequestState.APPROVED
    assert settlement.discount == Decimal("24.00")
    assert settlement.due == Decimal("502.00")


def test_refused_discount_does_not_stand() -> None:
    request = decide(ask(), "front_desk_supervisor", "refuse", "价格已优惠")
    assert request.state == RequestState.REFUSED
    assert reread(request.settlement).discount == 0


def test_refusing_needs_a_reason() -> None:
    with pytest.raises(Refused, match="原因"):
        decide(ask(), "front_desk_supervisor", "refuse")


def test_approving_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Refused, match="额度"):
        decide(ask("10.01"), "front_desk_supervisor")


def test_advisor_may_not_approve() -> None:
    with pytest.raises(Denied):
        decide(ask(), "service_advisor2")


def test_who_asked_may_not_approve() -> None:
    settlement = prepared()
    supervisor = access_of("front_desk_supervisor")
    give_discount(
        by=supervisor, settlement=settlement, version=None, labour_pct=Decimal(8), reason="熟客"
    )
    request = settlement.discount_requests.get()
    assert request.asked_of.code == "service_manager"
    with pytest.raises(Refused, match="同一个人"):
        decide(request, "front_desk_supervisor")


def test_answered_request_is_not_answered_again() -> None:
    request = decide(ask(), "front_desk_supervisor")
    with pytest.raises(Refused):
        decide(request, "service_manager", "refuse", "x")


def test_money_waits_for_the_answer() -> None:
    request = ask()
    with pytest.raises(Refused, match="折让"):
        pay(request.settlement, "100")


def test_discount_after_a_payment_is_refused() -> None:
    settlement = prepared()
    pay(settlement, "100")
    with pytest.raises(Refused, match="收过款"):
        give_discount(
            by=access_of("service_advisor"),
            settlement=settlement,
            version=None,
            labour_pct=Decimal(1),
        )


def test_withdrawing_the_settlement_withdraws_its_request() -> None:
    request = ask()
    settlement: Settlement = request.settlement
    withdraw_settlement(
        by=access_of("service_advisor"), settlement=settlement, version=None, reason="改单"
    )
    assert reread(request).state == RequestState.WITHDRAWN


def test_stale_decision_is_refused() -> None:
    with pytest.raises(Stale):
        decide_discount(
            by=access_of("front_desk_supervisor"), request=ask(), version=99, action="approve"
        )


def test_discount_from_a_stale_page_is_refused() -> None:
    with pytest.raises(Stale):
        give_discount(by=access_of("service_advisor"), settlement=prepared(), version=99)


def test_supervisor_of_another_store_is_out_of_reach() -> None:
    with pytest.raises(Http404):
        decide_discount(
            by=access_of("front_desk_supervisor", "cs2"),
            request=ask(),
            version=None,
            action="approve",
        )


def test_acting_supervisor_decides_in_the_place_of_the_absent_one() -> None:
    absent = staff_of("front_desk_supervisor").tenures.get()
    Tenure.objects.create(
        staff=staff_of("service_advisor2"),
        post=absent.post,
        kind=Tenure.Kind.ACTING,
        acting_for=absent,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(days=1),
    )
    assert decide(ask(), "service_advisor2").state == RequestState.APPROVED
