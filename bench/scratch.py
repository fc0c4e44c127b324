"""A database of the bench's own, with as many stores as a large group has.

One store is founded by the services; the others are copies of its rows, made by one statement a
table, because founding five hundred stores one by one takes minutes. The copies have no history:
what is measured does not read it. The run's own data is not touched.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.db import connection

from apps.core import clock
from apps.org.access import Access
from apps.org.catalogue import read_catalogue
from apps.org.chart import read_chart
from apps.org.models import Duty, Grant, OrgUnit, Position, PositionRevision, Post, UnitGrant
from apps.org.services.founding import UnitNames, found_group, found_store
from apps.org.services.positions import load_positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

FIRST = "s0"
FAR = 1_000_000  # between the keys of a store's rows and those of its next copy


@contextmanager
def database() -> Iterator[None]:
    """Between enter and exit Django's connection is to an empty, migrated database."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def build(stores: int) -> None:
    """A group of so many stores stands, each with its units, positions, texts and posts."""
    system, chart = Access(staff=None, now=clock.now()), read_chart()
    group = found_group(by=system, chart=chart, names=UnitNames("g", "Group"))
    store = found_store(by=system, chart=chart, group=group, names=UnitNames(FIRST, "Store"))
    load_positions(by=system, owner=store, catalogue=read_catalogue(), chart=chart)
    with connection.cursor() as cursor:
        _without_checks(cursor)
        for model, own in _tables(group.pk):
            _copy(cursor, model, own, stores)
        cursor.execute("RESET session_replication_role")
        cursor.execute("ANALYZE")


def _tables(root: int) -> list[tuple[type[models.Model], dict[str, str]]]:
    """Each table, and what differs in a copy: every key inside the store moves along."""
    inside = "{0} + n * %(far)s"
    up = f"CASE WHEN {{0}} = {root} THEN {root} ELSE {inside} END"
    named = f"replace({{0}}, '{FIRST}', 's' || n)"
    return [
        (OrgUnit, {"id": inside, "code": named, "path": named, "parent_id": up, "store_id": up}),
        (Position, {"id": inside, "owner_id": inside}),
        (PositionRevision, {"id": inside, "position_id": inside, "reports_to_id": inside}),
        (Duty, {"id": inside, "revision_id": inside}),
        (Grant, {"id": inside, "duty_id": inside}),
        (Group, {"id": inside, "name": named}),
        (Post, {"id": inside, "position_id": inside, "unit_id": inside, "group_id": inside}),
        (UnitGrant, {"id": inside, "group_id": inside, "content_object_id": up}),
    ]


def _copy(cursor: Any, model: type[models.Model], own: dict[str, str], stores: int) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [connection.ops.quote_name(f.column) for f in model._meta.concrete_fields]
    values = [own.get(c.strip('"'), "{0}").format(f"t.{c}") for c in columns]
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
        f" FROM {table} t CROSS JOIN generate_series(1, %(copies)s) n"
        + (" WHERE t.parent_id IS NOT NULL" if model is OrgUnit else ""),
        {"far": FAR, "copies": stores - 1},
    )
    cursor.execute(
        "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM " + table + "))",
        [model._meta.db_table],
    )


def _without_checks(cursor: Any) -> None:
    """Copies of checked rows need no second check; only the server's owner may say so."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        cursor.execute("SET session_replication_role = 'replica'")
