"""The chart of an organisation as a document: units, their tasks and powers, and their posts.

A template says what one store looks like; the names of a group and its stores are given apart
from it, so that a demo and a real installation grow from the same template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from apps.org.models import OrgUnit

TEMPLATE = Path(settings.BASE_DIR) / "fixtures" / "templates" / "store_4s.yaml"


@dataclass(frozen=True)
class UnitText:
    """One unit of a template with the units below it.

    ``posts`` maps the code of a position to how many people hold it in this very unit.  ``name``
    is empty for the group and the store, whose names belong to an installation.
    """

    kind: str
    posts: Mapping[str, int]
    tasks: tuple[Mapping[str, str], ...] = ()
    powers: tuple[str, ...] = ()
    code: str = ""
    function: str = ""
    name: str = ""
    name_en: str = ""
    below: tuple[UnitText, ...] = field(default=())

    @property
    def headcount(self) -> int:
        """How many people this unit and all below it should have (编制)."""
        return sum(self.posts.values()) + sum(unit.headcount for unit in self.below)

    @property
    def function_or_kind(self) -> str:
        """What a position's ``unit`` says of where it sits."""
        return self.function or self.kind

    @property
    def key(self) -> str:
        """What tells the unit from the others of its store."""
        return self.code or self.function_or_kind

    def walk(self) -> Iterator[UnitText]:
        """This unit and every unit below it, from the top."""
        yield self
        for unit in self.below:
            yield from unit.walk()


@dataclass(frozen=True)
class Chart:
    """A template: the group's own office and one store."""

    code: str
    name: str
    name_en: str
    group: UnitText
    store: UnitText


def read_chart(path: Path = TEMPLATE) -> Chart:
    """The template in a file; raises KeyError or TypeError when its form is wrong."""
    return chart_in(yaml.safe_load(path.read_text(encoding="utf-8")))


def chart_in(document: dict[str, Any]) -> Chart:
    """The chart of a template; one without a group has the office of the standard template."""
    group = document.get("group")
    return Chart(
        code=document["code"],
        name=document["name"],
        name_en=document["name_en"],
        group=_unit(OrgUnit.Kind.GROUP, group) if group else read_chart().group,
        store=_unit(OrgUnit.Kind.STORE, document["store"]),
    )


def _unit(kind: str, entry: dict[str, Any]) -> UnitText:
    """A unit as it is written; ``use`` takes a department of the standard template as it is."""
    if "use" in entry:
        return next(u for u in read_chart().store.walk() if u.key == entry["use"])
    facts = dict(entry)
    departments = facts.pop("departments", ())
    teams = facts.pop("teams", ())
    below = [_unit(OrgUnit.Kind.DEPARTMENT, e) for e in departments]
    below += [_unit(OrgUnit.Kind.TEAM, e) for e in teams]
    facts["posts"] = facts.get("posts", {})
    facts["tasks"] = tuple(facts.get("tasks", ()))
    facts["powers"] = tuple(facts.get("powers", ()))
    return UnitText(kind=kind, below=tuple(below), **facts)
