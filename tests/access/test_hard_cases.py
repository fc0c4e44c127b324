"""The cases that break simple permission models, played with the real job descriptions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.refusals import Denied
from apps.org.access import Access
from apps.org.models import OrgUnit, Post, Staff, Tenure
from apps.org.services.sharing import share_object
from apps.parts.models import Demand, Part, StockLevel
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import WorkClass
from apps.workorders.models import Job, WorkOrder
from apps.workorders.permissions import Perm
from tests.factories.parts import asked, room, stocked
from tests.factories.workorders import AssignmentFactory, JobFactory, VisitFactory, WorkOrderFactory
from tests.personas import NOW, access_of, department_of, staff_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def order_at(store: str = "cs1", advisor: str = "service_advisor", **facts: object) -> WorkOrder:
    """An order of a store of the world."""
    person = staff_of(advisor, store)
    visit = VisitFactory(unit=department_of("front_desk", store), advisor=person)
    return WorkOrderFactory(visit=visit, advisor=person, **facts)


def job_in(team: OrgUnit, *workers: Staff) -> Job:
    """A job of a team, shared equally."""
    job = JobFactory(order=order_at(), unit=team)
    for worker in workers:
        AssignmentFactory(job=job, staff=worker, share=Decimal(100) / len(workers))
    return job


def post_of(code: str, store: str = "cs1") -> Post:
    """The first post of a position in a store."""
    return Post.objects.filter(position__owner__code=store, position__code=code)[0]


def also(staff: Staff, post: Post, **facts: object) -> Tenure:
    """The person holds one more post."""
    return Tenure.objects.create(
        staff=staff,
        post=post,
        **{
            "kind": Tenure.Kind.CONCURRENT,
            "state": Tenure.State.APPROVED,
            "starts_at": NOW - DAY,
            **facts,
        },
    )


def test_technician_reaches_own_jobs_and_leader_those_of_the_team() -> None:
    technician, leader = access_of("technician"), access_of("team_leader")
    team = leader.posts[0].unit
    other_team = OrgUnit.objects.filter(kind="team", store=team.store).exclude(pk=team.pk)[0]
    mine = job_in(technician.posts[0].unit, technician.person)
    mates = job_in(team, staff_of("technician2"))
    strange = job_in(other_team, somebody_of(other_team))
    assert set(Job.objects.visible_to(technician, Perm.CLOCK_JOB)) == {mine}
    assert not technician.sees(mates)
    assert mates in Job.objects.visible_to(leader, Perm.LEADER_CHECK_JOB)
    assert not leader.may(Perm.LEADER_CHECK_JOB, strange)


def somebody_of(team: OrgUnit) -> Staff:
    """Somebody of a team."""
    return Staff.objects.filter(unit=team)[0]


def test_acting_advisor_changes_the_absent_ones_orders_until_the_end() -> None:
    theirs = order_at(advisor="service_advisor")
    absent = Tenure.objects.get(staff=staff_of("service_advisor"))
    stand_in = staff_of("receptionist")
    assert not Access.of(stand_in, NOW).may(Perm.CHANGE_WORKORDER, theirs)
    tenure = also(
        stand_in, absent.post, kind=Tenure.Kind.ACTING, acting_for=absent, ends_at=NOW + DAY
    )
    acting = Access.of(stand_in, NOW)
    assert acting.may(Perm.CHANGE_WORKORDER, theirs)
    assert acting.tenure_id_for(Perm.CHANGE_WORKORDER, theirs) == tenure.pk
    assert not acting.may(Perm.CHANGE_WORKORDER, order_at(advisor="service_advisor2"))
    assert not Access.of(stand_in, NOW + DAY).may(Perm.CHANGE_WORKORDER, theirs)


def test_share_lets_another_store_help_with_one_order_and_its_jobs() -> None:
    order = order_at()
    job = JobFactory(order=order)
    helper = access_of("dispatcher_inspector", "cs2")
    assert not helper.sees(order)
    share_object(
        by=access_of("front_desk_supervisor"),
        obj=order,
        capabilities=[Perm.VIEW_WORKORDER],
        staff=helper.person,
        until=NOW + DAY,
        reason="技术支援",
    )
    helping = access_of("dispatcher_inspector", "cs2")
    assert helping.may(Perm.VIEW_WORKORDER, order)
    assert not helping.may(Perm.INSPECT_JOB, job)
    assert set(WorkOrder.objects.visible_to(helping, Perm.VIEW_WORKORDER)) == {order}
    later = access_of("dispatcher_inspector", "cs2", now=NOW + DAY)
    assert not later.sees(order)


def test_parts_keeper_serves_sibling_departments_of_the_own_store_only() -> None:
    demand = asked(stocked(5))
    assert demand.unit != access_of("parts_keeper").posts[0].unit
    assert access_of("parts_keeper").may(PartsPerm.ISSUE_PART, demand)
    assert not access_of("parts_keeper", "cs2").sees(demand)
    assert not Demand.objects.visible_to(access_of("parts_keeper", "cs2")).exists()


def test_cashier_of_the_finance_department_settles_but_does_not_change() -> None:
    order, far = order_at(), order_at("cs2")
    cashier = access_of("cashier")
    assert cashier.may(Perm.SETTLE_WORKORDER, order)
    with pytest.raises(Denied):
        cashier.require(Perm.CHANGE_WORKORDER, order)
    assert not cashier.sees(far)


def test_group_supervisor_sees_every_store_and_changes_nothing() -> None:
    orders = {order_at(), order_at("cs2")}
    supervisor = access_of("group_supervisor")
    assert orders <= set(WorkOrder.objects.visible_to(supervisor, Perm.VIEW_WORKORDER))
    held = {p for p in Perm if p.model == "workorders.WorkOrder" and supervisor.can(p)}
    assert held == {Perm.VIEW_WORKORDER}


def test_accessory_keeper_sees_only_installations_and_accessories() -> None:
    keeper = access_of("accessory_keeper")
    fitting, repair = order_at(work_class=WorkClass.INSTALLATION), order_at()
    assert keeper.may(Perm.CHANGE_WORKORDER, fitting)
    assert not keeper.sees(repair)
    mat = stocked(3, warehouse=room(showroom=True), category=Part.Category.ACCESSORY)
    stocked(3)
    seen = StockLevel.objects.visible_to(keeper, PartsPerm.VIEW_STOCK)
    assert {level.part for level in seen} == {mat}


def test_limits_of_two_posts_hold_each_in_its_own_store() -> None:
    person = staff_of("front_desk_supervisor")
    also(person, post_of("service_manager", "cs2"))
    both = Access.of(person, NOW)
    here, there = order_at(), order_at("cs2")
    assert both.limit(Perm.APPROVE_DISCOUNT, here, "labour_pct") == 10
    assert both.limit(Perm.APPROVE_DISCOUNT, there, "labour_pct") == 20
    assert both.stores_held == [here.store, there.store]


def test_revocation_counts_from_the_next_request() -> None:
    order = order_at()
    tenure = Tenure.objects.get(staff=staff_of("cashier"))
    assert access_of("cashier").sees(order)
    tenure.ends_at = NOW
    tenure.save()
    assert not access_of("cashier").sees(order)
    assert not access_of("cashier").can(Perm.SETTLE_WORKORDER)
