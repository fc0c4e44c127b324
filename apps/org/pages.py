"""Which screens exist: the routes of the site by URL name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, resolve, reverse

from apps.core.policy import policy_of

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access


@cache
def routes() -> dict[str, str]:
    """The route of every named page, such as ``workorders:detail`` → ``workorders/<int:pk>/``."""
    return dict(_walk(get_resolver(), "", ""))


def route_of(page: str) -> str:
    """The route of a page, "" when no screen has that name."""
    return routes().get(page, "") if page else ""


def address_of(page: str) -> str:
    """Where a page without arguments stands, "" when no screen has that name."""
    try:
        return reverse(page) if page else ""
    except NoReverseMatch:
        return ""


def open_to(access: Access, page: str) -> str:
    """Where a page stands, "" when no screen has that name or it is not for this person."""
    address = address_of(page)
    asked = _asked_by(page) if address else ()
    return address if not asked or any(access.can(perm) for perm in asked) else ""


@cache
def _asked_by(page: str) -> tuple[CapabilityEnum, ...]:
    policy = policy_of(resolve(address_of(page)).func)
    return policy.perms if policy else ()


def _walk(resolver: URLResolver, space: str, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            if entry.name:
                found.append((f"{space}{entry.name}", f"/{route}"))
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found.extend(_walk(entry, inner, route))
    return found
