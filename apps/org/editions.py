"""Numbers of documents (文件号) and of editions (版次): A/0, A/1 … A/9, B/0; after Z/9 AA/0."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.models import OrgUnit

FIRST = "A/0"
_FORM = re.compile(r"([A-Z]+)/([0-9])")
_LETTERS = 26
_FIGURES = 10


def next_edition(taken: Iterable[str]) -> str:
    """The edition after the latest one; withdrawn ones count, since no edition is used twice.

    Editions written in another form are passed over.
    """
    return _following(frozenset(taken))


@lru_cache(maxsize=256)  # thousands of positions have had the same few editions
def _following(taken: frozenset[str]) -> str:
    ranks = [_rank(match) for name in taken if (match := _FORM.fullmatch(name))]
    return _name(max(ranks) + 1) if ranks else FIRST


def _rank(match: re.Match[str]) -> int:
    letters, figure = match.groups()
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return (number - 1) * _FIGURES + int(figure)


def _name(rank: int) -> str:
    number, figure = divmod(rank, _FIGURES)
    letters, number = "", number + 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}/{figure}"


def number_of(owner: OrgUnit, position_code: str) -> str:
    """The number (文件号) a position's document gets at first and keeps through all editions."""
    return f"{owner.code}-{position_code}".upper().replace("_", "-")
