"""Steps of a route in bays: their order, drying, one car in one place, and what an overrun does."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.refusals import Refused
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot
from apps.workorders.services import routing
from apps.workorders.services.dispatch import move_slot, reassign, withdraw
from apps.workorders.services.overruns import push_overruns
from apps.workorders.services.placing import EVERYTHING, Occupied, Warned
from apps.workorders.services.step_places import place_step
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.paths.test_routes import DISPATCHER, template_of
from tests.workorders.shop.floor import HOUR, bay, job_in, slot_of

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


@pytest.fixture
def job() -> Any:
    row = job_in(JobState.PENDING, std_hours=Decimal(4), kind="paint", confirmed_at=NOW)
    return routing.lay_route(
        by=access_of(DISPATCHER), job=row, version=None, template=template_of("单面喷漆")
    )


@pytest.fixture
def booth() -> Any:
    return bay("body", kind="paint", name="1号烤房")


def step_of(job: Any, kind: str) -> Any:
    return job.steps.get(kind=kind)


def put(step: Any, place: Any, start: dt.datetime, minutes: int = 60, **facts: Any) -> BaySlot:
    facts = {"accepted": EVERYTHING, "technician": staff_of("technician")} | facts
    by = access_of(DISPATCHER)
    return place_step(by=by, step=step, bay=place, start=start, minutes=minutes, **facts)


def test_place_of_a_step_names_it_and_dispatches_the_job(job, booth) -> None:
    slot = put(step_of(job, "primer"), booth, NOW + HOUR)
    job = reread(job)
    assert slot.step.kind == "primer"
    assert (job.state, job.unit) == (JobState.ASSIGNED, booth.unit)
    assert step_of(job, "primer").technician == staff_of("technician")
    assert slot.moves.get().act == "plan"


def test_step_before_the_one_it_follows_is_refused_in_words(job, booth) -> None:
    put(step_of(job, "primer"), booth, NOW + 2 * HOUR)
    with pytest.raises(Refused, match="底漆") as refusal:
        put(step_of(job, "paint"), booth, NOW + HOUR)
    assert refusal.value.field == "start"


@pytest.mark.parametrize(("minutes", "fits"), [(29, False), (30, True)])
def test_step_begins_when_the_one_before_is_dry(job, booth, minutes: int, fits: bool) -> None:
    put(step_of(job, "primer"), booth, NOW + HOUR)
    start = NOW + 2 * HOUR + minutes * MINUTE
    if fits:
        assert put(step_of(job, "paint"), booth, start).pk
        return
    with pytest.raises(Refused, match="干燥 30 分钟"):
        put(step_of(job, "paint"), booth, start)


def test_step_is_not_moved_over_the_one_behind_it(job, booth) -> None:
    slot = put(step_of(job, "primer"), booth, NOW + HOUR)
    put(step_of(job, "paint"), booth, NOW + 3 * HOUR)
    facts = {"by": access_of(DISPATCHER), "slot": slot, "bay": booth, "minutes": 60}
    with pytest.raises(Refused, match="后道“喷漆”"):
        move_slot(start=NOW + 2 * HOUR, accepted=EVERYTHING, **facts)
    assert reread(slot).during.lower == NOW + HOUR


def test_car_is_not_in_two_bays_at_once(job, booth) -> None:
    put(step_of(job, "primer"), booth, NOW + HOUR)
    with pytest.raises(Refused, match="同一时间不能在两个工位"):
        put(step_of(job, "primer"), bay("body", kind="paint"), NOW + HOUR)


def test_taken_bay_is_named(job, booth) -> None:
    slot_of(job_in(JobState.ASSIGNED), booth, NOW + HOUR)
    with pytest.raises(Occupied, match="1号烤房"):
        put(step_of(job, "primer"), booth, NOW + HOUR)


def test_gap_in_the_route_is_warned_of(job, booth) -> None:
    with pytest.raises(Warned) as warned:
        put(step_of(job, "paint"), booth, NOW + HOUR, accepted=())
    assert "step_gap" in {c.code for c in warned.value.warnings}


def test_inspection_has_no_bay(job, booth) -> None:
    with pytest.raises(Refused, match="质检"):
        put(step_of(job, "quality"), booth, NOW + HOUR)


def test_change_of_technician_leaves_the_other_steps_alone(job, booth) -> None:
    first = put(step_of(job, "primer"), booth, NOW + HOUR)
    put(step_of(job, "paint"), booth, NOW + 3 * HOUR)
    by, other = access_of(DISPATCHER), staff_of("technician2")
    reassign(by=by, slot=first, technician=other, accepted=EVERYTHING)
    assert step_of(job, "primer").technician == other
    assert step_of(job, "paint").technician == staff_of("technician")
    assert set(job.assignments.values_list("staff", flat=True)) == {
        other.pk,
        staff_of("technician").pk,
    }


def test_withdrawn_step_frees_the_bay_and_keeps_work_that_has_begun(job, booth) -> None:
    first = put(step_of(job, "primer"), booth, NOW)
    second = put(step_of(job, "paint"), booth, NOW + 3 * HOUR)
    routing.start_step(by=access_of("technician"), step=step_of(job, "primer"), version=None)
    for slot in (second, first):
        withdraw(by=access_of(DISPATCHER), slot=slot)
    assert reread(job).state == JobState.WORKING
    assert not job.slots.standing().exists()


def test_overrun_of_a_step_pushes_the_next_one_behind_its_drying(job, booth) -> None:
    put(step_of(job, "primer"), booth, NOW)
    later = put(step_of(job, "paint"), bay("body", kind="paint"), NOW + 2 * HOUR)
    routing.start_step(by=access_of("technician"), step=step_of(job, "primer"), version=None)
    late = NOW + 110 * MINUTE
    push_overruns(by=access_of(DISPATCHER, now=late), store=job.store)
    first = job.slots.get(step__kind="primer").during.upper
    assert first > late
    assert reread(later).during.lower >= first + 30 * MINUTE
    assert later.moves.filter(act="push").exists()


def form(step: Any, place: Any, **sent: Any) -> dict[str, Any]:
    return {
        "operation_key": str(uuid.uuid4()),
        "version": step.version,
        "bay": place.pk,
        "technician": staff_of("technician").pk,
        "start": f"{NOW + 2 * HOUR:%Y-%m-%dT%H:%M}",
        "minutes": 60,
        **sent,
    }


def test_page_places_a_step_and_comes_back_to_the_route(client_as, job, booth) -> None:
    step = step_of(job, "primer")
    client, url = client_as(DISPATCHER), reverse("workorders:step_place", args=[step.pk])
    answer = client.post(url, form(step, booth))
    if answer.status_code == 409:  # warnings: the second time says yes
        accepted = answer.context["form"]["accepted"].value()
        answer = client.post(url, form(step, booth, accepted=accepted))
    route = reverse("workorders:route", args=[job.pk])
    assert answer["Location"] == route
    assert "1号烤房" in client.get(route).text
    assert "1 底漆" in client.get(url).text


def test_refusal_stands_beside_the_field_and_keeps_what_was_typed(client_as, job, booth) -> None:
    step = step_of(job, "primer")
    url = reverse("workorders:step_place", args=[step.pk])
    past = f"{NOW - HOUR:%Y-%m-%dT%H:%M}"
    answer = client_as(DISPATCHER).post(url, form(step, booth, start=past, minutes=75))
    assert answer.status_code == 409
    assert "已经过去" in str(answer.context["form"].errors["start"])
    assert 'value="75"' in answer.text
    assert not BaySlot.objects.exists()


def test_board_names_the_step(client_as, job, booth) -> None:
    put(step_of(job, "primer"), booth, NOW)
    feed = client_as(DISPATCHER).get(reverse("workorders:board_feed")).json()
    assert feed["events"][0]["extendedProps"]["step"] == "底漆"


def test_technician_goes_from_the_job_to_its_route_and_back(client_as, job, booth) -> None:
    put(step_of(job, "primer"), booth, NOW)
    client, page = client_as("technician"), reverse("workorders:job", args=[job.pk])
    route = reverse("workorders:route", args=[job.pk])
    assert route in client.get(page).text
    back = client.get(route).text
    assert page in back
    assert reverse("workorders:my_jobs") in back


def test_route_page_takes_as_many_queries_for_many_places(client_as, job, booth) -> None:
    client, url = client_as(DISPATCHER), reverse("workorders:route", args=[job.pk])
    put(step_of(job, "primer"), booth, NOW, 15)
    client.get(url)
    counts = []
    for n in range(1, 3):
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        counts.append(len(caught))
        put(step_of(job, "primer"), booth, NOW + n * HOUR, 15)
    assert counts[0] == counts[1]
