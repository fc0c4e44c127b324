"""Many at once: the database decides who stands in a bay, and everybody else gets words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from apps.core.refusals import Refused
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, ClockEntry, SlotMove
from apps.workorders.services.clocking import start_work
from apps.workorders.services.dispatch import dispatch
from apps.workorders.services.placing import EVERYTHING
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import bay, job_in

pytestmark = pytest.mark.django_db(transaction=True)

BAYS, RACERS = 10, 8
OVERLAPS = """
SELECT count(*) FROM workorders_bayslot a JOIN workorders_bayslot b
  ON a.bay_id = b.bay_id AND a.id < b.id AND a.during && b.during
 WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL
"""


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


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return int(cursor.fetchone()[0])


def race_for_one_bay() -> list[Any]:
    """Eight dispatchers drop eight cars on the same bay at the same time."""
    place, technician = bay(), staff_of("technician")
    jobs = [job_in() for _ in range(RACERS)]
    by = [access_of("dispatcher_inspector") for _ in jobs]
    return at_once(
        [
            lambda job=job, by=by: dispatch(
                by=by,
                job=job,
                bay=place,
                technician=technician,
                start=NOW,
                minutes=60,
                accepted=EVERYTHING,
            )
            for job, by in zip(jobs, by, strict=True)
        ]
    )


def test_each_bay_has_one_winner_and_the_losers_get_words() -> None:
    for _ in range(BAYS):
        results = race_for_one_bay()
        losers = [r for r in results if isinstance(r, Refused)]
        assert len(losers) == RACERS - 1
        assert all("已停" in str(r.message) and "湘A12345" in str(r.message) for r in losers)
    assert BaySlot.objects.count() == BAYS
    assert overlaps() == 0


def test_without_the_constraint_the_same_race_doubles_bays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: with constraint and judgement off, cars do meet in one bay."""
    for name in ("judge", "_free", "lock_bays"):
        monkeypatch.setattr(f"apps.workorders.services.dispatch.{name}", lambda *_a, **_k: [])
    table = BaySlot._meta.db_table
    constraint = next(c for c in BaySlot._meta.constraints if c.name == "bay_slot_no_overlap")
    with connection.schema_editor() as editor:
        editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT bay_slot_no_overlap")
        editor.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT bay_slot_no_overlap UNIQUE (id) DEFERRABLE"
        )
    try:
        for _ in range(2):
            assert not any(isinstance(r, Refused) for r in race_for_one_bay())
        assert overlaps() > 0
    finally:
        SlotMove.objects.all().delete()
        BaySlot.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT bay_slot_no_overlap")
            editor.add_constraint(BaySlot, constraint)


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
