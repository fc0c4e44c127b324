"""On which rows a reach stands, so that two of them can be compared without asking the database.

The same reading as ``access._place``: a narrower scope widens to the level its model declares.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps as installed

from apps.core.capabilities import capability, implied_by
from apps.org.authority import limit_names
from apps.org.reach import ReachSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.reaches import Reach

OWN, UNIT, STORE, GROUP = "own", "unit", "store", "group"
_SCOPES = {"own": OWN, "team": UNIT, "unit": UNIT, "store": STORE, "group": GROUP}


@dataclass(frozen=True)
class Footing:
    """The rows of one capability: whose, where, and which named part of them.

    ``store_id`` is None where the footing is not limited to one store.
    """

    capability: str
    scope: str
    store_id: int | None
    path: str
    rows: str
    owners: frozenset[int]

    def covers(self, other: Footing) -> bool:
        """Whether every row of the other footing is a row of this one."""
        if self.capability not in _implied(other.capability):
            return False
        return self.rows in {"", other.rows} and self._holds(other)

    def _holds(self, other: Footing) -> bool:
        if self.scope != UNIT and self.store_id not in {None, other.store_id}:
            return False
        if self.scope in {STORE, GROUP}:
            return True
        if self.scope == UNIT:
            return other.scope == UNIT and other.path.startswith(self.path)
        return other.scope == OWN and self.owners >= other.owners


def footing_of(reach: Reach) -> Footing:
    """The rows a reach covers, widened to the level of its model."""
    scope = _SCOPES[reach.scope]
    level = _level(reach.capability)
    if GROUP in {level, scope}:
        return Footing(reach.capability, GROUP, None, "", reach.rows, frozenset())
    if STORE in {level, scope}:
        return Footing(reach.capability, STORE, reach.store_id, "", reach.rows, frozenset())
    owners = frozenset(reach.owner_ids) if scope == OWN else frozenset()
    path = reach.root_path if scope == UNIT else ""
    return Footing(reach.capability, scope, reach.store_id, path, reach.rows, owners)


def limits_over(footing: Footing, reaches: Iterable[Reach]) -> dict[str, object]:
    """The amounts that hold on a footing under several reaches, as a grant would write them."""
    covering = [r for r in reaches if footing_of(r).covers(footing)]
    if any(r.limits.get("unlimited") for r in covering):
        return {"unlimited": True}
    names = sorted(limit_names(footing.capability))
    largest = {n: max((r.limit(n) for r in covering), default=0) for n in names}
    return {n: amount for n, amount in largest.items() if amount}


@cache
def _implied(code: str) -> frozenset[str]:
    return implied_by(capability(code))


@cache
def _level(code: str) -> str:
    label = capability(code).model
    if not label:
        return ""
    app, name = label.split(".")
    spec = getattr(installed.all_models[app].get(name.lower()), "reach", None)
    return spec.level if isinstance(spec, ReachSpec) else ""
