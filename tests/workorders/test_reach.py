"""Who reaches which orders, jobs and findings: department, team, own, row filters."""

from __future__ import annotations

import pytest

from apps.core.refusals import Denied
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomerPerm
from apps.org.access import Access
from apps.org.models import OrgUnit
from apps.workorders.choices import WorkClass
from apps.workorders.models import BaySlot, ClockEntry, Finding, Job, Settlement, WorkOrder
from apps.workorders.permissions import Perm
from tests.factories.org import DepartmentFactory, StaffFactory, holding
from tests.factories.workorders import (
    NOW,
    AssignmentFactory,
    BaySlotFactory,
    ClockEntryFactory,
    FindingFactory,
    JobFactory,
    SettlementFactory,
    VisitFactory,
    WorkOrderFactory,
    person_who,
    technician_of,
    workshop_of,
)

pytestmark = pytest.mark.django_db


def team_of(job: Job, name: str) -> OrgUnit:
    """A team of the job's workshop."""
    return OrgUnit.objects.create(
        code=f"{job.unit.code}-{name}", kind="team", name=name, parent=workshop_of(job.store)
    )


def job_of_team(name: str = "t1") -> Job:
    """A job given to a team, with a technician."""
    job = JobFactory(order=WorkOrderFactory(authorised=True))
    job.unit = team_of(job, name)
    job.save()
    AssignmentFactory(job=job)
    return job


def test_team_sees_its_jobs_and_the_orders_they_are_on() -> None:
    job, other = job_of_team(), job_of_team()
    leader = person_who(job.unit, Perm.VIEW_JOB, Perm.VIEW_WORKORDER, scope="team")
    assert list(Job.objects.visible_to(leader, Perm.VIEW_JOB)) == [job]
    assert list(WorkOrder.objects.visible_to(leader, Perm.VIEW_WORKORDER)) == [job.order]
    assert not leader.sees(other)


def test_technician_sees_own_jobs_only() -> None:
    job = job_of_team()
    mate = JobFactory(order=job.order, unit=job.unit)
    by = person_who(job.unit, Perm.VIEW_JOB, scope="own", staff=technician_of(job))
    assert list(Job.objects.visible_to(by, Perm.VIEW_JOB)) == [job]
    assert not by.may(Perm.VIEW_JOB, mate)


def test_job_with_two_technicians_is_listed_once() -> None:
    job = job_of_team()
    AssignmentFactory(job=job, share=0)
    FindingFactory(job=job)
    ClockEntryFactory(job=job)
    BaySlotFactory(job=job)
    by = person_who(job.unit, Perm.VIEW_JOB, Perm.DECIDE_FINDING, Perm.VIEW_DISPATCH_BOARD)
    both = person_who(job.unit, Perm.VIEW_JOB, scope="own", staff=technician_of(job))
    assert Job.objects.visible_to(both, Perm.VIEW_JOB).count() == 1
    assert Finding.objects.visible_to(by, Perm.DECIDE_FINDING).count() == 1
    assert BaySlot.objects.visible_to(by, Perm.VIEW_DISPATCH_BOARD).count() == 1
    assert ClockEntry.objects.visible_to(by, Perm.VIEW_JOB).count() == 1


def test_advisor_may_change_the_own_order_and_see_a_colleagues() -> None:
    mine = WorkOrderFactory()
    theirs = WorkOrderFactory(visit=VisitFactory(unit=mine.unit))
    own = person_who(mine.unit, Perm.CHANGE_WORKORDER, scope="own", staff=mine.advisor)
    assert own.may(Perm.CHANGE_WORKORDER, mine)
    assert not own.may(Perm.CHANGE_WORKORDER, theirs)


def test_colleague_of_the_front_desk_answers_findings_for_the_advisor() -> None:
    finding = FindingFactory()
    desk = finding.order.unit
    here = person_who(desk, Perm.DECIDE_FINDING, scope="unit")
    shop = person_who(workshop_of(finding.store), Perm.DECIDE_FINDING, scope="unit")
    assert here.may(Perm.DECIDE_FINDING, finding)
    assert not shop.may(Perm.DECIDE_FINDING, finding)


def test_cashier_of_another_department_reaches_the_store() -> None:
    settlement = SettlementFactory()
    finance = DepartmentFactory(parent=settlement.store, function="finance")
    by = person_who(finance, Perm.SETTLE_WORKORDER, Perm.TAKE_PAYMENT)
    SettlementFactory()
    assert list(Settlement.objects.visible_to(by, Perm.TAKE_PAYMENT)) == [settlement]
    by.require(Perm.SETTLE_WORKORDER, settlement)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [("accident_orders", WorkClass.ACCIDENT), ("installation_orders", WorkClass.INSTALLATION)],
)
def test_row_filter_keeps_other_orders_away(rows: str, kind: str) -> None:
    plain = WorkOrderFactory()
    special = WorkOrderFactory(visit=VisitFactory(unit=plain.unit), work_class=kind)
    job = JobFactory(order=special)
    by = person_who(plain.unit, Perm.VIEW_WORKORDER, Perm.DISPATCH_JOB, rows=rows)
    assert list(WorkOrder.objects.visible_to(by, Perm.VIEW_WORKORDER)) == [special]
    assert by.may(Perm.DISPATCH_JOB, job)
    assert not by.may(Perm.DISPATCH_JOB, JobFactory(order=plain))


def test_row_filter_of_orders_does_not_narrow_customers() -> None:
    visit = VisitFactory()
    by = person_who(visit.unit, CustomerPerm.VIEW_CUSTOMER, rows="accident_orders")
    found = Vehicle.objects.visible_to(by, CustomerPerm.VIEW_CUSTOMER)
    assert list(found) == [visit.vehicle]


def test_seeing_without_the_right_is_denied_and_not_hidden() -> None:
    order = WorkOrderFactory()
    by = person_who(order.unit, Perm.VIEW_WORKORDER)
    with pytest.raises(Denied):
        by.require(Perm.AUTHORISE_WORKORDER, order)


def test_acting_for_an_absent_advisor_reaches_both_own_orders() -> None:
    absent, standing_in = WorkOrderFactory(), StaffFactory()
    tenure_of_absent = person_who(
        absent.unit, Perm.CHANGE_WORKORDER, scope="own", staff=absent.advisor
    ).tenures[0]
    holding(tenure_of_absent.post, standing_in, kind="acting", acting_for=tenure_of_absent)
    by = Access.of(standing_in, NOW)
    assert by.may(Perm.CHANGE_WORKORDER, absent)
