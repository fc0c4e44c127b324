"""What the insurer pays of an order: its assessment divided over the insured lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders import pricing
from apps.workorders.choices import Payer
from apps.workorders.following import refresh_totals
from apps.workorders.insurance import (
    assessed_by_rounds,
    has_rounds,
    insured_lines,
    own_by_rounds,
    spread_deductible,
)
from apps.workorders.services.more_to_pay import Word, note_changes, paid_by
from apps.workorders.services.payers import open_order, terms_of, write_split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.workorders.models import Assessment, PayerTerms, WorkOrder
    from apps.workorders.shares import Charged


@service
def assess(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    insurer: str,
    document_no: str,
    assessed: Decimal | None,
    deductible: Decimal = ZERO,
    medium: str = "",
    consented_by: str = "",
) -> PayerTerms:
    """The insurer pays what was assessed less the deductible; the rest falls on the customer.

    Written as shares of the insured lines, so that both bills stay exact.  Where the loss is
    assessed in rounds the sum is theirs and only the deductible is given here.  Raises Refused
    without the customer's consent to what falls on them, ValidationError for sums that cannot be.
    """
    order = open_order(by, order, version)
    lines = insured_lines(order)
    rounds = has_rounds(order)
    sum_ = assessed_by_rounds(order) if rounds else assessed
    whole = sum((line.amount for line in lines), ZERO)
    if rounds and not sum_:
        raise Refused(_("还没有授权的定损轮次：请先在“事故与定损”办理定损授权。"))
    sum_ = _checked(whole, sum_, deductible)
    terms = terms_of(order, Payer.INS)
    terms.insurer, terms.document_no = insurer.strip(), document_no.strip()
    terms.assessed, terms.deductible = sum_, deductible
    if medium and consented_by.strip():
        terms.agreed_by, terms.agreed_medium = consented_by.strip(), medium
        terms.agreed_at = by.now
    terms.save()
    word = Word(medium, consented_by.strip(), _told(sum_, deductible))
    if rounds:
        apportion(by, order, word=word)
    else:
        own = whole - max(min(sum_, whole) - deductible, ZERO)
        before = paid_by(lines)
        _divide(lines, pricing.spread(own, [line.amount for line in lines]))
        note_changes(by, order, before, word=word, reason=_("保险定损"))
        refresh_totals(order)
    return terms


def apportion(by: Access, order: WorkOrder, *, word: Word) -> None:
    """Divide the insured lines of a locked order by its agreed rounds and the deductible.

    Of each round the insurer pays what it allowed for labour and for parts; what the lines cost
    more falls on the customer, who said yes to it.
    """
    lines = insured_lines(order)
    before = paid_by(lines)
    own = own_by_rounds(order, lines)
    terms = order.payer_terms.filter(payer=Payer.INS).first()
    if terms is not None:
        own = spread_deductible(lines, own, terms.deductible)
        if terms.assessed != assessed_by_rounds(order):
            terms = lock(terms)
            terms.assessed = assessed_by_rounds(order)
            terms.save()
    _divide(lines, own)
    note_changes(by, order, before, word=word, reason=_("保险定损"))
    refresh_totals(order)


def take_terms(order: WorkOrder, round_: Assessment) -> PayerTerms:
    """The insurer's terms follow the case and what its rounds allow."""
    terms = terms_of(order, Payer.INS)
    terms.insurer = order.accident.insurer
    terms.document_no = terms.document_no or order.accident.report_no
    terms.assessed = assessed_by_rounds(order)
    terms.agreed_by, terms.agreed_medium = round_.agreed_name, round_.agreed_medium
    terms.agreed_at = round_.agreed_at
    terms.save()
    return terms


def _told(assessed: Decimal, deductible: Decimal) -> str:
    return _("保险定损 %(sum)s，免赔 %(less)s，超出定损和免赔的部分由客户承担。") % {
        "sum": money_text(assessed),
        "less": money_text(deductible),
    }


def _checked(whole: Decimal, assessed: Decimal | None, deductible: Decimal) -> Decimal:
    """The assessed sum; raises ValidationError beside the field for sums that cannot be."""
    wrong: dict[str, str] = {}
    sum_ = ZERO if assessed is None else assessed
    if not whole:
        wrong["assessed"] = _("工单上没有由保险付款的项目。")
    elif assessed is None:
        wrong["assessed"] = _("请填写定损金额。")
    elif not sum_.is_finite() or sum_ < 0 or sum_ != to_fen(sum_):
        wrong["assessed"] = _("定损金额不能为负，最多两位小数。")
    if not deductible.is_finite() or deductible < 0 or deductible != to_fen(deductible):
        wrong["deductible"] = _("免赔额不能为负，最多两位小数。")
    elif not wrong and deductible > sum_:
        wrong["deductible"] = _("免赔额不能超过定损金额。")
    if wrong:
        raise ValidationError(wrong)
    return sum_


def _divide(lines: Sequence[Charged], own: Sequence[Decimal]) -> None:
    """Each line's two shares are its amount: the customer's as given, the insurer's the rest."""
    for line, customer in zip(lines, own, strict=True):
        for old in line.splits.order_by("pk"):
            old.delete()
        rest = line.amount - customer
        if customer and rest:
            write_split(line, 1, Payer.INS, rest)
        if customer:
            write_split(line, 2 if rest else 1, Payer.CP, customer)
