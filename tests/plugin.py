"""The ground every test stands on: its own PostgreSQL, psycopg2, and no network but loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from aftersales import database, env
from aftersales.embedded.server import Server
from aftersales.processes import AlreadyRunning, only_one

SLOTS = 8  # test runs at one time in one folder
LOOPBACK = ("127.", "::1", "localhost")
KEPT = pytest.StashKey[ExitStack]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start a server of this run's own, unless TEST_DATABASE_URL names one; close the network."""
    stack = config.stash[KEPT] = ExitStack()
    if not (env.text("TEST_DATABASE_URL") or config.option.collectonly or only_deals_out(config)):
        place(free_slot(stack), stack)
    assert_driver()
    close_network(stack)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server."""
    config.stash[KEPT].close()


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test starts in Chinese: an English request of another one leaves its language on."""
    from django.conf import settings  # noqa: PLC0415 - as below
    from django.utils import translation  # noqa: PLC0415 - as below

    with translation.override(settings.LANGUAGE_CODE):
        yield


def only_deals_out(config: pytest.Config) -> bool:
    """Whether this process runs no test itself but gives them to others, each with its server."""
    return bool(config.getoption("numprocesses", None)) and not hasattr(config, "workerinput")


def free_slot(stack: ExitStack) -> Path:
    """A folder below var/test that no other run is using."""
    from django.conf import settings  # noqa: PLC0415 - after pytest-django has chosen the settings

    for number in range(1, SLOTS + 1):
        folder = settings.VAR_DIR / "test" / str(number)
        try:
            stack.enter_context(only_one(folder / "tests.lock"))
        except AlreadyRunning:
            continue
        return folder
    raise pytest.UsageError(f"{SLOTS} test runs are already using {settings.VAR_DIR / 'test'}")


def place(folder: Path, stack: ExitStack) -> None:
    """Start the server of a slot without disk safety and point Django at it."""
    from django.conf import settings  # noqa: PLC0415 - as above

    stack.enter_context(Server(folder / "pg", fast=True))
    settings.DATABASES["default"]["HOST"] = str(database.socket_folder(folder / "pg"))
    settings.MEDIA_ROOT = folder / "media"


def assert_driver() -> None:
    """psycopg 3 replaces psycopg2 silently wherever some package brings it in."""
    from django.db.backends.postgresql.psycopg_any import is_psycopg3  # noqa: PLC0415 - as above

    if is_psycopg3:
        raise pytest.UsageError("Django uses psycopg 3: some package has brought it in")


def close_network(stack: ExitStack) -> None:
    """Refuse every connection of this process that leaves the machine."""
    patch = stack.enter_context(pytest.MonkeyPatch.context())
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))


def guarded(connect: Any) -> Any:
    """`connect` for local addresses only."""

    def connect_on_loopback(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test wants to reach {address[0]}")
        return connect(self, address)

    return connect_on_loopback
