"""Sessions of an account: how they begin, how long they last, how they end.  Real time only."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from apps.core import clock
from apps.core.client import address_of, device_of
from apps.org import second_factor, stations
from apps.org.access import Access
from apps.org.models import SignIn, Station, User
from apps.org.session_rows import end_rows

if TYPE_CHECKING:
    from django.http import HttpRequest

    from apps.core.requests import Request

SIGN_IN = "sign_in"  # the row of this session
SEEN = "seen"  # seconds since 1970 of the last request, written at most once a minute
BEGUN = "begun"  # seconds since 1970 of the sign-in
SHARED = "shared"  # signed in on a shared computer
CODE_DUE = "code_due"  # the second factor is still to be shown
STATION = "station"  # the shared computer of the session: its key, its name
IDLE = "idle"  # seconds without anybody there, where the shared computer has its own
_WRITE_AFTER = 60  # seconds
_KEY_LENGTH = 40


@receiver(user_logged_in, dispatch_uid="org.sessions.begin")
def begin(sender: object, request: Request, user: User, **_: Any) -> None:
    """A session begins: it is written down, and learns whether a code is due.

    Who changes places at a shared computer is not held at the door: nothing is confirmed.
    """
    now = clock.real()
    session = request.session
    means = getattr(request, "changed_by", SignIn.Means.PASSWORD)
    here = stations.station_of(request)
    shared = here.station if here and not here.station.is_screen else None
    row = SignIn.objects.create(
        user=user,
        at=now,
        outcome=SignIn.Outcome.OPENED,
        means=means,
        station=shared,
        address=address_of(request),
        device=device_of(request),
        session_key=(session.session_key or "")[:_KEY_LENGTH],
        seen_at=now,
    )
    session[SIGN_IN], session[BEGUN], session[SEEN] = row.pk, now.timestamp(), now.timestamp()
    session[SHARED] = bool(request.POST.get("shared")) or shared is not None
    if session[SHARED]:
        session.set_expiry(0)  # the cookie goes with the browser
    by_password = means == SignIn.Means.PASSWORD
    session[CODE_DUE] = by_password and _needs_code(user)
    if shared is not None:
        _at(request, shared, by_password)
    _forget_old()


def _at(request: Request, station: Station, by_password: bool) -> None:
    """The session is one of a shared computer; a right password there says where it stands."""
    request.session[STATION] = {"pk": station.pk, "name": station.name}
    request.session[IDLE] = 60 * stations.figure("station_idle_minutes", station.store_id)
    if by_password:
        stations.anchor(request, station)


@receiver(user_login_failed, dispatch_uid="org.sessions.failed")
def failed(sender: object, credentials: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """A wrong password of an account that exists is written down; what was typed never is."""
    user = User.objects.filter(username__iexact=credentials.get("username") or "").first()
    if user is not None and request is not None:
        locked = getattr(request, "axes_locked_out", False)
        note_failure(request, user, SignIn.Outcome.LOCKED if locked else SignIn.Outcome.WRONG)


@receiver(user_logged_out, dispatch_uid="org.sessions.ended")
def ended(sender: object, request: Request, user: User | None, **_: Any) -> None:
    """The session has ended."""
    row = request.session.get(SIGN_IN)
    if row is not None:
        SignIn.objects.filter(pk=row, ended_at=None).update(ended_at=clock.real())


def note_failure(request: HttpRequest, user: User, outcome: SignIn.Outcome) -> None:
    """Write down a try that did not succeed."""
    SignIn.objects.create(
        user=user,
        at=clock.real(),
        outcome=outcome,
        address=address_of(request),
        device=device_of(request),
    )


def confirmed(request: Request) -> None:
    """The second factor was shown: the session gets a new key and is no longer held at the door."""
    request.session[CODE_DUE] = False
    request.session.cycle_key()
    follow_key(request, confirmed_at=clock.real())


def follow_key(request: Request, **facts: Any) -> None:
    """The row of the session learns the new key of the session."""
    key = (request.session.session_key or "")[:_KEY_LENGTH]
    SignIn.objects.filter(pk=request.session.get(SIGN_IN, 0)).update(session_key=key, **facts)


def expired(request: Request) -> bool:
    """Whether the session is too old, or nobody has used it for too long."""
    session, now = request.session, clock.real().timestamp()
    if SEEN not in session:
        return False
    idle = settings.SESSION_IDLE_SHARED if session.get(SHARED) else settings.SESSION_IDLE
    idle = session.get(IDLE, idle)
    return bool(now - session[SEEN] > idle or now - session[BEGUN] > settings.SESSION_COOKIE_AGE)


def seen(request: Request) -> None:
    """The person did something: remembered at most once a minute."""
    now = clock.real()
    session = request.session
    if SIGN_IN in session and now.timestamp() - session[SEEN] > _WRITE_AFTER:
        session[SEEN] = now.timestamp()
        SignIn.objects.filter(pk=session[SIGN_IN]).update(seen_at=now)


def end_sessions(user: User, *, but: int | None = None) -> int:
    """End the sessions of an account, all but one; returns how many."""
    rows = SignIn.objects.filter(user=user, ended_at=None).exclude(session_key="")
    return end_rows(rows.exclude(pk=but or 0))


def _needs_code(user: User) -> bool:
    if not second_factor.asked():
        return False
    staff = getattr(user, "staff", None)
    return second_factor.device_of(user) is not None or (
        staff is not None and second_factor.needed_by(Access.of(staff))
    )


def _forget_old() -> None:
    SignIn.objects.filter(at__lt=clock.real() - dt.timedelta(days=settings.SIGN_INS_KEPT)).delete()
