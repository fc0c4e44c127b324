"""The second factor: a code of the person's own phone, or one of ten recovery codes.

Codes and their throttling live in real time.
"""

from __future__ import annotations

import math
import time
from binascii import unhexlify
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.core import clock, demo
from apps.org.authority import NEEDS_SECOND_FACTOR
from apps.org.models import RecoveryCode

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import User

STEP = 30  # seconds
DIGITS = 6


@dataclass(frozen=True)
class Answer:
    """What became of a code: right, wrong, or not looked at for so many seconds more."""

    right: bool
    device: Any = None
    wait: int = 0
    recovery: bool = False


def asked() -> bool:
    """Whether this installation asks for second factors: always, unless told off or a demo."""
    chosen: str = settings.SECOND_FACTOR
    return chosen == "required" or (chosen == "" and not demo.installed())


def needed_by(access: Access) -> bool:
    """Whether a duty of the person carries a right that only works with a second factor."""
    return asked() and bool(NEEDS_SECOND_FACTOR & (access.held().keys() | access.withheld))


def device_of(user: User) -> Any:
    """The person's registered device, None without one."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").last()


def answer(user: User, code: str) -> Answer:
    """Judge a code under the lock of the device; wrong ones make the next wait longer.

    No service: what a wrong code leaves behind must stay, and an answer is never given twice.
    """
    typed = "".join(code.split()).lower()
    with transaction.atomic():
        rows = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True)
        device = rows.order_by("pk").last()
        if device is None:
            return Answer(False)
        allowed, why = device.verify_is_allowed()
        if not allowed:
            left = (why["locked_until"] - clock.real()).total_seconds()
            return Answer(False, wait=max(1, math.ceil(left)))
        if typed.isdecimal() and len(typed) == DIGITS:
            return Answer(bool(device.verify_token(typed)), device)
        return _recovered(user, device, typed)


def _recovered(user: User, device: Any, typed: str) -> Answer:
    found = RecoveryCode.objects.filter(user=user, digest=digest_of(user, typed), used_at=None)
    if not found.update(used_at=clock.real()):
        device.throttle_increment()
        return Answer(False, device)
    device.throttle_reset()
    return Answer(True, device, recovery=True)


def first_step(key: str, code: str) -> int | None:
    """The time step to which a code of a new key belongs; None for a wrong code."""
    typed = "".join(code.split())
    if not typed.isdecimal() or len(typed) != DIGITS:
        return None
    judge = TOTP(unhexlify(key), STEP, 0, DIGITS, 0)
    judge.time = time.time()
    return int(judge.t()) if judge.verify(int(typed), tolerance=1) else None


def digest_of(user: User, code: str) -> str:
    """The keyed hash under which a recovery code is kept."""
    plain = code.replace("-", "").strip().lower()
    return salted_hmac("org.recovery", f"{user.pk}:{plain}", algorithm="sha256").hexdigest()


def codes_left(user: User) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def knows(user: User, code: str) -> bool:
    """Whether this is an unused recovery code of the account; uses nothing up."""
    return RecoveryCode.objects.filter(
        user=user, digest=digest_of(user, code), used_at=None
    ).exists()
