"""Spreadsheets: what was typed never runs, what is a number stays one."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from apps.core.sheets import text_cell, workbook

LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", " =1", "＝1", "＋1", "－1", "＠x"]


@pytest.mark.parametrize("typed", LIVE)
def test_text_that_starts_like_a_formula_is_quoted(typed: str) -> None:
    assert text_cell(typed) == f"'{typed}"
    book = load_workbook(io.BytesIO(workbook("x", ["a"], [[typed]])))
    assert book.active["A2"].data_type != "f"
    assert str(book.active["A2"].value).startswith("'")


def test_plain_text_numbers_and_days_stay_what_they_are() -> None:
    row = ["湘A12345", Decimal("-12.50"), dt.date(2026, 6, 1), None]
    book = load_workbook(io.BytesIO(workbook("对账", ["a", "b", "c", "d"], [row])))
    plate, amount, on, nothing = (c.value for c in book.active[2])
    assert (plate, amount, on.date(), nothing) == ("湘A12345", -12.5, dt.date(2026, 6, 1), None)


def test_control_characters_are_left_out() -> None:
    assert text_cell("a\x00b\x1f") == "ab"
