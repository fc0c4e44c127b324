"""Pages as axe-core reads them: WCAG 2.2 AA and its best practice, by day and by night.

The pages are answered by Django's own client inside the test's transaction and handed to the
browser with their headers: no server runs, nothing is committed, and the strict content policy
holds. The addresses come from the URL configuration, the rows from the samples of the reach matrix,
the readers from the written duties, so that a new page joins by itself.
"""

from __future__ import annotations

import contextvars
import mimetypes
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.access.matrix import Person, expected, parts, people
from tests.access.samples import OF_THE_GROUP, PERSONAL, SAMPLES
from tests.browser.pages import DESK, PHONE, drawn
from tests.personas import staff_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

    from tests.access.addresses import Address

HERE = "http://127.0.0.1"
STATIC = f"/{settings.STATIC_URL.strip('/')}/"
BACKEND = "apps.org.accounts.AccountBackend"
ROWS = SAMPLES | OF_THE_GROUP | PERSONAL
#: Asked first, because most is done on their pages; everybody else follows.
DOERS = (
    "service_advisor",
    "dispatcher_inspector",
    "technician",
    "cashier",
    "front_desk_supervisor",
    "parts_keeper",
)
NOBODY: Person = ("", "")
#: Typed text of one person for half an hour; the page of an enrolled computer (see the doors).
SEEN_BY_NOBODY = frozenset({"kept", "switch"})
AT_DESK = ("appointments", "desk", "estimate", "menu", "stay")
AT_TILL = ("money", "prepaid", "paths", "till")
DESK_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PHONE_RULES = {  # what another size and other colours can break
    "runOnly": [
        "color-contrast",
        "link-in-text-block",
        "scrollable-region-focusable",
        "target-size",
    ],
    "resultTypes": ["violations"],
}
READ = """options => axe.run(document, options).then(found => found.violations.map(
  fault => `${fault.id} (${fault.help}) ${fault.nodes.length}×: `
    + fault.nodes.slice(0, 4).map(node => node.html.slice(0, 160)).join(" | ")))"""


@cache
def stored(path: str) -> tuple[bytes, str]:
    """A static file and its media type."""
    found = finders.find(path.removeprefix(STATIC))
    assert found, path
    return Path(found).read_bytes(), mimetypes.guess_type(path)[0] or "text/plain"


@dataclass
class Reader:
    """One window of the browser, and what axe found in it."""

    browser: Browser
    faults: list[str] = field(default_factory=list)
    clients: dict[Person, Client] = field(default_factory=lambda: {NOBODY: Client()})
    answers: dict[str, tuple[bytes, dict[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.client = self.clients[NOBODY]
        self.ground = contextvars.copy_context()  # knows the connection of the test's transaction
        context = self.context = self.browser.new_context(
            base_url=HERE, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce"
        )
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.route("**/*", self.answer)
        context.add_init_script(AXE_SCRIPT)
        self.page: Page = context.new_page()

    def close(self) -> None:
        """Close the window."""
        self.context.close()

    def heard(self, message: ConsoleMessage) -> None:
        """Note an error on the console; violations of the content policy appear there."""
        if message.type == "error":
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def answer(self, route: Route) -> None:
        """Answer the browser from the disk or from Django."""
        url = urlsplit(route.request.url)
        if url.path.startswith(STATIC):
            body, kind = stored(url.path)
            return route.fulfill(body=body, content_type=kind)
        path = f"{url.path}?{url.query}" if url.query else url.path
        if path not in self.answers:
            self.ground.run(self.get, path)
        body, headers = self.answers[path]
        return route.fulfill(body=body, headers=headers)

    def get(self, path: str) -> HttpResponse:
        """What Django answers to whoever is signed in; the browser will get the same."""
        response = self.client.get(path)
        self.answers[path] = b"".join(response), dict(response.headers)
        return response

    def as_(self, person: Person) -> Client:
        """The client of somebody of the world, signed in once."""
        if person not in self.clients:
            self.clients[person] = Client()
            self.clients[person].force_login(staff_of(*person).user, backend=BACKEND)
        return self.clients[person]

    def open(self, path: str, whom: Iterable[Person]) -> str:
        """Get the path as the first who may open it; why there is no page, "" when there is one."""
        for person in whom:
            self.client = self.as_(person)
            response = self.get(path)
            if response.status_code not in {403, 404}:
                return "" if is_page(response, self.answers[path][0]) else "no page"
        return "nobody opens it"

    def forget(self) -> None:
        """Nobody is signed in any longer: the rows are gone."""
        self.clients, self.answers = {NOBODY: Client()}, {}

    def read(self, name: str, path: str) -> None:
        """What axe finds on the page just answered, at the desk by day, in the hand by night."""
        before = len(self.faults)
        self.window(DESK, "light")
        self.page.goto(path)
        self.faults += self.page.evaluate(READ, DESK_RULES)
        self.window(PHONE, "dark")
        self.faults += self.page.evaluate(READ, PHONE_RULES)
        self.faults[before:] = [f"{name}: {fault}" for fault in self.faults[before:]]

    def window(self, size: tuple[int, int], scheme: str) -> None:
        """Another size, by day or by night; the page stays, and its scripts have seen it."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme)
        drawn(self.page)


def is_page(response: HttpResponse, body: bytes) -> bool:
    """Whether the answer is a whole page."""
    html = "html" in response.headers.get("Content-Type", "")
    return response.status_code == 200 and html and b"<html" in body


def room_of(address: Address) -> str:
    """The room an address belongs to; "front" holds those of the whole house."""
    return address.name.rpartition(":")[0] or "front"


def in_shop() -> list[str]:
    """The parts of the visit which are neither at the desk nor at the till."""
    return sorted(set(parts().values()).difference(AT_DESK, AT_TILL))


def those_who_may(address: Address) -> list[Person]:
    """Who may open the address by the written duties, the doers first."""
    if address.policy is None or not address.policy.login:
        return [NOBODY]
    ranks = {"open": 0, "depends": 1}
    found = [p for p in people() if p[1] == "cs1" and expected(address, p) in ranks]
    return sorted(found, key=lambda p: (p[0] not in DOERS, ranks[expected(address, p)]))


def read_all(reader: Reader, addresses: Iterable[Address]) -> list[str]:
    """Every fault of the pages among the addresses, each with the rows of them all."""
    waiting = [a for a in addresses if a.name in ROWS or not a.arguments]
    while waiting:
        with transaction.atomic():
            paths, waiting = together(waiting)
            for address, path in paths.items():
                why = reader.open(path, those_who_may(address))
                if not why:
                    reader.read(address.name, path)
                elif why == "nobody opens it" and address.name not in SEEN_BY_NOBODY:
                    reader.faults.append(f"{address.name}: {why}")
            transaction.set_rollback(True)
        reader.forget()
    return reader.faults


def together(addresses: list[Address]) -> tuple[dict[Address, str], list[Address]]:
    """Paths with rows that can stand beside each other, and the addresses left for another round.

    Two samples may clash: both put the technician's clock at the same hour.
    """
    made: dict[Any, dict[str, object]] = {}
    paths: dict[Address, str] = {}
    later: list[Address] = []
    for address in addresses:
        maker = ROWS[address.name] if address.arguments else dict
        try:
            with transaction.atomic():
                made[maker] = made[maker] if maker in made else maker()
                connection.check_constraints()
        except IntegrityError:
            made.pop(maker, None)
            later.append(address)
        else:
            paths[address] = address.at(**made[maker])
    assert paths, f"a sample clashes with the world: {[a.name for a in later]}"
    return paths, later
