"""The one writer of spreadsheets: what people typed can never run as a formula."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from openpyxl.cell.cell import Cell, MergedCell

    Value = str | int | Decimal | dt.date | bool | None

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What spreadsheets, and the lists saved from them, take for the start of a formula.
LIVE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_MAX_TEXT = 32_767
_WIDEST = 60


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a head row as an .xlsx file; numbers and dates stay what they are."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = title[:31]
    widths = [0] * len(head)
    for number, row in enumerate((head, *rows), start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
            widths[column - 1] = max(widths[column - 1], _width(value))
    for column, width in enumerate(widths, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(width + 2, _WIDEST)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_cell(value: str) -> str:
    """A text that nothing takes for a formula: one that starts like one gets a leading quote."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", value)[: _MAX_TEXT - 1]
    live = clean.lstrip().startswith(LIVE) or clean.startswith(("\t", "\r"))
    return f"'{clean}" if live else clean


def _write(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = text_cell(value)
        cell.data_type = "s"
        return
    cell.value = value


def _width(value: Value) -> int:
    return sum(2 if ord(c) > 0x2E80 else 1 for c in str(value or ""))
