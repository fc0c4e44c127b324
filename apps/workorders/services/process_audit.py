"""The audit of the process: drawn, looked at, put right, seen to be right by another."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.clock import business_day
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import follow, perform, record
from apps.org.services.notices import ring
from apps.workorders.machines import AUDIT, AUDIT_FINDING, AUDITED
from apps.workorders.models import AuditedOrder, AuditFinding, ProcessAudit, ProcessQuestion
from apps.workorders.permissions import Perm
from apps.workorders.sampling import draw
from apps.workorders.selectors.process_audit import population_of, questions_of

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrPromise

    from apps.org.access import Access
    from apps.org.models import OrgUnit

SEEDS = 10**9


@service
def draw_audit(
    *,
    by: Access,
    store: OrgUnit,
    first: dt.date,
    last: dt.date,
    size: int,
    due_on: dt.date,
    strata: str = "",
    fresh: bool = True,
    seed: int | None = None,
) -> ProcessAudit:
    """A sample of the orders settled in the period is drawn and fixed.

    The seed comes from the machine, so that nobody picks the orders by picking it; it is kept with
    the population.  Raises Refused for a period with too few orders.
    """
    audit = ProcessAudit(store=store, unit=by.person.unit, first=first, last=last, size=size)
    if audit.unit.store_id != store.pk:
        audit.unit = store
    audit.strata, audit.fresh, audit.due_on = strata, fresh, due_on
    audit.seed = secrets.randbelow(SEEDS) if seed is None else seed
    audit.drawn_by, audit.drawn_at = by.person, by.now
    population = population_of(store, first, last, strata, fresh=fresh)
    if not population:
        raise Refused(_("这段时间没有可以抽取的已结算工单。"), field="first")
    if size > len(population):
        words = _("这段时间只有 %(n)d 张可抽，请减少张数或放宽日期。")
        raise Refused(words % {"n": len(population)}, field="size")
    audit.population = [list(row) for row in population]
    audit.number = next_number("LJ", store, by.now)
    audit.save()
    by.require(Perm.ADD_PROCESSAUDIT, audit)
    record(audit, "draw", "", audit.state, by=by)
    for key, _number, stratum in draw(population, size, audit.seed):
        row = AuditedOrder.objects.create(audit=audit, store=store, order_id=key, stratum=stratum)
        record(row, "draw", "", row.state, by=by, cause=audit.number)
    return audit


@service
def check_order(
    *,
    by: Access,
    sample: AuditedOrder,
    answers: list[dict[str, Any]],
    note: str = "",
    version: int | None = None,
) -> AuditedOrder:
    """A drawn order was looked at: it passes without a fault; each fault goes to its owner."""
    audit = lock(sample.audit)
    sample = lock(sample, version)
    if not answers:
        raise Refused(_("没有检查内容，请先维护检查内容。"))
    faults = [a for a in answers if a["answer"] == "no"]
    sample.answers = [
        {name: a[name] for name in ("question", "recorded", "answer", "what")} for a in answers
    ]
    sample.note, sample.checked_by, sample.checked_at = note, by.person, by.now
    perform(AUDITED, sample, "fault" if faults else "pass", by=by)
    for fault in faults:
        _open_finding(sample, fault, by)
    if not audit.drawn.to_check().exists():
        follow(AUDIT, audit, "finish", by=by, cause=audit.number)
    return sample


@service
def check_again(
    *, by: Access, sample: AuditedOrder, reason: str, version: int | None = None
) -> AuditedOrder:
    """A result without faults was wrong: the order is looked at anew."""
    audit = lock(sample.audit)
    sample = lock(sample, version)
    perform(AUDITED, sample, "again", by=by, reason=reason)
    if audit.state == ProcessAudit.State.DONE:
        follow(AUDIT, audit, "resume", by=by, cause=audit.number)
    return sample


def _open_finding(sample: AuditedOrder, fault: dict[str, Any], by: Access) -> None:
    finding = AuditFinding.objects.create(
        number=next_number("LZ", sample.store, by.now),
        sample=sample,
        store=sample.store,
        question=fault["question"],
        severity=fault["severity"],
        what=fault["what"],
        owner=fault["owner"],
        due_on=fault["due_on"],
        found_by=by.person,
        found_at=by.now,
    )
    record(finding, "find", "", finding.state, by=by, cause=sample.order.number)
    words = gettext_lazy("流程检查：%(order)s %(what)s，请于 %(day)s 前整改")
    facts = {"order": sample.order.number, "what": finding.what, "day": f"{finding.due_on:%m-%d}"}
    _ring(finding, finding.owner_id, words, facts, by)


@service
def fix_finding(
    *, by: Access, finding: AuditFinding, measure: str, version: int | None = None
) -> AuditFinding:
    """The owner says what was done."""
    finding = lock(finding, version)
    if not measure.strip():
        raise Refused(_("请写明整改措施。"), field="measure")
    finding.measure, finding.fixed_by, finding.fixed_at = measure, by.person, by.now
    perform(AUDIT_FINDING, finding, "fix", by=by)
    words = gettext_lazy("流程检查 %(number)s 已整改，等待验证")
    _ring(finding, finding.found_by_id, words, {"number": finding.number}, by)
    return finding


@service
def close_finding(
    *, by: Access, finding: AuditFinding, proof: str, version: int | None = None
) -> AuditFinding:
    """Somebody else saw that it is right."""
    finding = lock(finding, version)
    if not proof.strip():
        raise Refused(_("请写明验证结果。"), field="proof")
    finding.proof, finding.closed_by, finding.closed_at = proof, by.person, by.now
    perform(AUDIT_FINDING, finding, "close", by=by)
    return finding


@service
def return_finding(
    *, by: Access, finding: AuditFinding, reason: str, version: int | None = None
) -> AuditFinding:
    """It is not right yet."""
    finding = lock(finding, version)
    perform(AUDIT_FINDING, finding, "return", by=by, reason=reason)
    words = gettext_lazy("流程检查 %(number)s 退回重改：%(why)s")
    _ring(finding, finding.owner_id, words, {"number": finding.number, "why": reason}, by)
    return finding


def _ring(
    finding: AuditFinding, to: int, words: StrPromise, facts: dict[str, str], by: Access
) -> None:
    if to != by.staff_id:
        path = reverse("workorders:audit_finding", args=[finding.pk])
        key = f"auditfinding:{finding.pk}:{finding.version}"
        ring(to=[to], kind="process", page=path, at=by.now, key=key, words=words, facts=facts)


@service
def add_question(
    *, by: Access, store: OrgUnit, text: str, severity: str, looks_at: str = ""
) -> ProcessQuestion:
    """The store asks one thing more."""
    last = ProcessQuestion.objects.asked_in(store).last()
    row = ProcessQuestion(store=store, text=text, severity=severity, looks_at=looks_at)
    row.position = (last.position if last else 0) + 1
    if text in {known[0] for known in questions_of(store.pk, business_day(by.now))}:
        raise Refused(_("这一条已经在检查内容里了。"), field="text")
    with constraint_words(processquestion_once=_("这一条已经在检查内容里了。")):
        row.save()
    by.require(Perm.ADD_PROCESSAUDIT, row)
    return row


@service
def drop_question(
    *, by: Access, question: ProcessQuestion, version: int | None = None
) -> ProcessQuestion:
    """The store asks it no more; what was answered stays."""
    question = lock(question, version)
    by.require(Perm.ADD_PROCESSAUDIT, question)
    question.active = False
    question.save()
    return question
