"""The figures a person is measured by: which, how they stand, what lies behind each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures import Figure, Period, every_figure, figure
from apps.core.models import Setting
from apps.kpi.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access

EVERY = "all"
TARGET = "kpi.target."
_HEADLINE = 8
_SUFFIX = {"percent": "%", "count": "", "times": "", "hours": "h", "days": "d", "points": ""}


@dataclass(frozen=True)
class Line:
    """One figure over a period, ready to be read."""

    figure: Figure
    raw: Decimal | None
    value: str
    target: str
    difference: str
    tone: str
    url: str


def this_month(now: dt.datetime) -> Period:
    """The month up to today."""
    today = business_day(now)
    return Period(today.replace(day=1), today)


def last_month(now: dt.datetime) -> Period:
    """The whole month before."""
    last = business_day(now).replace(day=1) - dt.timedelta(days=1)
    return Period(last.replace(day=1), last)


def figures_of(access: Access) -> list[Figure]:
    """The figures the person's duties are measured by; all of them where a duty says so.

    A position that watches others but has no figures of its own sees all.
    """
    codes = {code for found in access.duties.values() for duty in found for code in duty.kpis}
    watches = any(r.scope != "own" for r in access.reaches(Perm.VIEW_DASHBOARD))
    if EVERY in codes or (watches and not codes):
        return [f for f in every_figure() if not f.code.startswith("sa_")]
    return [f for f in every_figure() if f.code in codes]


def lines_of(access: Access, period: Period) -> list[Line]:
    """Each figure of the person with value, target and difference."""
    return lines_for(figures_of(access), access, period)


def headline_of(access: Access, period: Period) -> list[Line]:
    """The first figures, for the home page."""
    return lines_for(figures_of(access)[:_HEADLINE], access, period)


def lines_for(chosen: list[Figure], access: Access, period: Period) -> list[Line]:
    """Some figures with value, target and difference."""
    targets = _targets(access, period) if chosen else {}
    counted = {(f.value, f.unit): f for f in chosen}  # some are one number under two names
    numbers = {key: value_of(f, access, period) for key, f in counted.items()}
    return [_line(f, numbers[f.value, f.unit], period, targets) for f in chosen]


def line_of(code: str, access: Access, period: Period) -> Line | None:
    """One figure, if it is one of the person's."""
    found = figure(code)
    if found is None or found not in figures_of(access):
        return None
    return _line(found, value_of(found, access, period), period, _targets(access, period))


def value_of(found: Figure, access: Access, period: Period) -> Decimal | None:
    """The number itself: a quotient, a percentage or a sum; None where there is nothing to divide.

    A ratio over a long period is the sum of its numerators over the sum of its denominators.
    """
    above, below = found.value(access, period)
    if below is None:
        return Decimal(above)
    if not below:
        return None
    ratio = Decimal(above) / Decimal(below)
    return ratio * 100 if found.unit == "percent" else ratio


def _targets(access: Access, period: Period) -> dict[str, str]:
    store = access.store.pk if access.store else None
    rows = Setting.objects.filter(
        code__startswith=TARGET, effective_from__lte=period.last, store__in=[store]
    )
    return {r.code.removeprefix(TARGET): str(r.value) for r in rows.order_by("effective_from")}


def _line(found: Figure, raw: Decimal | None, period: Period, targets: dict[str, str]) -> Line:
    target = targets.get(found.code, found.target)
    gap = None if raw is None or not target else raw - Decimal(target)
    query = urlencode({"first": period.first.isoformat(), "last": period.last.isoformat()})
    return Line(
        figure=found,
        raw=raw,
        value=_words(raw, found.unit),
        target=_words(Decimal(target), found.unit) if target else "",
        difference="" if gap is None else _signed(gap, found.unit),
        tone=_tone(gap, found.better),
        url=f"{reverse('kpi:rows', args=[found.code])}?{query}",
    )


def _tone(gap: Decimal | None, better: str) -> str:
    if gap is None:
        return ""
    good = gap >= 0 if better == "up" else gap <= 0
    return "done" if good else "late"


def _words(value: Decimal | None, unit: str) -> str:
    if value is None:
        return _("无数据")
    if unit == "yuan":
        return f"¥{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value.quantize(Decimal('0.1'), ROUND_HALF_UP):,}{_SUFFIX[unit]}"


def _signed(gap: Decimal, unit: str) -> str:
    sign = "+" if gap >= 0 else "−"
    return f"{sign}{_words(abs(gap), unit)}"
