"""Worlds for the oracle: drawn as papers, then written into the database as rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from hypothesis import strategies as st

from apps.customers.models import Customer, KnownAt
from apps.org.models import (
    Duty,
    Grant,
    OrgUnit,
    Position,
    PositionRevision,
    Post,
    Share,
    Staff,
    Tenure,
    UnitGrant,
)
from apps.org.services.publishing import write_grants
from apps.workorders.models import Assignment, Job, Visit, WorkOrder
from tests.access.plain_reading import (
    FILTERS,
    RIGHTS,
    Edition,
    Holding,
    Lending,
    Right,
    Seat,
    Thing,
    Unit,
    World,
)
from tests.personas import NOW

if TYPE_CHECKING:
    from apps.customers.models import Vehicle

SCOPES = ("own", "team", "unit", "store", "group")
MINUTES = st.sampled_from((-30, -1, 0, 1, 30))
PEOPLE = 5
MODELS = {"order": WorkOrder, "job": Job, "staff": Staff, "customer": Customer}


def units() -> tuple[Unit, ...]:
    """A group with its office and two stores of two departments and two teams."""
    found = [Unit("g", ("g",))]
    for store in ("s1", "s2"):
        top = ("g", store)
        found.append(Unit(store, top, store))
        for department in ("desk", "shop"):
            found.append(Unit(f"{store}-{department}", (*top, f"{store}-{department}"), store))
        shop = found[-1].path
        found += [Unit(f"{store}-{t}", (*shop, f"{store}-{t}"), store) for t in ("t1", "t2")]
    return tuple(found)


UNITS = units()
IN_STORES = tuple(u for u in UNITS if u.store)
TEAMS = tuple(u for u in UNITS if u.code[-2:] in {"t1", "t2"} or u.code.endswith("shop"))
#: A customer belongs to the store whatever they came for.
EVERY_FILTER = frozenset(FILTERS)
CAPABILITIES = tuple(c for rights in RIGHTS.values() for c in rights)

rights = st.builds(
    Right,
    st.sampled_from(CAPABILITIES),
    st.sampled_from(SCOPES),
    st.sampled_from(("", "", "", *FILTERS)),
)
editions = st.builds(
    Edition,
    MINUTES,
    st.lists(rights, max_size=4, unique_by=lambda r: r.capability).map(tuple),
    st.sampled_from((True, True, True, False)),
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Three positions, a few seats and holdings, orders with jobs, people, customers, shares."""
    positions = draw(st.tuples(*[st.lists(editions, min_size=1, max_size=3).map(tuple)] * 3))
    seat = st.builds(
        Seat,
        st.integers(0, 2),
        st.sampled_from(UNITS),
        st.sets(st.sampled_from(CAPABILITIES), max_size=1).map(frozenset),
    )
    seats = draw(st.lists(seat, min_size=1, max_size=4, unique_by=lambda s: (s.position, s.unit)))
    holdings = _holdings(draw, len(seats))
    things = _things(draw)
    return World(
        UNITS,
        tuple(draw(st.sampled_from((True, True, True, False))) for _ in range(PEOPLE)),
        positions,
        tuple(seats),
        holdings,
        things,
        _lendings(draw, things, len(seats)),
    )


def _holdings(draw: st.DrawFn, seats: int) -> tuple[Holding, ...]:
    found: list[Holding] = []
    for _ in range(draw(st.integers(1, 5))):
        start = draw(MINUTES)
        absent = draw(st.sampled_from((None, *range(len(found)))))
        lengths = (1, 30, 60) if absent is not None else (None, 1, 30, 60)
        length = draw(st.sampled_from(lengths))
        found.append(
            Holding(
                person=draw(st.integers(0, PEOPLE - 1)),
                seat=found[absent].seat if absent is not None else draw(st.integers(0, seats - 1)),
                start=start,
                end=None if length is None else start + length,
                approved=draw(st.sampled_from((True, True, True, False))),
                instead_of=absent,
            )
        )
    return tuple(found)


def _things(draw: st.DrawFn) -> tuple[Thing, ...]:
    person = st.integers(0, PEOPLE - 1)
    found = [Thing("staff", n, draw(st.sampled_from(UNITS)), frozenset({n})) for n in range(PEOPLE)]
    filters = st.sampled_from([frozenset[str](), *(frozenset({name}) for name in FILTERS)])
    jobs = 0
    for n in range(draw(st.integers(1, 3))):
        unit, advisor, passed = draw(st.sampled_from(IN_STORES)), draw(person), draw(filters)
        found.append(Thing("order", n, unit, frozenset({advisor}), passed))
        for _ in range(draw(st.integers(0, 2))):
            team = draw(st.sampled_from([t for t in TEAMS if t.store == unit.store]))
            owners = {advisor, *draw(st.sets(person, max_size=1))}
            found.append(Thing("job", jobs, team, frozenset(owners), passed, parent=n))
            jobs += 1
    for n in range(2):
        known = draw(st.sets(st.sampled_from(("s1", "s2"))))
        known_at = frozenset(known)
        found.append(Thing("customer", n, UNITS[0], filters=EVERY_FILTER, known_at=known_at))
    return tuple(found)


def _lendings(draw: st.DrawFn, things: tuple[Thing, ...], seats: int) -> tuple[Lending, ...]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        thing, start = draw(st.sampled_from(things)), draw(MINUTES)
        to_person = draw(st.booleans())
        found.append(
            Lending(
                thing.kind,
                thing.number,
                frozenset(draw(st.sets(st.sampled_from(RIGHTS[thing.kind]), min_size=1))),
                draw(st.integers(0, PEOPLE - 1)) if to_person else None,
                None if to_person else draw(st.integers(0, seats - 1)),
                start,
                start + draw(st.sampled_from((1, 30, 60))),
                draw(st.sampled_from((False, False, True))),
            )
        )
    return tuple(found)


def at(minutes: int) -> dt.datetime:
    """So many minutes from now."""
    return NOW + dt.timedelta(minutes=minutes)


@dataclass
class Written:
    """The rows of a world: people by number, things by kind and number."""

    people: list[Staff]
    rows: dict[tuple[str, int], Any]


@dataclass
class Scribe:
    """Writes worlds below one chart that stands already."""

    units: dict[str, OrgUnit]
    vehicle: Vehicle

    def write(self, world: World) -> Written:
        """The rows of one world; the caller rolls them back."""
        people = self._people(world)
        posts = self._posts(world)
        self._tenures(world, people, posts)
        rows = self._things(world, people)
        self._shares(world, people, posts, rows)
        return Written(people, rows)

    def _people(self, world: World) -> list[Staff]:
        homes = {t.number: t.unit for t in world.things if t.kind == "staff"}
        return Staff.objects.bulk_create(
            Staff(
                staff_no=f"O{n}",
                name=f"人{n}",
                unit=self.units[homes[n].code],
                store=self.units[homes[n].code].store,
                is_active=active,
            )
            for n, active in enumerate(world.active)
        )

    def _posts(self, world: World) -> list[Post]:
        positions = Position.objects.bulk_create(
            Position(owner=self.units["g"], code=f"o{n}", name=f"o{n}", unit_kind="any")
            for n in range(len(world.positions))
        )
        for position, texts in zip(positions, world.positions, strict=True):
            for number, edition in enumerate(texts):
                self._edition(position, number, edition)
        groups = Group.objects.bulk_create(Group(name=f"o{n}") for n in range(len(world.seats)))
        posts = Post.objects.bulk_create(
            Post(position=positions[s.position], unit=self.units[s.unit.code], group=group)
            for s, group in zip(world.seats, groups, strict=True)
        )
        write_grants(posts, NOW)
        for seat, post in zip(world.seats, posts, strict=True):
            held = UnitGrant.objects.filter(group=post.group_id)
            held.filter(permission__codename__in=seat.lacking).delete()
        return posts

    def _edition(self, position: Position, number: int, edition: Edition) -> None:
        state = PositionRevision.State
        revision = PositionRevision(
            position=position,
            document_no="O",
            edition=f"A/{number}",
            change="x",
            state=state.APPROVED if edition.approved else state.WITHDRAWN,
            effective_from=at(edition.since),
        )
        PositionRevision.objects.bulk_create([revision])
        duties = Duty.objects.bulk_create(
            Duty(revision=revision, code=f"O-{n}", order=n, text="职责")
            for n in range(len(edition.rights))
        )
        Grant.objects.bulk_create(
            Grant(duty=duty, capability=right.capability, scope=right.scope, rows=right.rows)
            for duty, right in zip(duties, edition.rights, strict=True)
        )

    def _tenures(self, world: World, people: list[Staff], posts: list[Post]) -> None:
        tenures: list[Tenure] = []
        for holding in world.holdings:
            absent = holding.instead_of
            tenure = Tenure(
                staff=people[holding.person],
                post=posts[holding.seat],
                kind=Tenure.Kind.CONCURRENT if absent is None else Tenure.Kind.ACTING,
                acting_for=None if absent is None else tenures[absent],
                state=Tenure.State.APPROVED if holding.approved else Tenure.State.PROPOSED,
                starts_at=at(holding.start),
                ends_at=None if holding.end is None else at(holding.end),
            )
            Tenure.objects.bulk_create([tenure])
            tenures.append(tenure)

    def _things(self, world: World, people: list[Staff]) -> dict[tuple[str, int], Any]:
        rows: dict[tuple[str, int], Any] = {("staff", n): p for n, p in enumerate(people)}
        for thing in world.things:
            if thing.kind != "staff":
                make = {"order": self._order, "job": self._job, "customer": self._customer}
                rows[thing.kind, thing.number] = make[thing.kind](thing, people, rows)
        return rows

    def _order(self, thing: Thing, people: list[Staff], rows: dict[tuple[str, int], Any]) -> Any:
        unit, (advisor,) = self.units[thing.unit.code], thing.owners
        facts = {"store": unit.store, "unit": unit, "advisor": people[advisor], "opened_at": NOW}
        facts["work_class"] = next((FILTERS[f] for f in thing.filters), "general")
        visit = Visit(number=f"O{thing.number}", vehicle=self.vehicle, **facts)
        Visit.objects.bulk_create([visit])
        order = WorkOrder(number=f"O{thing.number}", visit=visit, **facts)
        WorkOrder.objects.bulk_create([order])
        return order

    def _job(self, thing: Thing, people: list[Staff], rows: dict[tuple[str, int], Any]) -> Any:
        unit, order = self.units[thing.unit.code], rows["order", thing.parent or 0]
        job = Job(order=order, store=unit.store, unit=unit, name="x", position=thing.number + 1)
        Job.objects.bulk_create([job])
        Assignment.objects.bulk_create(
            Assignment(job=job, staff=people[n])
            for n in thing.owners
            if people[n].pk != order.advisor_id
        )
        return job

    def _customer(self, thing: Thing, people: list[Staff], rows: dict[tuple[str, int], Any]) -> Any:
        customer = Customer.objects.bulk_create([Customer(name="客户", phone="13800000000")])[0]
        KnownAt.objects.bulk_create(
            KnownAt(store=self.units[code], customer=customer, since=NOW)
            for code in sorted(thing.known_at)
        )
        return customer

    def _shares(
        self,
        world: World,
        people: list[Staff],
        posts: list[Post],
        rows: dict[tuple[str, int], Any],
    ) -> None:
        for lending in world.lendings:
            row = rows[lending.kind, lending.number]
            Share.objects.bulk_create(
                [
                    Share(
                        content_type=ContentType.objects.get_for_model(type(row)),
                        object_id=row.pk,
                        staff=None if lending.person is None else people[lending.person],
                        post=None if lending.seat is None else posts[lending.seat],
                        capabilities=sorted(lending.capabilities),
                        shared_by=people[0],
                        store=self.units["s1"],
                        unit=self.units["s1"],
                        starts_at=at(lending.start),
                        until=at(lending.end),
                        revoked_at=NOW if lending.revoked else None,
                        reason="x",
                    )
                ]
            )
