"""The form and check digit of VINs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.customers import vin
from tests.factories.customers import vin_number

SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
vins = st.text(SIGNS, min_size=17, max_size=17)


@pytest.mark.parametrize("good", ["1M8GDM9AXKP042788", "11111111111111111"])
def test_check_digit_of_known_vins_is_right(good: str) -> None:
    assert vin.check_digit(good) == good[8]


def test_check_digit_valid_for_the_standard_example() -> None:
    assert vin.check_digit_valid("1M8GDM9AXKP042788")


def test_check_digit_invalid_after_a_swap() -> None:
    assert not vin.check_digit_valid("1M8GDM9AXKP042878")


@pytest.mark.parametrize(
    "bad", ["", "1M8GDM9AXKP04278", "1M8GDM9AXKP0427888", "1M8GDM9AXKPO42788", "湘A12345"]
)
def test_well_formed_refuses_other_lengths_and_signs(bad: str) -> None:
    assert not vin.well_formed(bad)
    assert not vin.check_digit_valid(bad)


def test_normalised_drops_blanks_and_case() -> None:
    assert vin.normalised(" 1m8gdm9a-xkp 042788 ") == "1M8GDM9AXKP042788"


@given(vins)
def test_check_digit_put_in_place_is_valid(text: str) -> None:
    whole = text[:8] + vin.check_digit(text) + text[9:]
    assert vin.check_digit_valid(whole)


@given(st.integers(0, 9_999_999))
def test_vin_number_makes_valid_vins(n: int) -> None:
    assert vin.check_digit_valid(vin_number(n))
