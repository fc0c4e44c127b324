"""The duty catalogue as a document: positions, their duties and what each duty grants.

``fixtures/positions.yaml`` is read into frozen rows and checked as a whole; nothing here touches
the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import gettext as _

from apps.org.authority import UNLIMITED

SCOPES = ("own", "team", "unit", "store", "group")

CATALOGUE = Path(settings.BASE_DIR) / "fixtures" / "positions.yaml"


class CatalogueError(ValueError):
    """A catalogue that cannot be used; ``faults`` names every reason in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class GrantText:
    """One capability of a duty: on which rows, up to which limits."""

    capability: str
    scope: str
    rows: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DutyText:
    """One sentence of a job description.

    ``kind`` is work, decide or conduct; ``source`` holds references such as ``P/workshop/3``;
    ``kpis`` the figures that measure it, "all" for every one.
    """

    code: str
    text: str
    text_en: str
    source: tuple[str, ...]
    kind: str
    grants: tuple[GrantText, ...]
    kpis: tuple[str, ...] = ()


@dataclass(frozen=True)
class PositionText:
    """One position: its facts, in both languages, and its duties in order."""

    code: str
    name: str
    name_en: str
    unit: str
    purpose: str
    purpose_en: str
    duties: tuple[DutyText, ...]
    also: tuple[str, ...] = ()
    also_en: tuple[str, ...] = ()
    base: bool = False
    reports_to: str = ""
    works_with: tuple[str, ...] = ()
    deputy: str = ""
    headcount: int = 0
    requires: tuple[Mapping[str, str], ...] = ()
    kpis_assumed: bool = False

    @property
    def kpis(self) -> tuple[str, ...]:
        """The figures of all duties in their order, each once."""
        return tuple(dict.fromkeys(kpi for duty in self.duties for kpi in duty.kpis))

    def grants(self) -> Iterator[GrantText]:
        """What all duties grant together."""
        return (grant for duty in self.duties for grant in duty.grants)


@dataclass(frozen=True)
class Source:
    """A document duties come from; ``parts`` are its named chapters."""

    code: str
    title: str
    title_en: str
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """All positions of one installation and the documents they restate."""

    sources: Mapping[str, Source]
    positions: tuple[PositionText, ...]

    def position(self, code: str) -> PositionText:
        """The position with this code; raises KeyError."""
        return self._by_code[code]

    @property
    def _by_code(self) -> dict[str, PositionText]:
        return {position.code: position for position in self.positions}

    def line_above(self, code: str) -> Iterator[PositionText]:
        """The superiors of a position from the nearest up; ends at a circle."""
        known, seen = self._by_code, {code}
        above = known[code].reports_to
        while above in known and above not in seen:
            seen.add(above)
            yield known[above]
            above = known[above].reports_to

    def capabilities(self) -> frozenset[str]:
        """Every codename that some duty grants."""
        return frozenset(g.capability for p in self.positions for g in p.grants())

    def source_words(self, reference: str, english: bool = False) -> str:
        """A reference in words: document, chapter, item; raises KeyError for an unknown one."""
        code, *rest = reference.split("/")
        source = self.sources[code]
        words = [source.title_en if english else source.title]
        if rest and rest[0] in source.parts:
            words.append(source.parts[rest.pop(0)][english])
        return " ".join(words + rest)


def read_catalogue(path: Path = CATALOGUE) -> Catalogue:
    """The catalogue of a file, in its order; raises CatalogueError when its form is wrong.

    Its content is judged by ``catalogue_checks.check``.
    """
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    try:
        sources = {code: _source(code, entry) for code, entry in document["sources"].items()}
        positions = tuple(_position(entry) for entry in document["positions"])
    except (KeyError, TypeError, AttributeError) as error:
        fault = _("岗位目录的写法不对：%(file)s（%(error)r）") % {"file": path.name, "error": error}
        raise CatalogueError([fault]) from error
    return Catalogue(sources=sources, positions=positions)


def _source(code: str, entry: dict[str, Any]) -> Source:
    parts = {key: (zh, en) for key, (zh, en) in entry.get("parts", {}).items()}
    return Source(code=code, title=entry["title"], title_en=entry["title_en"], parts=parts)


def _position(entry: dict[str, Any]) -> PositionText:
    facts = dict(entry)
    for name in ("also", "also_en", "works_with", "requires"):
        facts[name] = tuple(facts.get(name, ()))
    facts["duties"] = tuple(duty_in(duty) for duty in entry["duties"])
    return PositionText(**facts)


def duty_in(entry: dict[str, Any]) -> DutyText:
    """A duty as it is written in a document."""
    facts = dict(entry)
    facts["source"] = tuple(str(s) for s in entry["source"])
    facts["kpis"] = tuple(entry.get("kpis", ()))
    facts["grants"] = tuple(grant for line in entry["grants"] for grant in _grants(line))
    return DutyText(**facts)


def _grants(line: dict[str, Any]) -> Iterator[GrantText]:
    limits = line.get("limits", {})
    for capability in line["capabilities"]:
        yield GrantText(
            capability=capability,
            scope=line["scope"],
            rows=line.get("rows", ""),
            limits={UNLIMITED: True} if limits == UNLIMITED else dict(limits),
        )
