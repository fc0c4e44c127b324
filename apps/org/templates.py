"""Organisation templates: what a store may look like, with positions that may differ.

A template in ``fixtures/templates`` has a chart and, unless it keeps the whole catalogue, a list of
positions.  ``use`` takes a position of the catalogue as it is or with other facts; a position of
its own writes its duties or takes them, by code, from the catalogue.  docs/templates.md tells the
form to whoever writes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.org.catalogue import (
    Catalogue,
    CatalogueError,
    DutyText,
    PositionText,
    duty_in,
    read_catalogue,
)
from apps.org.chart import Chart, chart_in

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "templates"
STANDARD = "store_4s"


class UnknownTemplateError(LookupError):
    """No template has this name; the words list those there are."""


@dataclass(frozen=True)
class KnownGap:
    """Something a template lacks on purpose, and why."""

    kind: str
    position: str
    capability: str
    reason: str
    reason_en: str


@dataclass(frozen=True)
class Template:
    """One organisation to start from: units, positions, what it is for and what it lacks."""

    chart: Chart
    catalogue: Catalogue
    about: str
    about_en: str
    gaps: tuple[KnownGap, ...] = ()

    @property
    def code(self) -> str:
        """The name of the template in commands."""
        return self.chart.code

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.chart.name_en if get_language() == "en" else self.chart.name

    @property
    def purpose(self) -> str:
        """What it is for, in the language of the page."""
        return self.about_en if get_language() == "en" else self.about


def names() -> list[str]:
    """The names of all templates, the standard one first."""
    found = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    return sorted(found, key=lambda name: name != STANDARD)


def read_template(name: str) -> Template:
    """The template of this name; raises UnknownTemplateError, or CatalogueError for its form."""
    if name not in names():
        words = _("没有名为 %(name)s 的组织模板；已有：%(known)s")
        raise UnknownTemplateError(words % {"name": name, "known": _("、").join(names())})
    path = FOLDER / f"{name}.yaml"
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        return _template(document)
    except (KeyError, TypeError, AttributeError) as error:
        words = _("组织模板的写法不对：%(file)s（%(error)r）")
        raise CatalogueError([words % {"file": path.name, "error": error}]) from error


def _template(document: dict[str, Any]) -> Template:
    chart, whole = chart_in(document), read_catalogue()
    entries = document.get("positions")
    own = whole.positions if entries is None else tuple(_positions(whole, chart, entries))
    return Template(
        chart=chart,
        catalogue=Catalogue(whole.sources, own),
        about=document["about"],
        about_en=document["about_en"],
        gaps=tuple(KnownGap(**entry) for entry in document.get("gaps", ())),
    )


def _positions(
    whole: Catalogue, chart: Chart, entries: list[dict[str, Any]]
) -> Iterator[PositionText]:
    """The base set, the group's office and the positions named, each placed by the chart."""
    yield from (p for p in whole.positions if p.base or p.code in chart.group.posts)
    written = {entry.get("use") or entry["code"]: entry for entry in entries}
    places = places_of(chart)
    known = {*places, *chart.group.posts}
    for code, entry in ({code: {"use": code} for code in places} | written).items():
        text = _used(whole, entry, known) if "use" in entry else _own(whole, entry)
        unit, headcount = places.get(code, (text.unit, 0))
        yield replace(text, unit=unit, headcount=headcount)


def places_of(chart: Chart) -> dict[str, tuple[str, int]]:
    """For each position its first unit and how many people the chart seats in all."""
    found: dict[str, tuple[str, int]] = {}
    for unit in chart.store.walk():
        for code, headcount in unit.posts.items():
            first, before = found.get(code, (unit.function_or_kind, 0))
            found[code] = (first, before + headcount)
    return found


def _used(whole: Catalogue, entry: dict[str, Any], known: set[str]) -> PositionText:
    """A position of the catalogue; who is not there is left out of its lines."""
    text = whole.position(entry["use"])
    above = (p.code for p in whole.line_above(text.code) if p.code in known)
    kept = replace(
        text,
        reports_to=next(above, ""),
        works_with=tuple(code for code in text.works_with if code in known),
        deputy=text.deputy if text.deputy in known else "",
    )
    return replace(kept, **_facts(whole, entry, text))


def _own(whole: Catalogue, entry: dict[str, Any]) -> PositionText:
    facts = {"kpis_assumed": True, **_facts(whole, entry, None)}
    return PositionText(code=entry["code"], unit="", **facts)


def _facts(whole: Catalogue, entry: Mapping[str, Any], text: PositionText | None) -> dict[str, Any]:
    facts = {k: v for k, v in entry.items() if k not in {"use", "code", "letters", "more"}}
    for name in ("also", "also_en", "works_with", "requires"):
        if name in facts:
            facts[name] = tuple(facts[name])
    kept = text.duties if text and "duties" not in entry else ()
    lines = [*facts.pop("duties", ()), *entry.get("more", ())]
    added = [duty for line in lines for duty in _duties(whole, line)]
    numbered = (replace(d, code=f"{entry['letters']}-{n}") for n, d in enumerate(added, start=1))
    return {**facts, "duties": (*kept, *numbered)}


def _duties(whole: Catalogue, line: dict[str, Any]) -> Iterator[DutyText]:
    """One line is a duty of its own, or the codes of duties to take over."""
    if "use" not in line:
        kind = "work" if line.get("grants") else "conduct"
        yield duty_in({"code": "", "kind": kind, "grants": [], **line})
        return
    known = {duty.code: duty for p in whole.positions for duty in p.duties}
    for code in line["use"]:
        yield known[code]
