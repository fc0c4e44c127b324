"""Sets up the chart: the group once, and each store from a template.  Both may be repeated."""

from __future__ import annotations

from dataclasses import dataclass

from apps.core.services import service
from apps.org.access import Access
from apps.org.chart import Chart, UnitText
from apps.org.models import OrgUnit


@dataclass(frozen=True)
class UnitNames:
    """What an installation says of its group or of one store."""

    code: str
    name: str
    name_en: str = ""
    legal_name: str = ""
    credit_code: str = ""
    address: str = ""
    phone: str = ""


@service
def found_group(*, by: Access, chart: Chart, names: UnitNames) -> OrgUnit:
    """The root of the tree stands; an existing one is returned as it is."""
    standing = OrgUnit.objects.filter(parent=None).first()
    return standing or _add(chart.group, None, names)


@service
def found_store(*, by: Access, chart: Chart, group: OrgUnit, names: UnitNames) -> OrgUnit:
    """A store with its departments and teams stands below the group; what exists is kept."""
    store = _standing(names.code) or _add(chart.store, group, names)
    _grow(chart.store, store)
    return store


def code_below(store: OrgUnit, unit: UnitText) -> str:
    """The code of a department or team: the store's own code and what the unit is for."""
    return f"{store.code}-{unit.code or unit.function}"


def _grow(text: UnitText, unit: OrgUnit) -> None:
    store = unit.store or unit
    for below in text.below:
        names = UnitNames(code_below(store, below), below.name, below.name_en)
        _grow(below, _standing(names.code) or _add(below, unit, names))


def _standing(code: str) -> OrgUnit | None:
    return OrgUnit.objects.filter(code=code).first()


def _add(text: UnitText, parent: OrgUnit | None, names: UnitNames) -> OrgUnit:
    return OrgUnit.objects.create(
        parent=parent,
        kind=text.kind,
        function=text.function,
        headcount=text.headcount,
        duties_text="\n".join(task["text"] for task in text.tasks),
        duties_text_en="\n".join(task["text_en"] for task in text.tasks),
        powers=list(text.powers),
        **vars(names),
    )
