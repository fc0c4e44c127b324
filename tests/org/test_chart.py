"""The chart template seats every position of the catalogue."""

from __future__ import annotations

from collections import Counter

from apps.org.authority import POWERS
from apps.org.catalogue import read_catalogue
from apps.org.chart import read_chart


def test_chart_seats_every_position_in_its_unit_with_its_headcount() -> None:
    chart = read_chart()
    seated: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    for unit in (chart.group, *chart.store.walk()):
        seated.update(unit.posts)
        for code in unit.posts:
            places.setdefault(code, set()).add(unit.function_or_kind)
    positions = [p for p in read_catalogue().positions if not p.base]
    assert seated == {p.code: p.headcount for p in positions}
    assert places == {p.code: {p.unit} for p in positions}


def test_chart_speaks_both_languages_and_known_powers() -> None:
    chart = read_chart()
    for unit in (chart.group, *chart.store.walk()):
        assert set(unit.powers) <= set(POWERS)
        assert all(task["text"] and task["text_en"].isascii() for task in unit.tasks)
        assert unit.name_en.isascii()


def test_headcount_of_a_unit_counts_everybody_below_it() -> None:
    chart = read_chart()
    after_sales = chart.store.below[0]
    workshop = next(u for u in after_sales.below if u.function == "workshop")
    assert workshop.headcount == 4 + 3 * 5
    assert chart.store.headcount == 1 + after_sales.headcount + 1 + 2
