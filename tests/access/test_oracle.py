"""The engine against a plain reading of the papers, over a thousand generated worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings

from apps.core.capabilities import capability
from apps.org.access import Access
from apps.org.models import OrgUnit
from tests.access.generated import MODELS, UNITS, Scribe, worlds
from tests.access.plain_reading import RIGHTS, World, sees
from tests.factories.customers import VehicleFactory
from tests.personas import NOW

if TYPE_CHECKING:
    from tests.access.generated import Written

pytestmark = pytest.mark.django_db
WORLDS = 1_000


@pytest.fixture
def scribe() -> Scribe:
    """The chart all worlds stand on, in place of that of the tests."""
    standing = OrgUnit.objects.get(parent=None)
    units = {"g": standing}
    for unit in UNITS[1:]:
        above = units[unit.path[-2]]
        kind = {2: "store", 3: "department", 4: "team"}[len(unit.path)]
        units[unit.code] = OrgUnit.objects.create(
            code=unit.code, kind=kind, name=unit.code, parent=above
        )
    return Scribe(units, VehicleFactory())


def test_list_and_detail_agree_with_the_papers_in_a_thousand_worlds(scribe: Scribe) -> None:
    @settings(
        max_examples=WORLDS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(worlds())
    def every_world(world: World) -> None:
        with transaction.atomic():
            written = scribe.write(world)
            for person in {h.person for h in world.holdings}:
                compare(world, written, person)
            transaction.set_rollback(True)

    every_world()


def compare(world: World, written: Written, person: int) -> None:
    """One person's lists and one detail of each against the papers."""
    access = Access.of(written.people[person], NOW)
    for kind, rights in RIGHTS.items():
        things = [t for t in world.things if t.kind == kind]
        rows = {written.rows[kind, t.number].pk: t for t in things}
        for code in rights:
            perm = capability(code)
            mine = MODELS[kind]._default_manager.filter(pk__in=rows)
            listed = set(mine.visible_to(access, perm).values_list("pk", flat=True))
            meant = {pk for pk, t in rows.items() if sees(world, person, code, t)}
            assert listed == meant, (code, person)
            if access.can(perm):
                event(f"{kind} seen: {bool(meant)}")
                for thing in things[:2]:
                    row = written.rows[kind, thing.number]
                    assert access.may(perm, row) == (row.pk in meant), (code, person)
