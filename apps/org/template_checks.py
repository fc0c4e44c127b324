"""Judges an organisation template: a whole chart, one top, first people, no gap unspoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.core.capabilities import capability
from apps.org.authority import POWERS
from apps.org.catalogue_checks import faults as catalogue_faults
from apps.org.chart import UnitText
from apps.org.gaps import Gap, Gaps
from apps.org.templates import Template

#: One keeps the system, one proposes tenures, one approves them: nobody starts without them.
FIRST_POSITIONS = ("administrator", "hr_officer", "general_manager")

#: What a visit, a claim and a complaint need somebody in the store for, whatever it looks like.
NEEDED = (
    *("workorders.add_checkin", "workorders.add_workorder", "workorders.change_workorder"),
    *("workorders.authorise_workorder", "workorders.set_promisedtime", "workorders.dispatch_job"),
    *("workorders.confirm_job", "workorders.clock_job", "workorders.add_finding"),
    *("workorders.decide_finding", "workorders.self_check_job", "workorders.leader_check_job"),
    *("workorders.inspect_job", "workorders.prepare_settlement", "workorders.settle_workorder"),
    *("workorders.take_payment", "workorders.check_gatepass", "workorders.release_vehicle"),
    *("workorders.change_payer", "workorders.reassign_workorder", "workorders.cancel_workorder"),
    *("parts.request_part", "parts.issue_part", "parts.receive_part", "parts.return_to_stock"),
    *("warranty.judge_claim", "warranty.submit_claim", "warranty.settle_claim"),
    *("care.perform_callback", "care.assign_callback", "care.add_complaint"),
    *("care.change_complaint", "care.close_complaint", "care.add_opinion"),
)


def faults(template: Template) -> Iterator[str]:
    """Everything wrong with a template, in words."""
    yield from broken(template)
    yield from lacking(template)
    found = {(g.kind, g.position, g.capability) for g in _gaps(template)}
    for known in template.gaps:
        if (known.kind, known.position, known.capability) not in found:
            yield _("%(code)s：声明的缺口并不存在") % {"code": known.position}


def broken(template: Template) -> Iterator[str]:
    """What keeps a template from being loaded at all."""
    yield from catalogue_faults(template.catalogue)
    yield from _chart_faults(template)
    yield from _line_faults(template)


def lacking(template: Template) -> Iterator[str]:
    """What a store of the template could not do, or nobody in it could decide."""
    held = template.catalogue.capabilities()
    for code in (c for c in NEEDED if c not in held):
        yield _("门店里没有岗位能“%(right)s”") % {"right": capability(code).label}
    for gap in open_gaps(template):
        yield f"{gap.position}: {gap.words}"


def open_gaps(template: Template) -> list[Gap]:
    """What the template lacks without saying why; screens to come are no fault of it."""
    known = {(g.kind, g.position, g.capability) for g in template.gaps}
    return [g for g in _gaps(template) if (g.kind, g.position, g.capability) not in known]


def _gaps(template: Template) -> Iterator[Gap]:
    every = Gaps(template.catalogue, template.chart).every()
    return (gap for gap in every if gap.kind != "page")


def _chart_faults(template: Template) -> Iterator[str]:
    units = list(template.chart.store.walk())
    codes = {p.code for p in template.catalogue.positions}
    for key, times in Counter(u.key for u in units).items():
        if times > 1:
            yield _("单元 %(code)s 重复") % {"code": key}
    for unit in units:
        yield from (f"{unit.key}: {fault}" for fault in _unit_faults(unit))
        for code in set(unit.posts) - codes:
            yield _("%(unit)s：没有名为 %(code)s 的岗位") % {"unit": unit.key, "code": code}
    seated = {code for u in (*units, template.chart.group) for code in u.posts}
    for position in template.catalogue.positions:
        if not position.base and position.code not in seated:
            yield _("%(code)s：没有席位") % {"code": position.code}


def _unit_faults(unit: UnitText) -> Iterator[str]:
    if unit.kind != "store" and not (unit.name and unit.name_en):
        yield _("名称须有中英文")
    if not unit.tasks or not all(t.get("text") and t.get("text_en") for t in unit.tasks):
        yield _("职能须有中英文")
    if not set(unit.powers) <= set(POWERS):
        yield _("权力不明")
    if any(headcount < 1 for headcount in unit.posts.values()):
        yield _("席位的编制至少为一")


def _line_faults(template: Template) -> Iterator[str]:
    """Everybody in the store answers, step by step, to one position."""
    seated = {code for unit in template.chart.store.walk() for code in unit.posts}
    tops = [p.code for p in template.catalogue.positions if p.code in seated and not p.reports_to]
    if len(tops) != 1:
        yield _("汇报关系须有唯一的顶点：%(codes)s") % {"codes": _("、").join(tops)}
    for code in FIRST_POSITIONS:
        if code not in seated:
            yield _("缺少建店必需的岗位 %(code)s") % {"code": code}
