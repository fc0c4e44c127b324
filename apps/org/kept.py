"""A form posted after the login expired is kept thirty minutes for the account it came from."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from apps.core import clock
from apps.core.models import KeptPost

if TYPE_CHECKING:
    from apps.core.requests import Request

KEPT_FOR = dt.timedelta(minutes=30)
_NEVER_KEPT = {
    "csrfmiddlewaretoken",
    "password",
    "current_password",
    "new_password",
    "new_password_again",
    "otp_code",
    "pin",
    "pin_again",
    "badge",
    "code",
}


def keep(request: Request) -> KeptPost:
    """Remember the fields (never files or passwords) for the account of the ended session."""
    fields = {k: v for k, v in request.POST.lists() if k not in _NEVER_KEPT}
    now = clock.real()
    KeptPost.objects.filter(expires_at__lt=now).delete()
    return KeptPost.objects.create(
        token=uuid.uuid4(),
        user_id=request.user.pk or _account_of_ended_session(request),
        path=request.get_full_path()[:500],
        fields=fields,
        expires_at=now + KEPT_FOR,
    )


def kept_for(request: Request, token: uuid.UUID) -> KeptPost | None:
    """The kept form, if it is still kept and belongs to the person now signed in."""
    kept = KeptPost.objects.filter(token=token, expires_at__gt=clock.real()).first()
    if kept is None or kept.user_id not in {None, request.user.pk}:
        return None
    return kept


def _account_of_ended_session(request: Request) -> int | None:
    row = Session.objects.filter(session_key=request.session.session_key or "").first()
    account = row.get_decoded().get(SESSION_KEY) if row else None
    return int(account) if account else None
