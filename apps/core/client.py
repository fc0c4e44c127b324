"""Where a request comes from: the network address that can be believed, and the device in words."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

_PROGRAMS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def address_of(request: HttpRequest) -> str | None:
    """The address of the client; None when there is none to believe.

    Each trusted proxy appends whom it talked to to ``X-Forwarded-For``, so only as many entries
    from its right end are believed as ``settings.PROXY_COUNT`` says; the rest anybody can write.
    """
    told = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    count: int = settings.PROXY_COUNT
    believed = told[-count] if 0 < count <= len(told) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(believed))
    except ValueError:
        return None


def device_of(request: HttpRequest) -> str:
    """The browser and the system of the client as it names them itself; "" for unknown ones."""
    told = request.META.get("HTTP_USER_AGENT", "")
    words = [
        next((name for sign, name in known if sign in told), "") for known in (_PROGRAMS, _SYSTEMS)
    ]
    return " · ".join(w for w in words if w)
