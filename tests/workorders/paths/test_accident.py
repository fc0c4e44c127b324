"""An accident: case, teardown, rounds, part by part, or given up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from apps.core.refusals import Refused
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import Job, WorkOrder
from apps.workorders.services import accident
from apps.workorders.services.accident import hold_for_assessment
from apps.workorders.services.clocking import start_work
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
    accident.give_up(
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
    accident.give_up(by=access_of(BY), order=order, version=None, **facts)
    with pytest.raises(Refused, match="结清"):
        accident.tow_out(by=access_of(BY), order=order, version=None)
    order = reread(order)
    order.state = OrderState.SETTLED
    order.save()
    accident.tow_out(by=access_of(BY), order=order, version=None)
    assert order.gate_passes.get().purpose == "tow"
