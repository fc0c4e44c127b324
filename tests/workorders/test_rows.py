"""What the database refuses about visits, orders, jobs and money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from apps.workorders.choices import Closing, JobState, OrderState
from apps.workorders.models import BaySlot, Hold, OrderBucket, Payment, Rework
from tests.factories.org import StaffFactory
from tests.factories.workorders import (
    HOUR,
    NOW,
    AssignmentFactory,
    BayFactory,
    BaySlotFactory,
    BroughtPartFactory,
    BucketFactory,
    CheckInFactory,
    ClockEntryFactory,
    FindingFactory,
    InspectionFactory,
    JobFactory,
    LabourLineFactory,
    SettlementFactory,
    WorkOrderFactory,
    reread,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("factory", "facts", "constraint"),
    [
        (CheckInFactory, {"odometer_km": None}, "checkin_odometer_or_unreadable"),
        (CheckInFactory, {"previous_odometer_km": 20_001}, "checkin_rollback_explained"),
        (CheckInFactory, {"fuel_eighths": 9}, "checkin_fuel_in_eighths"),
        (CheckInFactory, {"soc_pct": 101}, "checkin_soc_percent"),
        (WorkOrderFactory, {"total": Decimal(1)}, "order_total_is_sum"),
        (WorkOrderFactory, {"promised_at": NOW}, "order_first_promise_kept"),
        (JobFactory, {"std_hours": Decimal(-1)}, "job_hours_sane"),
        (JobFactory, {"state": "waiting", "waiting_cause": ""}, "job_waits_for_something"),
        (AssignmentFactory, {"share": Decimal(101)}, "assignment_share_percent"),
        (LabourLineFactory, {"hours": Decimal(1000)}, "labourline_hours_sane"),
        (LabourLineFactory, {"unit_price": Decimal(2_000_000)}, "labourline_price_sane"),
        (LabourLineFactory, {"vat_rate": Decimal(-1)}, "labourline_vat_percent"),
        (BroughtPartFactory, {"unit_price": Decimal(1)}, "partline_brought_is_free"),
        (BroughtPartFactory, {"part_kind": "original"}, "partline_part_or_brought"),
        (BroughtPartFactory, {"fitted_quantity": Decimal(2)}, "partline_fitted_within"),
        (FindingFactory, {"state": "accepted"}, "finding_answer_complete"),
        (FindingFactory, {"text": ""}, "finding_not_empty"),
        (InspectionFactory, {"result": "fail"}, "inspection_fail_explained"),
        (SettlementFactory, {"due": Decimal(5)}, "settlement_adds_up"),
        (BucketFactory, {"paid": Decimal(114)}, "bucket_not_overpaid"),
        (BucketFactory, {"closing": Closing.PAID}, "bucket_paid_in_full"),
        (BucketFactory, {"closing": Closing.ZERO}, "bucket_zero_is_zero"),
        (BucketFactory, {"vat": Decimal(0)}, "bucket_adds_up"),
    ],
)
def test_absurd_row_is_refused(factory: type, facts: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        factory(**facts)


def test_line_below_zero_is_refused_before_the_database() -> None:
    with pytest.raises(ValueError, match="below zero"):
        LabourLineFactory(hours=Decimal("-1"))


def test_line_computes_its_amount() -> None:
    assert reread(LabourLineFactory()).amount == Decimal("180.00")


def test_job_out_of_waiting_forgets_the_cause() -> None:
    job = JobFactory(state=JobState.WAITING)
    job.state = JobState.ASSIGNED
    job.save()
    assert reread(job).waiting_cause == ""


def test_second_running_hold_of_a_job_is_refused() -> None:
    job = JobFactory()
    Hold.objects.create(job=job, cause="parts", from_at=NOW)
    with pytest.raises(IntegrityError, match="hold_one_running"):
        Hold.objects.create(job=job, cause="oem", from_at=NOW)


def test_rework_with_hours_is_refused() -> None:
    with pytest.raises(IntegrityError, match="rework_without_hours"):
        Rework.objects.create(job=JobFactory(), number=1, credited_hours=Decimal(1), opened_at=NOW)


def test_second_standing_settlement_of_an_order_is_refused() -> None:
    first = SettlementFactory()
    with pytest.raises(IntegrityError, match="settlement_one_standing"):
        SettlementFactory(order=first.order, revision=2)


def test_settlement_beside_a_reversed_one_is_accepted() -> None:
    first = SettlementFactory(state="reversed")
    assert SettlementFactory(order=first.order, revision=2).pk


def test_order_bucket_must_add_up() -> None:
    with pytest.raises(IntegrityError, match="orderbucket_adds_up"):
        OrderBucket.objects.create(order=WorkOrderFactory(), payer="CP", gross=Decimal(1))


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"amount": Decimal(-5)}, "payment_sign"),
        ({"amount": Decimal(0)}, "payment_sign"),
        ({"method": "wechat"}, "payment_referenced"),
    ],
)
def test_odd_payment_is_refused(facts: dict[str, object], constraint: str) -> None:
    bucket = BucketFactory()
    row = {"amount": Decimal(5), "method": "cash", **facts}
    with pytest.raises(IntegrityError, match=constraint):
        Payment.objects.create(
            bucket=bucket,
            store=bucket.settlement.store,
            taken_by=StaffFactory(),
            at=NOW,
            **row,
        )


def test_second_car_in_a_bay_is_refused() -> None:
    slot = BaySlotFactory()
    with pytest.raises(IntegrityError, match="bay_slot_no_overlap"):
        BaySlotFactory(bay=slot.bay, during=(NOW + HOUR / 2, NOW + 2 * HOUR))


def test_slots_that_touch_stand_beside_each_other() -> None:
    slot = BaySlotFactory()
    BaySlotFactory(bay=slot.bay, during=(NOW + HOUR, NOW + 2 * HOUR))
    BaySlotFactory(bay=BayFactory(unit=slot.bay.unit))
    assert BaySlot.objects.between(NOW, NOW + 3 * HOUR).count() == 3


def test_cancelled_slot_frees_the_bay() -> None:
    slot = BaySlotFactory(cancelled_at=NOW)
    BaySlotFactory(bay=slot.bay)
    assert BaySlot.objects.standing().count() == 1


def test_slot_without_end_is_refused() -> None:
    with pytest.raises(IntegrityError, match="bay_slot_bounded"):
        BaySlotFactory(during=(NOW, None))


def test_two_bookings_swap_inside_one_act() -> None:
    first = BaySlotFactory()
    second = BaySlotFactory(bay=BayFactory(unit=first.bay.unit))
    bays = {first.bay_id, second.bay_id}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS bay_slot_no_overlap DEFERRED")
        first.bay, second.bay = second.bay, first.bay
        first.save()
        second.save()
        cursor.execute("SET CONSTRAINTS bay_slot_no_overlap IMMEDIATE")
    assert {reread(first).bay_id, reread(second).bay_id} == bays


def test_second_running_clock_of_a_person_is_refused() -> None:
    entry = ClockEntryFactory()
    with pytest.raises(IntegrityError, match=r"clock_no_overlap|clock_one_running"):
        ClockEntryFactory(staff=entry.staff, job=JobFactory(order=entry.job.order))


def test_two_persons_may_clock_on_one_job() -> None:
    entry = ClockEntryFactory()
    ClockEntryFactory(job=entry.job)
    assert entry.job.clock_entries.running().count() == 2


def test_work_clock_without_a_job_is_refused() -> None:
    with pytest.raises(IntegrityError, match="clock_work_on_a_job"):
        ClockEntryFactory(kind="idle")


def test_clock_counts_its_hours_while_it_runs() -> None:
    assert reread(ClockEntryFactory()).hours(NOW + HOUR * 3 / 2) == Decimal("1.50")


def test_workers_are_those_assigned_and_those_who_clocked() -> None:
    part = AssignmentFactory()
    entry = ClockEntryFactory(job=part.job)
    assert part.job.workers() == {part.staff_id, entry.staff_id}


def test_open_orders_leave_out_settled_and_cancelled_ones() -> None:
    kept = WorkOrderFactory(authorised=True, state=OrderState.WAITING)
    WorkOrderFactory(authorised=True, state=OrderState.SETTLED)
    WorkOrderFactory(state=OrderState.CANCELLED)
    assert list(type(kept).objects.open()) == [kept]
    assert list(type(kept).objects.overdue(NOW + 9 * HOUR)) == [kept]
    assert not type(kept).objects.overdue(NOW).exists()
