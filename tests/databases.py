"""Where the rows of tests come from: a stored schema, one shared world, and a copy to go back to.

The migrated schema is kept between runs under the hash of what made it. The world that conftest
loads once is copied before the first test that commits, and comes back after each such test: a copy
takes a fraction of the second that truncating and loading again would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from aftersales.preparation import digest

if TYPE_CHECKING:
    from psycopg2.extensions import cursor as Cursor
    from pytest_django.plugin import DjangoDbBlocker

SCHEMA = (
    "apps/*/migrations/*.py",
    "apps/*/permissions.py",
    "apps/org/permission_rows.py",
    "aftersales/migrating.py",
    "requirements/dev.txt",
)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What is kept is decided here, by content, and not by an option."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> None:
    """Before Django sets up its database: put the stored schema in its place, or nothing."""
    with django_db_blocker.unblock(), server() as run:
        drop(run, test_name())
        if exists(run, stored_schema()):
            copy(run, stored_schema(), test_name())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After Django migrated its database: store the schema; and make committing tests cheap."""
    with django_db_blocker.unblock():
        store_schema()
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(keep_copy))
    patch.setattr(TransactionTestCase, "_fixture_teardown", go_back)
    yield
    patch.undo()
    with django_db_blocker.unblock(), server() as run:
        drop(run, copy_name())


def test_name() -> str:
    """The database the tests use."""
    return f"test_{settings.DATABASES['default']['NAME'].removeprefix('test_')}"


test_name.__test__ = False  # type: ignore[attr-defined]  # a name, not a test


def copy_name() -> str:
    """The untouched copy of it."""
    return f"{test_name()}_copy"


def stored_schema() -> str:
    """The database that holds the schema of this code."""
    return f"schema_{digest(settings.BASE_DIR, SCHEMA)[:16]}"


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


def store_schema() -> None:
    """Keep the schema just migrated, and only that one."""
    connections.close_all()
    with server() as run:
        if exists(run, stored_schema()):
            return
        run.execute("SELECT datname FROM pg_database WHERE datname LIKE 'schema~_%%' ESCAPE '~'")
        for (name,) in run.fetchall():
            drop(run, name)
        copy(run, test_name(), stored_schema())


def keep_copy(_case: type[TransactionTestCase]) -> None:
    """Before the first test that commits: copy the world while it is untouched."""
    connections.close_all()
    with server() as run:
        if not exists(run, copy_name()):
            copy(run, test_name(), copy_name())


def go_back(_case: Any) -> None:
    """After a test that committed: the world as it was."""
    connections.close_all()
    with server() as run:
        drop(run, test_name())
        copy(run, copy_name(), test_name())
