"""Finding cars by whatever the customer says first."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from apps.core.files import files_of
from apps.customers import hooks, plates, vin
from apps.customers.models import Customer, Ownership, Plate, Vehicle
from apps.customers.permissions import Perm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.core.models import StoredFile
    from apps.customers.hooks import CarFacts, Link
    from apps.org.access import Access

MOST_CARS = 8
PHONE = re.compile(r"1\d{10}$")


@dataclass(frozen=True)
class CarCard:
    """One car as a search result shows it; ``open`` says that its owner's contact may be seen."""

    vehicle: Vehicle
    open: bool
    facts: CarFacts


@dataclass(frozen=True)
class ForeignCar:
    """A car another store of the group knows: without its owner, contact or money."""

    vehicle: Vehicle
    facts: CarFacts


@dataclass
class Found:
    """What a term led to; ``more`` says that the list was cut."""

    term: str
    cars: list[CarCard] = field(default_factory=list)
    foreign: ForeignCar | None = None
    documents: list[Link] = field(default_factory=list)
    more: bool = False

    @property
    def hint(self) -> str:
        """The term for the form of a new car; a phone is left out, it would stand in an address."""
        return "" if any(c.isdigit() for c in self.term[:1]) else self.term

    @property
    def nothing(self) -> bool:
        """Whether the term led nowhere."""
        return not (self.cars or self.foreign or self.documents)


def find(access: Access, term: str) -> Found:
    """Cars within reach that the term points to, and a car elsewhere that it names exactly.

    A term that is too short is answered as if nothing had been typed yet.
    """
    term = term.strip()
    if not plates.tells_apart(plates.normalised(term)):
        return Found("")
    found = Found(term)
    reach = Vehicle.objects.visible_to(access, Perm.VIEW_CUSTOMER).matching(term)
    rows = list(with_people(reach).order_by("-last_visit_at", "-pk")[: MOST_CARS + 1])
    found.more = len(rows) > MOST_CARS
    foreign = None if rows else elsewhere(access, term)
    facts = facts_of([*rows[:MOST_CARS], *([foreign] if foreign else [])], access)
    found.cars = cards_of(access, rows[:MOST_CARS], facts)
    found.foreign = ForeignCar(foreign, facts[foreign.pk]) if foreign else None
    found.documents = hooks.documents_matching.ask(term=term, by=access)
    return found


def with_people(rows: QuerySet[Vehicle]) -> QuerySet[Vehicle]:
    """Vehicles with model, plate and present owner, in a fixed number of queries."""
    return rows.select_related("model").prefetch_related(plate_read(), owner_read())


def plate_read() -> Prefetch[str, Any, str]:
    """The plate that each car of a list carries, in one query."""
    return Prefetch("plates", Plate.objects.filter(until=None), "present_plates")


def owner_read() -> Prefetch[str, Any, str]:
    """Whose each car of a list is, in one query."""
    rows = Ownership.objects.filter(until=None).select_related("customer")
    return Prefetch("ownerships", rows, "present_ownerships")


def cards_of(
    access: Access, vehicles: list[Vehicle], facts: dict[int, CarFacts] | None = None
) -> list[CarCard]:
    """The cars as cards; contact is shown where the right covers the owner."""
    facts = facts_of(vehicles, access) if facts is None else facts
    owners = [v.owner for v in vehicles]
    open_to = contacts_shown(access, [o for o in owners if o])
    return [
        CarCard(vehicle=v, open=owner is not None and owner.pk in open_to, facts=facts[v.pk])
        for v, owner in zip(vehicles, owners, strict=True)
    ]


def contacts_shown(access: Access, customers: list[Customer]) -> set[int]:
    """The customers among these whose phone may be shown whole."""
    if not customers or not access.can(Perm.VIEW_CONTACT):
        return set()
    rows = Customer.objects.visible_to(access, Perm.VIEW_CONTACT)
    return set(rows.filter(pk__in=[c.pk for c in customers]).values_list("pk", flat=True))


def facts_of(vehicles: list[Vehicle], access: Access) -> dict[int, CarFacts]:
    """What the rooms above know about these cars, joined per car."""
    joined: dict[int, CarFacts] = defaultdict(lambda: hooks.CarFacts(0))
    for vehicle in vehicles:
        joined[vehicle.pk] = hooks.CarFacts(vehicle.pk)
    for told in hooks.about_cars.ask(vehicles=vehicles, by=access) if vehicles else ():
        mine = joined[told.vehicle_id]
        mine.visits += told.visits
        mine.warnings += told.warnings
        mine.links += told.links
    return joined


def elsewhere(access: Access, term: str) -> Vehicle | None:
    """A car of another store that the term names exactly.

    Only a whole VIN, or a whole plate together with the owner's phone, leads there.
    """
    text = plates.normalised(term)
    known_here = Vehicle.objects.visible_to(access, Perm.VIEW_CUSTOMER).values("pk")
    others = Vehicle.objects.exclude(pk__in=known_here).select_related("model")
    if vin.well_formed(text):
        return others.filter(vin=text).first()
    phone = PHONE.search(text)
    if phone is None:
        return None
    number = text[: phone.start()]
    if plates.kind_of(number) in {None, plates.PlateKind.NONE}:
        return None
    owned = Ownership.objects.filter(until=None, customer__phone=phone.group())
    carried = Q(plates__number=number, plates__until=None)
    return others.filter(carried, pk__in=owned.values("vehicle_id")).first()


def owners_of(vehicle: Vehicle) -> list[Ownership]:
    """Whose the car was and since when, the present one first; earlier owners by name alone."""
    rows = Ownership.objects.filter(vehicle=vehicle).select_related("customer", "change__by")
    return list(rows.order_by("-since", "-pk"))


def papers_of(vehicle: Vehicle) -> list[StoredFile]:
    """Photos of the 行驶证 kept with the car."""
    return list(files_of(vehicle))


def gave_away(customer: Customer, vehicle: Vehicle) -> bool:
    """Whether the customer owned the car and does no more: then contact shows no longer with it."""
    periods = Ownership.objects.filter(customer=customer, vehicle=vehicle)
    ends = list(periods.values_list("until", flat=True))
    return bool(ends) and None not in ends
