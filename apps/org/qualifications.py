"""The kinds of skills and permits there are; the rooms above name those they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrOrPromise

_skills: dict[str, _StrOrPromise] = {}
_permits: dict[str, _StrOrPromise] = {}


def name_skills(choices: Iterable[tuple[str, _StrOrPromise]]) -> None:
    """These kinds of work ask for a skill; called in ``AppConfig.ready``."""
    _skills.update(choices)


def name_permits(choices: Iterable[tuple[str, _StrOrPromise]]) -> None:
    """These certificates are asked for somewhere; called in ``AppConfig.ready``."""
    _permits.update(choices)


def skills() -> Mapping[str, _StrOrPromise]:
    """Every kind of skill with its words."""
    return _skills


def permits() -> Mapping[str, _StrOrPromise]:
    """Every kind of permit with its words."""
    return _permits
