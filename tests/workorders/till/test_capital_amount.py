"""Sums in capital figures, by the examples of the bank rule and by reading them back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.workorders.capital_amount import DIGITS, in_capitals


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("10", "壹拾元整"),
        ("526", "伍佰贰拾陆元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1020304050.60", "壹拾亿贰仟零叁拾万肆仟零伍拾元陆角整"),
        ("-12.30", "负壹拾贰元叁角整"),
        ("-0.001", "零元整"),
    ],
)
def test_amount_in_capitals(amount: str, text: str) -> None:
    assert in_capitals(Decimal(amount)) == text


def test_too_large_a_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        in_capitals(Decimal(10) ** 12)


def read(text: str) -> Decimal:
    """The sum a text in capitals says."""
    yuan, _, rest = text.rpartition("元")
    total = group = digit = 0
    for sign in yuan:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in "拾佰仟":
            group += digit * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[sign]
            group = digit = 0
    fen = 0
    for sign in rest:
        if sign in DIGITS:
            digit = fen_digit = DIGITS.index(sign) if rest else 0
        elif sign == "角":
            fen += fen_digit * 10
        elif sign == "分":
            fen += fen_digit
    whole = total + group + (digit if not rest or rest == "整" else 0)
    return Decimal(whole) + Decimal(fen) / 100


@given(st.integers(min_value=0, max_value=10**10 - 1))
def test_whole_sums_can_be_read_back(yuan: int) -> None:
    assert read(in_capitals(Decimal(yuan))) == yuan


@given(st.integers(min_value=0, max_value=10**10 - 1))
def test_no_sum_has_two_zeros_in_a_row(yuan: int) -> None:
    assert "零零" not in in_capitals(Decimal(yuan))
