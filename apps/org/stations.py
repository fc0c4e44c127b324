"""Which device of the store a browser is: told by a signed cookie that only works there.

The cookie carries a key of which the database keeps the hash.  It counts for the browser and the
network it was enrolled in; at a shared computer each change of places replaces it, so that a copy
is dead after the next one, and a copy that is used later than its own pages could still have asked
ends the device itself.  Real time.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from apps.core import clock
from apps.core.client import address_of, device_of
from apps.core.models import Setting
from apps.core.secret import Secret
from apps.org.models import Station, StationKey
from apps.org.session_rows import end_at

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "station"
SALT = "org.station"
KEPT_FOR = 400 * 24 * 3600  # seconds; browsers keep nothing longer
SEEN_AFTER = dt.timedelta(minutes=1)
UNDER_WAY = dt.timedelta(seconds=10)  # what pages asked before the change may still arrive
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
IPV4_WIDTH, IPV6_WIDTH = 24, 64
STOLEN = "旧凭证在别处出现，疑似被复制"


@dataclass(frozen=True)
class Here:
    """The station a request comes from; ``moved`` when its network is not the one known."""

    station: Station
    moved: bool


def figure(name: str, store_id: int) -> int:
    """A figure of stations in force today, the store's own before the group's."""
    return int(Setting.objects.value(f"org.{name}", clock.business_day(clock.real()), store_id))


def new_key() -> Secret:
    """A key for a cookie."""
    return Secret(secrets.token_urlsafe(32))


def new_code() -> Secret:
    """A code to be typed once on the device that is enrolled."""
    return Secret("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))


def digest_of(secret: Secret) -> str:
    """The keyed hash under which keys and codes are kept."""
    return salted_hmac(SALT, secret.reveal(), algorithm="sha256").hexdigest()


def network_of(request: HttpRequest) -> str:
    """The network of the client, as wide as addresses are given out in a house."""
    told = address_of(request)
    if told is None:
        return ""
    width = IPV4_WIDTH if ipaddress.ip_address(told).version == 4 else IPV6_WIDTH  # IPv4
    return str(ipaddress.ip_network(f"{told}/{width}", strict=False))


def hand_out(response: HttpResponse, request: HttpRequest, station: Station, key: Secret) -> None:
    """The browser is this station from now on."""
    response.set_signed_cookie(
        COOKIE,
        f"{station.pk}.{key.reveal()}",
        salt=SALT,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
    )


def station_of(request: HttpRequest) -> Here | None:
    """The station that asks, None for every other browser.

    A genuine key that was replaced is a copy, unless it was under way when that happened: the
    station is revoked, here and where it stands.
    """
    told = _told(request)
    if told is None:
        return None
    pk, key = told
    with transaction.atomic():
        rows = StationKey.objects.select_related("station__store").select_for_update(of=("self",))
        row = rows.filter(station=pk, station__revoked_at=None).first()
        if row is None or row.client != device_of(request):
            return None
        if constant_time_compare(row.digest, digest_of(key)):
            _seen(row)
        elif not row.before or not constant_time_compare(row.before, digest_of(key)):
            if row.replaced_at is None or clock.real() - row.replaced_at > UNDER_WAY:
                _stolen(row.station)
            return None
    return Here(row.station, row.network != network_of(request))


def anchor(request: HttpRequest, station: Station) -> None:
    """A password was right here: the network is the station's own from now on."""
    StationKey.objects.filter(station=station).update(network=network_of(request))


def replace_key(station: Station, key: Secret) -> None:
    """Only the new key counts, and the one before until the new one was seen."""
    with transaction.atomic():
        row = StationKey.objects.select_for_update().get(station=station)
        row.before, row.digest, row.replaced_at = row.digest, digest_of(key), clock.real()
        row.save()


def _told(request: HttpRequest) -> tuple[int, Secret] | None:
    try:
        told = request.get_signed_cookie(COOKIE, salt=SALT)
    except (KeyError, BadSignature):
        return None
    pk, __, key = str(told).partition(".")
    return (int(pk), Secret(key)) if pk.isdecimal() and key else None


def _seen(row: StationKey) -> None:
    now = clock.real()
    if row.before or row.seen_at is None or now - row.seen_at > SEEN_AFTER:
        row.before, row.seen_at = "", now
        row.save()


def _stolen(station: Station) -> None:
    row = Station.objects.select_for_update().get(pk=station.pk)
    row.revoked_at, row.revoked_why = clock.real(), STOLEN
    row.save()
    end_at(row)
