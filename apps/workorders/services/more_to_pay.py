"""Who paid what of a line before a change, and the customer's word where they pay more after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.workorders.agreeing import agree_line
from apps.workorders.choices import Medium, OrderState, Payer
from apps.workorders.models import LabourLine, PartLine, PayerChange
from apps.workorders.offered import job_item
from apps.workorders.said import How
from apps.workorders.services.at_once import approved, write_answered
from apps.workorders.shares import share_of, shares_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import Job, WorkOrder
    from apps.workorders.shares import Charged, Share


@dataclass(frozen=True)
class Word:
    """The customer's word on paying more: by which way, who said it, and what they were told."""

    medium: str = ""
    name: str = ""
    told: str = ""
    beside: str = "consented_by"


@dataclass(frozen=True)
class Paid:
    """One line with its shares as they were."""

    line: Charged
    shares: Sequence[Share]


def paid_by(lines: Iterable[Charged]) -> list[Paid]:
    """Who pays what of these lines now."""
    return [Paid(line, shares_of(line)) for line in lines]


def note_changes(
    by: Access, order: WorkOrder, before: Iterable[Paid], *, word: Word, reason: str = ""
) -> None:
    """Write down what became different on a locked order since ``before``.

    A line of which the customer now pays more is on record as agreed to, word for word; Refused
    without their word.  A draft is agreed to as a whole later.
    """
    if order.state == OrderState.DRAFT:
        return
    risen: list[Charged] = []
    more = ZERO
    for paid in before:
        line = _reread(paid.line)
        after = shares_of(line)
        if _amounts(paid.shares) == _amounts(after):
            continue
        _note(by, order, paid, after, word, reason)
        rise = _customers(after) - _customers(paid.shares)
        if rise > 0:
            risen.append(line)
            more += rise
    if risen:
        require_word(word, more)
        _agree(by, order, risen, word, reason)


def agree_to_new(
    by: Access, order: WorkOrder, lines: Sequence[Charged], word: Word, *, told: str
) -> None:
    """Lines added to an authorised order are on record as agreed to by this word."""
    mine = [line for line in lines if share_of(line, Payer.CP)]
    if mine and order.authorised_at is not None:
        _agree(by, order, mine, word, told)


def require_word(word: Word, more: Decimal) -> None:
    """Refuse, beside the field, when the customer shall pay more and did not say yes."""
    if word.medium in Medium.values and word.name:
        return
    words = _("客户要多付 %(more)s，须先取得客户同意：请填沟通方式和同意人。")
    field = "medium" if word.medium not in Medium.values else word.beside
    raise Refused(words % {"more": money_text(more)}, field=field)


def _agree(by: Access, order: WorkOrder, lines: Sequence[Charged], word: Word, reason: str) -> None:
    """The word is an edition told and answered at once; each line that rose is agreed to."""
    keys = {_key(line) for line in lines}
    jobs: dict[int, Job] = {line.job_id: line.job for line in lines}
    items = [job_item(job, n) for n, job in enumerate(jobs.values(), start=1)]
    for item in items:
        item.lines = [x for x in item.lines if x.source is not None and _key(x.source) in keys]
    told = word.told or reason or _("付款方变更")
    estimate = write_answered(by, order, items, How(word.medium, word.name), note=told)
    for row in estimate.items.all():
        consent = approved(by, estimate, row)
        for line in lines:
            if line.job_id == row.job_id:
                agree_line(line, consent)


def _note(  # noqa: PLR0917  # the facts of one row
    by: Access, order: WorkOrder, paid: Paid, after: Sequence[Share], word: Word, reason: str
) -> None:
    PayerChange.objects.create(
        order=order,
        line_words=words_of(paid.line),
        before=_words(paid.shares),
        after=_words(after),
        customer_before=_customers(paid.shares),
        customer_after=_customers(after),
        reason=reason.strip()[:160],
        medium=word.medium,
        consented_by=word.name[:40],
        by=by.person,
        at=by.now,
    )


def _reread(line: Charged) -> Charged:
    if isinstance(line, LabourLine):
        labour = LabourLine.objects.select_related("job__order").prefetch_related("splits")
        return labour.get(pk=line.pk)
    parts = PartLine.objects.select_related("job__order").prefetch_related("splits")
    return parts.get(pk=line.pk)


def _key(line: Charged) -> tuple[type, int]:
    return type(line), line.pk


def _amounts(shares: Sequence[Share]) -> list[tuple[str, Decimal]]:
    return [(s.payer, s.amount) for s in shares]


def _customers(shares: Sequence[Share]) -> Decimal:
    return sum((s.amount for s in shares if s.payer == Payer.CP), ZERO)


def _words(shares: Sequence[Share]) -> str:
    return "；".join(f"{_label(s.payer)} {money_text(s.amount)}" for s in shares)[:200]


def _label(payer: str) -> str:
    return str(Payer(payer).label) if payer else _("未定付款方")
