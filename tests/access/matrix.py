"""Every address × every position × in and out of reach, against a plain reading of the duties.

For each address a row of the first store is made.  Everybody of both stores asks for it:

* without the right in their duties: 403;
* with it, in the other store, for a row of the first: 404 (403 where the row's kind is seen);
* with it over their whole store, in the first: neither.

A refused request does no act.  The addresses of a room, and of each part of the visit, have a test
file of their own, so that they run side by side.
"""

from __future__ import annotations

import uuid
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.db import transaction
from django.test import Client

from apps.core.capabilities import CapabilityEnum, implied_by
from apps.core.models import Operation
from apps.org.catalogue import GrantText, read_catalogue
from apps.workorders import addresses
from tests.access.addresses import Address, every_address
from tests.access.samples import ABOUT_A_SIGHT, OF_THE_GROUP, PERSONAL, SAMPLES

STORES = ("cs1", "cs2")
SIGNED_COOKIES = "django.contrib.sessions.backends.signed_cookies"
WHOLE = {"store", "group"}
Person = tuple[str, str]


@cache
def catalogue() -> object:
    """The job descriptions as they are written."""
    return read_catalogue()


@cache
def people() -> tuple[Person, ...]:
    """One holder of each position in each store; the group's own once."""
    found: list[Person] = []
    for position in catalogue().positions:
        if not position.base:
            owners = STORES[:1] if position.unit == "group" else STORES
            found += [(position.code, store) for store in owners]
    return tuple(found)


@cache
def grants_of(code: str) -> tuple[GrantText, ...]:
    """What a position's sheet and the base set grant."""
    found = catalogue()
    base = [g for p in found.positions if p.base for g in p.grants()]
    return (*found.position(code).grants(), *base)


def asked(client: Client, path: str, method: str) -> tuple[int, int]:
    """The status of one request and how many acts it did; everything is undone afterwards."""
    before = Operation.objects.count()
    with transaction.atomic():
        data = {"operation_key": str(uuid.uuid4())} if method == "post" else {}
        response = getattr(client, method)(path, data)
        list(response)  # a file is read to its end, which closes it
        done = Operation.objects.count() - before
        transaction.set_rollback(True)
    return int(response.status_code), done


def method_of(path: str, cookie: str, name: str) -> str:
    """GET where the view answers it, else POST."""
    return "post" if asked(signed(cookie, name), path, "get")[0] == 405 else "get"


def signed(cookie: str, name: str) -> Client:
    """A browser with somebody's cookie."""
    client = Client(raise_request_exception=True)
    client.cookies[name] = cookie
    return client


def expected(address: Address, person: Person) -> str:
    """``refused``, ``hidden``, ``open`` or ``depends`` by the written duties alone."""
    code, store = person
    perms: tuple[CapabilityEnum, ...] = address.policy.perms if address.policy else ()
    wanted = {c for p in perms for c in implied_by(p)}
    held = [g for g in grants_of(code) if g.capability in wanted]
    if perms and not held:
        return "refused"
    if address.name not in SAMPLES:
        narrow = address.name in PERSONAL or any(g.rows for g in held)
        return "depends" if narrow else "open"
    if store != "cs1":
        return "depends" if any(g.scope == "group" for g in held) else "hidden"
    if address.name in ABOUT_A_SIGHT:
        return "depends"
    if any(g.scope in WHOLE and not g.rows and g.capability in set(perms) for g in held):
        return "open"
    return "depends"


def parts() -> dict[str, str]:
    """The part of the visit each of its addresses belongs to, by URL name."""
    return {
        f"workorders:{pattern.name}": part.name
        for part in iter_modules(addresses.__path__)
        for pattern in import_module(f"{addresses.__name__}.{part.name}").urlpatterns
    }


def addresses_of(*wanted: str) -> list[Address]:
    """The addresses of some parts of the visit; of every other room when none is named."""
    of = parts()
    return [
        a for a in every_address() if (of.get(a.name) in wanted if wanted else a.name not in of)
    ]


def opens_for_those_whose_duties_reach_it(
    address: Address, cookies: dict[Person, str], settings: Any
) -> None:
    """Everybody asks for the address; assert that each gets the answer of the written duties."""
    if address.policy is None or not address.policy.login:
        return
    known = SAMPLES | OF_THE_GROUP | PERSONAL
    assert not address.arguments or address.name in known, "add a sample row for this address"
    settings.SESSION_ENGINE = SIGNED_COOKIES
    path = address.at(**(known[address.name]() if address.arguments else {}))
    name = settings.SESSION_COOKIE_NAME
    holder = next((p for p in people() if expected(address, p) != "refused"), people()[0])
    method = method_of(path, cookies[holder], name)
    wrong = []
    for person in people():
        wish = expected(address, person)
        if person[1] != "cs1" and wish == "refused":
            continue  # refused for the same duties as in the first store
        status, done = asked(signed(cookies[person], name), path, method)
        if not _fits(status, wish) or (status in {403, 404} and done):
            wrong.append((person, wish, status))
    assert wrong == []


def _fits(status: int, wish: str) -> bool:
    if status >= 500:
        return False
    if wish == "refused":
        return status == 403
    if wish == "hidden":
        return status in {403, 404}
    return wish != "open" or status not in {403, 404}
