"""One technician at many jobs at once: one clock runs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from apps.core.refusals import Refused
from apps.workorders.choices import JobState
from apps.workorders.models import ClockEntry
from apps.workorders.services.clocking import start_work
from tests.personas import access_of, staff_of
from tests.workorders.shop.floor import job_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run all acts at the same moment, each on its own connection; results or exceptions."""
    results: list[Any] = [None] * len(acts)
    gate = threading.Barrier(len(acts))

    def run(n: int) -> None:
        gate.wait()
        try:
            results[n] = acts[n]()
        except Refused as refusal:
            results[n] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_one_clock_runs_however_many_jobs_are_started_at_once() -> None:
    jobs = [job_in(JobState.ASSIGNED) for _ in range(6)]
    by = [access_of("technician") for _ in jobs]
    at_once([lambda job=j, by=b: start_work(by=by, job=job) for j, b in zip(jobs, by, strict=True)])
    running = ClockEntry.objects.running().filter(staff=staff_of("technician"))
    assert running.count() == 1
    working = [j.pk for j in jobs if type(j).objects.get(pk=j.pk).state == JobState.WORKING]
    assert working == [running.get().job_id]


def test_without_lock_and_constraints_the_same_race_doubles_clocks(monkeypatch) -> None:
    """The control: what keeps a technician from two clocks is the lock and the constraints."""
    names = ("clock_one_running", "clock_no_overlap")
    constraints = [c for c in ClockEntry._meta.constraints if c.name in names]
    monkeypatch.setattr("apps.workorders.services.clocking._lock_person", lambda by: None)
    with connection.schema_editor() as editor:
        for constraint in constraints:
            editor.remove_constraint(ClockEntry, constraint)
    try:
        jobs = [job_in(JobState.ASSIGNED) for _ in range(6)]
        acts = [(j, access_of("technician")) for j in jobs]
        at_once([lambda job=j, by=b: start_work(by=by, job=job) for j, b in acts])
        assert ClockEntry.objects.running().filter(staff=staff_of("technician")).count() > 1
    finally:
        ClockEntry.objects.all().delete()
        with connection.schema_editor() as editor:
            for constraint in constraints:
                editor.add_constraint(ClockEntry, constraint)
