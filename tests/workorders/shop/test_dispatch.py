"""Planning jobs into bays: who may, what is refused, and in which words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import StaffPermit
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import Job
from apps.workorders.services.dispatch import (
    dispatch,
    move_slot,
    reassign,
    swap_slots,
    withdraw,
)
from apps.workorders.services.placing import EVERYTHING, Occupied, Warned
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, bay, job_in, order_in, slot_of, team_of

pytestmark = pytest.mark.django_db


def plan(job: Job, place, by: str = "dispatcher_inspector", who: str = "technician", **facts):
    facts = {"start": NOW, "minutes": 60, "version": job.version, "accepted": EVERYTHING, **facts}
    return dispatch(by=access_of(by), job=job, bay=place, technician=staff_of(who), **facts)


def test_dispatch_gives_bay_technician_and_team() -> None:
    job = job_in()
    slot = plan(job, bay())
    job.refresh_from_db()
    assert (job.state, job.unit) == (JobState.ASSIGNED, team_of())
    assert [a.staff for a in job.assignments.all()] == [staff_of("technician")]
    assert (slot.during.lower, slot.during.upper) == (NOW, NOW + HOUR)
    assert slot.planned_by == staff_of("dispatcher_inspector")


def test_dispatch_names_the_car_in_the_way() -> None:
    place = bay(name="3号工位")
    slot_of(job_in(JobState.ASSIGNED, order=order_in(visit__plate_no="湘A88888")), place)
    job = job_in()
    with pytest.raises(Occupied) as refused:
        plan(job, place, start=NOW + dt.timedelta(minutes=30))
    words = str(refused.value.message)
    who = staff_of("dispatcher_inspector").name
    assert all(w in words for w in ("3号工位", "09:00–10:00", "湘A88888", who))
    job.refresh_from_db()
    assert job.state == JobState.PENDING
    assert not job.slots.exists()


def test_dispatch_follows_on_where_the_other_ends() -> None:
    place = bay()
    slot_of(job_in(JobState.ASSIGNED), place)
    assert plan(job_in(), place, start=NOW + HOUR).pk


def test_cancelled_slot_leaves_the_bay_free() -> None:
    place = bay()
    slot_of(job_in(JobState.ASSIGNED), place, cancelled_at=NOW)
    assert plan(job_in(), place).pk


def test_dispatch_of_a_job_already_working_is_refused() -> None:
    with pytest.raises(Refused):
        plan(job_in(JobState.WORKING), bay())


def test_dispatch_of_an_order_not_authorised_is_refused() -> None:
    with pytest.raises(Refused, match="尚未授权"):
        plan(job_in(order=order_in(OrderState.DRAFT)), bay())


def test_dispatch_of_a_stale_card_is_refused() -> None:
    job = job_in()
    with pytest.raises(Stale):
        plan(job, bay(), version=job.version + 1)


@pytest.mark.parametrize("minutes", [0, -15, 24 * 60])
def test_dispatch_of_absurd_length_is_refused(minutes: int) -> None:
    with pytest.raises(Refused, match="时长"):
        plan(job_in(), bay(), minutes=minutes)


def test_advisor_sees_the_board_and_may_not_dispatch() -> None:
    with pytest.raises((Denied, Http404)):
        plan(job_in(), bay(), by="service_advisor")


def test_technician_may_not_dispatch_the_own_job() -> None:
    with pytest.raises(Denied):
        plan(job_in(JobState.FAILED), bay(), by="technician")


def test_team_leader_dispatches_inside_the_team_only() -> None:
    assert plan(job_in(JobState.FAILED), bay(), by="team_leader").pk
    with pytest.raises(Refused, match="范围"):
        plan(job_in(JobState.FAILED), bay("mech1"), by="team_leader")
    with pytest.raises(Http404):
        plan(job_in(JobState.FAILED, team="mech1"), bay("mech1"), by="team_leader")


def test_dispatch_into_a_bay_of_another_store_is_refused() -> None:
    with pytest.raises(Refused, match="范围"):
        plan(job_in(), bay(store="cs2"))


def test_high_voltage_job_needs_a_permit() -> None:
    job, place = job_in(high_voltage=True), bay(high_voltage=True)
    with pytest.raises(Refused, match="高压作业证"):
        plan(job, place)
    StaffPermit.objects.create(
        staff=staff_of("technician"), permit="high_voltage", number="1", valid_until=NOW.date()
    )
    assert plan(job, place).pk


def test_high_voltage_job_needs_an_isolated_bay() -> None:
    StaffPermit.objects.create(
        staff=staff_of("technician"), permit="high_voltage", number="1", valid_until=NOW.date()
    )
    with pytest.raises(Refused, match="隔离工位"):
        plan(job_in(high_voltage=True), bay())


def test_second_plan_of_a_technician_warns_until_accepted() -> None:
    plan(job_in(), bay(name="甲"))
    with pytest.raises(Warned) as warned:
        plan(job_in(), bay(name="乙"), accepted=())
    words = str(warned.value.message)
    assert all(w in words for w in ("甲", staff_of("technician").name))


def test_accepted_warning_is_kept_with_its_reason() -> None:
    plan(job_in(), bay(name="甲"))
    slot = plan(job_in(), bay(name="乙"), accepted={"double"}, reason="等零件时顺手做")
    (move,) = slot.moves.all()
    assert move.reason == "等零件时顺手做"
    assert "甲" in move.overridden[0]


def test_start_in_the_past_is_refused() -> None:
    with pytest.raises(Refused, match="过去"):
        plan(job_in(), bay(), start=NOW - HOUR)


def test_move_takes_the_slot_to_another_bay_and_team() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    there = bay("mech1")
    move_slot(
        by=access_of("dispatcher_inspector"),
        slot=slot,
        bay=there,
        start=NOW + HOUR,
        minutes=90,
        version=slot.version,
        accepted=EVERYTHING,
    )
    slot.refresh_from_db()
    assert (slot.bay, slot.during.upper) == (there, NOW + 2.5 * HOUR)
    assert slot.job.unit == team_of("mech1")


def test_stale_move_says_who_moved_what() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay(name="甲"))
    other = access_of("dispatcher_inspector2")
    move_slot(by=other, slot=slot, bay=slot.bay, start=NOW + HOUR, minutes=60)
    mine = access_of("dispatcher_inspector")
    with pytest.raises(Stale) as stale:
        move_slot(by=mine, slot=slot, bay=slot.bay, start=NOW, minutes=60, version=1)
    words = str(stale.value.message)
    assert all(w in words for w in (other.person.name, "湘A12345", "甲", "10:00–11:00"))


def test_move_of_a_finished_job_is_refused() -> None:
    slot = slot_of(job_in(JobState.DONE), bay())
    with pytest.raises(Refused, match="完工"):
        move_slot(
            by=access_of("dispatcher_inspector"), slot=slot, bay=slot.bay, start=NOW, minutes=60
        )


def test_swap_exchanges_two_slots_at_once() -> None:
    one = slot_of(job_in(JobState.ASSIGNED), bay())
    two = slot_of(job_in(JobState.ASSIGNED), bay("mech1"))
    swap_slots(
        by=access_of("dispatcher_inspector"),
        slot=one,
        other=two,
        version=one.version,
        other_version=two.version,
    )
    places = (one.bay_id, two.bay_id)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (two.bay_id, one.bay_id) == places
    assert one.job.unit == team_of("mech1")


def test_swap_inside_one_bay_passes_the_deferred_constraint() -> None:
    place = bay()
    one = slot_of(job_in(JobState.ASSIGNED), place)
    two = slot_of(job_in(JobState.ASSIGNED), place, NOW + HOUR)
    by = access_of("dispatcher_inspector")
    swap_slots(by=by, slot=one, other=two, version=1, other_version=1)
    one.refresh_from_db()
    assert one.during.lower == NOW + HOUR


def test_reassign_gives_the_job_to_another_technician() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay(), technician=staff_of("technician"))
    by = access_of("dispatcher_inspector")
    reassign(by=by, slot=slot, technician=staff_of("technician2"), version=slot.version)
    slot.refresh_from_db()
    assert slot.technician == staff_of("technician2")
    assert [a.staff_id for a in slot.job.assignments.all()] == [slot.technician_id]


def test_withdraw_sends_the_job_back_to_the_tray() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    withdraw(by=access_of("dispatcher_inspector"), slot=slot, version=slot.version)
    slot.refresh_from_db()
    assert slot.cancelled_at == NOW
    assert slot.job.state == JobState.PENDING
    assert not slot.job.assignments.exists()


def test_withdraw_of_a_job_at_work_is_refused_and_keeps_the_slot() -> None:
    slot = slot_of(job_in(JobState.WORKING), bay())
    with pytest.raises(Refused):
        withdraw(by=access_of("dispatcher_inspector"), slot=slot, version=slot.version)
    slot.refresh_from_db()
    assert slot.cancelled_at is None
