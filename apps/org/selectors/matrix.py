"""Who can: positions × capabilities with the duty behind each tick."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.apps import apps as installed

from apps.core.capabilities import every_capability
from apps.org.models import Grant, OrgUnit, Position
from apps.org.permissions import Perm
from apps.org.texts import editions_in_force, positions_by_text
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access


@dataclass(frozen=True)
class Owners:
    """Whose set of positions is shown: one store's with the group's, within reach."""

    keys: list[int]
    stores: list[OrgUnit]
    store: OrgUnit | None


@dataclass(frozen=True)
class Tick:
    """One grant behind a tick."""

    duty_code: str
    duty: str
    scope: str
    reach: str
    limits: str


@dataclass(frozen=True)
class Cell:
    """One capability of one position; no ticks where it has none."""

    position: Position
    ticks: list[Tick]


@dataclass(frozen=True)
class MatrixRow:
    """One capability across the positions."""

    capability: CapabilityEnum
    cells: list[Cell]

    @property
    def nobody(self) -> bool:
        """Whether no position shown has it."""
        return not any(c.ticks for c in self.cells)


@dataclass(frozen=True)
class Matrix:
    """The table, the positions to choose from and the rooms of the product."""

    owners: Owners
    choices: list[Position]
    positions: list[Position]
    rooms: list[tuple[str, str]]
    rows: list[MatrixRow]
    room: str = ""
    position: Position | None = None

    def lines(self) -> Iterator[tuple[MatrixRow, Cell, Tick]]:
        """Every tick by itself, for a list or a file."""
        for row in self.rows:
            for cell in row.cells:
                for tick in cell.ticks:
                    yield row, cell, tick


@dataclass
class _Ticks:
    by: dict[tuple[str, int], list[Tick]] = field(default_factory=dict)

    def add(self, grant: Grant, position: int) -> None:
        duty = grant.duty
        tick = Tick(
            duty_code=duty.code,
            duty=str(duty),
            scope=grant.get_scope_display(),
            reach=scope_words(grant.scope, grant.rows),
            limits=limits_words(grant.limits),
        )
        self.by.setdefault((grant.capability, position), []).append(tick)


def owners_of(access: Access, store: str = "") -> Owners:
    """The chosen store in reach, else the one worked in, else the first; and the group."""
    stores = list(access.stores(Perm.VIEW_POSITION))
    wanted = store or str(access.store.pk if access.store else "")
    chosen = next((s for s in stores if str(s.pk) == wanted), next(iter(stores), None))
    root = OrgUnit.objects.filter(parent=None).values_list("pk", flat=True)
    keys = [*root, *([chosen.pk] if chosen else [])]
    return Owners(keys, stores if len(stores) > 1 else [], chosen)


def matrix_of(access: Access, *, store: str = "", room: str = "", position: str = "") -> Matrix:
    """The rights of the positions in sight; ``room`` and ``position`` narrow the table."""
    owners = owners_of(access, store)
    rows = Position.objects.visible_to(access, Perm.VIEW_POSITION).filter(owner__in=owners.keys)
    choices = list(rows.order_by("base", "owner__path", "pk"))
    chosen = next((p for p in choices if str(p.pk) == position), None)
    shown = [chosen] if chosen else choices
    rooms = _rooms()
    if room not in dict(rooms):
        room = "" if chosen else rooms[0][0]
    ticks = _ticks(access, shown)
    every = (c for c in every_capability() if not room or c.value.partition(".")[0] == room)
    table = [
        MatrixRow(c, [Cell(p, ticks.by.get((c.value, p.pk), [])) for p in shown]) for c in every
    ]
    if chosen:
        table = [row for row in table if not row.nobody]
    return Matrix(owners, choices, shown, rooms, table, room, chosen)


def _ticks(access: Access, positions: list[Position]) -> _Ticks:
    texts = positions_by_text(editions_in_force(positions, access.now))
    grants = Grant.objects.filter(duty__revision__in=texts).select_related("duty")
    found = _Ticks()
    for grant in grants.order_by("duty__order", "pk"):
        for position in texts[grant.duty.revision_id]:
            found.add(grant, position)
    return found


def _rooms() -> list[tuple[str, str]]:
    codes = dict.fromkeys(c.value.partition(".")[0] for c in every_capability())
    return [(code, str(installed.get_app_config(code).verbose_name)) for code in codes]
