"""What somebody would gain by a tenure: rights by room, and both sides of separated duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps as installed

from apps.core.capabilities import capability
from apps.org.apart import conflicts_of
from apps.org.models import Grant, Position, Tenure
from apps.org.texts import editions_in_force
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.org.apart import Conflict


@dataclass(frozen=True)
class Gain:
    """One right of the post; ``fresh`` when the person holds it in no other way."""

    label: str
    reach: str
    limits: str
    fresh: bool


@dataclass(frozen=True)
class Room:
    """The rights of one part of the product."""

    name: str
    gains: list[Gain]

    @property
    def fresh(self) -> int:
        """How many of them are new to the person."""
        return sum(g.fresh for g in self.gains)


@dataclass(frozen=True)
class Gains:
    """All rights of the post by room, and the pairs the person would newly hold both sides of."""

    rooms: list[Room]
    conflicts: list[Conflict]

    @property
    def count(self) -> int:
        """How many rights the post carries."""
        return sum(len(r.gains) for r in self.rooms)

    @property
    def fresh(self) -> int:
        """How many of them are new to the person."""
        return sum(r.fresh for r in self.rooms)


def gains_of(tenure: Tenure, now: dt.datetime) -> Gains:
    """What a tenure, proposed or only thought of, would bring its holder."""
    at = max(tenure.starts_at, now)
    rows = list(_grants([tenure.post.position], at))
    held = _held_beside(tenure, at)
    rooms: dict[str, dict[str, Gain]] = {}
    for row in rows:
        room = rooms.setdefault(row.capability.partition(".")[0], {})
        key = f"{row.capability}:{row.scope}:{row.rows}"
        room[key] = Gain(
            label=capability(row.capability).label,
            reach=scope_words(row.scope, row.rows),
            limits=limits_words(row.limits),
            fresh=row.capability not in held,
        )
    named = [Room(_room(code), list(found.values())) for code, found in sorted(rooms.items())]
    return Gains(named, _new_conflicts({r.capability for r in rows}, held))


def conflicts_by(tenure: Tenure, now: dt.datetime) -> list[Conflict]:
    """The pairs of which the holder would come to hold both sides by this tenure."""
    at = max(tenure.starts_at, now)
    gained = {g.capability for g in _grants([tenure.post.position], at)}
    return _new_conflicts(gained, _held_beside(tenure, at))


def _new_conflicts(gained: set[str], held: set[str]) -> list[Conflict]:
    """Pairs with one side here and one there; what one sheet holds by itself was signed with it."""
    known = [*conflicts_of(held), *conflicts_of(gained)]
    return [c for c in conflicts_of(gained | held) if c not in known]


def _held_beside(tenure: Tenure, at: dt.datetime) -> set[str]:
    """The rights of the person's other tenures that share a time with this one."""
    others = Tenure.objects.filter(staff=tenure.staff_id, state=Tenure.State.APPROVED)
    others = others.exclude(pk=tenure.pk).overlapping(at, tenure.ends_at)
    positions = Position.objects.filter(posts__tenures__in=others).distinct()
    return {g.capability for g in _grants(positions, at)}


def _grants(positions: Iterable[Position], at: dt.datetime) -> Iterable[Grant]:
    texts = {e.text_id for e in editions_in_force(positions, at).values()}
    return Grant.objects.filter(duty__revision__in=texts).order_by("duty__order", "pk")


def _room(code: str) -> str:
    return str(installed.get_app_config(code).verbose_name)
