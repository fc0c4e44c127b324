"""The registry of figures: how a position is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import get_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

    from django.db.models import Exists, Q, QuerySet
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor


@dataclass(frozen=True)
class Period:
    """Business days from ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class FigureRow:
    """One row behind a number: its words, the page it opens, and what it adds.

    ``page`` is a URL name taking ``pk`` ("" for none); ``counts`` says whether the row is in the
    numerator of a rate; ``amount`` is what it adds to a sum.
    """

    label: str
    page: str = ""
    pk: int = 0
    counts: bool | None = None
    amount: Decimal | None = None


def hits_and_all(rows: QuerySet[Any], hit: Q | Exists) -> tuple[int, int]:
    """How many rows are hits, and how many there are; in one query."""
    found = rows.aggregate(hits=Count("pk", filter=hit), every=Count("pk"))
    return found["hits"], found["every"]


def plain_row(obj: Any) -> FigureRow:
    """A row that only has words."""
    return FigureRow(str(obj))


@dataclass(frozen=True)
class Figure:
    """One KPI.

    ``value(by, period)`` gives numerator and denominator (denominator None for sums); ``rows``
    gives the very rows behind the number and ``show`` puts one into words.  ``unit`` is one of
    percent, yuan, count, times, hours, days, points; ``better`` is up or down; ``target`` is the
    default where none was set.
    """

    code: str
    zh: str
    en: str
    formula: _StrOrPromise
    unit: str
    value: Callable[[Actor, Period], tuple[Decimal | int, Decimal | int | None]]
    rows: Callable[[Actor, Period], QuerySet[Any]]
    page: str = "kpi:rows"
    better: str = "up"
    target: str = ""
    show: Callable[[Any], FigureRow] = plain_row

    @property
    def label(self) -> str:
        """The name in the language of the page."""
        return self.en if get_language() == "en" else self.zh


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> None:
    """Declare a figure; called from an app's ``kpis.py``."""
    _figures[figure.code] = figure


def figure(code: str) -> Figure | None:
    """The figure of this code, None while nobody computes it."""
    return _figures.get(code)


def every_figure() -> list[Figure]:
    """All figures in the order of their declaration."""
    return list(_figures.values())
