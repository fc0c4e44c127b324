"""Sixteen dispatchers after every bay: one car wins each, and the others read whose it is.

`make races` runs it on a thousand bays; a test run takes fewer, which it races just as hard.
"""

from __future__ import annotations

import uuid
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from aftersales import env
from apps.core.clock import SHANGHAI, now
from apps.core.refusals import Refused, Stale
from apps.workorders.choices import JobState
from apps.workorders.conflicts import clash_words
from apps.workorders.models import Bay, BaySlot, Job, SlotMove
from apps.workorders.services import dispatch as services
from apps.workorders.services.placing import EVERYTHING, fresh, moved_words
from tests.faults.racing import DISPATCHERS, RACERS, bays, cars, overlaps, race
from tests.org.test_unit_races import at_once
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, bay, job_in, slot_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.faults.racing import Result

pytestmark = pytest.mark.django_db(transaction=True)

BAYS = env.number("BAYS", 20)
FEW = 4  # who are at it by threads of one process
CONTROL = 2  # bays of a run in which the cars are meant to meet
SERVICES = "apps.workorders.services.dispatch"
PLACING = "apps.workorders.services.placing"


def run(count: int) -> Result:
    """Race for so many bays and print what came of it."""
    result = race(bays(count), cars((count + 1) * RACERS))
    print(
        f"\n{count} bays x {RACERS} racers in {result.seconds:.0f} s: {len(result.won)} winners,"
        f" {len(result.lost)} refused in words, {overlaps()} overlaps, {len(result.errors)} errors,"
        f" {result.busy} asked to wait"
    )
    return result


def test_every_bay_has_one_winner_and_the_losers_read_whose_it_is() -> None:
    result = run(BAYS)
    assert result.errors == []
    assert sorted(result.won) == sorted(set(result.won))
    assert (len(result.won), BaySlot.objects.count(), overlaps()) == (BAYS, BAYS, 0)
    there = BaySlot.objects.select_related("bay", "job__order__visit", "planned_by")
    words = {slot.bay_id: clash_words(slot) for slot in there}
    assert len(result.lost) == BAYS * (RACERS - 1)
    assert [r for r in result.lost if (r.words, r.field) != (words[r.bay], "bay")] == []
    assert Job.objects.filter(state=JobState.ASSIGNED).count() == BAYS


@pytest.fixture
def without_the_constraint() -> Iterator[None]:
    """The table without what keeps two cars out of one bay; afterwards empty and as it was."""
    table = "ALTER TABLE workorders_bayslot"
    constraint = next(c for c in BaySlot._meta.constraints if c.name == "bay_slot_no_overlap")
    with connection.schema_editor() as editor:
        editor.remove_constraint(BaySlot, constraint)
        editor.execute(f"{table} ADD CONSTRAINT {constraint.name} UNIQUE (id) DEFERRABLE")
    yield
    SlotMove.objects.all().delete()
    BaySlot.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.execute(f"{table} DROP CONSTRAINT {constraint.name}")
        editor.add_constraint(BaySlot, constraint)


@pytest.mark.usefixtures("without_the_constraint")
def test_control_without_any_guard_cars_meet_in_one_bay(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("judge", "_free", "lock_bays"):
        monkeypatch.setattr(f"{SERVICES}.{name}", lambda *_a, **_k: [])
    result = run(CONTROL)
    assert (len(result.won), result.lost) == (CONTROL * RACERS, [])
    assert overlaps() > CONTROL


def test_control_without_the_words_the_losers_meet_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("judge", "_free", "lock_bays"):
        monkeypatch.setattr(f"{SERVICES}.{name}", lambda *_a, **_k: [])
    monkeypatch.setattr(
        "apps.workorders.services.placing.constraint_words", lambda **_: nullcontext()
    )
    result = run(1)
    assert (len(result.won), overlaps()) == (1, 0)
    assert result.errors


def test_losers_page_says_whose_the_bay_is_and_keeps_what_was_typed() -> None:
    place, start = bay(), (now() + 26 * HOUR).astimezone(SHANGHAI)
    jobs = [job_in() for _ in range(FEW)]
    data = {
        "bay": place.pk,
        "technician": staff_of("technician").pk,
        "start": f"{start:%Y-%m-%dT%H}:00",
        "minutes": 60,
        "accepted": "*",
        "reason": "客户同意晚些取车",
    }
    answers = at_once(*(posting(job, data) for job in jobs))
    assert Counter(a.status_code for a in answers) == {303: 1, 409: FEW - 1}
    words = clash_words(BaySlot.objects.get())
    refused = [a.content.decode() for a in answers if a.status_code == 409]
    assert [text for text in refused if words not in text or data["reason"] not in text] == []


def posting(job: Job, data: dict[str, Any]) -> Callable[[], Any]:
    """One of the dispatchers sends the form of a job."""
    client = Client()
    user = staff_of(DISPATCHERS[job.pk % 2]).user
    client.force_login(user, backend="apps.org.accounts.AccountBackend")
    address = reverse("workorders:dispatch", args=[job.pk])
    sent = {**data, "operation_key": str(uuid.uuid4()), "version": job.version}
    return lambda: client.post(address, sent)


def moving(slot: BaySlot, places: list[Bay]) -> list[object]:
    """Everybody has seen the slot where it is, and moves it to a bay of his own."""

    def move(n: int) -> Callable[[], BaySlot]:
        by = access_of(DISPATCHERS[n % 2])
        plan = {"slot": slot, "bay": places[n], "start": NOW + HOUR, "minutes": 60}
        return lambda: services.move_slot(by=by, version=1, accepted=EVERYTHING, **plan)

    return at_once(*(move(n) for n in range(FEW)))


@pytest.fixture
def one_slot() -> tuple[BaySlot, list[Bay]]:
    """A slot on the board, and a free bay for everybody who wants to move it."""
    technician = staff_of("technician")
    slot = slot_of(job_in(JobState.ASSIGNED), bay(), NOW + HOUR, technician=technician)
    return slot, [bay() for _ in range(FEW)]


def test_dispatchers_who_move_one_slot_read_who_moved_it_where(
    one_slot: tuple[BaySlot, list[Bay]],
) -> None:
    slot, places = one_slot
    results = moving(slot, places)
    stale = [r for r in results if isinstance(r, Stale)]
    assert len(stale) == FEW - 1
    slot = BaySlot.objects.select_related("bay", "job__order__visit", "planned_by").get()
    assert {str(r.message) for r in stale} == {moved_words(slot)}
    assert slot.planned_by.name in moved_words(slot)
    assert slot.moves.count() == 1


def test_control_without_the_version_the_last_move_wins_in_silence(
    one_slot: tuple[BaySlot, list[Bay]], monkeypatch: pytest.MonkeyPatch
) -> None:
    slot, places = one_slot
    monkeypatch.setattr(f"{SERVICES}.fresh", lambda row, _version: fresh(row, None))
    assert not any(isinstance(r, Refused) for r in moving(slot, places))
    assert SlotMove.objects.count() > 1
