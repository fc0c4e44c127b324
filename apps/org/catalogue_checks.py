"""Judges a duty catalogue as a whole: known names, a tree of superiors, complete texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from django.apps import apps as installed
from django.utils.translation import gettext as _

from apps.core.capabilities import CapabilityEnum, UnknownCapabilityError, capability
from apps.org.authority import FUNCTIONS, LIMITS, ROW_FILTERS, UNLIMITED, limit_names
from apps.org.catalogue import (
    SCOPES,
    Catalogue,
    CatalogueError,
    DutyText,
    GrantText,
    PositionText,
)
from apps.org.reach import ReachSpec

ALL_KPIS = "all"
KINDS = frozenset({"work", "decide", "conduct"})
UNIT_KINDS = frozenset({"any", "group", "store", "team", *FUNCTIONS})
_HUNDRED, _MOST = Decimal(100), Decimal(100_000_000)
_KPI_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def check(catalogue: Catalogue) -> Catalogue:
    """The same catalogue; raises CatalogueError naming every fault in it."""
    found = list(faults(catalogue))
    if found:
        raise CatalogueError(found)
    return catalogue


def faults(catalogue: Catalogue) -> Iterator[str]:
    """Everything wrong with a catalogue, in words."""
    yield from _repeated(p.code for p in catalogue.positions)
    yield from _repeated(d.code for p in catalogue.positions for d in p.duties)
    for position in catalogue.positions:
        where = position.code
        facts = [
            *_position_faults(position),
            *_line_faults(catalogue, position),
            *(f for duty in position.duties for f in _duty_faults(catalogue, duty)),
        ]
        yield from (f"{where}: {fact}" for fact in facts)


def _repeated(codes: Iterable[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield _("代码 %(code)s 重复") % {"code": code}


def _position_faults(position: PositionText) -> Iterator[str]:
    if position.unit not in UNIT_KINDS:
        yield _("没有名为 %(unit)s 的部门") % {"unit": position.unit}
    for text in (position.name, position.name_en, position.purpose, position.purpose_en):
        if not text.strip():
            yield _("名称和岗位目的须有中英文")
    if len(position.also) != len(position.also_en):
        yield _("别名须有中英文")


def _line_faults(catalogue: Catalogue, position: PositionText) -> Iterator[str]:
    codes = {p.code for p in catalogue.positions}
    for named in filter(None, (position.reports_to, position.deputy, *position.works_with)):
        if named not in codes:
            yield _("没有名为 %(code)s 的岗位") % {"code": named}
    top = [position, *catalogue.line_above(position.code)][-1]
    if top.reports_to in codes:
        yield _("汇报关系成环：%(code)s") % {"code": top.reports_to}


def _duty_faults(catalogue: Catalogue, duty: DutyText) -> Iterator[str]:
    if not (duty.text.strip() and duty.text_en.strip()):
        yield _("职责 %(code)s 须有中英文") % {"code": duty.code}
    if duty.kind not in KINDS or (duty.kind == "conduct") != (not duty.grants):
        yield _("职责 %(code)s 的类别与权限不符") % {"code": duty.code}
    if not duty.source:
        yield _("职责 %(code)s 没有出处") % {"code": duty.code}
    for reference in duty.source:
        if reference.partition("/")[0] not in catalogue.sources:
            yield _("职责 %(code)s 的出处 %(ref)s 不明") % {"code": duty.code, "ref": reference}
    for kpi in duty.kpis:
        if kpi != ALL_KPIS and not _KPI_CODE.fullmatch(kpi):
            yield _("指标代码 %(kpi)s 写法不对") % {"kpi": kpi}
    for name in _repeated(g.capability for g in duty.grants):
        yield f"{duty.code}: {name}"
    for grant in duty.grants:
        yield from (f"{duty.code} {grant.capability}: {f}" for f in grant_faults(grant))


def grant_faults(grant: GrantText) -> Iterator[str]:
    """Everything wrong with one grant, in words."""
    yield from (words for _field, words in grant_field_faults(grant))


def grant_field_faults(grant: GrantText) -> Iterator[tuple[str, str]]:
    """Everything wrong with one grant: the field it belongs to, and the words."""
    try:
        perm = capability(grant.capability)
    except UnknownCapabilityError:
        yield "capability", _("没有这项权限")
        return
    if grant.scope not in SCOPES:
        yield "scope", _("没有名为 %(scope)s 的范围") % {"scope": grant.scope}
    for words in _limit_faults(grant):
        yield "limits", words
    if grant.rows and not _filters_rows(perm, grant.rows):
        yield "rows", _("这项权限没有名为 %(rows)s 的行筛选") % {"rows": grant.rows}


def _limit_faults(grant: GrantText) -> Iterator[str]:
    known = limit_names(grant.capability)
    if UNLIMITED in grant.limits and len(grant.limits) > 1:
        yield _("不限额就不能再写额度")
    for name, amount in grant.limits.items():
        if name not in known and (name != UNLIMITED or not known):
            yield _("这项权限没有名为 %(name)s 的额度") % {"name": name}
        elif name == UNLIMITED:
            if amount is not True:
                yield _("不限额只能写“是”")
        elif not _is_amount(name, amount):
            yield _("额度“%(name)s”必须是数，不能是负数") % {"name": LIMITS[name].zh}


def _is_amount(name: str, amount: object) -> bool:
    """A number from zero (ask for anything) on; a percentage up to a hundred."""
    try:
        value = Decimal(str(amount))
    except InvalidOperation:
        return False
    most = _HUNDRED if LIMITS[name].unit == "percent" else _MOST
    return not isinstance(amount, bool) and value.is_finite() and 0 <= value <= most


def _filters_rows(perm: CapabilityEnum, rows: str) -> bool:
    """A model that exists must declare the filter itself; one still to come is taken on trust."""
    if rows not in ROW_FILTERS:
        return False
    if not perm.model:
        return True
    app, name = perm.model.split(".")
    model = installed.all_models[app].get(name.lower())
    if model is None:
        return perm.model in ROW_FILTERS[rows].models
    spec = getattr(model, "reach", None)
    return isinstance(spec, ReachSpec) and rows in spec.rows
