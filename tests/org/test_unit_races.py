"""Two people rearrange the chart at the same instant: real connections, real threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connections

from apps.core.refusals import Refused
from apps.org.models import OrgUnit
from apps.org.services import units
from tests.personas import access_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


@pytest.fixture
def pair(committed: None) -> Iterator[tuple[OrgUnit, OrgUnit]]:
    """Two new departments side by side; gone afterwards."""
    made = [
        OrgUnit.objects.create(
            parent=store_of(), kind="department", code=f"cs1-{code}", name=f"部{code}"
        )
        for code in ("left", "right")
    ]
    yield made[0], made[1]
    rows = OrgUnit.objects.filter(pk__in=[u.pk for u in made])
    for unit in rows.order_by("-path"):
        unit.delete()


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run every work at the same instant; what each gave, or its refusal or error."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(index: int) -> None:
        try:
            barrier.wait()
            results[index] = works[index]()
        except (Refused, DatabaseError) as problem:
            results[index] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[i]) for i in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def into_each_other(one: OrgUnit, other: OrgUnit) -> list[object]:
    """Each of the two is moved below the other at the same instant."""

    def moving(unit: OrgUnit, target: OrgUnit) -> Callable[[], object]:
        by = access_of("administrator")
        return lambda: units.move_unit(by=by, unit=unit, new_parent=target, reason="对调")

    return at_once(moving(one, other), moving(other, one))


def test_two_units_moved_into_each_other_end_in_one_line(pair: tuple[OrgUnit, OrgUnit]) -> None:
    results = into_each_other(*pair)
    assert sorted(type(r).__name__ for r in results) == ["OrgUnit", "Refused"]
    assert OrgUnit.objects.filter(parent__in=pair).count() == 1


def test_without_the_lock_of_the_tree_the_second_one_meets_no_words(
    pair: tuple[OrgUnit, OrgUnit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each holds its own unit before either asks for the other's."""
    meeting, lock, mine = threading.Barrier(2), units.lock, threading.local()

    def meet(row: OrgUnit, version: int | None = None) -> OrgUnit:
        held = lock(row, version)
        if not getattr(mine, "met", False):
            mine.met = True
            meeting.wait(timeout=20)
        return held

    monkeypatch.setattr(units, "_lock_tree", lambda: None)
    monkeypatch.setattr(units, "lock", meet)
    results = into_each_other(*pair)
    assert any(isinstance(r, DatabaseError) for r in results)
    assert OrgUnit.objects.filter(parent__in=pair).count() <= 1
