"""How many wrong passwords are borne: five of one login, twenty from one network address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum

from apps.core import clock
from apps.core.client import address_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from apps.org.models import User


class LockoutHandler(AxesDatabaseHandler):
    """Counts by login as axes does, and by address over all logins."""

    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """The failures of the login; as many as lock it when the address has had its share."""
        failures: int = super().get_failures(request, credentials)
        if _failures_from(address_of(request)) >= settings.TRIES_PER_ADDRESS:
            return max(failures, settings.AXES_FAILURE_LIMIT)
        return failures


def login_typed(request: HttpRequest, credentials: Any = None) -> str | None:
    """The login as it is counted: letters of any case are one login."""
    name = (credentials or request.POST).get("username")
    return None if name is None else str(name).strip().lower()


def locked_until(user: User) -> dt.datetime | None:
    """When the lock-out of an account ends by itself; None when it is not locked out."""
    found = _recent().filter(username=user.username.lower())
    sums = found.aggregate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    if (sums["failures"] or 0) < settings.AXES_FAILURE_LIMIT:
        return None
    until: dt.datetime = sums["last"] + get_cool_off()
    return until


def release(user: User) -> int:
    """Forget the wrong passwords of an account; returns how many rows there were."""
    gone: int = AccessAttempt.objects.filter(username=user.username.lower()).delete()[0]
    return gone


def _failures_from(address: str | None) -> int:
    if address is None:
        return 0
    found = _recent().filter(ip_address=address).aggregate(n=Sum("failures_since_start"))
    return int(found["n"] or 0)


def _recent() -> Any:
    return AccessAttempt.objects.filter(attempt_time__gte=clock.real() - get_cool_off())
