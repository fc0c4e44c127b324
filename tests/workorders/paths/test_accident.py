"""An accident: case, teardown, rounds, part by part, or given up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from apps.core.refusals import Refused
from apps.workorders.choices import JobState, OrderState
from apps.workorders.insurance import over_rounds
from apps.workorders.models import AgreedLine, Job, WorkOrder
from apps.workorders.services import accident, total_loss
from apps.workorders.services.accident import hold_for_assessment
from apps.workorders.services.clocking import start_work
from apps.workorders.services.insured import assess
from tests.factories.workorders import WorkOrderFactory, reread
from tests.personas import access_of
from tests.workorders.paths.cases import MEDIUM, accident_order, at, priced, round_of
from tests.workorders.shop.floor import job_in

pytestmark = pytest.mark.django_db
BY = "service_advisor"


def test_work_waits_for_the_insurer_and_the_teardown_does_not() -> None:
    order = accident_order()
    teardown, repair = job_in(order=order, teardown=True), job_in(order=order)
    hold_for_assessment(order, by=access_of(BY))
    assert reread(teardown).state == JobState.PENDING
    assert (reread(repair).state, reread(repair).waiting_cause) == ("waiting", "insurer")
    assert repair.holds.get().owner == "insurer"


def test_each_round_releases_its_own_jobs() -> None:
    order = accident_order()
    first = round_of(order)
    later = job_in(order=order)
    by = access_of(BY)
    accident.ask_assessment(by=by, order=order, version=None, jobs=[later.pk])
    assessed = accident.record_assessment(
        by=by,
        round_=first,
        version=None,
        reference="DS-1",
        labour_amount=Decimal(150),
        parts_amount=Decimal(0),
    )
    accident.agree_assessment(by=by, round_=assessed, version=None, name="张伟", medium=MEDIUM)
    assert [j.state for j in first.jobs.all()] == [JobState.PENDING]
    assert reread(later).state == JobState.WAITING
    assert first.jobs.get().holds.get().ended_by == "round_agreed"


def test_last_round_needs_a_promise() -> None:
    round_ = round_of(accident_order(promised_at=None, first_promised_at=None))
    by = access_of(BY)
    facts = {"reference": "DS-1", "labour_amount": Decimal(1), "parts_amount": Decimal(0)}
    round_ = accident.record_assessment(by=by, round_=round_, version=None, **facts)
    facts = {"by": by, "round_": round_, "version": None, "name": "张伟", "medium": MEDIUM}
    with pytest.raises(ValidationError, match="承诺"):
        accident.agree_assessment(**facts)
    accident.agree_assessment(**facts, promised_at=at(30))
    assert reread(round_.order).promised_at == at(30)


def test_two_cases_of_one_visit_have_two_orders() -> None:
    order = accident_order()
    other = WorkOrderFactory(visit=order.visit, advisor=order.advisor, work_class="accident")
    facts = {"version": None, "side": "third_party", "insurer": "人保", "by": access_of(BY)}
    with pytest.raises(Refused, match="报案号"):
        accident.open_case(order=other, report_no="PA0001", **facts)
    accident.open_case(order=other, report_no="RB0002", **facts)
    assert order.accident.side != other.accident.side


def test_disputed_round_is_assessed_again() -> None:
    by, round_ = access_of(BY), round_of()
    facts = {"reference": "DS-1", "labour_amount": Decimal(1), "parts_amount": Decimal(0)}
    round_ = accident.record_assessment(by=by, round_=round_, version=None, **facts)
    round_ = accident.dispute_assessment(by=by, round_=round_, version=None, reason="少定左大灯")
    assert round_.state == "disputed"
    assert accident.record_assessment(by=by, round_=round_, version=None, **facts).state == (
        "assessed"
    )


def test_work_without_its_round_cannot_be_started_by_going_round_it() -> None:
    order = accident_order()
    row = job_in(JobState.ASSIGNED, order=order)
    with pytest.raises(Refused, match="定损"):
        start_work(by=access_of("technician"), job=row)


def test_total_loss_drops_the_work_and_charges_teardown_and_storage() -> None:
    order = accident_order()
    row = priced(job_in(order=order), "INS")
    total_loss.give_up(
        by=access_of(BY),
        order=order,
        version=None,
        teardown_fee=Decimal(500),
        storage_days=3,
        storage_per_day=Decimal(30),
    )
    order = WorkOrder.objects.get(pk=order.pk)
    assert (order.state, order.total) == (OrderState.READY, Decimal(590))
    assert Job.objects.get(pk=row.pk).state == JobState.CANCELLED


def test_wreck_leaves_only_when_its_fees_are_settled() -> None:
    order = accident_order()
    job_in(order=order)
    facts = {"teardown_fee": Decimal(500), "storage_days": 0, "storage_per_day": Decimal(0)}
    total_loss.give_up(by=access_of(BY), order=order, version=None, **facts)
    with pytest.raises(Refused, match="结清"):
        total_loss.tow_out(by=access_of(BY), order=order, version=None)
    order = reread(order)
    order.state = OrderState.SETTLED
    order.save()
    total_loss.tow_out(by=access_of(BY), order=order, version=None)
    assert order.gate_passes.get().purpose == "tow"


# ------------------------------------------------------------- rounds and the insurer's bill


def allowed(round_, labour="150", parts="0", **facts):
    """The round as the insurer allowed it, agreed to by the customer."""
    by = access_of(BY)
    row = accident.record_assessment(
        by=by,
        round_=round_,
        version=None,
        reference="DS-1",
        labour_amount=Decimal(labour),
        parts_amount=Decimal(parts),
    )
    given = {"name": "张伟", "medium": MEDIUM, **facts}
    return accident.agree_assessment(by=by, round_=row, version=None, **given)


def shares(order: WorkOrder) -> dict[str, Decimal]:
    return {b.payer: b.gross for b in order.buckets.all()}


def test_insurer_is_billed_for_what_its_round_allows_and_the_customer_for_the_rest() -> None:
    round_ = allowed(round_of())
    order = reread(round_.order)
    assert shares(order) == {"INS": Decimal(150), "CP": Decimal(30)}
    terms = order.payer_terms.get(payer="INS")
    assert (terms.assessed, terms.insurer, terms.agreed_by) == (150, "平安产险", "张伟")
    word = AgreedLine.objects.get(labour_line__job__order=order)
    assert (word.amount, word.consent.customer_name) == (Decimal(30), "张伟")


def test_round_that_allows_more_leaves_the_bill_at_its_price() -> None:
    order = reread(allowed(round_of(), labour="900").order)
    assert shares(order) == {"INS": Decimal(180)}


def test_second_round_adds_to_the_first() -> None:
    order = accident_order()
    allowed(round_of(order))
    allowed(round_of(order), labour="180")
    assert shares(reread(order)) == {"INS": Decimal(330), "CP": Decimal(30)}
    assert order.payer_terms.get(payer="INS").assessed == Decimal(330)


def test_deductible_comes_on_top_of_what_the_rounds_leave() -> None:
    order = reread(allowed(round_of()).order)
    facts = {"by": access_of(BY), "order": order, "version": None, "insurer": "平安产险"}
    facts |= {"document_no": "PA0001", "assessed": None, "deductible": Decimal(50)}
    with pytest.raises(Refused, match="客户要多付 ¥50.00"):
        assess(**facts)
    assess(**facts, medium="phone", consented_by="张伟")
    assert shares(reread(order)) == {"INS": Decimal(100), "CP": Decimal(80)}


def test_agreement_by_no_known_way_is_refused_beside_the_field() -> None:
    with pytest.raises(ValidationError) as told:
        allowed(round_of(), medium="")
    assert list(told.value.message_dict) == ["medium"]


def test_insurer_is_not_settled_beyond_its_rounds() -> None:
    order = reread(allowed(round_of(), labour="180").order)
    assert over_rounds(order) == ""
    priced(order.jobs.get(), "INS")
    assert "超过已授权的定损 ¥180.00" in over_rounds(reread(order))


def test_customer_pays_a_total_loss_only_with_their_word() -> None:
    order = accident_order()
    job_in(order=order)
    facts = {"teardown_fee": Decimal(500), "storage_days": 0, "storage_per_day": Decimal(0)}
    facts |= {"by": access_of(BY), "order": order, "version": None, "payer": "CP"}
    with pytest.raises(ValidationError, match="客户同意"):
        total_loss.give_up(**facts)
    done = total_loss.give_up(**facts, consent_name="张伟", consent_medium="phone")
    assert AgreedLine.objects.get(labour_line__job__order=done).amount == Decimal(500)
