"""Drawing a sample that anybody can draw again (ADR 0088).

Every order of the population gets a ticket: the SHA-256 of seed and order number.  The lowest
tickets of each stratum are drawn.  No random generator of any language or version is involved, and
neither is the order in which the population was listed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Candidate = tuple[int, str, str]  # key, order number, stratum


def ticket(seed: int, number: str) -> str:
    """The ticket of one order number under a seed."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of ``size`` fall on each stratum: by its part of the whole, the largest rests first.

    Every stratum gets one while there are enough; never more than it has.
    """
    whole = sum(sizes.values())
    size = min(size, whole)
    names = sorted(sizes, key=lambda n: (-sizes[n], n))
    found = dict.fromkeys(names, 1) if size >= len(names) else dict.fromkeys(names, 0)
    rest = size - sum(found.values())
    exact = {n: max(size * sizes[n] / whole - found[n], 0) for n in names} if whole else {}
    claim = sum(exact.values())
    for name in names:
        part = int(rest * exact[name] / claim) if claim else 0
        found[name] += min(part, sizes[name] - found[name])
    while (left := size - sum(found.values())) > 0:
        open_ = [n for n in names if found[n] < sizes[n]]
        open_.sort(key=lambda n: (found[n] - size * sizes[n] / whole, n))
        for name in open_[:left]:
            found[name] += 1
    return found


def draw(population: Iterable[Candidate], size: int, seed: int) -> list[Candidate]:
    """The drawn orders, stratum by stratum, in the order of their tickets."""
    by_stratum: dict[str, list[Candidate]] = defaultdict(list)
    for key, number, stratum in population:
        by_stratum[stratum].append((key, number, stratum))
    wanted = shares({name: len(rows) for name, rows in by_stratum.items()}, size)
    return [
        row
        for name in sorted(by_stratum)
        for row in sorted(by_stratum[name], key=lambda r: ticket(seed, r[1]))[: wanted[name]]
    ]
