"""Shared computers as tests use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client

from apps.core.secret import Secret
from apps.org import stations
from apps.org.models import Station
from apps.org.services import own_account
from apps.org.services import stations as services
from tests.org.door import sign_in
from tests.personas import access_of, store_of

if TYPE_CHECKING:
    from django.http import HttpResponse

PIN = "482915"


def enrolled(client: Client, kind: str = "shared", store: str = "cs1", name: str = "") -> Station:
    """The browser becomes a device of the store."""
    code = stations.new_code()
    station = services.enrol(
        by=access_of("administrator", store),
        store=store_of(store),
        kind=kind,
        name=name or f"{kind} {Station.objects.count() + 1}",
        code=code,
    )
    answer = client.post("/screen/", {"code": code.reveal()})
    assert answer.status_code == 303
    return station


def has_pin(login: str, pin: str = PIN, store: str = "cs1") -> None:
    """The person has set a PIN."""
    own_account.set_pin(by=access_of(login, store), current=Secret("demo"), pin=Secret(pin))


def known_here(client: Client, *logins: str) -> None:
    """These people have a PIN and signed in on this computer with their password."""
    for login in logins:
        has_pin(login)
        assert sign_in(client, login).status_code == 302
        client.post("/logout/")


def switch(client: Client, login: str, pin: str = PIN, **more: object) -> HttpResponse:
    """Choose the person and type the digits."""
    person = access_of(login).staff_id
    return client.post("/switch/", {"person": person, "pin": pin, **more})


def switched(client: Client) -> str:
    """Whose session the browser has."""
    answer = client.get("/org/me/account/")
    return str(answer.wsgi_request.user) if answer.status_code == 200 else ""
