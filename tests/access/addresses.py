"""Every address of the site, read from the URL configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from apps.core.policy import Policy, policy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, the view behind it and the names of its arguments."""

    name: str
    route: str
    view: Callable[..., object]
    arguments: frozenset[str]

    @property
    def policy(self) -> Policy | None:
        """What the view asks."""
        return policy_of(self.view)

    def at(self, **kwargs: object) -> str:
        """The address with its arguments."""
        return reverse(self.name, kwargs=kwargs)


def every_address() -> list[Address]:
    """All addresses but those of the admin, which one policy covers."""
    return [a for a in _walk(get_resolver(), "", "") if not a.name.startswith("admin:")]


def admin_addresses() -> list[Address]:
    """The addresses of the admin."""
    return [a for a in _walk(get_resolver(), "", "") if a.name.startswith("admin:")]


def _walk(resolver: URLResolver, space: str, route: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        path = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner, path)
        elif isinstance(entry, URLPattern):
            names = frozenset(entry.pattern.regex.groupindex) | frozenset(entry.pattern.converters)
            yield Address(f"{space}{entry.name}", path, entry.callback, names)
