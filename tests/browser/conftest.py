"""The browser of the tests: fetched once, started once, a watched context per page."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Protocol

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import expect, sync_playwright

from apps.core import clock
from tests.browser import chromium
from tests.browser.accessible import Reader
from tests.browser.chromium import OPTIONS
from tests.browser.pages import DESK, PHONE, TABLET, Watch
from tests.personas import NOW, staff_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

__all__ = ["DESK", "PHONE", "TABLET"]
OPENING = dt.time(8)
PATIENCE = 20_000  # milliseconds until a page that is late counts as wrong: machines are busy
expect.set_options(timeout=PATIENCE)
AHEAD = """{ const Real = Date; globalThis.Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + AHEAD); }
  static now() { return Real.now() + AHEAD; } }; }"""


class OpenPage(Protocol):
    """Opens a page, signed in as `login` of `store` when given."""

    def __call__(
        self,
        login: str = "",
        *,
        store: str = "cs1",
        viewport: tuple[int, int] = DESK,
        language: str = "zh-CN",
        scheme: str = "light",
        javascript: bool = True,
        refusals: tuple[int, ...] = (),
        cut: bool = False,
    ) -> Page:
        """The page; relative addresses are those of the test's own server."""


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is opened at eight in the morning of today, whatever the hour of the run."""
    real, moved = clock.real(), clock.offset
    opening = dt.datetime.combine(clock.business_day(real), OPENING, tzinfo=clock.SHANGHAI)
    monkeypatch.setattr(clock, "offset", lambda: opening - real + moved())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of the run; without one the tests fail."""
    try:
        found = chromium.find(settings.VAR_DIR)
    except chromium.NoBrowser as problem:
        pytest.fail(str(problem), pytrace=False)
    connections.close_all()  # the loop of playwright has connections of its own
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps a loop in this thread
        program = playwright.chromium.launch(
            executable_path=found.program, env=found.environment, args=OPTIONS
        )
        yield program
        program.close()


@pytest.fixture
def browser_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens pages; the test fails when any of them saw an error or reached elsewhere."""
    stack, watches = ExitStack(), []

    def open_page(
        login: str = "",
        *,
        store: str = "cs1",
        viewport: tuple[int, int] = DESK,
        language: str = "zh-CN",
        scheme: str = "light",
        javascript: bool = True,
        refusals: tuple[int, ...] = (),
        cut: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": viewport[0], "height": viewport[1]},
            locale=language,
            timezone_id="Asia/Shanghai",
            color_scheme=scheme,
            java_script_enabled=javascript,
            has_touch=viewport[0] < DESK[0],
            reduced_motion="reduce",
            permissions=["camera"],
        )
        stack.callback(context.close)
        ahead = int(clock.offset().total_seconds() * 1000)
        context.add_init_script(AHEAD.replace("AHEAD", str(ahead)))
        watches.append(Watch(frozenset(refusals), cut))
        watches[-1].over(context)
        if login:
            context.add_cookies([session_cookie(login, store, live_server.url)])
        return context.new_page()

    with stack:
        yield open_page
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def reader(browser: Browser, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Reads pages for people with aids, at the hour of the sample rows."""
    monkeypatch.setattr(clock, "offset", lambda: NOW - clock.real())
    with closing(Reader(browser)) as made:
        yield made


def session_cookie(login: str, store: str, url: str) -> dict[str, str]:
    """The cookie of somebody of the world who has signed in."""
    client = Client()
    user = staff_of(login, store).user
    client.force_login(user, backend="apps.org.accounts.AccountBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture(scope="session")
def shots() -> Path:
    """The folder of screenshots."""
    folder = settings.VAR_DIR / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def shot(shots: Path):
    """Saves a picture of a whole page: shot(page, "reception")."""

    def save(page: Page, name: str) -> Path:
        file = shots / f"{name}.png"
        # hiding the caret would write a style into the page, which the content policy reports
        page.screenshot(path=file, full_page=True, caret="initial")
        return file

    return save
