"""One's own account in plain facts: sessions, sign-ins, the second factor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.org import second_factor
from apps.org.models import SignIn

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.access import Access

_RECENT = 20


@dataclass(frozen=True)
class OwnAccount:
    """What a person sees of the own account."""

    sessions: list[SignIn]
    present: int | None
    recent: list[SignIn]
    device: Any
    codes_left: int
    needs_code: bool


def own_account(request: Request, present: int | None) -> OwnAccount:
    """Open sessions, the last twenty sign-ins, and how the second factor stands."""
    user: Any = request.user
    mine = SignIn.objects.filter(user=user).order_by("-at", "-pk")
    return OwnAccount(
        sessions=list(mine.filter(ended_at=None).exclude(session_key="")[:_RECENT]),
        present=present,
        recent=list(mine[:_RECENT]),
        device=second_factor.device_of(user),
        codes_left=second_factor.codes_left(user),
        needs_code=second_factor.needed_by(request.access),
    )


def own_sign_in(access: Access, key: str) -> SignIn | None:
    """One sign-in of the person's own account."""
    if not key.isdecimal():
        return None
    return SignIn.objects.filter(user__staff=access.staff_id, pk=key).first()
