"""Answers to findings, and settlements settled, withdrawn and reversed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from apps.core.refusals import Refused
from apps.core.transitions import perform
from apps.workorders.choices import Closing, OrderState, WorkClass
from apps.workorders.machines import FINDING, SETTLEMENT
from apps.workorders.models import Finding, Settlement
from apps.workorders.permissions import Perm
from tests.factories.workorders import (
    NOW,
    BucketFactory,
    FindingFactory,
    JobFactory,
    WorkOrderFactory,
    person_who,
    reread,
)

pytestmark = pytest.mark.django_db
ANSWER = {
    "medium": "phone",
    "decided_by_customer_name": "李送修",
    "shown_text": "前刹车片更换，配件260元，工时90元",
    "decided_at": NOW,
}


def answer(action: str, **facts: Any) -> Finding:
    """Record the customer's answer as a colleague of the front desk."""
    finding = FindingFactory(job=JobFactory(order=WorkOrderFactory(authorised=True)))
    by = person_who(finding.order.unit, Perm.DECIDE_FINDING, scope="unit")
    for name, value in {**ANSWER, "taker": by.staff, **facts}.items():
        setattr(finding, name, value)
    perform(FINDING, finding, action, by=by)
    return finding


@pytest.mark.parametrize(
    ("action", "reason", "state"),
    [("accept", "", "accepted"), ("decline", "太贵", "declined"), ("defer", "下次", "deferred")],
)
def test_answer_is_kept(action: str, reason: str, state: str) -> None:
    assert reread(answer(action, reason=reason)).state == state


@pytest.mark.parametrize("missing", ["medium", "decided_by_customer_name", "shown_text"])
def test_answer_without_who_how_and_what_is_refused(missing: str) -> None:
    with pytest.raises(Refused, match="须记录"):
        answer("accept", **{missing: ""})


@pytest.mark.parametrize("action", ["decline", "defer"])
def test_refusal_without_a_reason_is_refused(action: str) -> None:
    with pytest.raises(Refused, match="不做的原因"):
        answer(action)


def paid_settlement(**order: Any) -> Settlement:
    """A prepared settlement whose customer has paid."""
    facts = {"authorised": True, "state": OrderState.READY, **order}
    bucket = BucketFactory(
        settlement__order=WorkOrderFactory(**facts), paid=Decimal(113), closing=Closing.PAID
    )
    return bucket.settlement


def act(settlement: Settlement, action: str, perm: Perm) -> Settlement:
    """Take a step on a settlement."""
    by = person_who(settlement.order.unit, perm)
    perform(SETTLEMENT, settlement, action, by=by, reason="原因")
    return reread(settlement)


def test_settle_with_all_buckets_closed() -> None:
    assert act(paid_settlement(), "settle", Perm.SETTLE_WORKORDER).state == "settled"


def test_settle_with_an_open_bucket_is_refused() -> None:
    with pytest.raises(Refused, match="付款方"):
        act(BucketFactory().settlement, "settle", Perm.SETTLE_WORKORDER)


def test_settle_before_the_work_is_done_is_refused() -> None:
    with pytest.raises(Refused, match="没有完工"):
        act(paid_settlement(state=OrderState.WAITING), "settle", Perm.SETTLE_WORKORDER)


def test_settle_with_an_open_finding_is_refused() -> None:
    settlement = paid_settlement()
    FindingFactory(job=JobFactory(order=settlement.order))
    with pytest.raises(Refused, match="增项"):
        act(settlement, "settle", Perm.SETTLE_WORKORDER)


def test_settle_free_is_for_classes_without_a_cashier() -> None:
    free = BucketFactory(
        settlement__order=WorkOrderFactory(
            authorised=True, state=OrderState.READY, work_class=WorkClass.FREE_CHECK
        ),
        **dict.fromkeys(("labour", "gross", "due", "net", "vat"), Decimal(0)),
        closing=Closing.ZERO,
    )
    settled = act(free.settlement, "settle_free", Perm.PREPARE_SETTLEMENT)
    assert settled.state == "settled"
    with pytest.raises(Refused, match="收银员"):
        act(paid_settlement(), "settle_free", Perm.PREPARE_SETTLEMENT)


def test_withdraw_with_money_taken_is_refused() -> None:
    with pytest.raises(Refused, match="退还"):
        act(paid_settlement(), "withdraw", Perm.PREPARE_SETTLEMENT)


def test_withdraw_untouched_settlement() -> None:
    settlement = BucketFactory().settlement
    assert act(settlement, "withdraw", Perm.PREPARE_SETTLEMENT).state == "reversed"


def test_reverse_by_the_one_who_settled_is_refused() -> None:
    settlement = BucketFactory(settlement__state="settled").settlement
    by = person_who(settlement.order.unit, Perm.APPROVE_REFUND)
    settlement.settled_by = by.staff
    settlement.save()
    with pytest.raises(Refused, match="同一个人"):
        perform(SETTLEMENT, settlement, "reverse", by=by, reason="算错")


def test_reverse_after_delivery_is_refused() -> None:
    settlement = BucketFactory(settlement__state="settled").settlement
    settlement.order.delivered_at = NOW
    settlement.order.save()
    with pytest.raises(Refused, match="已交付"):
        act(reread(settlement), "reverse", Perm.APPROVE_REFUND)
