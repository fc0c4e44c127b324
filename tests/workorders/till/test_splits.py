"""Lines paid by several: shares that sum to the fen, consent, insurance, goodwill."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.core.money import ZERO
from apps.core.refusals import Denied, Refused
from apps.workorders import pricing
from apps.workorders.billing import bills, shares_of
from apps.workorders.choices import Payer
from apps.workorders.following import charged_lines, refresh_totals
from apps.workorders.models import Goodwill, GoodwillRequest, LabourLine, PartLine, PayerChange
from apps.workorders.services.goodwill import decide_goodwill, give_goodwill
from apps.workorders.services.insured import assess
from apps.workorders.services.payers import set_terms, split_line
from apps.workorders.services.settlement import prepare_settlement
from apps.workorders.statement import statement_of
from tests.factories.workorders import reread
from tests.personas import access_of, staff_of
from tests.workorders.till.orders import prepared, ready_order, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

YUAN = st.decimals("0.05", "99999.99", places=2)
RATES = st.sampled_from([Decimal(13), Decimal(6), Decimal(3), ZERO])


@given(amount=YUAN, rate=RATES, weights=st.lists(st.integers(1, 60), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_shares_keep_amount_net_and_vat_of_the_line(
    amount: Decimal, rate: Decimal, weights: list[int]
) -> None:
    percents = [Decimal(w) for w in weights]
    if sum(percents) >= pricing.HUNDRED:
        return
    percents.append(pricing.HUNDRED - sum(percents))
    amounts = pricing.split_line(amount, percents)
    nets = pricing.nets_of(amounts, rate)
    assert sum(amounts, ZERO) == amount
    assert sum(nets, ZERO) == pricing.net_of(amount, rate)
    for share, net in zip(amounts, nets, strict=True):
        assert ZERO <= net <= share


def labour(order: Any) -> LabourLine:
    return LabourLine.objects.get(job__order=order)


def split(order: Any, shares: list[tuple[str, str]], basis: str = "percent", **facts: Any) -> Any:
    return split_line(
        **{
            "by": access_of("service_advisor"),
            "line": labour(order),
            "version": None,
            "basis": basis,
            "shares": [(p, Decimal(s)) for p, s in shares],
            **facts,
        }
    )


@pytest.mark.django_db
def test_split_line_stands_on_both_bills() -> None:
    order = ready_order()
    line = split(order, [("CP", "33.33"), ("WAR", "66.67")])
    assert [(s.payer, s.amount) for s in shares_of(line)] == [
        ("CP", Decimal("99.99")),
        ("WAR", Decimal("200.01")),
    ]
    found = {b.payer: b.due for b in bills(charged_lines(order))}
    assert found == {"CP": Decimal("325.99"), "WAR": Decimal("200.01")}
    assert reread(order).total == Decimal("526.00")
    assert {b.payer: b.gross for b in order.buckets.all()} == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shares", "basis"),
    [
        ([("CP", "50"), ("WAR", "49.99")], "percent"),
        ([("CP", "100"), ("WAR", "199.99")], "amount"),
        ([("CP", "150"), ("CP", "150")], "amount"),
        ([("CP", "300.01"), ("WAR", "-0.01")], "amount"),
        ([("CP", "60"), ("XX", "40")], "percent"),
        ([], "percent"),
    ],
)
def test_shares_that_do_not_sum_are_refused_beside_the_field(
    shares: list[tuple[str, str]], basis: str
) -> None:
    order = ready_order()
    with pytest.raises(ValidationError) as refused:
        split(order, shares, basis)
    assert list(refused.value.message_dict) == ["shares"]
    assert not labour(order).splits.exists()


@pytest.mark.django_db
def test_more_for_the_customer_needs_their_consent() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    with pytest.raises(Refused) as refused:
        split(order, [("CP", "100")])
    assert refused.value.field == "medium"
    split(order, [("CP", "100")], medium="phone", consented_by="王车主", reason="索赔被拒")
    change = PayerChange.objects.latest("pk")
    assert (change.customer_before, change.customer_after) == (ZERO, labour(order).amount)
    assert change.consented_by == "王车主"


@pytest.mark.django_db
def test_shares_by_percent_follow_the_line_and_agreed_amounts_stop_it() -> None:
    order = ready_order()
    line = split(order, [("CP", "50"), ("WAR", "50")])
    line.hours = Decimal(3)
    line.save()
    refresh_totals(order)
    assert [s.amount for s in shares_of(labour(order))] == [Decimal(225), Decimal(225)]
    line = split(order, [("CP", "200"), ("WAR", "250")], "amount")
    line.hours = Decimal(2)
    line.save()
    with pytest.raises(Refused):
        refresh_totals(order)


@pytest.mark.django_db
def test_payer_is_not_changed_once_a_settlement_stands_or_by_a_stranger() -> None:
    order = ready_order()
    with pytest.raises(Denied):
        split(order, [("WAR", "100")], by=access_of("cashier"))
    prepared(order)
    with pytest.raises(Refused):
        split(order, [("WAR", "100")])


@pytest.mark.django_db
def test_insurer_pays_what_was_assessed_less_the_deductible() -> None:
    order = ready_order()
    split(order, [("INS", "100")])
    PartLine.objects.filter(job__order=order).get()
    by = access_of("service_advisor")
    facts: dict[str, Any] = {
        "by": by,
        "order": order,
        "version": None,
        "insurer": "平安",
        "document_no": "BA1",
        "assessed": labour(order).amount - Decimal("37.77"),
        "deductible": Decimal(20),
    }
    whole = labour(order).amount
    with pytest.raises(Refused) as refused:
        assess(**facts)
    assert refused.value.field == "medium"
    assess(**facts, medium="wechat", consented_by="王车主")
    found = {s.payer: s.amount for s in shares_of(labour(order))}
    assert found == {"INS": whole - Decimal("57.77"), "CP": Decimal("57.77")}
    assess(**{**facts, "assessed": whole, "deductible": ZERO})
    assert {s.payer: s.amount for s in shares_of(labour(order))} == {"INS": whole}


@pytest.mark.django_db
def test_internal_part_needs_cost_centre_and_requester_before_settling() -> None:
    order = ready_order()
    split(order, [("INT", "100")])
    by = access_of("service_advisor")
    with pytest.raises(Refused, match="成本中心"):
        prepare_settlement(by=by, order=order, version=None)
    set_terms(
        by=by,
        order=order,
        version=None,
        payer=Payer.INT,
        cost_centre="CX-01",
        requester=staff_of("service_manager"),
    )
    assert prepare_settlement(by=by, order=order, version=None).pk


@pytest.mark.django_db
def test_goodwill_within_the_limit_stands_at_once_beyond_it_climbs() -> None:
    order = ready_order()
    job = order.jobs.get()
    by = access_of("service_advisor")
    give_goodwill(
        by=by,
        job=job,
        version=None,
        maker_pct=Decimal(10),
        dealer_pct=Decimal(20),
        reason="老客户",
    )
    record = Goodwill.objects.get()
    assert (record.amount, record.approved_by) == (Decimal("157.80"), None)
    asked = {"maker_pct": Decimal(0), "dealer_pct": Decimal(80), "reason": "严重投诉"}
    give_goodwill(by=by, job=job, version=None, **asked)
    request = GoodwillRequest.objects.get()
    with pytest.raises(Denied):
        decide_goodwill(by=by, request=request, version=None, action="approve")
    manager = access_of("service_manager")
    decide_goodwill(by=manager, request=request, version=None, action="approve")
    record.refresh_from_db()
    assert (record.dealer_pct, record.approved_by) == (Decimal(80), manager.person)
    assert {b.payer: b.gross for b in order.buckets.all()}["GWD"] == Decimal("420.80")


@pytest.mark.django_db
def test_goodwill_share_without_a_record_cannot_be_settled() -> None:
    order = ready_order()
    split(order, [("GWD", "100")])
    with pytest.raises(Refused, match="批准记录"):
        prepare_settlement(by=access_of("service_advisor"), order=order, version=None)


@pytest.mark.django_db
def test_customer_sees_their_share_and_the_others_at_zero() -> None:
    order = ready_order()
    split(order, [("CP", "40"), ("WAR", "60")])
    settlement = settled(order)
    bucket = settlement.buckets.get(payer=Payer.CP)
    paper = statement_of(order, bucket)
    assert [(row.amount, row.split) for row in paper.labour] == [(Decimal(120), True)]
    assert bucket.due == sum((r.amount for r in (*paper.labour, *paper.parts)), ZERO)


@pytest.mark.django_db
def test_payers_page_splits_a_line_and_gives_goodwill(client_as: Callable[..., Client]) -> None:
    order = ready_order()
    client = client_as("service_advisor")
    page = reverse("workorders:order_payers", args=[order.pk])
    line = labour(order)
    assert "谁付多少" in client.get(f"{page}?line=labour-{line.pk}").content.decode()
    form = {
        "operation_key": str(uuid.uuid4()),
        "version": str(reread(order).version),
        "basis": "percent",
        "payer_1": "CP",
        "share_1": "60",
        "payer_2": "WAR",
        "share_2": "30",
    }
    address = reverse("workorders:order_payers_split", args=[order.pk, "labour", line.pk])
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert "合计是" in refused.content.decode()
    assert client.post(address, form | {"share_2": "40"}).status_code == 303
    address = reverse("workorders:order_payers_goodwill", args=[order.pk, line.job_id])
    given = {
        "operation_key": str(uuid.uuid4()),
        "version": str(reread(order).version),
        "dealer_pct": "20",
        "reason": "老客户",
    }
    refused = client.post(address, given)
    assert refused.status_code == 409
    assert "客户要多付" in refused.content.decode()
    given |= {"operation_key": str(uuid.uuid4()), "medium": "phone", "consented_by": "王车主"}
    assert client.post(address, given).status_code == 303
    assert Goodwill.objects.get().dealer_pct == 20
