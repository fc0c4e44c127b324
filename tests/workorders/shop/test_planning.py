"""Suggestions, overruns, carry-over, undo, promises and bays out of use."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.refusals import Refused
from apps.org.access import Access
from apps.org.models import Shift, StaffSkill
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, SlotMove
from apps.workorders.promise_health import Health
from apps.workorders.promises import earliest, forecasts
from apps.workorders.selectors import proposals
from apps.workorders.services import overruns
from apps.workorders.services.bays import close_bay
from apps.workorders.services.carrying import Pick, roll_forward
from apps.workorders.services.dispatch import dispatch, move_slot, pin
from apps.workorders.services.placing import EVERYTHING, Warned
from apps.workorders.services.undoing import undo
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.shop.floor import HOUR, bay, clock_on, job_in, order_in, slot_of

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def by(now: dt.datetime = NOW) -> Access:
    return access_of("dispatcher_inspector", now=now)


def system(now: dt.datetime) -> Access:
    return Access(staff=None, now=now)


def running(place, start: dt.datetime = NOW, **facts) -> BaySlot:
    job = job_in(JobState.WORKING, std_hours=1, **facts)
    clock_on(job, staff_of("technician"), start)
    return slot_of(job, place, start, technician=staff_of("technician"))


def test_suggestion_names_its_reasons_and_takes_a_free_bay() -> None:
    taken = bay("mech1", name="甲")
    free = bay("mech1", name="乙")
    slot_of(job_in(JobState.ASSIGNED, team="mech1"), taken)
    found = proposals.for_job(job_in(kind="mechanical", std_hours=1), NOW)
    assert found[0].plan.bay == free
    assert found[0].plan.start == NOW
    assert any("空闲" in words for words in found[0].reasons)
    assert not [c for c in found[0].warnings if c.hard]


def test_suggestion_asks_for_the_skill_where_skills_are_kept() -> None:
    bay("mech1")
    able = staff_of("technician2")
    StaffSkill.objects.create(staff=able, skill="mechanical", level=4)
    found = proposals.for_job(job_in(kind="mechanical"), NOW)
    assert {s.person.staff for s in found} == {able}


def test_technician_without_the_skill_is_warned_of() -> None:
    StaffSkill.objects.create(staff=staff_of("technician2"), skill="body", level=4)
    facts = {"technician": staff_of("technician"), "start": NOW, "minutes": 60}
    with pytest.raises(Warned, match="技能"):
        dispatch(by=by(), job=job_in(kind="body"), bay=bay(kind="body"), **facts)


def test_technician_off_shift_is_warned_of() -> None:
    other = staff_of("technician2")
    span = {"starts_at": NOW - HOUR, "ends_at": NOW + 8 * HOUR}
    Shift.objects.create(staff=other, store=store_of(), **span)
    facts = {"technician": staff_of("technician"), "start": NOW, "minutes": 60}
    with pytest.raises(Warned, match="不当班"):
        dispatch(by=by(), job=job_in(), bay=bay(), **facts)


def test_overrun_pushes_what_lies_behind_and_names_the_cause() -> None:
    place = bay("mech1", name="甲")
    late = running(place)
    behind = slot_of(job_in(JobState.ASSIGNED, team="mech1"), place, NOW + HOUR)
    now = NOW + HOUR + 20 * MINUTE
    moves = overruns.push_overruns(by=system(now), store=place.store)
    late.refresh_from_db()
    behind.refresh_from_db()
    assert late.during.upper == NOW + 1.5 * HOUR
    assert (behind.during.lower, behind.during.upper) == (NOW + 1.5 * HOUR, NOW + 2.5 * HOUR)
    (push,) = [m for m in moves if m.act == SlotMove.Act.PUSH]
    assert "甲" in push.cause
    assert push.by is None


def test_overrun_stops_in_front_of_a_pinned_slot() -> None:
    place = bay("mech1")
    late = running(place)
    behind = slot_of(job_in(JobState.ASSIGNED, team="mech1"), place, NOW + 1.25 * HOUR)
    pin(by=by(), slot=behind, pinned=True)
    overruns.push_overruns(by=system(NOW + HOUR + 20 * MINUTE), store=place.store)
    late.refresh_from_db()
    behind.refresh_from_db()
    assert late.during.upper == behind.during.lower == NOW + 1.25 * HOUR


def test_overrun_is_pushed_once_a_quarter() -> None:
    place = bay("mech1")
    running(place)
    now = NOW + HOUR + 20 * MINUTE
    assert overruns.due(place.store, now)
    overruns.push_overruns(by=system(now), store=place.store)
    assert not overruns.due(place.store, now + MINUTE)


def test_undo_puts_a_moved_slot_back() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    moved = move_slot(
        by=by(), slot=slot, bay=slot.bay, start=NOW + HOUR, minutes=60, accepted=EVERYTHING
    )
    undo(by=by(), move=moved.moves.get())
    slot.refresh_from_db()
    assert slot.during.lower == NOW


def test_undo_of_another_persons_step_is_refused() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    moved = move_slot(
        by=by(), slot=slot, bay=slot.bay, start=NOW + HOUR, minutes=60, accepted=EVERYTHING
    )
    with pytest.raises(Refused, match="自己"):
        undo(by=access_of("dispatcher_inspector2"), move=moved.moves.get())


def test_bay_out_of_use_takes_no_car() -> None:
    place = bay()
    boss = access_of("workshop_supervisor")
    close_bay(by=boss, bay=place, starts_at=NOW, ends_at=NOW + 2 * HOUR, reason="年检")
    facts = {"technician": staff_of("technician"), "start": NOW + HOUR, "minutes": 60}
    with pytest.raises(Refused, match="年检"):
        dispatch(by=by(), job=job_in(), bay=place, accepted=EVERYTHING, **facts)


def test_bay_with_cars_is_not_taken_out_of_use() -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    boss = access_of("workshop_supervisor")
    with pytest.raises(Refused, match="湘A12345"):
        close_bay(by=boss, bay=slot.bay, starts_at=NOW, ends_at=NOW + HOUR, reason="年检")


def test_work_begun_goes_on_tomorrow_in_another_slot() -> None:
    place = bay("mech1")
    late = running(place, NOW + 8.5 * HOUR)
    now = NOW + 8.75 * HOUR
    access = by(now)
    lines = proposals.left_over(access, place.store)
    (best,) = [line.suggestion for line in lines if line.suggestion]
    pick = Pick(best.plan.bay, best.person.staff, best.plan.start, best.minutes, 1, slot=late)
    roll_forward(by=access, picks=[pick])
    late.refresh_from_db()
    assert late.during.upper <= NOW + 9.5 * HOUR
    assert late.job.slots.standing().count() == 2
    assert best.plan.start.date() > now.date()


def test_earliest_promise_has_reasons_and_health_follows_the_plan() -> None:
    place = bay("mech1")
    order = order_in(promised_at=NOW + HOUR, first_promised_at=NOW + HOUR)
    job = job_in(order=order, kind="mechanical", std_hours=2)
    found = earliest(order, NOW)
    assert found.at is not None
    assert found.at >= NOW + 2 * HOUR
    assert any(place.name in words for words in found.reasons)
    assert forecasts([order], NOW)[order.pk].health == Health.AT_RISK
    assert forecasts([order], NOW + 2 * HOUR)[order.pk].health == Health.BREACHED
    assert job.pk


def test_every_page_of_planning_opens(client_as, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)
    place = bay("mech1")
    slot = slot_of(job_in(JobState.ASSIGNED, team="mech1"), place)
    job = job_in(kind="mechanical")
    client = client_as("dispatcher_inspector")
    at = f"bay={place.pk}&start=2026-06-01 10:00&minutes=60"
    for path in (
        "board/?days=2",
        "board/feed/?days=2",
        "board/fill/",
        "board/carry/",
        f"board/jobs/{job.pk}/",
        f"board/jobs/{job.pk}/suggest/",
        f"board/check/?job={job.pk}&{at}",
        f"board/check/?slot={slot.pk}&{at}",
        f"board/slots/{slot.pk}/",
    ):
        assert client.get(f"/workorders/{path}").status_code == 200, path
    boss = client_as("workshop_supervisor")
    for path in ("bays/", "bays/new/", f"bays/{place.pk}/"):
        assert boss.get(f"/workorders/{path}").status_code == 200, path
    advisor = client_as("service_advisor")
    assert advisor.get(f"/workorders/orders/{job.order_id}/earliest/").status_code in {200, 404}
