"""The opening catalogue can be loaded as it stands."""

from __future__ import annotations

from apps.parts.models import Part
from apps.parts.opening import read_opening


def test_opening_catalogue_is_whole_and_sensible():
    rows = read_opening()
    codes = [r.part.code for r in rows]
    assert len(rows) >= 150
    assert len(set(codes)) == len(codes)
    for row in rows:
        row.part.clean_fields(exclude=["superseded_by"])
        assert 0 < row.cost < row.part.list_price
        assert row.part.divisible == (row.part.measure == "升")
        assert row.superseded_by in {"", *codes}


def test_opening_catalogue_has_every_category_and_kind():
    parts = [r.part for r in read_opening()]
    assert {p.category for p in parts} == set(Part.Category)
    assert {p.kind for p in parts} == set(Part.Kind)


def test_search_columns_hold_pinyin_initials_and_the_plain_number():
    part = next(r.part for r in read_opening() if r.part.name == "机油滤清器（K3）")
    assert part.initials == "jylqqk3"
    assert "-" not in part.code_plain
