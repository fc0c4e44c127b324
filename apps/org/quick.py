"""Changing places at a shared computer: who may, by which PIN or badge.  Real time.

Neither counts as a second factor, and neither counts anywhere but at an enrolled computer.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.secret import Secret
from apps.org.models import Badge, QuickPin, SignIn, Staff, Tenure
from apps.org.stations import ALPHABET, figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from apps.org.models import Station, User

DIGITS = 6
PREFIX = "%"  # what a scanner types first: no name and no PIN begins with it
BADGE_LENGTH = 32
SALT = "org.badge"
MOST_SHOWN = 18
_PIN = re.compile(rf"\d{{{DIGITS}}}")
_UP, _DOWN = "01234567890123456789", "98765432109876543210"


def weakness(pin: str, known: Iterable[str]) -> str:
    """What is wrong with a PIN in words, "" for a good one; ``known`` are the person's numbers."""
    if not _PIN.fullmatch(pin):
        return _("快速密码是 6 位数字。")
    halves = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    if len(set(pin)) <= 2 or pin in _UP or pin in _DOWN or halves:  # two digits
        return _("这个快速密码太好猜，请不要用重复或连续的数字。")
    if any(pin in number for number in known if number):
        return _("快速密码不能是手机号或工号里的数字。")
    return ""


def hashed(pin: Secret) -> str:
    """A PIN as it is kept."""
    return make_password(pin.reveal())


def new_badge() -> Secret:
    """A code for a badge, in letters that every scanner types alike."""
    return Secret(PREFIX + "".join(secrets.choice(ALPHABET) for _n in range(BADGE_LENGTH)))


def digest_of(code: Secret) -> str:
    """The keyed hash under which a badge is kept."""
    plain = re.sub(r"[^0-9A-Z]", "", code.reveal().upper())
    return salted_hmac(SALT, plain, algorithm="sha256").hexdigest()


def people_of(station: Station) -> QuerySet[Staff]:
    """Who may change places here by PIN, the most recent at this very computer first.

    People at work in this store who used one of its shared computers lately, signed in with their
    password lately, and have a PIN that still counts.
    """
    since = clock.real() - dt.timedelta(days=figure("quick_days", station.store_id))
    here = Max("user__sign_ins__at", filter=Q(user__sign_ins__station=station))
    rows = at_work(station).filter(
        Exists(_opened(since).filter(station__store=station.store_id)),
        user__quick_pin__failures__lt=figure("pin_tries", station.store_id),
    )
    return rows.annotate(here=here).order_by(F("here").desc(nulls_last=True), "name_pinyin")


def at_work(station: Station) -> QuerySet[Staff]:
    """Whose badge counts here: open account, live tenure here, a password not long ago."""
    since = clock.real() - dt.timedelta(days=figure("quick_days", station.store_id))
    tenures = Tenure.objects.live(clock.now()).filter(
        staff=OuterRef("pk"), post__unit__path__startswith=station.store.path
    )
    known = _opened(since).filter(means=SignIn.Means.PASSWORD)
    rows = Staff.objects.filter(is_active=True, user__is_active=True, user__initial_password=False)
    return rows.filter(Exists(tenures), Exists(known)).select_related("user")


def _opened(since: dt.datetime) -> QuerySet[SignIn]:
    return SignIn.objects.filter(
        user=OuterRef("user"), outcome=SignIn.Outcome.OPENED, at__gte=since
    )


def knows_pin(user: User, pin: Secret, station: Station) -> bool:
    """Judge a PIN under its lock; a wrong one counts, and too many in a row end the PIN."""
    with transaction.atomic():
        row = QuickPin.objects.select_for_update().filter(user=user).first()
        if row is None or row.failures >= figure("pin_tries", station.store_id):
            return False
        right = check_password(pin.reveal(), row.hash)
        row.failures = 0 if right else row.failures + 1
        row.save()
    return right


def badge_with(code: Secret) -> Badge | None:
    """The badge with this code, if it still counts."""
    now = clock.real()
    rows = Badge.objects.filter(revoked_at=None, until__gt=now).exclude(once=True, used_at__lt=now)
    return rows.select_related("user__staff").filter(digest=digest_of(code)).first()


def use_badge(badge: Badge) -> bool:
    """The badge is used; False when it was for once and somebody was faster."""
    rows = Badge.objects.filter(pk=badge.pk, revoked_at=None)
    if badge.once:
        rows = rows.filter(used_at=None)
    return bool(rows.update(used_at=clock.real()))


def forget(user: User) -> None:
    """No PIN and no badge of the account counts any longer."""
    QuickPin.objects.filter(user=user).delete()
    Badge.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.real())
