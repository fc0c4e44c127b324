"""Steps of signing in as a person takes them."""

from __future__ import annotations

import time
import uuid
from binascii import unhexlify
from typing import TYPE_CHECKING

from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.org.models import RecoveryCode
from apps.org.passwords import recovery_codes
from apps.org.second_factor import digest_of
from tests.personas import NOW, staff_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from apps.org.models import User

NEW = "沿着江边走-2026"


def user_of(login: str, store: str = "cs1") -> User:
    """The account of somebody of the world."""
    user = staff_of(login, store).user
    assert user is not None
    return user


def sign_in(client: Client, login: str, password: str = "demo", **extra: object) -> HttpResponse:
    """Send the login form; what follows is not followed."""
    data = {"username": login, "password": password} | extra.pop("data", {})
    return client.post(reverse("login"), data, **extra)


def send(client: Client, name: str, /, follow: bool = False, **fields: object) -> HttpResponse:
    """Send a form of the door with a fresh operation key."""
    return client.post(reverse(name), {"operation_key": str(uuid.uuid4()), **fields}, follow=follow)


def with_phone(login: str) -> TOTPDevice:
    """The person has registered a phone."""
    return TOTPDevice.objects.create(user=user_of(login), name="totp", confirmed=True)


def code_of(device: TOTPDevice | str, steps: int = 0) -> str:
    """The code that the phone shows now, or some steps of 30 s later."""
    key = device if isinstance(device, str) else device.key
    totp = TOTP(unhexlify(key), 30, 0, 6, 0)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def wrong_code(device: TOTPDevice) -> str:
    """Six digits that the phone does not show around now."""
    near = {code_of(device, n) for n in range(-2, 3)}
    return next(
        c for c in ("000000", "111111", "222222", "333333", "444444", "555555") if c not in near
    )


def recovery_of(login: str) -> list[str]:
    """Ten recovery codes of the person."""
    user = user_of(login)
    codes = recovery_codes().reveal().splitlines()
    for code in codes:
        RecoveryCode.objects.create(user=user, digest=digest_of(user, code), made_at=NOW)
    return codes


def newcomer(login: str) -> User:
    """The account has an initial password and its person has never signed in."""
    user = user_of(login)
    user.initial_password = user.profile_due = True
    user.save()
    return user
