"""Enrolling shared computers and wall screens, and taking them out again.  Real time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core import clock, frame
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.org.models import Station, StationKey
from apps.org.permissions import Perm
from apps.org.session_rows import end_at
from apps.org.stations import digest_of, figure

if TYPE_CHECKING:
    from apps.core.secret import Secret
    from apps.org.access import Access
    from apps.org.models import OrgUnit


@service
def enrol(*, by: Access, store: OrgUnit, kind: str, name: str, code: Secret) -> Station:
    """A device has its place in the store; the code, typed on it in time, makes it that device."""
    now = clock.real()
    station = Station(
        store=store,
        unit=store,
        kind=kind,
        name=name.strip(),
        enrolled_by=by.person,
        enrolled_at=now,
    )
    taken = _("本店已经有叫这个名字的设备，请换一个名字。")
    with constraint_words(station_name_once=taken):
        station.save()
    by.require(Perm.CHANGE_STATION, station)
    key = StationKey(station=station)
    _give(key, code, station)
    return station


@service
def renew_code(*, by: Access, station: Station, version: int | None, code: Secret) -> Station:
    """A new code for a device that lost its cookie; what knew it before counts until then."""
    row = _standing(by, station, version)
    key = StationKey.objects.select_for_update().get(station=row)
    _give(key, code, row)
    row.save()
    return row


@service
def revoke(*, by: Access, station: Station, version: int | None, reason: str) -> Station:
    """The device is any other browser from now on; the sessions opened on it have ended."""
    row = _standing(by, station, version)
    if not reason.strip():
        raise Refused(_("请填写停用原因。"), field="reason")
    row.revoked_at, row.revoked_why = clock.real(), reason.strip()[:200]
    frame.note_reason(row.revoked_why)
    row.save()
    end_at(row)
    return row


@service
def pair(*, by: Access, code: Secret, key: Secret, client: str, network: str) -> Station:
    """The browser in which the code was typed is the device, for once.

    Raises Refused for a code that nobody gave out, that was used, or that is too old.
    """
    rows = StationKey.objects.select_for_update().filter(
        code=digest_of(code), code_until__gt=clock.real(), station__revoked_at=None
    )
    row = rows.first()
    if row is None:
        words = _("登记码不对，或者已经用过、过期。请在“公用设备”里重新取一个。")
        raise Refused(words, field="code")
    row.digest, row.before, row.code, row.code_until = digest_of(key), "", "", None
    row.client, row.network, row.seen_at = client, network, clock.real()
    row.save()
    end_at(row.station)
    return row.station


def _give(key: StationKey, code: Secret, station: Station) -> None:
    lives = dt.timedelta(minutes=figure("pairing_minutes", station.store_id))
    key.code, key.code_until = digest_of(code), clock.real() + lives
    key.save()


def _standing(by: Access, station: Station, version: int | None) -> Station:
    row = lock(station, version)
    by.require(Perm.CHANGE_STATION, row)
    if row.revoked_at is not None:
        raise Refused(_("这台设备已经停用。"))
    return row
