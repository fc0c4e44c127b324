"""The customer's word given at once, without an estimate sent before: signing, and findings.

The edition is written and answered in the same act, so that the exact words are on record.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.transitions import record
from apps.workorders.agreeing import agree, refuse
from apps.workorders.choices import Payer
from apps.workorders.consent import waiting_jobs
from apps.workorders.models import Consent, EstimateItem
from apps.workorders.models.consent import DeclineReason, Word
from apps.workorders.models.estimate import EstimateState
from apps.workorders.models.offer import LineKind
from apps.workorders.offered import DraftItem, DraftLine, content_of, job_item
from apps.workorders.pricing import line_amount
from apps.workorders.said import How, Said
from apps.workorders.services.editions import replace_sent, write_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.workorders.models import Estimate, Finding, Job, WorkOrder

USUAL_VAT = Decimal(13)


def needs_word(order: WorkOrder, undecided: Sequence[Job] = ()) -> bool:
    """Whether signing is still needed: nothing was signed, or a job lacks the customer's word."""
    if order.signed_at is None:
        return True
    left = {job.pk for job in undecided}
    return any(job.pk not in left for job in waiting_jobs(order))


def agree_to_lines(by: Access, order: WorkOrder, undecided: Sequence[Job] = ()) -> Estimate | None:
    """What a locked order says is agreed to line by line, but for the jobs left undecided.

    Raises ValidationError while the customer has still to choose between several ways.
    """
    left = {job.pk for job in undecided}
    items = [i for i in content_of(order) if i.job is not None and i.job.pk not in left]
    if any(item.offer is not None for item in items):
        raise ValidationError(_("有项目给了几个方案，请先在报价单上记录客户的选择。"))
    if not items:
        if left:
            raise ValidationError(_("至少要有一个客户同意的项目。"))
        return None
    replace_sent(order, by=by)
    how = How(order.consent_medium, order.signer_name)
    estimate = write_answered(by, order, items, how, note="")
    for item in estimate.items.select_related("job"):
        if item.job is not None:
            agree(item.job, approved(by, estimate, item))
    return estimate


def write_answered(
    by: Access, order: WorkOrder, items: Sequence[DraftItem], how: How, *, note: str
) -> Estimate:
    """An edition that was told and answered in one act."""
    answer = {
        "state": EstimateState.ANSWERED,
        "medium": how.medium,
        "customer_name": how.name,
        "taker": by.person,
        "answered_at": by.now,
        "seen_at": by.now,
        "agreed": sum((item.due for item in items), ZERO),
    }
    estimate = write_edition(by, order, items, note=note, answer=answer)
    record(estimate, "answer", "", EstimateState.ANSWERED, by=by)
    return estimate


def agree_to_finding(
    by: Access, order: WorkOrder, finding: Finding, jobs: Sequence[Job], how: How
) -> Estimate:
    """The work of a finding was agreed to: each line of its jobs is on record."""
    items = [job_item(job, n) for n, job in enumerate(jobs, start=1)]
    estimate = write_answered(by, order, items, how, note=finding.shown_text)
    for item in estimate.items.select_related("job"):
        if item.job is not None:
            agree(item.job, approved(by, estimate, item))
    return estimate


def refuse_finding(
    by: Access, order: WorkOrder, finding: Finding, said: Said, how: How
) -> Estimate:
    """The work of a finding was not wanted: it is kept with what it would have cost."""
    draft = DraftItem(1, finding.text[:80], finding.text, finding=finding, lines=_told(finding))
    estimate = write_answered(by, order, [draft], how, note=finding.shown_text)
    estimate.agreed = ZERO
    estimate.save()
    for item in estimate.items.all():
        refuse(by, order, estimate, item, said)
    return estimate


def said_of(finding: Finding, why: str) -> Said:
    """The recorded answer to a finding as a word on its work."""
    word = Word.DEFERRED if finding.state == "deferred" else Word.DECLINED
    known = why if why in DeclineReason.values else DeclineReason.OTHER.value
    return Said(word.value, None, known, finding.reason)


def approved(by: Access, estimate: Estimate, item: EstimateItem) -> Consent:
    """The word yes on one item of an answered edition."""
    return Consent.objects.create(
        item=item,
        word=Word.APPROVED,
        medium=estimate.medium,
        customer_name=estimate.customer_name,
        taker=estimate.taker,
        at=by.now,
    )


def _told(finding: Finding) -> list[DraftLine]:
    """The lines a technician suggested, as far as they carry a quantity and a price."""
    lines = []
    for row in finding.suggested:
        try:
            quantity = Decimal(str(row.get("quantity", "")))
            price = Decimal(str(row.get("unit_price", "")))
        except InvalidOperation:
            continue
        kind = LineKind.PART if row.get("kind") == "part" else LineKind.LABOUR
        amount = line_amount(quantity, price)
        name = str(row.get("name", ""))[:120]
        lines.append(DraftLine(kind, name, quantity, price, amount, USUAL_VAT, Payer.CP))
    return lines
