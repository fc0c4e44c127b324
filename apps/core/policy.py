"""The policy every view carries: which right it asks, or why it asks none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.capabilities import CapabilityEnum

V = TypeVar("V", bound="Callable[..., object]")


@dataclass(frozen=True)
class Policy:
    """``perms``: any one of them opens the view; none for signed-in and public views.

    ``screen``: a device of this kind, enrolled by a store, opens it too, and nothing else does.
    """

    perms: tuple[CapabilityEnum, ...] = ()
    login: bool = True
    reason: str = ""
    screen: str = ""


def policy(*perms: CapabilityEnum, screen: str = "") -> Callable[[V], V]:
    """The view is for holders of any of these rights; it limits its rows by them itself.

    A ``screen`` of that kind on the wall sees it without an account: ``request.station`` is set.
    """
    if not perms:
        raise ValueError("name at least one capability")
    return _stamp(Policy(perms=perms, screen=screen))


def signed_in(reason: str) -> Callable[[V], V]:
    """The view is for everyone with an account; ``reason`` says why no right is needed."""
    return _stamp(Policy(reason=reason))


def public(reason: str) -> Callable[[V], V]:
    """The view is for everyone; ``reason`` says why no account is needed."""
    return _stamp(Policy(login=False, reason=reason))


def policy_of(view: object) -> Policy | None:
    """The policy a view carries, None when it carries none."""
    found = getattr(view, "access_policy", None)
    return found if isinstance(found, Policy) else None


def _stamp(stamped: Policy) -> Callable[[V], V]:
    def mark(view: V) -> V:
        view.access_policy = stamped  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return mark
