"""Tests that need real commits: races, locks, replays from several connections.

``django_db(transaction=True)`` empties every table afterwards, the small world included, and a
truncated world takes seconds to found again.  The fixture here commits for real and then
empties only what the rooms wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = ("customers", "parts", "workorders", "warranty", "care")
ACTS = (
    "core.Operation",
    "core.StatusChange",
    "core.Sequence",
    "core.OutboxMessage",
    "org.RequestStep",
    "org.Notice",
)


@pytest.fixture
def committed(db: None) -> Iterator[None]:
    """The test commits, on a connection of its own; what the rooms wrote is emptied afterwards."""
    held = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = held.copy()
    try:
        yield
    finally:
        empty_rooms()
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = held


def empty_rooms() -> None:
    """Truncate every table of the rooms above the organisation."""
    models = [m for m in apps.get_models() if m._meta.app_label in ROOMS]
    models += [apps.get_model(label) for label in ACTS]
    tables = ", ".join(connection.ops.quote_name(m._meta.db_table) for m in models)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
