"""The three levels of inspection, rework, and the order that becomes ready."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.workorders import hooks
from apps.workorders.checklists import house_standard
from apps.workorders.choices import InspectionLevel, JobState, OrderState
from apps.workorders.models import Inspection, Job
from apps.workorders.services.inspection import final_check, leader_check, self_check
from apps.workorders.services.work import fit_part
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, clock_on, job_in, order_in

pytestmark = pytest.mark.django_db
ALL_RIGHT = [{"name": "x", "ok": True, "value": ""}]
FAILED = {"passed": False, "fail_code": "omitted", "fail_reason": "机滤没换"}


@pytest.fixture
def ready_orders(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The orders that were reported ready."""
    heard: list[Any] = []
    monkeypatch.setattr(hooks.order_ready, "_joined", [lambda by, order: heard.append(order)])
    return heard


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_self_check_ends_the_clock_and_sends_the_job_to_the_leader() -> None:
    job = job_in(JobState.WORKING)
    entry = clock_on(job, staff_of("technician"), NOW - HOUR)
    self_check(by=access_of("technician"), job=job, items=ALL_RIGHT, version=job.version)
    entry.refresh_from_db()
    assert (fresh(job).state, entry.during.upper) == (JobState.SELF_CHECKED, NOW)
    assert fresh(job).order.state == OrderState.CHECKING
    assert job.inspections.get().level == InspectionLevel.SELF


def test_self_check_with_an_open_item_is_refused() -> None:
    with pytest.raises(Refused, match="自检没有全部合格"):
        self_check(
            by=access_of("technician"),
            job=job_in(JobState.WORKING),
            items=house_standard(InspectionLevel.SELF).answered(["leaks"]),
        )


def test_self_check_waits_until_what_was_issued_is_fitted(line_of) -> None:
    me, job = access_of("technician"), job_in(JobState.WORKING)
    line = line_of(job, "issued")
    with pytest.raises(Refused, match="不符"):
        self_check(by=me, job=job, items=ALL_RIGHT)
    with pytest.raises(Refused, match="不能多于"):
        fit_part(by=me, job=job, line=line, quantity=line.quantity + 1)
    fit_part(by=me, job=job, line=line, quantity=line.quantity, version=line.version)
    assert self_check(by=me, job=job, items=ALL_RIGHT).pk


def test_self_check_of_somebody_elses_job_is_out_of_reach() -> None:
    with pytest.raises(Http404):
        self_check(by=access_of("technician2"), job=job_in(JobState.WORKING), items=ALL_RIGHT)


def test_leader_then_inspector_make_the_order_ready(ready_orders: list[Any]) -> None:
    job = job_in(JobState.SELF_CHECKED, order=order_in("checking", repair_class="level2"))
    leader_check(by=access_of("team_leader"), job=job, passed=True, version=job.version)
    assert fresh(job).state == JobState.LEADER_CHECKED
    final_check(by=access_of("dispatcher_inspector"), job=job, passed=True)
    done = fresh(job)
    assert (done.state, done.finished_at) == (JobState.DONE, NOW)
    assert (done.order.state, done.order.ready_at) == (OrderState.READY, NOW)
    assert done.order.visit.ready_at == NOW
    assert done.order.certificate_no
    assert ready_orders == [done.order]


def test_order_with_another_job_is_not_ready_yet(ready_orders: list[Any]) -> None:
    job = job_in(JobState.LEADER_CHECKED)
    job_in(JobState.WORKING, order=job.order)
    final_check(by=access_of("dispatcher_inspector"), job=job, passed=True)
    assert fresh(job).order.state == OrderState.IN_PROGRESS
    assert ready_orders == []


@pytest.mark.parametrize("login", ["team_leader", "dispatcher_inspector"])
def test_express_job_needs_one_check(login: str) -> None:
    job = job_in(JobState.SELF_CHECKED, order=order_in("checking", work_class="express"))
    act = leader_check if login == "team_leader" else final_check
    act(by=access_of(login), job=job, passed=True)
    assert fresh(job).state == JobState.DONE
    assert not fresh(job).order.certificate_no


def test_inspector_may_not_pass_over_the_leader() -> None:
    with pytest.raises(Refused, match="班组长"):
        final_check(
            by=access_of("dispatcher_inspector"), job=job_in(JobState.SELF_CHECKED), passed=True
        )


def test_inspector_is_never_one_who_worked_on_the_job() -> None:
    job = job_in(JobState.LEADER_CHECKED)
    clock = clock_on(job, staff_of("dispatcher_inspector"), NOW - HOUR)
    clock.during = (NOW - HOUR, NOW)
    clock.save()
    with pytest.raises(Refused, match="同一个人"):
        final_check(by=access_of("dispatcher_inspector"), job=job, passed=True)
    assert final_check(by=access_of("dispatcher_inspector2"), job=job, passed=True).pk


@pytest.mark.parametrize("level", ["leader", "final"])
def test_fail_is_rework_without_hours_for_the_same_technician(level: str) -> None:
    leader = level == "leader"
    job = job_in(JobState.SELF_CHECKED if leader else JobState.LEADER_CHECKED)
    act = leader_check if leader else final_check
    act(by=access_of("team_leader" if leader else "dispatcher_inspector"), job=job, **FAILED)
    rework = job.reworks.get()
    assert (fresh(job).state, fresh(job).order.state) == ("failed", OrderState.IN_PROGRESS)
    assert (rework.number, rework.credited_hours, rework.inspection.fail_code) == (1, 0, "omitted")
    assert [a.staff for a in job.assignments.all()] == [staff_of("technician")]


@pytest.mark.parametrize("missing", ["fail_code", "fail_reason"])
def test_fail_without_code_or_reason_is_refused(missing: str) -> None:
    with pytest.raises(Refused):
        leader_check(
            by=access_of("team_leader"), job=job_in("self_checked"), **{**FAILED, missing: ""}
        )
    assert not Inspection.objects.exists()


def test_leader_of_another_team_or_store_finds_nothing() -> None:
    job = job_in(JobState.SELF_CHECKED)
    for by in (access_of("team_leader2"), access_of("team_leader", "cs2")):
        with pytest.raises(Http404):
            leader_check(by=by, job=job, passed=True)


def test_technician_may_not_check_as_leader() -> None:
    with pytest.raises(Denied):
        leader_check(by=access_of("technician"), job=job_in(JobState.SELF_CHECKED), passed=True)


def test_check_of_a_stale_page_is_refused() -> None:
    job = job_in(JobState.SELF_CHECKED)
    with pytest.raises(Stale):
        leader_check(by=access_of("team_leader"), job=job, passed=True, version=job.version + 1)
