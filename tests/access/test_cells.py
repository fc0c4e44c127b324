"""Every step of every machine × every position × every state, against a reading of the duties.

For a row of the first store and each state of its machine, everybody of both stores is offered
exactly the steps that leave that state and whose right their duties grant over that row.  A step
that waits for something is offered greyed: who may take it does not depend on its guards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from apps.core.transitions import Machine, available, every_machine
from apps.org.catalogue import read_catalogue
from apps.org.models import OrgUnit, Staff, Tenure
from apps.org.reach import ReachSpec, spec_of
from tests.access.machine_rows import ROWS
from tests.access.matrix import people
from tests.access.plain_reading import Edition, Holding, Right, Seat, Thing, Unit, World, sees
from tests.personas import access_of

if TYPE_CHECKING:
    from apps.org.catalogue import PositionText

pytestmark = pytest.mark.django_db
MACHINES = {machine.model: machine for machine in every_machine()}


def test_every_machine_has_a_row_to_be_judged_by() -> None:
    assert set(ROWS) == set(MACHINES)


@pytest.mark.parametrize("model", sorted(MACHINES))
def test_everybody_is_offered_exactly_the_steps_of_their_duties(model: str) -> None:
    machine, row = MACHINES[model], ROWS[model]()
    world, numbers = papers()
    thing = as_thing(row, numbers)
    wrong = [
        (code, store, state, offered ^ meant)
        for code, store in people()
        for state, offered, meant in cells(machine, row, world, thing, numbers, code, store)
        if offered != meant
    ]
    assert wrong == []


def cells(
    machine: Machine,
    row: Any,
    world: World,
    thing: Thing,
    numbers: dict[int, int],
    code: str,
    store: str,
) -> list[tuple[str, set[str], set[str]]]:
    """For each state: the steps the product offers a person, and those the papers grant."""
    access = access_of(code, store)
    person = numbers[access.person.pk]
    acts = [t for t in machine.transitions if t.kind == "acts" and t.permission]
    granted = {t.permission for t in acts if sees(world, person, str(t.permission), thing)}
    found = []
    for state in states(machine):
        setattr(row, machine.field, state)
        offered = {option.action for option in available(machine, row, access)}
        leaving = {t.action for t in acts if state in t.sources and t.permission in granted}
        found.append((state, offered, leaving))
    return found


def states(machine: Machine) -> list[str]:
    """The states of a machine's model."""
    field = apps.get_model(machine.model)._meta.get_field(machine.field)
    return [str(value) for value, _label in field.flatchoices]


def rights_of(paper: PositionText) -> tuple[Edition, ...]:
    """What a position's paper grants, as it is written."""
    granted = (Right(g.capability, g.scope, g.rows) for g in paper.grants())
    return (Edition(0, tuple(granted)),)


def papers() -> tuple[World, dict[int, int]]:
    """The world of the tests as papers, and the number of each person in it."""
    units = {u.pk: as_unit(u) for u in OrgUnit.objects.select_related("store")}
    written = read_catalogue().positions
    codes = [p.code for p in written]
    everybody = [p.code for p in written if p.base]
    numbers = {pk: n for n, pk in enumerate(Staff.objects.values_list("pk", flat=True))}
    seats: list[Seat] = []
    holdings: list[Holding] = []
    tenures = Tenure.objects.select_related("post__position", "post__unit__store")
    for tenure in tenures:
        unit = units[tenure.post.unit_id]
        home = units[tenure.post.unit.store_id or tenure.post.unit_id]
        for code, place in [(tenure.post.position.code, unit), *((b, home) for b in everybody)]:
            seats.append(Seat(codes.index(code), place))
            holdings.append(Holding(numbers[tenure.staff_id], len(seats) - 1, 0, None))
    positions = tuple(rights_of(paper) for paper in written)
    active = (True,) * len(numbers)
    return World(tuple(units.values()), active, positions, tuple(seats), tuple(holdings), ()), (
        numbers
    )


def as_unit(unit: OrgUnit) -> Unit:
    """A unit as the papers see it."""
    return Unit(unit.code, tuple(unit.path.strip("/").split("/")), unit.store and unit.store.code)


def as_thing(row: Any, numbers: dict[int, int]) -> Thing:
    """A row as the papers see it, by the look-ups its model declares."""
    spec = spec_of(type(row))
    owners = {numbers[pk] for path in spec.owners for pk in staff_at(row, path)}
    stores = frozenset(s.code for s in reached(row, spec.store) if s is not None)
    unit = next(iter(reached(row, spec.unit)), None) if not spec.level else None
    place = as_unit(unit) if unit is not None else Unit("", ("hj",), next(iter(stores), ""))
    known = stores if spec.level == "store" else None
    return Thing("document", 0, place, frozenset(owners), passed(row, spec), known_at=known)


def passed(row: Any, spec: ReachSpec) -> frozenset[str]:
    """The row filters the row passes."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    return frozenset(name for name, condition in spec.rows.items() if rows.filter(condition))


def staff_at(row: Any, path: str) -> set[int]:
    """The keys of the people at the end of a look-up."""
    return {found if isinstance(found, int) else found.pk for found in reached(row, path) if found}


def reached(row: Any, path: str) -> list[Any]:
    """What stands at the end of a look-up, walked row by row."""
    found = [row]
    for name in path.split("__"):
        nexts: list[Any] = []
        for one in found:
            value = getattr(one, name, None)
            nexts += list(value.all()) if hasattr(value, "all") else [value]
        found = [value for value in nexts if value is not None]
    return found
