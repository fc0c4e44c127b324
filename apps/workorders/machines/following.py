"""A step that follows from another document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.transitions import Transition

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.transitions import Guard


def follows(
    action: str, label: _StrOrPromise, sources: tuple[str, ...], target: str, *guards: Guard
) -> Transition:
    """A derived step: no right is asked, a service makes it and names the cause."""
    return Transition(action, label, sources, target, guards=guards, kind="follows")
