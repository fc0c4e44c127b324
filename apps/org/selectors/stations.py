"""Shared computers and wall screens as their keepers see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from apps.org import quick
from apps.org.models import QuickPin, Station, StationKey
from apps.org.models.account import SignIn
from apps.org.models.station import Badge
from apps.org.permissions import Perm
from apps.org.stations import digest_of

if TYPE_CHECKING:
    from apps.core.secret import Secret
    from apps.org.access import Access
    from apps.org.models.station import StationQuerySet


def stations_of(access: Access, show: str = "") -> StationQuerySet:
    """Those in use, or with ``show`` "old" those that were taken out."""
    rows = Station.objects.visible_to(access, Perm.CHANGE_STATION)
    rows = rows.exclude(revoked_at=None) if show == "old" else rows.standing()
    last = Max("changes__at")
    found: StationQuerySet = rows.select_related("store", "enrolled_by", "key").annotate(last=last)
    return found.order_by("store__path", "kind", "name", "pk")


def code_given(station: Station, code: Secret) -> bool:
    """Whether this very code was given out for the station and waits to be typed."""
    return StationKey.objects.filter(station=station, code=digest_of(code)).exists()


def badge_given(code: Secret) -> Badge | None:
    """The badge made with this very code."""
    return Badge.objects.filter(digest=quick.digest_of(code)).first()


def own_quick(access: Access) -> dict[str, object]:
    """A person's PIN, printed badge and the last use of either."""
    user = access.person.user
    badges = Badge.objects.filter(user=user, once=False, revoked_at=None)
    rows = SignIn.objects.filter(user=user).exclude(means=SignIn.Means.PASSWORD)
    return {
        "pin": QuickPin.objects.filter(user=user).first(),
        "badge": badges.order_by("pk").last(),
        "used": rows.order_by("-at").select_related("station")[:10],
    }
