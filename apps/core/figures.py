"""The registry of figures: how a position is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from decimal import Decimal

    from django.db.models import QuerySet

    from apps.core.actor import Actor


@dataclass(frozen=True)
class Period:
    """Business days from ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Figure:
    """One KPI.

    ``value(by, period)`` gives numerator and denominator (denominator None for sums); ``rows``
    gives the very rows behind the number, ``page`` the URL name that lists them.  ``unit`` is one
    of percent, yuan, count, times, hours, days, points; ``better`` is up or down.
    """

    code: str
    zh: str
    en: str
    formula: str
    unit: str
    value: Callable[[Actor, Period], tuple[Decimal | int, Decimal | int | None]]
    rows: Callable[[Actor, Period], QuerySet[Any]]
    page: str
    better: str = "up"
    target: str = ""


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
