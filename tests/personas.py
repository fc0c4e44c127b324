"""People of the small world by their position: who tests act as."""

from __future__ import annotations

import datetime as dt
import uuid

from apps.core.clock import SHANGHAI
from apps.org.access import Access
from apps.org.models import OrgUnit, Staff

NOW = dt.datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


def staff_of(login: str, store: str = "cs1") -> Staff:
    """The person whose login this is: a position's code, numbered from the second holder on."""
    name = login if store == "cs1" else f"{store}.{login}"
    return Staff.objects.select_related("user").get(user__username=name)


def access_of(
    login: str, store: str = "cs1", *, now: dt.datetime = NOW, key: uuid.UUID | None = None
) -> Access:
    """The access of that person; a key makes the next service replayable."""
    return Access(
        staff=staff_of(login, store), now=now, operation_key=key, request_id=uuid.uuid4().hex
    )


def store_of(code: str = "cs1") -> OrgUnit:
    """A store of the world."""
    return OrgUnit.objects.get(code=code)


def department_of(function: str, store: str = "cs1") -> OrgUnit:
    """A department of a store of the world."""
    return OrgUnit.objects.department(store_of(store), function)
