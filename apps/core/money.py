"""Exact money (CNY), hours and quantities: fields, rounding and splitting."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Sequence

    DecimalField = models.DecimalField[Any, Any]
else:
    DecimalField = models.DecimalField

FEN = Decimal("0.01")
ZERO = Decimal("0.00")


def to_fen(amount: Decimal) -> Decimal:
    """The amount in yuan rounded half-up to the fen."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def split_exact(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split ``total`` yuan by weights; the parts sum to it, the remainder falls on the last.

    Raises ValueError when the weights are negative or sum to zero.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and sum to more than zero")
    parts = [(total * w / whole).quantize(FEN, rounding=ROUND_DOWN) for w in weights[:-1]]
    return [*parts, total - sum(parts, ZERO)]


class MoneyField(DecimalField):
    """Yuan with two decimals, up to 9,999,999,999.99."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class HoursField(DecimalField):
    """Labour hours with two decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 7)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(*args, **kwargs)


class QuantityField(DecimalField):
    """Pieces, litres or metres with three decimals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 3)
        super().__init__(*args, **kwargs)
