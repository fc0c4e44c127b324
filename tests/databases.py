"""Where the rows of tests come from: a stored schema, a stored world, and a way back to it.

The migrated schema and the world loaded on it are kept between runs, each under the hash of what
made it. After a test that commits, a copy of the stored world takes the place of what the test
left: that takes a fraction of the second that truncating and loading again would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from aftersales.preparation import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from psycopg2.extensions import cursor as Cursor
    from pytest_django.plugin import DjangoDbBlocker

SCHEMA = (
    "apps/*/migrations/*.py",
    "apps/*/permissions.py",
    "apps/org/permission_rows.py",
    "apps/org/guarding.py",
    "apps/*/audit.py",
    "aftersales/migrating.py",
    "requirements/dev.txt",
)
WORLD = (*SCHEMA, "apps/core/**/*.py", "apps/org/**/*.py", "fixtures/**/*", "tests/world.py")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What is kept is decided here, by content, and not by an option."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> None:
    """Before Django sets up its database: put the stored world or schema in its place."""
    with django_db_blocker.unblock(), server() as run:
        drop(run, test_name())
        for stored in (stored_world(), stored_schema()):
            if exists(run, stored):
                copy(run, stored, test_name())
                return


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After Django migrated its database: store the schema; and send committing tests back."""
    with django_db_blocker.unblock():
        store(stored_schema(), unless=stored_world())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", go_back)
        yield


@pytest.fixture(scope="session")
def store_world() -> Callable[[], None]:
    """Called once the world is loaded: keeps it for the tests that commit and for later runs."""
    return lambda: store(stored_world())


def test_name() -> str:
    """The database the tests use."""
    return f"test_{settings.DATABASES['default']['NAME'].removeprefix('test_')}"


test_name.__test__ = False  # type: ignore[attr-defined]  # a name, not a test


def stored_schema() -> str:
    """The database that holds the schema of this code."""
    return f"schema_{digest(settings.BASE_DIR, SCHEMA)[:16]}"


def stored_world() -> str:
    """The database that holds the world of this code."""
    return f"world_{digest(settings.BASE_DIR, WORLD)[:16]}"


@contextmanager
def server() -> Iterator[Cursor]:
    """A cursor outside every database of the tests, which may make and drop them."""
    place = {name: value for name, value in connection.settings_dict.items() if value}
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    known = {name: place[key] for name, key in names.items() if key in place}
    outside = psycopg2.connect(dbname="postgres", **known)
    try:
        outside.autocommit = True
        with outside.cursor() as run:
            yield run
    finally:
        outside.close()


def exists(run: Cursor, name: str) -> bool:
    """Whether the server holds this database."""
    run.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return run.fetchone() is not None


def drop(run: Cursor, name: str) -> None:
    """Drop a database whoever is still connected to it."""
    run.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy(run: Cursor, source: str, target: str) -> None:
    """Copy a database to which nobody is connected."""
    run.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def store(name: str, unless: str = "") -> None:
    """Keep a copy of the tests' database as it is now, and none of an earlier code."""
    connections.close_all()
    with server() as run:
        if exists(run, name) or (unless and exists(run, unless)):
            return
        kind = name.partition("_")[0]
        run.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{kind}_"])
        for (old,) in run.fetchall():
            drop(run, old)
        copy(run, test_name(), name)


def go_back(_case: object) -> None:
    """After a test that committed: the world as it was."""
    connections.close_all()
    with server() as run:
        drop(run, test_name())
        copy(run, stored_world(), test_name())
