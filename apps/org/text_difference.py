"""What changed between two sentences, in runs a person can read.

Chinese has no spaces, so sentences are compared by character (Latin words and numbers whole); a
lone agreeing character between two changes is swallowed by them, because "审[-查-]{+批+}" reads and
"[-起-]草[-写-]{+稿+}" does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SAME, ADDED, REMOVED = "same", "added", "removed"

_TOKEN = re.compile(r"[A-Za-z0-9_.%¥]+|\s+|.", re.DOTALL)
_ISLAND = 2  # tokens that must agree in a row to stand between two changes
_ALIKE = 0.3  # below this share of agreeing text the sentence counts as rewritten


@dataclass(frozen=True)
class Piece:
    """A run of text that both sentences have, or only the later or the earlier one."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The runs from the earlier sentence to the later one; removals stand before additions."""
    if before == after:
        return [Piece(SAME, after)] if after else []
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _change(old, new)
    blocks = _islands(matcher, len(old))
    found: list[Piece] = []
    for (i, j, size), (next_i, next_j, _size) in pairwise([(0, 0, 0), *blocks]):
        found += _change(old[i + size : next_i], new[j + size : next_j])
        if _size:
            found.append(Piece(SAME, "".join(new[next_j : next_j + _size])))
    return found


def changed(found: Iterable[Piece]) -> bool:
    """Whether anything was added or removed."""
    return any(p.kind != SAME for p in found)


def _islands(matcher: SequenceMatcher[str], length: int) -> Iterator[tuple[int, int, int]]:
    """The agreeing blocks worth keeping, ended by the empty one; those at either end always are."""
    blocks = matcher.get_matching_blocks()
    for block in blocks:
        outer = block.a == block.b == 0 or block.a + block.size == length
        if block.size >= _ISLAND or outer:
            yield block.a, block.b, block.size


def _change(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    gone = [Piece(REMOVED, "".join(old))] if old else []
    come = [Piece(ADDED, "".join(new))] if new else []
    return gone + come
