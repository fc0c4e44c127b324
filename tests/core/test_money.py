"""Rounding and exact splitting."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.money import split_exact, to_fen

AMOUNTS = st.decimals(0, 1_000_000, places=2)
WEIGHTS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01")]
)
def test_to_fen_rounds_half_up(amount: str, rounded: str) -> None:
    assert to_fen(Decimal(amount)) == Decimal(rounded)


@given(AMOUNTS, WEIGHTS)
def test_split_parts_sum_to_the_total(total: Decimal, weights: list[Decimal]) -> None:
    if not sum(weights):
        return
    parts = split_exact(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)


def test_split_puts_the_remainder_on_the_last() -> None:
    thirds = [Decimal(1)] * 3
    assert split_exact(Decimal("100.00"), thirds) == [
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    ]


@pytest.mark.parametrize("weights", [["0", "0"], ["-1", "2"]])
def test_split_refuses_senseless_weights(weights: list[str]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_exact(Decimal(1), [Decimal(w) for w in weights])
