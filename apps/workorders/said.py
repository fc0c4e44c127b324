"""What a customer said, and by which way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """The customer's word on one group: the way chosen, or why none; "" is undecided."""

    word: str
    item_id: int | None = None
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class How:
    """By which way the answer came, from whom, and who took it; by a link nobody did."""

    medium: str
    name: str
    signature: str = ""
    by_link: bool = False
