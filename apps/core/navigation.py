"""The side menu: each room adds its pages, each person sees those their duties reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum


@dataclass(frozen=True)
class Entry:
    """One page in the menu, shown to holders of any of ``perms``; ``key`` opens it by keyboard.

    The tens of ``order`` are a group: a line stands between one and the next.
    ``holds`` names the pages that belong to it though their addresses do not begin with its own.
    """

    label: _StrOrPromise
    url_name: str
    perms: tuple[CapabilityEnum, ...]
    icon: str
    order: int = 100
    key: str = ""
    holds: tuple[str, ...] = ()


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    """Add a page; called in ``AppConfig.ready``."""
    if entry not in _entries:
        _entries.append(entry)


def entries_for(by: Actor) -> list[Entry]:
    """The pages this person's duties reach, in menu order."""
    mine = (e for e in _entries if any(by.can(p) for p in e.perms))
    return sorted(mine, key=lambda e: e.order)
