"""How many more hours of a kind of work people of many skills can still take on.

Who masters several kinds can do only one at a time, so hours per main skill say too little: a
demand fits exactly when no set of kinds asks more hours than the people who master any of them
have (Hall's condition for shared hours).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

ZERO = Decimal(0)
Hours = Mapping[str, Decimal]
Person = tuple[frozenset[str], Decimal]  # the kinds somebody masters, and the hours at work


def free_hours(kinds: Sequence[str], people: Iterable[Person], used: Hours) -> dict[str, Decimal]:
    """For each kind, how many hours could be added to ``used``; negative where it is too much.

    What a kind asks beyond everybody who masters it is its own trouble and taken from no other.
    """
    pool: dict[frozenset[str], Decimal] = {}
    for skills, hours in people:
        known = skills & frozenset(kinds)
        pool[known] = pool.get(known, ZERO) + hours
    able = {kind: _there(pool, frozenset({kind})) for kind in kinds}
    kept = {kind: min(used.get(kind, ZERO), able[kind]) for kind in kinds}
    free = {kind: able[kind] - used.get(kind, ZERO) for kind in kinds}
    for chosen in _subsets(kinds):
        left = _there(pool, chosen) - sum((kept[kind] for kind in chosen), ZERO)
        for kind in chosen:
            free[kind] = min(free[kind], left - used.get(kind, ZERO) + kept[kind])
    return free


def _there(pool: Mapping[frozenset[str], Decimal], chosen: frozenset[str]) -> Decimal:
    return sum((hours for skills, hours in pool.items() if skills & chosen), ZERO)


def _subsets(kinds: Sequence[str]) -> Iterable[frozenset[str]]:
    for size in range(1, len(kinds) + 1):
        yield from map(frozenset, combinations(kinds, size))
