"""A small demo dealership in a database that holds nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from aftersales.demo.load import Demo
from apps.core.demo import MARK
from apps.core.models import Setting

DAY = dt.date(2026, 6, 10)
VISITS, SEED = 120, 7


def load() -> Demo:
    """The demo of one day with few visits, inside the transaction of a test."""
    demo = Demo(visits=VISITS, seed=SEED, day=DAY)
    demo.load()
    return demo


def empty() -> None:
    """Take the small world of the other tests away, as far as this transaction goes."""
    of_migrations = list(Setting.objects.exclude(code=MARK).filter(store=None))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "SELECT string_agg(format('%I', tablename), ', ') FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename NOT IN"
            " ('django_migrations', 'django_content_type', 'auth_permission')"
        )
        (tables,) = cursor.fetchone()
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    Setting.objects.bulk_create(of_migrations)


@pytest.fixture(scope="module")
def dealership(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Demo]:
    """The demo for all tests of a module, gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        empty()
        yield load()
        transaction.set_rollback(True)
