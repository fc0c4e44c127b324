"""Start, pause, continue: one clock per technician, and what must be true before."""

from __future__ import annotations

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.workorders.choices import JobState, OrderState, WaitingCause
from apps.workorders.models import ClockEntry
from apps.workorders.services.clocking import pause_work, resume_work, start_work
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, clock_on, job_in

pytestmark = pytest.mark.django_db


def running(login: str = "technician") -> list[int]:
    return [e.job_id for e in ClockEntry.objects.running().filter(staff=staff_of(login))]


def test_start_runs_the_clock_and_moves_job_and_order() -> None:
    job = job_in(JobState.ASSIGNED)
    start_work(by=access_of("technician"), job=job, version=job.version)
    job.refresh_from_db()
    assert (job.state, job.started_at) == (JobState.WORKING, NOW)
    assert job.order.state == OrderState.IN_PROGRESS
    assert running() == [job.pk]


def test_start_without_comparing_the_car_is_refused() -> None:
    with pytest.raises(Refused, match="核对"):
        start_work(by=access_of("technician"), job=job_in(JobState.ASSIGNED, confirmed_at=None))


def test_start_of_a_pending_job_is_refused() -> None:
    job = job_in(JobState.ASSIGNED)
    job.state = JobState.PENDING
    job.save()
    with pytest.raises(Refused):
        start_work(by=access_of("technician"), job=job)


def test_start_of_a_stale_page_is_refused() -> None:
    job = job_in(JobState.ASSIGNED)
    with pytest.raises(Stale):
        start_work(by=access_of("technician"), job=job, version=job.version + 1)


@pytest.mark.parametrize("login", ["technician2", "technician3"])
def test_start_of_somebody_elses_job_is_out_of_reach(login: str) -> None:
    with pytest.raises(Http404):
        start_work(by=access_of(login), job=job_in(JobState.ASSIGNED))


def test_leader_may_not_clock_for_a_technician() -> None:
    with pytest.raises(Denied):
        start_work(by=access_of("team_leader"), job=job_in(JobState.ASSIGNED))


def test_starting_another_job_ends_the_running_clock_and_pauses_that_job() -> None:
    first = job_in(JobState.WORKING)
    clock_on(first, staff_of("technician"), NOW - HOUR)
    second = job_in(JobState.ASSIGNED)
    start_work(by=access_of("technician"), job=second)
    first.refresh_from_db()
    assert running() == [second.pk]
    assert (first.state, first.waiting_cause) == (JobState.WAITING, WaitingCause.PAUSED)
    assert first.order.state == OrderState.WAITING
    assert first.clock_entries.get().during.upper == NOW


def test_starting_the_job_again_while_its_clock_runs_is_refused() -> None:
    job = job_in(JobState.WORKING)
    clock_on(job, staff_of("technician"), NOW - HOUR)
    with pytest.raises(Refused, match="已经在走"):
        start_work(by=access_of("technician"), job=job)


def test_pause_ends_the_clock_and_opens_a_wait_with_its_cause() -> None:
    job = job_in(JobState.WORKING)
    clock_on(job, staff_of("technician"), NOW - HOUR)
    pause_work(by=access_of("technician"), job=job, cause="sublet", note="外修刹车盘")
    job.refresh_from_db()
    hold = job.holds.get()
    assert (job.state, job.waiting_cause) == (JobState.WAITING, WaitingCause.SUBLET)
    assert (hold.cause, hold.note, hold.to_at) == ("sublet", "外修刹车盘", None)
    assert running() == []


def test_pause_of_one_of_two_lets_the_other_go_on() -> None:
    job = job_in(JobState.WORKING)
    clock_on(job, staff_of("technician"), NOW - HOUR)
    clock_on(job, staff_of("technician2"), NOW - HOUR)
    pause_work(by=access_of("technician"), job=job, cause="paused")
    job.refresh_from_db()
    assert job.state == JobState.WORKING
    assert (running(), running("technician2")) == ([], [job.pk])


def test_resume_closes_the_wait_and_runs_the_clock() -> None:
    job = job_in(JobState.WAITING, waiting_cause="paused")
    resume_work(by=access_of("technician", now=NOW + HOUR), job=job, version=job.version)
    job.refresh_from_db()
    assert (job.state, job.waiting_cause) == (JobState.WORKING, "")
    assert job.holds.get().to_at == NOW + HOUR
    assert running() == [job.pk]


def test_resume_while_the_customer_has_not_answered_is_refused(finding_of) -> None:
    job = job_in(JobState.WAITING, waiting_cause="approval")
    finding_of(job)
    with pytest.raises(Refused, match="客户答复"):
        resume_work(by=access_of("technician"), job=job)
