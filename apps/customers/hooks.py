"""What this room asks the rooms above it about cars and typed terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.core.hooks import Event, Question

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrOrPromise


@dataclass(frozen=True)
class PastVisit:
    """An earlier visit as everybody in the group may see it: day, reading, work, store."""

    at: dt.datetime
    odometer_km: int | None
    work: str
    store: str = ""


@dataclass(frozen=True)
class Link:
    """A way on from a search result; ``tone`` marks a warning."""

    words: _StrOrPromise
    url: str
    tone: str = ""
    note: _StrOrPromise = ""


@dataclass
class CarFacts:
    """What another room knows about one car."""

    vehicle_id: int
    visits: list[PastVisit] = field(default_factory=list)
    warnings: list[Link] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


# vehicles: list[Vehicle], by
about_cars: Question[CarFacts] = Question("about_cars")

# vehicle, by -> list of objects with ``tone``, ``words``, ``todo`` and ``url``: what to know of it
about_car: Question[object] = Question("about_car")

# term: str, by -> documents whose number the term is
documents_matching: Question[Link] = Question("documents_matching")

# vehicle: Vehicle, owner: Customer, by -> list[str]: in words, what hangs on this owner of the car
# and what becomes of it when the car belongs to somebody else
owner_ties: Question[str] = Question("owner_ties")

# vehicle: Vehicle (locked), change: OwnerChange, by.  The car belongs to somebody else: what was
# arranged with the owner before ends, unused packages go where ``change.packages`` says.
owner_changed = Event("owner_changed")
