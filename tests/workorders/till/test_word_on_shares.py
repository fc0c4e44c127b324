"""The customer's word on their share of a line: kept line by line, asked again, and demanded."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from apps.core.refusals import Denied, Refused
from apps.workorders import consent
from apps.workorders.choices import JobState, Payer
from apps.workorders.models import (
    AgreedLine,
    Goodwill,
    GoodwillRequest,
    LabourLine,
    PayerChange,
    PayerRefusal,
    WorkOrder,
)
from apps.workorders.services.at_once import agree_to_lines
from apps.workorders.services.endings import reassemble, rebill, refuse_payer
from apps.workorders.services.goodwill import decide_goodwill, give_goodwill
from apps.workorders.services.payers import split_line
from apps.workorders.services.settlement import prepare_settlement
from tests.factories.workorders import reread
from tests.personas import access_of
from tests.workorders.till.orders import HOURS_LATER, ready_order

pytestmark = pytest.mark.django_db
SA, BOSS, WARRANTY = "service_advisor", "front_desk_supervisor", "warranty_appraiser"
YES = {"medium": "phone", "consented_by": "王车主"}


def agreed(order: WorkOrder | None = None) -> WorkOrder:
    """A ready order on which the customer agreed to each line: labour 300, parts 226."""
    order = order or ready_order()
    order.consent_medium, order.signer_name = "in_person", "王车主"
    order.signed_at = order.authorised_at
    at, order.authorised_at = order.authorised_at, None
    order.save()
    agree_to_lines(access_of(SA), order)
    order.authorised_at = access_of(SA).now
    order.save()
    assert at is not None
    return WorkOrder.objects.get(pk=order.pk)


def labour(order: WorkOrder) -> LabourLine:
    return LabourLine.objects.get(job__order=order)


def split(order: WorkOrder, shares: list[tuple[str, str]], **facts: Any) -> LabourLine:
    given = [(payer, Decimal(share)) for payer, share in shares]
    by = access_of(SA)
    line = labour(order)
    split_line(by=by, line=line, version=None, basis="percent", shares=given, **facts)
    return labour(order)


def refused(order: WorkOrder, payer: str = "WAR") -> PayerRefusal:
    """The job of an order whose payer says no."""
    return refuse_payer(
        by=access_of(WARRANTY),
        job=order.jobs.get(),
        version=None,
        payer=payer,
        reason="人为损坏",
    )


def billed(row: PayerRefusal, by: str = SA, **facts: Any) -> PayerRefusal:
    given = {
        "new_payer": "CP",
        "medium": "phone",
        "customer_name": "王车主",
        "shown_text": "厂家拒赔，工时 300 元自费",
    }
    return rebill(by=access_of(by), refusal=row, version=None, **{**given, **facts})


# --------------------------------------------------------------------------- shares


def test_share_of_a_split_line_is_what_the_customer_must_have_agreed_to() -> None:
    order = agreed()
    line = split(order, [("WAR", "40"), ("CP", "60")])
    assert consent.charged(line) == Decimal(180)
    assert consent.covered(line)


def test_line_that_came_to_the_customer_without_a_word_is_not_covered() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    agreed(order)
    line = labour(order)
    line.payer = Payer.CP
    line.save()
    assert not consent.covered(line)


def test_word_on_a_higher_share_is_kept_with_the_exact_text() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    agreed(order)
    line = split(order, [("CP", "30"), ("WAR", "70")], reason="索赔不全赔", **YES)
    word = AgreedLine.objects.get(labour_line=line)
    estimate = word.consent.item.estimate
    assert (word.amount, word.consent.medium) == (Decimal(90), "phone")
    assert "其中客户付 ¥90.00" in estimate.text
    assert estimate.agreed == Decimal(90)
    assert consent.covered(line)


def test_word_on_one_line_leaves_the_authority_over_the_others() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    later = access_of(SA, now=HOURS_LATER)
    shares = [("CP", Decimal(100))]
    facts = {"version": None, "basis": "percent", "shares": shares, **YES}
    split_line(by=later, line=labour(order), **facts)
    assert consent.waiting_jobs(WorkOrder.objects.get(pk=order.pk)) == []
    assert AgreedLine.objects.count() == 1


def test_offered_share_is_what_the_customer_is_asked_for() -> None:
    order = ready_order()
    split(order, [("WAR", "40"), ("CP", "60")])
    order.signed_at = order.authorised_at = None
    order.save()
    estimate = agree_to_lines(access_of(SA), _signing(order))
    assert estimate is not None
    assert estimate.total == Decimal(180) + Decimal(226)
    assert estimate.items.get().lines.filter(due=Decimal(180)).exists()


def _signing(order: WorkOrder) -> WorkOrder:
    order.consent_medium, order.signer_name = "in_person", "王车主"
    return order


# ----------------------------------------------------------------------- settlement


def test_line_without_the_customers_word_is_not_settled_and_named() -> None:
    order = agreed()
    line = labour(order)
    line.hours = Decimal(4)
    line.save()
    with pytest.raises(Refused, match="只同意过 ¥300.00") as told:
        prepare_settlement(by=access_of(SA), order=order, version=None)
    assert line.description in str(told.value)
    assert "重新报价" in str(told.value)
    assert not order.settlements.exists()


def test_line_nobody_was_asked_about_is_not_settled() -> None:
    order = agreed()
    AgreedLine.objects.filter(labour_line=labour(order)).delete()
    with pytest.raises(Refused, match="还没有同意"):
        prepare_settlement(by=access_of(SA), order=order, version=None)


def test_settlement_page_says_which_line_and_what_to_do(client_as: Any) -> None:
    order = agreed()
    AgreedLine.objects.filter(labour_line=labour(order)).delete()
    page = client_as(SA).get(reverse("workorders:settlement", args=[order.pk]))
    assert "客户还没有同意：请先报价" in page.content.decode()


def test_agreed_order_is_settled() -> None:
    assert prepare_settlement(by=access_of(SA), order=agreed(), version=None).pk


# ------------------------------------------------------------------------ refusals


def test_refused_line_comes_to_the_customer_with_a_word_of_its_own() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    agreed(order)
    billed(refused(order))
    line = labour(order)
    word = AgreedLine.objects.get(labour_line=line)
    assert (line.payer, word.amount) == ("CP", line.amount)
    assert "厂家拒赔，工时 300 元自费" in word.consent.item.estimate.text
    change = PayerChange.objects.latest("pk")
    assert (change.customer_before, change.customer_after) == (0, line.amount)
    assert prepare_settlement(by=access_of(SA), order=reread(order), version=None).pk


def test_refused_share_alone_changes_hands() -> None:
    order = agreed()
    split(order, [("CP", "40"), ("WAR", "60")])
    row = refused(order)
    assert {s.payer: s.amount for s in labour(order).splits.all()} == {"CP": 120, "": 180}
    with pytest.raises(Refused, match="付款方"):
        prepare_settlement(by=access_of(SA), order=reread(order), version=None)
    billed(row)
    line = labour(order)
    assert (line.payer, line.splits.count(), line.amount) == ("CP", 0, Decimal(300))
    assert consent.covered(line)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"medium": ""}, "medium"),
        ({"customer_name": " "}, "customer_name"),
        ({"shown_text": ""}, "shown_text"),
        ({"new_payer": "INS"}, "new_payer"),
    ],
)
def test_rebilling_without_a_whole_word_is_refused_beside_the_field(
    facts: dict[str, str], field: str
) -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    row = refused(order)
    with pytest.raises((Refused, ValidationError)) as told:
        billed(row, **facts)
    error: Any = told.value
    assert (error.field if isinstance(error, Refused) else [*error.message_dict][0]) == field
    assert labour(order).payer == ""


def test_goodwill_within_the_limit_pays_the_refused_job_at_once() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    row = billed(refused(order), by=BOSS, new_payer="GWD")
    record = Goodwill.objects.get()
    assert (row.state, labour(order).payer) == ("rebilled", "GWD")
    assert (record.amount, record.approved_by) == (Decimal(300), None)
    assert prepare_settlement(by=access_of(SA), order=reread(order), version=None).pk


def test_goodwill_beyond_the_advisors_limit_climbs_and_the_refusal_waits() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    row = billed(refused(order), new_payer="GWD")
    request = GoodwillRequest.objects.get()
    assert (row.state, labour(order).payer, request.refusal_id) == ("open", "", row.pk)
    with pytest.raises(Refused, match="等批复"):
        billed(reread(row))
    by = access_of(BOSS)
    decide_goodwill(by=by, request=request, version=None, action="approve")
    row = reread(row)
    assert (row.state, row.new_payer, labour(order).payer) == ("rebilled", "GWD", "GWD")
    assert Goodwill.objects.get().approved_by == by.person


def test_refused_request_leaves_the_refusal_open() -> None:
    order = ready_order()
    split(order, [("WAR", "100")])
    row = billed(refused(order), new_payer="GWD")
    request = GoodwillRequest.objects.get()
    facts = {"version": None, "action": "refuse", "reason": "不符合条件"}
    decide_goodwill(by=access_of(BOSS), request=request, **facts)
    assert (reread(row).state, labour(order).payer) == ("open", "")
    assert billed(reread(row)).state == "rebilled"


def test_customers_share_of_the_goodwill_is_agreed_to() -> None:
    order = agreed(_warranty())
    billed(refused(order), by=BOSS, new_payer="GWD", customer_pct=Decimal(25))
    line = labour(order)
    assert {s.payer: s.amount for s in line.splits.all()} == {"GWD": 225, "CP": 75}
    assert AgreedLine.objects.get(labour_line=line).amount == Decimal(75)


def _warranty() -> WorkOrder:
    order = ready_order()
    split(order, [("WAR", "100")])
    return order


def test_who_may_not_give_goodwill_does_not_rebill_to_it() -> None:
    order = _warranty()
    row = refused(order)
    with pytest.raises((Denied, Http404)):
        billed(row, by="cashier", new_payer="GWD")


def test_finished_refused_job_cannot_be_put_together_again() -> None:
    row = refused(_warranty())
    assert row.job.state == JobState.DONE
    facts = {"medium": "phone", "customer_name": "王车主", "shown_text": "装复"}
    with pytest.raises(Refused, match="已经完工"):
        reassemble(by=access_of(SA), refusal=row, version=None, **facts)


# ------------------------------------------------------------------------ goodwill


def test_goodwill_that_costs_the_customer_more_needs_their_word() -> None:
    order = _warranty()
    facts = {"by": access_of(SA), "job": order.jobs.get(), "version": None, "reason": "老客户"}
    facts |= {"maker_pct": Decimal(0), "dealer_pct": Decimal(10)}
    with pytest.raises(Refused, match="客户要多付") as told:
        give_goodwill(**facts)
    assert told.value.field == "medium"
    give_goodwill(**facts, **YES)
    assert PayerChange.objects.filter(customer_after=Decimal(270)).exists()


def test_more_goodwill_than_was_approved_is_not_settled() -> None:
    order = ready_order()
    facts = {"maker_pct": Decimal(0), "dealer_pct": Decimal(10), "reason": "老客户"}
    give_goodwill(by=access_of(SA), job=order.jobs.get(), version=None, **facts)
    split(order, [("GWD", "100")])
    with pytest.raises(Refused, match="超过了批准的 ¥52.60"):
        prepare_settlement(by=access_of(SA), order=order, version=None)
