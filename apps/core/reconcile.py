"""The registry of checks that books agree: each room declares its own in ``reconcile.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrOrPromise

REPORTED = 50  # differences named one by one; the rest are counted


@dataclass(frozen=True)
class Check:
    """One comparison: ``differences`` names each disagreement, ``repair`` mends what may be."""

    code: str
    label: _StrOrPromise
    differences: Callable[[], list[str]]
    repair: Callable[[], int] | None = None


_checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Make a check known; called in ``AppConfig.ready``.  A code is registered once."""
    if check.code in _checks and _checks[check.code] != check:
        raise ValueError(f"check {check.code} is registered twice")
    _checks[check.code] = check


def checks() -> list[Check]:
    """Every check, by its code."""
    return [_checks[code] for code in sorted(_checks)]


def rows(statement: str) -> list[tuple[Any, ...]]:
    """What a comparing query finds."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def named(template: str, statement: str) -> list[str]:
    """One sentence for each row a comparing query finds."""
    return [template.format(*row) for row in rows(statement)]


def versions_without_history() -> list[str]:
    """Tracked rows whose version is not the number of their history rows.

    A row that came with a migration may have version 1 and no history yet.
    """
    found = []
    for model in apps.get_models():
        history = getattr(model, "history", None)
        if history is None or not hasattr(model, "version"):
            continue
        table, past = model._meta.db_table, history.model._meta.db_table
        found += named(
            model._meta.label + " {}: version {} but {} history rows",
            f"SELECT t.id, t.version, count(h.id) FROM {table} t"
            f" LEFT JOIN {past} h ON h.id = t.id GROUP BY t.id, t.version"
            " HAVING t.version <> GREATEST(count(h.id), 1) ORDER BY t.id",
        )
    return found


register(Check("core.versions", _("版本与历史一致"), versions_without_history))
