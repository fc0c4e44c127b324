"""Which screens exist: the routes of the site by URL name."""

from __future__ import annotations

from functools import cache

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse


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
