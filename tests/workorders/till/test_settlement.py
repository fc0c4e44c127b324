"""Preparing and withdrawing a settlement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.money import ZERO
from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import Tenure
from apps.workorders.choices import OrderState, Payer, SettlementState, WorkClass
from apps.workorders.models import Receivable, Settlement, WorkOrder
from apps.workorders.services.settlement import (
    prepare_settlement,
    set_invoice,
    withdraw_settlement,
)
from tests.factories.workorders import FindingFactory, reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import add_warranty, pay, prepared, ready_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> WorkOrder:
    return ready_order()


def prepare(order: WorkOrder, login: str = "service_advisor", **facts: object) -> Settlement:
    store = facts.pop("store", "cs1")
    return prepare_settlement(
        **{"by": access_of(login, store), "order": order, "version": None, **facts}
    )


def test_prepare_makes_a_bucket_per_payer_that_adds_up(order: WorkOrder) -> None:
    settlement = prepare(add_warranty(order), invoice_title="某公司", tax_no="9143")
    buckets = {b.payer: b for b in settlement.buckets.all()}
    assert buckets[Payer.CP].due == Decimal("526.00")
    assert buckets[Payer.WAR].due == Decimal("313.00")
    assert settlement.due == Decimal("839.00") == reread(order).total
    assert settlement.net + settlement.vat == settlement.due
    assert buckets[Payer.CP].invoice_title == "某公司"
    assert buckets[Payer.WAR].invoice_title == ""
    assert not Receivable.objects.exists()


def test_colleague_prepares_and_the_credit_stays(order: WorkOrder) -> None:
    settlement = prepare(order, "service_advisor2")
    assert settlement.prepared_by == staff_of("service_advisor2")
    assert reread(order).advisor == staff_of("service_advisor")


@pytest.mark.parametrize("state", [OrderState.IN_PROGRESS, OrderState.SETTLED])
def test_prepare_in_a_wrong_state_is_refused(state: str) -> None:
    with pytest.raises(Refused):
        prepare(ready_order(state=state))


def test_prepare_by_the_cashier_is_denied(order: WorkOrder) -> None:
    with pytest.raises(Denied):
        prepare(order, "cashier")


def test_prepare_from_another_store_is_out_of_reach(order: WorkOrder) -> None:
    with pytest.raises(Http404):
        prepare(order, store="cs2")


def test_prepare_from_a_stale_page_is_refused(order: WorkOrder) -> None:
    order.save()
    with pytest.raises(Stale):
        prepare(order, version=order.version - 1)


def test_prepare_with_an_open_finding_is_refused(order: WorkOrder) -> None:
    FindingFactory(job=order.jobs.get())
    with pytest.raises(Refused, match="答复"):
        prepare(order)


def test_prepare_with_a_line_nobody_pays_is_refused(order: WorkOrder) -> None:
    line = order.jobs.get().labour_lines.get()
    line.payer = ""
    line.save()
    with pytest.raises(Refused, match="付款方"):
        prepare(order)


def test_second_settlement_is_refused_and_leaves_one(order: WorkOrder) -> None:
    prepare(order)
    with pytest.raises(Refused, match="已经有结算单"):
        prepare(order)
    assert order.settlements.count() == 1


@pytest.mark.parametrize(
    "wish",
    [{"labour_pct": Decimal(-1)}, {"parts_pct": Decimal("100.01")}, {"round_off": Decimal(-1)}],
)
def test_absurd_discount_is_refused_beside_its_field(
    order: WorkOrder, wish: dict[str, Decimal]
) -> None:
    with pytest.raises(ValidationError) as caught:
        prepare(order, **wish)
    assert set(caught.value.message_dict) == set(wish)


def test_rounding_above_the_bill_is_refused(order: WorkOrder) -> None:
    with pytest.raises(ValidationError) as caught:
        prepare(order, round_off=Decimal("526.01"))
    assert "round_off" in caught.value.message_dict


@pytest.mark.parametrize("work_class", [WorkClass.WASH, WorkClass.FREE_CHECK])
def test_what_costs_nothing_by_its_class_skips_the_cashier(work_class: str) -> None:
    order = ready_order(work_class=work_class, lines=False)
    settlement = prepare(order)
    assert settlement.state == SettlementState.SETTLED
    assert settlement.due == ZERO
    assert reread(order).state == OrderState.SETTLED


def test_wash_with_a_price_goes_to_the_cashier() -> None:
    settlement = prepare(ready_order(work_class=WorkClass.WASH))
    assert settlement.state == SettlementState.PREPARED


def test_withdrawn_settlement_stays_and_the_next_is_a_new_revision(order: WorkOrder) -> None:
    first = prepare(order)
    withdraw_settlement(
        by=access_of("service_advisor"), settlement=first, version=None, reason="客户加项目"
    )
    second = prepare(order)
    assert reread(first).state == SettlementState.REVERSED
    assert (first.revision, second.revision) == (1, 2)


def test_withdraw_without_a_reason_is_refused(order: WorkOrder) -> None:
    settlement = prepare(order)
    with pytest.raises(Refused, match="原因"):
        withdraw_settlement(
            by=access_of("service_advisor"), settlement=settlement, version=None, reason=" "
        )


def test_withdraw_after_money_was_taken_is_refused() -> None:
    settlement = prepared()
    pay(settlement, "100")
    with pytest.raises(Refused, match="退还"):
        withdraw_settlement(
            by=access_of("service_advisor"), settlement=settlement, version=None, reason="改"
        )


def test_withdraw_of_a_settled_one_by_a_cashier_and_from_a_stale_page() -> None:
    settlement = prepared()
    facts = {"settlement": settlement, "reason": "改"}
    with pytest.raises(Denied):
        withdraw_settlement(by=access_of("cashier"), version=None, **facts)
    with pytest.raises(Stale):
        withdraw_settlement(by=access_of("service_advisor"), version=99, **facts)
    pay(settlement, "526", finish=True)
    with pytest.raises(Refused):
        withdraw_settlement(by=access_of("service_advisor"), version=None, **facts)
    assert reread(settlement).state == SettlementState.SETTLED


def test_invoice_title_is_kept_on_the_customers_bucket() -> None:
    settlement = prepared()
    set_invoice(
        by=access_of("service_advisor2"),
        settlement=settlement,
        version=None,
        invoice_title="某公司",
        tax_no="91430100MA4L000000",
    )
    assert settlement.buckets.get().invoice_title == "某公司"


def test_acting_for_an_absent_advisor_gives_the_discount_of_the_own_order() -> None:
    order = ready_order()
    absent = staff_of("service_advisor").tenures.get()
    Tenure.objects.create(
        staff=staff_of("receptionist"),
        post=absent.post,
        kind=Tenure.Kind.ACTING,
        acting_for=absent,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(days=1),
    )
    settlement = prepare(order, "receptionist", labour_pct=Decimal(5))
    assert settlement.discount == Decimal("15.00")
    assert reread(order).advisor == staff_of("service_advisor")
