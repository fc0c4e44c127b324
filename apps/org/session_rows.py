"""Ending sessions by their rows.  Real time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.sessions.models import Session

from apps.core import clock
from apps.org.models import SignIn

if TYPE_CHECKING:
    from apps.org.models import Station


def end_rows(rows: Any) -> int:
    """End the sessions of these sign-ins; returns how many."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return cast("int", rows.update(ended_at=clock.real()))


def end_at(station: Station) -> int:
    """End every session that was opened at a station."""
    rows = SignIn.objects.filter(station=station, ended_at=None)
    return end_rows(rows.exclude(session_key=""))
