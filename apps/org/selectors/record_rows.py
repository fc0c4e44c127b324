"""Where the rows of the record stand: one statement over every table that may hold some.

Each table is read by its own index and gives no more rows than the page shows, so that the
statement costs the same whether the tables hold thousands of rows or millions (ADR 0064).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from apps.core.records import histories, ledgers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


STATES = "core.statuschange"


@dataclass(frozen=True)
class Mark:
    """One recorded row: its time, the label of its model, its key in the history or ledger."""

    at: dt.datetime
    label: str
    key: int
    staff_id: int | None = None
    tenure_id: int | None = None

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.label}~{self.key}"

    @classmethod
    def read(cls, words: str) -> Mark | None:
        """The mark an address names; None for anything else."""
        at, _sep, rest = words.partition("~")
        label, _sep, key = rest.partition("~")
        try:
            return cls(dt.datetime.fromisoformat(at), label, int(key))
        except ValueError:
            return None


@dataclass(frozen=True)
class Branch:
    """The rows of one table that belong to a page; ``where`` is a condition on it."""

    label: str
    where: str
    params: tuple[Any, ...] = ()

    @property
    def columns(self) -> tuple[str, str, str, str, str]:
        """Table, key, time, person and tenure."""
        ledger = ledgers().get(self.label)
        if ledger is not None:
            return ledger.table, "id", ledger.at, ledger.person, ledger.tenure or "NULL::bigint"
        table = histories()[self.label]._meta.db_table
        return table, "history_id", "history_date", "history_user_id", "history_tenure_id"


@dataclass(frozen=True)
class Window:
    """Which part of the record a page shows: days, where the page before ended, how many."""

    size: int
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    before: Mark | None = None

    def condition(self, label: str, at: str, key: str) -> tuple[str, list[Any]]:
        """The rows of one table inside the window."""
        found: list[str] = []
        params: list[Any] = []
        if self.since is not None:
            found.append(f"{at} >= %s")
            params.append(self.since)
        if self.until is not None:
            found.append(f"{at} < %s")
            params.append(self.until)
        last = self.before
        if last is not None and label == last.label:
            found.append(f"({at}, {key}) < (%s, %s)")
            params += [last.at, last.key]
        elif last is not None:
            found.append(f"{at} {'<=' if label < last.label else '<'} %s")
            params.append(last.at)
        return "".join(f" AND {c}" for c in found), params


@dataclass
class Marks:
    """One page of marks, newest first, and where the next page begins."""

    rows: list[Mark] = field(default_factory=list)
    more: bool = False


def statement_of(branches: Iterable[Branch], window: Window) -> tuple[str, list[Any]]:
    """The one statement over all branches; "" when there is none."""
    statements: list[str] = []
    params: list[Any] = []
    for branch in branches:
        table, key, at, staff, tenure = branch.columns
        inside, values = window.condition(branch.label, at, key)
        statements.append(
            f"(SELECT {at} AS at, '{branch.label}' AS label, {key} AS key, {staff} AS staff,"
            f" {tenure} AS tenure FROM {table} WHERE {branch.where}{inside}"
            f" ORDER BY {at} DESC, {key} DESC LIMIT {window.size + 1})"
        )
        params += [*branch.params, *values]
    union = " UNION ALL ".join(statements)
    order = f'ORDER BY at DESC, label COLLATE "C" DESC, key DESC LIMIT {window.size + 1}'
    whole = f"SELECT at, label, key, staff, tenure FROM ({union}) found {order}"
    return (whole if statements else ""), params


def marks_in(branches: Iterable[Branch], window: Window) -> Marks:
    """The newest rows of all branches together."""
    statement, params = statement_of(branches, window)
    if not statement:
        return Marks()
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found = [Mark(*row) for row in cursor.fetchall()]
    return Marks(found[: window.size], len(found) > window.size)


def of_person(
    staff_id: int, tenures: Sequence[int] | None, labels: Iterable[str] = ()
) -> list[Branch]:
    """What a person wrote, in these tenures when they are given, on these kinds of rows.

    Rows that name no tenure (looking after one's own account) are always told.
    """
    wanted = set(labels)
    found = []
    for label in (*histories(), *ledgers()):
        if wanted and label not in {*wanted, STATES}:
            continue
        ledger = ledgers().get(label)
        tenure = Branch(label, "").columns[4]
        where = ledger.is_of_person if ledger else "history_user_id = %s"
        params: tuple[Any, ...] = (staff_id,)
        if wanted and label not in wanted:
            where += " AND content_type_id = ANY(%s)"
            params += ([_content_type(name) for name in wanted],)
        if tenures is not None:
            where += f" AND ({tenure} IS NULL OR {tenure} = ANY(%s))"
            params += (list(tenures),)
        found.append(Branch(label, where, params))
    return found


def of_request(request_id: str) -> list[Branch]:
    """What one request wrote, where the row names its request."""
    columns = dict.fromkeys(histories(), "history_request")
    columns |= {label: row.request for label, row in ledgers().items() if row.request}
    return [Branch(label, f"{name} = %s", (request_id,)) for label, name in columns.items()]


def of_instants(acts: Iterable[tuple[int | None, dt.datetime]]) -> list[Branch]:
    """The ledger rows without a request, written by these persons at these very instants."""
    instants = tuple((person, at) for person, at in acts if person is not None)
    if not instants:
        return []
    return [
        Branch(label, f"({ledger.staff}, {ledger.at}) IN %s", (instants,))
        for label, ledger in ledgers().items()
        if not ledger.request and not ledger.user
    ]


def _content_type(label: str) -> int:
    return ContentType.objects.get_for_model(installed.get_model(label)).pk
