"""Findings and parts: a job waits, and goes on when what it waited for has come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.core.refusals import Refused
from apps.parts import hooks as parts
from apps.workorders import hooks
from apps.workorders.choices import FindingState, JobState, OrderState, WaitingCause
from apps.workorders.models import Job
from apps.workorders.services.clocking import resume_work
from apps.workorders.services.work import ask_for_part, confirm_job, report_finding
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, clock_on, job_in

pytestmark = pytest.mark.django_db


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_finding_ends_every_clock_and_blocks_the_job() -> None:
    job = job_in(JobState.WORKING)
    for login in ("technician", "technician2"):
        clock_on(job, staff_of(login), NOW - HOUR)
    report_finding(by=access_of("technician"), job=job, text="漏油", version=job.version)
    assert (fresh(job).state, fresh(job).waiting_cause) == ("waiting", WaitingCause.APPROVAL)
    assert fresh(job).order.state == OrderState.WAITING
    assert not job.clock_entries.running().exists()
    assert job.holds.get().cause == "approval"


def test_finding_on_a_finished_job_is_refused() -> None:
    with pytest.raises(Refused, match="完工"):
        report_finding(by=access_of("technician"), job=job_in(JobState.DONE), text="漏油")


def test_job_goes_on_when_the_last_finding_is_answered(finding_of) -> None:
    job = job_in(JobState.WAITING, waiting_cause="approval")
    finding, by = finding_of(job), access_of("service_advisor")
    hooks.finding_decided.send(by=by, finding=finding, order=job.order, jobs=[])
    assert fresh(job).state == JobState.WAITING
    finding.state, finding.decided_at, finding.taker = FindingState.DECLINED, NOW, by.person
    finding.medium, finding.decided_by_customer_name = "phone", "李"
    finding.save()
    hooks.finding_decided.send(by=by, finding=finding, order=job.order, jobs=[])
    assert (fresh(job).state, fresh(job).order.state) == (JobState.ASSIGNED, OrderState.QUEUED)
    assert job.holds.get().to_at == NOW


def test_job_waiting_for_parts_goes_on_when_they_are_reserved(line_of) -> None:
    job = job_in(JobState.WAITING, waiting_cause="parts")
    line, by = line_of(job, "short"), access_of("parts_keeper")
    facts = {"by": by, "document_no": job.order.number, "demands": [line.demand]}
    parts.demands_changed.send(**facts)
    assert fresh(job).state == JobState.WAITING
    with pytest.raises(Refused, match="还没有到"):
        resume_work(by=access_of("technician"), job=job)
    line.demand.state = "reserved"
    line.demand.save()
    parts.demands_reserved.send(**facts)
    assert fresh(job).state == JobState.ASSIGNED
    assert job.holds.get().to_at is not None


def test_pause_is_not_ended_by_parts(line_of) -> None:
    job = job_in(JobState.WAITING, waiting_cause="paused")
    line = line_of(job, "reserved")
    facts = {"document_no": job.order.number, "demands": [line.demand]}
    parts.demands_reserved.send(by=access_of("parts_keeper"), **facts)
    assert fresh(job).state == JobState.WAITING


def test_part_asked_by_the_technician_costs_the_customer_nothing(line_of) -> None:
    job = job_in(JobState.WORKING)
    part = line_of(job, "issued").part
    line = ask_for_part(by=access_of("technician"), job=job, part=part, quantity=Decimal(1))
    assert (line.payer, line.amount) == ("INT", 0)
    assert (line.demand.document_no, line.demand.state) == (job.order.number, "short")


@pytest.mark.parametrize("tail", ["12346", "     ", "A1234"])
def test_wrong_plate_is_refused(tail: str) -> None:
    with pytest.raises(Refused, match="不符"):
        confirm_job(by=access_of("technician"), job=job_in(JobState.ASSIGNED), tail=tail)
