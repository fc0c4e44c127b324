"""A job's way from dispatch through work to the checks of its class."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from apps.core.refusals import Refused
from apps.core.transitions import perform
from apps.org.access import Access
from apps.org.models import StaffPermit
from apps.parts.models import Demand, Part, Warehouse
from apps.workorders.choices import JobState, OrderState, Payer, WorkClass
from apps.workorders.machines import JOB
from apps.workorders.models import Job, PartLine
from apps.workorders.permissions import Perm
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT
from tests.factories.org import StaffFactory
from tests.factories.workorders import (
    NOW,
    AssignmentFactory,
    ClockEntryFactory,
    FindingFactory,
    JobFactory,
    WorkOrderFactory,
    person_who,
    reread,
    technician_of,
)

pytestmark = pytest.mark.django_db


def job_in(state: str, work_class: str = WorkClass.GENERAL, **facts: Any) -> Job:
    """A job of an authorised order with one technician, plate confirmed."""
    order = WorkOrderFactory(authorised=True, work_class=work_class)
    job = JobFactory(order=order, state=state, **{"confirmed_at": NOW, **facts})
    AssignmentFactory(job=job)
    return job


def take(job: Job, action: str, perm: Perm, reason: str = "") -> Job:
    """Take a step as somebody of the workshop who is not on the job."""
    perform(JOB, job, action, by=person_who(job.unit, perm), reason=reason)
    return reread(job)


def test_assign_job_with_a_technician() -> None:
    assert take(job_in("pending"), "assign", Perm.DISPATCH_JOB).state == JobState.ASSIGNED


def test_assign_without_technician_is_refused() -> None:
    job = JobFactory(order=WorkOrderFactory(authorised=True))
    with pytest.raises(Refused, match="技师"):
        take(job, "assign", Perm.DISPATCH_JOB)


def test_assign_with_shares_that_are_not_whole_is_refused() -> None:
    job = job_in("pending")
    AssignmentFactory(job=job, share=Decimal(50))
    with pytest.raises(Refused, match="100%"):
        take(job, "assign", Perm.DISPATCH_JOB)


def test_assign_helper_with_share_zero_is_accepted() -> None:
    job = job_in("pending")
    AssignmentFactory(job=job, share=Decimal(0))
    assert take(job, "assign", Perm.DISPATCH_JOB).state == JobState.ASSIGNED


def test_assign_before_authorisation_is_refused() -> None:
    job = JobFactory()
    AssignmentFactory(job=job)
    with pytest.raises(Refused, match="尚未授权"):
        take(job, "assign", Perm.DISPATCH_JOB)


def as_technician(job: Job, *perms: Perm) -> Access:
    """The access of the job's technician, who reaches only his own jobs."""
    return person_who(job.unit, *perms, scope="own", staff=technician_of(job))


def test_start_own_job() -> None:
    job = job_in("assigned")
    perform(JOB, job, "start", by=as_technician(job, Perm.CLOCK_JOB))
    assert reread(job).state == JobState.WORKING


def test_start_with_plate_not_confirmed_is_refused() -> None:
    job = job_in("assigned", confirmed_at=None)
    with pytest.raises(Refused, match="车牌"):
        perform(JOB, job, "start", by=as_technician(job, Perm.CLOCK_JOB))


def permit(job: Job, days: int = 30) -> None:
    """Give the technician a high-voltage permit with so many days left."""
    until = NOW.date() + dt.timedelta(days=days)
    staff = technician_of(job)
    StaffPermit.objects.create(
        staff=staff, permit=HIGH_VOLTAGE_PERMIT, number="DY-1", valid_until=until
    )


def test_start_high_voltage_with_permit_guardian_and_isolation() -> None:
    job = job_in("assigned", high_voltage=True, guardian=StaffFactory(), isolated_at=NOW)
    permit(job)
    assert take(job, "start", Perm.CLOCK_JOB).state == JobState.WORKING


@pytest.mark.parametrize(
    ("days", "guardian", "isolated_at", "why"),
    [
        (None, True, NOW, "高压作业证"),
        (-1, True, NOW, "高压作业证"),
        (30, False, NOW, "监护"),
        (30, True, None, "断电"),
    ],
)
def test_start_high_voltage_unsafely_is_refused(
    days: int | None, guardian: bool, isolated_at: dt.datetime | None, why: str
) -> None:
    other = StaffFactory() if guardian else None
    job = job_in("assigned", high_voltage=True, guardian=other, isolated_at=isolated_at)
    if days is not None:
        permit(job, days)
    with pytest.raises(Refused, match=why):
        take(job, "start", Perm.CLOCK_JOB)


def test_guardian_may_not_be_the_technician() -> None:
    job = job_in("assigned", high_voltage=True, isolated_at=NOW)
    permit(job)
    job.guardian = technician_of(job)
    job.save()
    with pytest.raises(Refused, match="监护"):
        take(job, "start", Perm.CLOCK_JOB)


def test_hold_keeps_the_cause() -> None:
    job = job_in("working")
    job.waiting_cause = "oem"
    held = take(job, "hold", Perm.HOLD_JOB)
    assert (held.state, held.waiting_cause) == (JobState.WAITING, "oem")


def test_hold_with_a_running_clock_is_refused() -> None:
    job = job_in("working")
    ClockEntryFactory(job=job)
    with pytest.raises(Refused, match="停工"):
        take(job, "hold", Perm.HOLD_JOB)


def test_resume_clears_the_cause() -> None:
    resumed = take(job_in("waiting"), "resume", Perm.CLOCK_JOB)
    assert (resumed.state, resumed.waiting_cause) == (JobState.WORKING, "")


def test_resume_before_the_customer_answered_is_refused() -> None:
    job = job_in("waiting")
    FindingFactory(job=job)
    with pytest.raises(Refused, match="增项"):
        take(job, "resume", Perm.CLOCK_JOB)


def fitted_line(job: Job, issued: str, returned: str, fitted: str, quantity: str = "2") -> None:
    """A part line with these quantities."""
    store = job.store
    part = Part.objects.create(code=f"P{job.pk}", name="机滤", list_price=Decimal(30))
    demand = Demand.objects.create(
        store=store,
        unit=job.unit,
        warehouse=Warehouse.objects.create(store=store, unit=job.unit, code="W", name="仓"),
        document_no=job.order.number,
        part=part,
        quantity=Decimal(quantity),
        issued=Decimal(issued),
        returned=Decimal(returned),
        asked_at=NOW,
    )
    PartLine.objects.create(
        job=job,
        part=part,
        demand=demand,
        name=part.name,
        quantity=Decimal(quantity),
        unit_price=Decimal(30),
        payer=Payer.CP,
        fitted_quantity=Decimal(fitted),
    )


def test_self_check_with_clocks_off_and_parts_fitted() -> None:
    job = job_in("working")
    fitted_line(job, issued="2", returned="0", fitted="2")
    assert take(job, "self_check", Perm.SELF_CHECK_JOB).state == JobState.SELF_CHECKED


@pytest.mark.parametrize(
    ("issued", "returned", "fitted", "why"),
    [("2", "0", "1", "领用与装车"), ("0", "0", "0", "还没有全部装车")],
)
def test_self_check_with_parts_unaccounted_is_refused(
    issued: str, returned: str, fitted: str, why: str
) -> None:
    job = job_in("working")
    fitted_line(job, issued, returned, fitted)
    with pytest.raises(Refused, match=why):
        take(job, "self_check", Perm.SELF_CHECK_JOB)


def test_self_check_with_a_running_clock_is_refused() -> None:
    job = job_in("working")
    ClockEntryFactory(job=job)
    with pytest.raises(Refused, match="停工"):
        take(job, "self_check", Perm.SELF_CHECK_JOB)


def test_general_repair_goes_through_leader_and_inspector() -> None:
    job = take(job_in("self_checked"), "leader_pass", Perm.LEADER_CHECK_JOB)
    assert take(job, "final_pass", Perm.INSPECT_JOB).state == JobState.DONE


def test_general_repair_may_not_skip_the_leader() -> None:
    with pytest.raises(Refused, match="班组长"):
        take(job_in("self_checked"), "final_pass", Perm.INSPECT_JOB)
    with pytest.raises(Refused, match="先组检再终检"):
        take(job_in("self_checked"), "leader_finish", Perm.LEADER_CHECK_JOB)


@pytest.mark.parametrize(
    ("action", "perm"),
    [("leader_finish", Perm.LEADER_CHECK_JOB), ("final_pass", Perm.INSPECT_JOB)],
)
def test_express_job_needs_one_check_by_either(action: str, perm: Perm) -> None:
    job = job_in("self_checked", WorkClass.EXPRESS)
    assert take(job, action, perm).state == JobState.DONE


def test_express_job_has_no_second_check() -> None:
    with pytest.raises(Refused, match="一次检验"):
        take(job_in("self_checked", WorkClass.EXPRESS), "leader_pass", Perm.LEADER_CHECK_JOB)


@pytest.mark.parametrize(
    ("action", "perm"),
    [
        ("leader_pass", Perm.LEADER_CHECK_JOB),
        ("leader_fail", Perm.LEADER_CHECK_JOB),
    ],
)
def test_checking_own_work_is_refused(action: str, perm: Perm) -> None:
    job = job_in("self_checked")
    by = person_who(job.unit, perm, staff=technician_of(job))
    with pytest.raises(Refused, match="同一个人"):
        perform(JOB, job, action, by=by, reason="划痕")


def test_inspecting_a_job_one_clocked_on_is_refused() -> None:
    job = job_in("leader_checked")
    by = person_who(job.unit, Perm.INSPECT_JOB)
    ClockEntryFactory(job=job, staff=by.staff, during=(NOW, NOW + dt.timedelta(minutes=5)))
    with pytest.raises(Refused, match="同一个人"):
        perform(JOB, job, "final_pass", by=by)


def test_failed_job_is_started_again() -> None:
    job = take(job_in("leader_checked"), "final_fail", Perm.INSPECT_JOB, "漏油")
    assert job.state == JobState.FAILED
    assert take(job, "start", Perm.CLOCK_JOB).state == JobState.WORKING


def test_send_back_at_handover_needs_a_finished_order() -> None:
    job = job_in("done")
    with pytest.raises(Refused, match="已完工"):
        take(job, "send_back", Perm.CHANGE_WORKORDER, "异响")
    job.order.state = OrderState.READY
    job.order.save()
    assert take(reread(job), "send_back", Perm.CHANGE_WORKORDER, "异响").state == JobState.FAILED


def test_cancel_with_parts_out_of_the_store_is_refused() -> None:
    job = job_in("assigned")
    fitted_line(job, issued="1", returned="0", fitted="0")
    with pytest.raises(Refused, match="退回"):
        take(job, "cancel", Perm.CHANGE_WORKORDER, "客户不做了")


def test_advisor_cancels_a_job_of_the_own_order_only() -> None:
    job = job_in("waiting")
    by = person_who(job.order.unit, Perm.CHANGE_WORKORDER, scope="own", staff=job.order.advisor)
    perform(JOB, job, "cancel", by=by, reason="客户不做了")
    assert (reread(job).state, reread(job).waiting_cause) == (JobState.CANCELLED, "")
