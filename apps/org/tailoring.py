"""A template cut to measure: units and positions left out, names and headcounts changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from apps.org.catalogue import Catalogue, PositionText
from apps.org.chart import UnitText
from apps.org.templates import Template, places_of


@dataclass(frozen=True)
class Cut:
    """What somebody wants otherwise.

    ``without`` are the keys of units left out with all below them, ``names`` new names by key, and
    ``seats`` headcounts by key of the unit and code of the position; 0 leaves the post out.
    """

    without: frozenset[str]
    names: Mapping[str, str]
    seats: Mapping[tuple[str, str], int]


def tailored(template: Template, cut: Cut) -> Template:
    """The template as cut; who loses the superior reports to the next one up the line."""
    store = _unit(template.chart.store, cut)
    chart = replace(template.chart, store=store)
    places = places_of(chart)
    seated = {*places, *chart.group.posts}
    positions = tuple(_positions(template.catalogue, seated, places))
    catalogue = Catalogue(template.catalogue.sources, positions)
    return replace(template, chart=chart, catalogue=catalogue)


def _unit(unit: UnitText, cut: Cut) -> UnitText:
    posts = {c: cut.seats.get((unit.key, c), n) for c, n in unit.posts.items()}
    name = cut.names.get(unit.key, unit.name)
    return replace(
        unit,
        name=name,
        name_en=unit.name_en if name == unit.name else name,
        posts={c: n for c, n in posts.items() if n > 0},
        below=tuple(_unit(b, cut) for b in unit.below if b.key not in cut.without),
    )


def _positions(
    catalogue: Catalogue, seated: set[str], places: Mapping[str, tuple[str, int]]
) -> Iterator[PositionText]:
    for text in catalogue.positions:
        if not text.base and text.code not in seated:
            continue
        above = (p.code for p in catalogue.line_above(text.code) if p.code in seated)
        unit, headcount = places.get(text.code, (text.unit, text.headcount))
        yield replace(
            text,
            unit=unit,
            headcount=headcount,
            reports_to=next(above, ""),
            works_with=tuple(code for code in text.works_with if code in seated),
        )
