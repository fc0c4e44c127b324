"""Grows a store from an organisation template, and tells beforehand what that would add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.pinyin import initials
from apps.core.refusals import Refused
from apps.core.services import service
from apps.org.access import Access
from apps.org.chart import UnitText
from apps.org.models import OrgUnit, Position, Post
from apps.org.permissions import Perm
from apps.org.services.founding import UnitNames, code_below, found_group, found_store
from apps.org.services.positions import Loaded, load_positions
from apps.org.templates import Template

CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,15}")


@dataclass(frozen=True)
class Line:
    """One unit of a plan: how deep it lies, its people, and whether it stands already."""

    depth: int
    unit: UnitText
    name: str
    posts: list[tuple[str, int]]
    standing: bool

    @property
    def headcount(self) -> int:
        """How many people the unit and all below it should have."""
        return self.unit.headcount


@dataclass(frozen=True)
class Plan:
    """What loading a template would add, and the tree it would make."""

    lines: list[Line]
    units: int
    positions: int
    duties: int
    grants: int
    posts: int


def names_of(text: str) -> UnitNames:
    """A root as it is typed: ``CODE:NAME``, or a name whose initials become the code.

    Raises Refused for a code that is none, or that another store has.
    """
    code, colon, name = text.partition(":")
    if not colon:
        code, name = re.sub(r"[^a-z0-9]", "", initials(text)), text
    names = UnitNames(code.strip().lower(), name.strip())
    if not CODE.fullmatch(names.code) or not names.name:
        raise Refused(_("请用“代码:名称”写明门店；代码只用小写字母、数字和下划线，最多16位。"))
    return names


def plan_of(template: Template, names: UnitNames) -> Plan:
    """What ``load_template`` would add now; reads only."""
    store = _standing_store(names)
    standing = set(OrgUnit.objects.filter(store=store).values_list("code", flat=True))
    known = set(Position.objects.filter(owner=store).values_list("code", flat=True))
    taken = set(
        Post.objects.filter(position__owner=store).values_list("position__code", "unit__code")
    )
    lines = list(_lines(template, names, standing))
    seats = [(code, _code(names, line.unit)) for line in lines for code in line.unit.posts]
    seats += [(p.code, names.code) for p in template.catalogue.positions if p.base]
    seated = {code for code, _unit in seats}
    fresh = [p for p in template.catalogue.positions if p.code in seated - known]
    return Plan(
        lines=lines,
        units=sum(not line.standing for line in lines),
        positions=len(fresh),
        duties=sum(len(p.duties) for p in fresh),
        grants=sum(len(list(p.grants())) for p in fresh),
        posts=len(set(seats) - taken),
    )


@service
def load_template(
    *, by: Access, template: Template, names: UnitNames, group: UnitNames | None = None
) -> tuple[OrgUnit, Loaded]:
    """A store of this name has the units, positions and posts of the template; what stands is kept.

    An installation without a group gets one, named ``group``.  Raises Refused when the code belongs
    to another unit.
    """
    _standing_store(names)
    system = OrgUnit.objects.filter(parent=None).first()
    if system is None:
        first = group or UnitNames("group", str(_("集团")))
        system = found_group(by=by, chart=template.chart, names=first)
        load_positions(by=by, owner=system, catalogue=template.catalogue, chart=template.chart)
    store = found_store(by=by, chart=template.chart, group=system, names=names)
    loaded = load_positions(by=by, owner=store, catalogue=template.catalogue, chart=template.chart)
    return store, loaded


@service
def add_store(*, by: Access, template: Template, names: UnitNames) -> OrgUnit:
    """A new store of the group stands; whoever adds it holds that right over the group.

    Raises Refused for a code in use, Denied and Http404.
    """
    if OrgUnit.objects.filter(code=names.code).exists():
        raise Refused(_("代码 %(code)s 已被使用。") % {"code": names.code}, field="code")
    store, _loaded = load_template(by=by, template=template, names=names)
    by.require(Perm.ADD_STORE, store)
    return store


def _standing_store(names: UnitNames) -> OrgUnit | None:
    unit = OrgUnit.objects.filter(code=names.code).first()
    if unit is not None and (unit.kind != OrgUnit.Kind.STORE or unit.name != names.name):
        words = _("代码 %(code)s 已属于“%(unit)s”，请换一个代码。")
        raise Refused(words % {"code": names.code, "unit": unit}, field="code")
    return unit


def _code(names: UnitNames, unit: UnitText) -> str:
    if unit.kind == OrgUnit.Kind.STORE:
        return names.code
    return code_below(OrgUnit(code=names.code), unit)


def _lines(template: Template, names: UnitNames, standing: set[str]) -> Iterator[Line]:
    english = get_language() == "en"
    positions = template.catalogue.positions
    titles = {p.code: p.name_en if english else p.name for p in positions}

    def walk(unit: UnitText, depth: int) -> Iterator[Line]:
        posts = [(titles[code], headcount) for code, headcount in unit.posts.items()]
        name = (unit.name_en if english else unit.name) or names.name
        yield Line(depth, unit, name, posts, _code(names, unit) in standing)
        for below in unit.below:
            yield from walk(below, depth + 1)

    yield from walk(template.chart.store, 0)
