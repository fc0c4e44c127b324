"""Scopes, row filters and limits of grants as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.org.authority import LIMITS, ROW_FILTERS, is_unlimited
from apps.org.models import Grant

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


def scope_words(scope: str, rows: str = "") -> str:
    """On which rows: 本店 · 事故车工单."""
    words = str(Grant.Scope(scope).label)
    return f"{words} · {_of(ROW_FILTERS[rows])}" if rows else words


def limits_words(limits: Mapping[str, Any]) -> str:
    """Up to which amounts: 工时折让 ≤ 5%; "" where there is none."""
    if is_unlimited(limits):
        return _("不限额")
    return _("，").join(f"{_of(LIMITS[n])} ≤ {_amount(n, v)}" for n, v in limits.items())


def amounts_words(amounts: Mapping[str, Decimal]) -> str:
    """What is asked: 工时折让 8%，抹零 ¥20; nothing is said of what is not asked."""
    asked = {n: v for n, v in amounts.items() if v} or amounts
    return _("，").join(f"{_of(LIMITS[n])} {limit_amount(n, v)}" for n, v in asked.items())


def limit_amount(name: str, value: Decimal) -> str:
    """An amount in the unit of its limit: 8%, ¥1,200."""
    if LIMITS[name].unit == "percent":
        return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
    return money_text(value)


def limit_name(name: str) -> str:
    """What the limit is about, in the language of the page."""
    return _of(LIMITS[name])


def _amount(name: str, value: object) -> str:
    return f"{value}%" if LIMITS[name].unit == "percent" else f"¥{value}"


def _of(entry: Any) -> str:
    return str(entry.en if get_language() == "en" else entry.zh)
