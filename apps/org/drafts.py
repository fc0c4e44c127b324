"""What may stand in a draft: faults in words, each with the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core import figures
from apps.org.authority import UNLIMITED
from apps.org.catalogue import GrantText
from apps.org.catalogue_checks import ALL_KPIS, KINDS, grant_field_faults
from apps.org.line import would_circle

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import Duty, Grant, PositionRevision

TEXT_FIELDS = ("purpose", "purpose_en", "requires", "reports_to", "kpis_assumed")
_DUTY_FIELDS = ("code", "order", "text", "text_en", "source", "kind", "kpis")
CONDUCT = "conduct"
LONGEST_CODE = 12


@dataclass(frozen=True)
class Fault:
    """What is wrong, and the field beside which it is said ("" for the whole)."""

    words: str
    field: str = ""


def draft_fault(draft: PositionRevision, now: dt.datetime) -> Fault | None:
    """Why a draft cannot be submitted; None when it can."""
    if not draft.change.strip():
        return Fault(_("请填写修订内容：改了什么、为什么。"), "change")
    duties = list(draft.duties.prefetch_related("grants"))
    if not duties:
        return Fault(_("岗位文件至少要有一条职责。"))
    for duty in duties:
        found = grants_fault([grant_text(g) for g in duty.grants.all()])
        if found:
            return Fault(f"{duty.code}：{found.words}")
    circle = superior_fault(draft, now)
    if circle:
        return Fault(circle, "reports_to")
    before = draft.position.revisions.effective(now).first()
    if before is not None and content_of(before) == content_of(draft):
        return Fault(_("与现行的 %(edition)s 相比没有任何改动。") % {"edition": before.edition})
    return None


def superior_fault(draft: PositionRevision, now: dt.datetime) -> str | None:
    """Why the superior a draft names cannot be; None when it can or none is named."""
    superior = draft.reports_to
    if superior is None:
        return None
    owner = superior.owner
    if owner.pk != draft.position.owner_id and owner.parent_id is not None:
        return _("上级岗位必须是本单位或集团的岗位。")
    if superior.base:
        return _("全员基础岗位不能做上级。")
    if would_circle(draft.position, superior, now):
        return _("汇报关系成环：%(position)s 已经在这个岗位之下。") % {"position": superior}
    return None


def duty_fault(duty: Duty, measured_before: frozenset[str], granting: bool) -> Fault | None:
    """What is wrong with the words of a duty; figures it had before may stay unknown."""
    if not duty.text.strip():
        return Fault(_("请填写职责。"), "text")
    if duty.kind not in KINDS:
        return Fault(_("请选择职责的类别。"), "kind")
    if granting == (duty.kind == CONDUCT):
        return Fault(_("授予权限的职责不能是行为类；没有权限的职责只能是行为类。"), "kind")
    return _code_fault(duty) or _kpi_fault(duty, measured_before | {ALL_KPIS})


def _code_fault(duty: Duty) -> Fault | None:
    if len(duty.code) > LONGEST_CODE:
        return Fault(_("编号最多 %(most)d 个字符。") % {"most": LONGEST_CODE}, "code")
    twin = duty.revision.duties.filter(code=duty.code).exclude(pk=duty.pk)
    return Fault(_("这个编号已经用在另一条职责上。"), "code") if twin.exists() else None


def _kpi_fault(duty: Duty, known: frozenset[str]) -> Fault | None:
    for code in duty.kpis:
        if code not in known and figures.figure(code) is None:
            return Fault(_("没有代码为 %(code)s 的指标。") % {"code": code}, "kpis")
    return None


def grants_fault(grants: Sequence[GrantText]) -> Fault | None:
    """The first thing wrong with the grants of one duty; its field is ``grants.0.scope``."""
    seen: set[str] = set()
    for index, grant in enumerate(grants):
        for field, words in grant_field_faults(grant):
            return Fault(words, f"grants.{index}.{field}")
        if grant.capability in seen:
            return Fault(_("同一条职责里这项权限已经有了。"), f"grants.{index}.capability")
        seen.add(grant.capability)
    return None


def grant_text(row: Grant) -> GrantText:
    """A stored grant as the text it came from."""
    return GrantText(row.capability, row.scope, row.rows, row.limits)


def plain_limits(limits: Mapping[str, Any]) -> dict[str, Any]:
    """Amounts as they are stored: whole ones as numbers, others as text, never rounded."""
    if limits.get(UNLIMITED):
        return {UNLIMITED: True}
    return {name: _plain(Decimal(str(amount))) for name, amount in sorted(limits.items())}


def _plain(amount: Decimal) -> int | str:
    return int(amount) if amount == amount.to_integral_value() else str(amount.normalize())


def content_of(revision: PositionRevision) -> tuple[Any, ...]:
    """Everything an edition says, to be compared with another one of the same position."""
    facts = [getattr(revision, f"{n}_id" if n == "reports_to" else n) for n in TEXT_FIELDS]
    duties = revision.text.duties.prefetch_related("grants").order_by("order", "pk")
    return (*facts, *(line for duty in duties for line in _lines(duty)))


def _lines(duty: Duty) -> Iterator[Any]:
    yield [getattr(duty, name) for name in _DUTY_FIELDS]
    for grant in sorted(duty.grants.all(), key=lambda g: g.capability):
        yield [grant.capability, grant.scope, grant.rows, plain_limits(grant.limits)]
