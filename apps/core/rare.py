"""Rows that are mostly not there, beside one that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def rows_there(obj: Model, **lists: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of each list; one statement says which lists have any, and only those are read."""
    marks = {f"any_{name}": Exists(rows) for name, rows in lists.items()}
    there = type(obj)._default_manager.filter(pk=obj.pk).order_by().values(**marks).get()
    return {name: list(rows) if there[f"any_{name}"] else [] for name, rows in lists.items()}
