"""Writes many rows fast: keys are given out here, rows go in by COPY, history in one statement."""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, models
from psycopg2.extras import Range

from apps.core.models import TrackedRow

if TYPE_CHECKING:
    from collections.abc import Iterable

M = TypeVar("M", bound=models.Model)

WHEN = (
    "opened_at",
    "asked_at",
    "taken_at",
    "prepared_at",
    "reported_at",
    "issued_at",
    "posted_at",
    "received_at",
    "created_at",
    "at",
    "from_at",
    "since",
)
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Rows:
    """Unsaved rows of many models, with their keys; nothing is in the database before ``write``."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.kept: dict[type[models.Model], list[models.Model]] = {}
        self.plain: dict[type[models.Model], list[tuple[Any, ...]]] = {}
        self._last: dict[type[models.Model], int] = {}

    def add(self, row: M) -> M:
        """Keep a row and give it the next key of its table."""
        model = type(row)
        if model not in self._last:
            self._last[model] = _highest(model)
        self._last[model] += 1
        row.pk = self._last[model]
        self.kept.setdefault(model, []).append(row)
        return row

    def add_all(self, rows: Iterable[M]) -> list[M]:
        """Keep several rows."""
        return [self.add(row) for row in rows]

    def add_values(self, model: type[models.Model], values: tuple[Any, ...]) -> None:
        """Keep a row given by its values without the key, in the order of the model's fields."""
        self.plain.setdefault(model, []).append(values)

    def of(self, model: type[M]) -> list[M]:
        """The rows of one model kept so far."""
        return self.kept.get(model, [])  # type: ignore[return-value]  # filed under their own type

    def count(self) -> int:
        """How many rows are kept."""
        return sum(map(len, self.kept.values())) + sum(map(len, self.plain.values()))

    def write(self) -> None:
        """Put every kept row and its first history row into the database, then forget them."""
        for model, rows in self.kept.items():
            first = rows[0].pk
            _copy(model, rows)
            _advance(model, rows[-1].pk)
            if issubclass(model, TrackedRow):
                _write_history(model, first, self.now)
        for model, values in self.plain.items():
            columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
            _send(model, columns, ("\t".join(map(_signs, row)) for row in values))
        self.kept.clear()
        self.plain.clear()


def _highest(model: type[models.Model]) -> int:
    return int(model._default_manager.aggregate(top=models.Max("pk"))["top"] or 0)


def _copy(model: type[models.Model], rows: list[models.Model]) -> None:
    fields = model._meta.concrete_fields
    derived = [f for f in fields if hasattr(f, "derive")]
    attributes = [f.attname for f in fields]
    documents = {f.attname for f in fields if isinstance(f, models.JSONField)}

    def line(row: models.Model) -> str:
        for field in derived:
            field.pre_save(row, True)
        state = row.__dict__
        for name in documents:
            state[name] = json.dumps(state[name], ensure_ascii=False)
        return "\t".join([_signs(state[a]) for a in attributes])

    _send(model, [f.column for f in fields], map(line, rows))


def _send(model: type[models.Model], columns: list[str], lines: Iterable[str]) -> None:
    text = io.StringIO("\n".join(lines) + "\n")
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', text)


def _signs(value: Any) -> str:  # noqa: PLR0911  # one answer per type
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if value is True:
        return "t"
    if value is False:
        return "f"
    if type(value) in {int, Decimal}:
        return str(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _span(*value)
    if isinstance(value, Range) and value.lower is not None:
        return _span(value.lower, value.upper)
    if isinstance(value, list):
        return "{" + ",".join(str(item) for item in value) + "}"
    return str(value).translate(ESCAPED)


def _span(lower: dt.datetime, upper: dt.datetime | None) -> str:
    return f"[{lower.isoformat()},{upper.isoformat() if upper else ''})"


def _advance(model: type[models.Model], last: int) -> None:
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, last]
        )


def _write_history(model: type[Any], first: int, now: dt.datetime) -> None:
    """One history row per new row, dated by the row's own first moment where it has one."""
    columns = [f'"{f.column}"' for f in model._meta.concrete_fields]
    names = {f.name: f.column for f in model._meta.concrete_fields}
    first_moments = (f'COALESCE("{names[name]}", %(now)s)' for name in WHEN if name in names)
    dated = next(first_moments, "%(now)s")
    shared = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model.history.model._meta.db_table}" ({shared}, history_date,'
            " history_type, history_change_reason, history_request, history_service)"
            f" SELECT {shared}, {dated}, '+', '', '', 'demo' FROM \"{model._meta.db_table}\""
            ' WHERE "id" >= %(first)s ORDER BY "id"',
            {"first": first, "now": now},
        )
