"""Every step of a claim: done rightly, in the wrong state, by the wrong person, against a guard."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.core.transitions import perform
from apps.warranty import services
from apps.warranty.machines import CLAIM
from apps.warranty.services import LineAnswer
from apps.workorders.models import Payment, Receivable
from tests.personas import access_of, staff_of
from tests.warranty.claims import (
    LATER,
    WORDS,
    again,
    answered,
    drafted,
    judged,
    reviewed,
    submitted,
)

pytestmark = pytest.mark.django_db
APPRAISER = "warranty_appraiser"


def judge(claim, who=APPRAISER, store="cs1", version=None):
    """Somebody judges."""
    return services.judge_claim(by=access_of(who, store), claim=claim, version=version)


def decide(claim, who, action="approve", reason=""):
    """Somebody above answers."""
    request = claim.requests.latest("pk")
    return services.decide_claim(
        by=access_of(who), request=request, version=None, action=action, reason=reason
    )


def credit(claim, amount, **facts):
    """The cashier books."""
    return services.settle_claim(
        **{
            "by": access_of("cashier", now=LATER),
            "claim": claim,
            "version": None,
            "amount": Decimal(amount),
            "reference": "CN-1",
            **facts,
        }
    )


def test_words_are_written_until_it_is_judged():
    claim = drafted(cause="")
    by = access_of(APPRAISER)
    services.change_claim(by=by, claim=claim, version=claim.version, **WORDS, dtc="p0217")
    assert (again(claim).cause, again(claim).dtc) == (WORDS["cause"], "P0217")
    judge(claim)
    with pytest.raises(Refused, match="不能再修改"):
        services.change_claim(by=by, claim=claim, version=None, **WORDS)


def test_judged_within_the_limit_at_once():
    claim = judged("887.00", "113.00")
    assert (claim.claimed, claim.state) == (Decimal("1000.00"), "judged")
    assert claim.judged_by == staff_of(APPRAISER)


def test_one_fen_over_the_limit_is_asked_of_the_service_manager():
    claim = judged("887.01", "113.00")
    assert (claim.claimed, claim.state) == (Decimal("1000.01"), "pending")
    assert claim.requests.get().asked_of.code == "service_manager"


@pytest.mark.parametrize(
    ("labour", "position"), [("4887.00", "service_manager"), ("4887.01", "general_manager")]
)
def test_request_climbs_to_the_first_whose_limit_covers_it(labour, position):
    assert judged(labour, "113.00").requests.get().asked_of.code == position


def test_service_manager_approves_up_to_the_limit_and_no_further():
    assert decide(judged("4887.00"), "service_manager").state == "approved"
    with pytest.raises(Refused, match="超出您的批准额度"):
        decide(judged("4887.01"), "service_manager")


def test_general_manager_approves_above():
    assert decide(judged("9000.00"), "general_manager").state == "approved"


def test_refusal_needs_a_reason_and_can_be_judged_again():
    claim = judged("2000.00")
    with pytest.raises(Refused, match="请填写原因"):
        decide(claim, "service_manager", "refuse")
    assert decide(claim, "service_manager", "refuse", "证据不足").state == "refused"
    assert judge(claim).state == "pending"


def test_nobody_approves_what_they_judged():
    claim = judged("2000.00")
    claim.judged_by = staff_of("service_manager")
    claim.save()
    with pytest.raises(Refused, match="同一个人"):
        decide(claim, "service_manager")


def test_judge_takes_the_request_back_and_the_claim_is_a_draft():
    claim = judged("2000.00")
    services.withdraw_claim_request(
        by=access_of(APPRAISER), request=claim.requests.get(), version=None
    )
    assert (again(claim).state, claim.requests.get().state) == ("draft", "withdrawn")


def test_changed_order_withdraws_the_request_of_its_claim():
    claim = judged("2000.00")
    line = claim.lines.first()
    source = line.labour_line or line.part_line
    source.unit_price += 1
    source.save()
    services.draft_claims(claim.order, by=access_of(APPRAISER), cause="line changed")
    assert (again(claim).state, claim.requests.get().state) == ("draft", "withdrawn")


def test_reviewer_is_neither_judge_nor_approver():
    for name in ("judged_by", "decided_by"):
        claim = judged()
        setattr(claim, name, staff_of("front_desk_supervisor"))
        claim.save()
        with pytest.raises(Refused, match="同一个人"):
            services.review_claim(by=access_of("front_desk_supervisor"), claim=claim, version=None)


@pytest.mark.parametrize("missing", sorted(WORDS))
def test_judging_asks_for_the_three_cs(missing):
    with pytest.raises(Refused, match="请先填写"):
        judge(drafted(**{missing: " "}))


def test_car_out_of_its_period_needs_the_makers_word():
    claim = drafted(odometer_km=60_001)
    with pytest.raises(Refused, match="事前授权号"):
        judge(claim)
    claim.prior_approval = "PWA-9"
    claim.save()
    assert judge(claim).state == "judged"


def test_advisor_does_not_judge_and_other_stores_do_not_see_it():
    claim = drafted()
    with pytest.raises((Denied, Http404)):
        judge(claim, "service_advisor")
    with pytest.raises(Denied):
        judge(claim, "front_desk_supervisor")
    with pytest.raises(Http404):
        judge(claim, APPRAISER, "cs2")


def test_stale_version_is_refused():
    claim = drafted()
    with pytest.raises(Stale):
        judge(claim, version=claim.version - 1)
    assert again(claim).state == "draft"


def test_review_sends_back_with_a_reason():
    claim = judged()
    by = access_of("front_desk_supervisor")
    with pytest.raises(Refused):
        services.send_back(by=by, claim=claim, version=None, reason="")
    assert services.send_back(by=by, claim=claim, version=None, reason="缺照片").state == "draft"


def test_submission_waits_for_the_settlement():
    claim = services.review_claim(
        by=access_of("front_desk_supervisor"), claim=judged(), version=None
    )
    with pytest.raises(Refused, match="结算后"):
        services.submit_claim(
            by=access_of(APPRAISER), claim=claim, version=None, oem_number="DYK-1"
        )


def test_submission_needs_the_makers_number():
    claim = reviewed()
    with pytest.raises(ValidationError):
        services.submit_claim(by=access_of(APPRAISER), claim=claim, version=None, oem_number=" ")
    assert submitted().state == "submitted"


def test_full_answer_is_accepted_and_passes_first_time():
    claim = answered()
    assert (claim.state, claim.approved) == ("accepted", claim.claimed)
    assert claim.first_answer == "accepted"


def test_partial_answer_needs_reasons():
    claim = submitted()
    answers = [LineAnswer(x.pk, x.claimed - 1) for x in claim.lines.all()]
    with pytest.raises(ValidationError) as caught:
        services.record_answer(by=access_of(APPRAISER), claim=claim, version=None, answers=answers)
    assert len(caught.value.message_dict) == 2
    assert again(claim).state == "submitted"
    assert answered(claim, "0.5").state == "partly_accepted"


@pytest.mark.parametrize("approved", ["-0.01", "200.01", "NaN"])
def test_senseless_answer_is_refused(approved):
    claim = submitted()
    answers = [LineAnswer(x.pk, Decimal(approved), "x") for x in claim.lines.all()]
    with pytest.raises(ValidationError):
        services.record_answer(by=access_of(APPRAISER), claim=claim, version=None, answers=answers)


def test_returned_claim_goes_round_again_and_did_not_pass_first_time():
    claim = submitted()
    services.return_claim(by=access_of(APPRAISER), claim=claim, version=None, reason="缺照片")
    judge(again(claim))
    services.review_claim(by=access_of("front_desk_supervisor"), claim=claim, version=None)
    claim = services.submit_claim(
        by=access_of(APPRAISER), claim=claim, version=None, oem_number="DYK-1"
    )
    assert claim.submissions == 2
    claim = answered(claim)
    assert (claim.state, claim.first_answer) == ("accepted", "returned")


def test_credit_closes_claim_and_receivable_to_the_fen():
    claim = credit(answered(), "313.00")
    assert (claim.state, claim.credited, claim.loss) == ("closed", Decimal("313.00"), 0)
    owed = Receivable.objects.get(order=claim.order)
    assert (owed.open_amount, owed.bucket.paid) == (0, Decimal("313.00"))
    assert Payment.objects.filter(bucket=owed.bucket).get().reference == "CN-1"


def test_part_not_credited_is_the_stores_loss_with_its_cause():
    claim = answered(share="0.5")
    with pytest.raises(ValidationError):
        credit(claim, "156.50")
    claim = credit(claim, "156.50", loss_reason="工时超标准")
    assert (claim.credited, claim.loss) == (Decimal("156.50"), Decimal("156.50"))
    assert Receivable.objects.get(order=claim.order).open_amount == 0


@pytest.mark.parametrize("amount", ["0", "-1", "313.01", "1.005", "NaN"])
def test_senseless_credit_is_refused(amount):
    claim = answered()
    with pytest.raises(ValidationError):
        credit(claim, amount, loss_reason="x")
    assert not Payment.objects.filter(bucket__payer="WAR").exists()


def test_appraiser_does_not_book_the_money():
    with pytest.raises(Denied):
        credit(answered(), "313.00", by=access_of(APPRAISER))


def test_rejected_claim_is_written_off_with_a_reason():
    claim = answered(share="0")
    assert claim.state == "rejected"
    by = access_of("cashier", now=LATER)
    with pytest.raises(Refused):
        services.write_off(by=by, claim=claim, version=None, reason="")
    claim = services.write_off(by=by, claim=again(claim), version=None, reason="证据不足")
    assert (claim.state, claim.loss) == ("closed", Decimal("313.00"))


@pytest.mark.parametrize("action", sorted({t.action for t in CLAIM.transitions if t.permission}))
def test_no_step_leaves_a_closed_claim(action):
    claim = credit(answered(), "313.00")
    with pytest.raises(Refused, match="已关闭"):
        perform(CLAIM, claim, action, by=access_of(APPRAISER), reason="x")


def test_deadline_counts_thirty_days_from_the_end_of_the_repair():
    claim = drafted()
    assert claim.days_left(claim.repair_ended_at + dt.timedelta(days=29)) == 1
    assert claim.days_left(claim.repair_ended_at + dt.timedelta(days=30, seconds=1)) == -1
