"""Job descriptions read in plain Python: what the engine must agree with, written without it.

A world is a handful of frozen rows.  ``sees`` walks them as a person would read the papers: who
holds which post now, what the text in force says, which unit that points to, whose row it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: model → its capabilities: the plain view first; every other one implies it.
RIGHTS = {
    "order": (
        "workorders.view_workorder",
        "workorders.change_workorder",
        "workorders.settle_workorder",
    ),
    "job": ("workorders.view_job", "workorders.dispatch_job"),
    "staff": ("org.view_staff", "org.change_staff"),
    "customer": ("customers.view_customer",),
}
#: row filters of grants, by the work class of orders and jobs they let through.
FILTERS = {"accident_orders": "accident", "installation_orders": "installation"}


@dataclass(frozen=True)
class Unit:
    """A unit; ``path`` lists its ancestors and itself from the root."""

    code: str
    path: tuple[str, ...]
    store: str = ""


@dataclass(frozen=True)
class Right:
    """One grant of an edition."""

    capability: str
    scope: str
    rows: str = ""


@dataclass(frozen=True)
class Edition:
    """What a position's paper says from an instant on; ``since`` counts minutes from now."""

    since: int
    rights: tuple[Right, ...]
    approved: bool = True


@dataclass(frozen=True)
class Seat:
    """A position in one unit; ``lacking`` are capabilities whose guardian rows are missing."""

    position: int
    unit: Unit
    lacking: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Holding:
    """A tenure; ``start`` and ``end`` count minutes from now, ``end`` None for open."""

    person: int
    seat: int
    start: int
    end: int | None
    approved: bool = True
    instead_of: int | None = None

    @property
    def live(self) -> bool:
        """Between its instants: the start counts, the end does not."""
        return self.approved and self.start <= 0 and (self.end is None or self.end > 0)


@dataclass(frozen=True)
class Thing:
    """A document, a person or a customer; a job brings its ``parent`` into its own reach.

    ``filters`` are the row filters it passes; ``known_at`` are the stores of what belongs to whole
    stores and not to a unit.
    """

    kind: str
    number: int
    unit: Unit
    owners: frozenset[int] = frozenset()
    filters: frozenset[str] = frozenset()
    parent: int | None = None
    known_at: frozenset[str] | None = None


@dataclass(frozen=True)
class Lending:
    """A share of a thing with a person or a seat."""

    kind: str
    number: int
    capabilities: frozenset[str]
    person: int | None
    seat: int | None
    start: int
    end: int
    revoked: bool = False

    @property
    def live(self) -> bool:
        """Begun, not over, not taken back."""
        return self.start <= 0 < self.end and not self.revoked


@dataclass(frozen=True)
class World:
    """Everything written down."""

    units: tuple[Unit, ...]
    active: tuple[bool, ...]
    positions: tuple[tuple[Edition, ...], ...]
    seats: tuple[Seat, ...]
    holdings: tuple[Holding, ...]
    things: tuple[Thing, ...]
    lendings: tuple[Lending, ...] = field(default=())


@dataclass(frozen=True)
class Held:
    """One right of a person: on which unit's subtree, and whose own rows."""

    right: Right
    seat: Seat
    owners: frozenset[int]


def sees(world: World, person: int, capability: str, thing: Thing) -> bool:
    """Whether the papers let the person use the capability on the thing."""
    held = [h for h in _held(world, person) if h.right.capability in _leading_to(capability)]
    if any(_covers(world, h, thing) for h in held):
        return True
    return bool(held) and _lent(world, person, _leading_to(capability), thing)


def _leading_to(capability: str) -> frozenset[str]:
    """A plain view follows from every right over the same kind of rows."""
    for rights in RIGHTS.values():
        if capability == rights[0]:
            return frozenset(rights)
    return frozenset({capability})


def _held(world: World, person: int) -> list[Held]:
    if not world.active[person]:
        return []
    found = []
    for holding in (h for h in world.holdings if h.person == person and h.live):
        seat = world.seats[holding.seat]
        absent = holding.instead_of
        owners = {person} if absent is None else {person, world.holdings[absent].person}
        for right in _in_force(world.positions[seat.position]):
            if right.capability not in seat.lacking:
                found.append(Held(right, seat, frozenset(owners)))
    return found


def _in_force(editions: tuple[Edition, ...]) -> tuple[Right, ...]:
    """The rights of the youngest approved text that has begun; of two, the one written later."""
    begun = [(e.since, i, e) for i, e in enumerate(editions) if e.approved and e.since <= 0]
    return max(begun)[2].rights if begun else ()


def _covers(world: World, held: Held, thing: Thing) -> bool:
    if held.right.rows and held.right.rows not in thing.filters:
        return False
    if _inside(held, thing):
        return True
    jobs = (t for t in world.things if t.kind == "job" and t.parent == thing.number)
    return thing.kind == "order" and any(_inside(held, job, wide=False) for job in jobs)


def _inside(held: Held, thing: Thing, *, wide: bool = True) -> bool:
    """Whether the thing lies where the right points; ``wide`` counts whole stores as well."""
    scope, unit = held.right.scope, held.seat.unit
    in_store = scope == "group" or not unit.store or unit.store in _stores_of(thing)
    if thing.known_at is not None:
        return in_store
    if scope in {"store", "group"}:
        return in_store and wide
    if scope == "own":
        return in_store and bool(held.owners & thing.owners)
    return thing.unit.path[: len(unit.path)] == unit.path


def _stores_of(thing: Thing) -> frozenset[str]:
    return frozenset({thing.unit.store}) if thing.known_at is None else thing.known_at


def _lent(world: World, person: int, capabilities: frozenset[str], thing: Thing) -> bool:
    seats = {h.seat for h in world.holdings if h.person == person and h.live}
    return any(
        lending.live
        and lending.capabilities & capabilities
        and (lending.person == person or lending.seat in seats)
        and _carries(lending, thing)
        for lending in world.lendings
    )


def _carries(lending: Lending, thing: Thing) -> bool:
    """A lent thing is reached itself, and a lent order brings its jobs along."""
    if (lending.kind, lending.number) == (thing.kind, thing.number):
        return True
    return lending.kind == "order" and thing.kind == "job" and thing.parent == lending.number
