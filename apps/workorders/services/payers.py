"""Who pays a line, and on which terms: split, moved to another payer, insured."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.refusals import Denied, Refused
from apps.core.services import lock, service
from apps.workorders import pricing
from apps.workorders.choices import Medium, OrderState, Payer
from apps.workorders.following import kept_lines, refresh_totals
from apps.workorders.models import LabourLine, PartLine, PayerChange, PayerSplit, PayerTerms
from apps.workorders.permissions import Perm
from apps.workorders.prices import price_of
from apps.workorders.shares import share_of, shares_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.parts.models import Part
    from apps.workorders.models import WorkOrder
    from apps.workorders.shares import Charged

PERCENT, AMOUNT = "percent", "amount"
MOST_SHARES = 5
BEFORE_SETTLEMENT = frozenset(OrderState) - {
    OrderState.SETTLED,
    OrderState.DELIVERED,
    OrderState.CLOSED,
    OrderState.CANCELLED,
}


@dataclass(frozen=True)
class Consent:
    """The customer's word on paying more: by which way, and who said it."""

    medium: str = ""
    name: str = ""


@service
def split_line(
    *,
    by: Access,
    line: Charged,
    version: int | None,
    basis: str,
    shares: Sequence[tuple[str, Decimal]],
    reason: str = "",
    medium: str = "",
    consented_by: str = "",
) -> Charged:
    """A line is paid by these payers, by percent or by amount; one payer takes all of it.

    Percentages add up to 100, the remainder of rounding being on the last; amounts add up to the
    line.  After the customer's authority a higher share of theirs needs their consent.  Raises
    ValidationError beside the field for shares that do not sum.
    """
    order = open_order(by, line.job.order, version)
    line = lock(line)
    before = shares_of(line)
    amounts = _amounts(line.amount, basis, shares)
    customer = sum((a for (p, _s), a in zip(shares, amounts, strict=True) if p == Payer.CP), ZERO)
    consent = Consent(medium, consented_by.strip())
    _require_consent(order, share_of(line, Payer.CP), customer, consent)
    _write(line, basis, shares, amounts)
    line = type(line)._default_manager.get(pk=line.pk)
    _note(order, line, before, reason, consent, by=by)
    refresh_totals(order)
    return line


def open_order(by: Access, order: WorkOrder, version: int | None) -> WorkOrder:
    """The order locked for another payer; Refused once it is settled or being settled."""
    order = lock(order, version)
    rights = (Perm.CHANGE_WORKORDER, Perm.CHANGE_PAYER)
    if not by.allowed(order, rights):
        raise Denied(Perm.CHANGE_PAYER, order)
    if order.state not in BEFORE_SETTLEMENT:
        raise Refused(
            _("工单现在是“%(state)s”，不能再改付款方。") % {"state": order.get_state_display()}
        )
    if order.settlements.standing().exists():
        raise Refused(_("已经有结算单，请先撤回结算单再改付款方。"))
    return order


def _amounts(whole: Decimal, basis: str, shares: Sequence[tuple[str, Decimal]]) -> list[Decimal]:
    payers = [p for p, _share in shares]
    if not 1 <= len(shares) <= MOST_SHARES:
        raise ValidationError({"shares": _("请填一到五个付款方。")})
    if any(p not in Payer.values for p in payers) or len(set(payers)) != len(payers):
        raise ValidationError({"shares": _("付款方不能为空，也不能重复。")})
    given = [share for _payer, share in shares]
    if any(not s.is_finite() or s <= 0 or s != to_fen(s) for s in given):
        raise ValidationError({"shares": _("每一份都须大于零，最多两位小数。")})
    total = sum(given, ZERO)
    if basis == PERCENT:
        if total != pricing.HUNDRED:
            words = _("各付款方比例合计是 %(sum)s%%，须为 100%%。") % {"sum": total}
            raise ValidationError({"shares": words})
        return pricing.split_line(whole, given)
    if total != whole:
        words = _("各付款方金额合计 %(sum)s，须等于本行 %(whole)s。")
        facts = {"sum": money_text(total), "whole": money_text(whole)}
        raise ValidationError({"shares": words % facts})
    return given


def _require_consent(order: WorkOrder, before: Decimal, after: Decimal, consent: Consent) -> None:
    if order.state == OrderState.DRAFT or after <= before:
        return
    words = _("客户要多付 %(more)s，须先取得客户同意：请填沟通方式和同意人。")
    more = words % {"more": money_text(after - before)}
    if consent.medium not in Medium.values:
        raise Refused(more, field="medium")
    if not consent.name:
        raise Refused(more, field="consented_by")


def _write(
    line: Charged,
    basis: str,
    shares: Sequence[tuple[str, Decimal]],
    amounts: Sequence[Decimal],
) -> None:
    for old in line.splits.order_by("pk"):
        old.delete()
    line.payer = shares[0][0]
    if len(shares) == 1:
        _price(line)
    line.save()
    if len(shares) == 1:
        return
    for position, ((payer, share), amount) in enumerate(zip(shares, amounts, strict=True), start=1):
        write_split(line, position, payer, amount, share if basis == PERCENT else None)


def write_split(
    line: Charged,
    position: int,
    payer: str,
    amount: Decimal,
    percent: Decimal | None = None,
) -> PayerSplit:
    """One share of a line."""
    return PayerSplit.objects.create(
        labour_line=line if isinstance(line, LabourLine) else None,
        part_line=line if isinstance(line, PartLine) else None,
        order_id=line.job.order_id,
        position=position,
        payer=payer,
        amount=amount,
        percent=percent,
    )


def _price(line: Charged) -> None:
    """The price of a payer who takes the whole line; work outside the lists keeps its price."""
    order = line.job.order
    customer = order.bill_to or order.visit.owner
    on = business_day(order.opened_at)
    thing: Part | str | None = None
    if isinstance(line, PartLine):
        thing = line.part if line.unit_price else None
    elif line.job.operation_id is not None:
        thing = line.job.kind
    if thing is None:
        return
    price = price_of(thing, store_id=order.store_id, payer=line.payer, on=on, customer=customer)
    line.unit_price, line.vat_rate = price.unit, price.vat_rate


def _note(
    order: WorkOrder,
    line: Charged,
    before: Sequence[object],
    reason: str,
    consent: Consent,
    *,
    by: Access,
) -> None:
    after = shares_of(line)
    if order.state == OrderState.DRAFT:
        return
    PayerChange.objects.create(
        order=order,
        line_words=words_of(line),
        before=_words(before),
        after=_words(after),
        customer_before=_customers(before),
        customer_after=_customers(after),
        reason=reason.strip()[:160],
        medium=consent.medium,
        consented_by=consent.name[:40],
        by=by.person,
        at=by.now,
    )


def _words(shares: Sequence[object]) -> str:
    return "；".join(f"{_label(s)} {money_text(_amount(s))}" for s in shares)[:200]


def _customers(shares: Sequence[object]) -> Decimal:
    return sum((_amount(s) for s in shares if getattr(s, "payer", "") == Payer.CP), ZERO)


def _label(share: object) -> str:
    payer = getattr(share, "payer", "")
    return str(Payer(payer).label) if payer else _("未定付款方")


def _amount(share: object) -> Decimal:
    return Decimal(getattr(share, "amount", ZERO))


@service
def set_terms(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    payer: str,
    document_no: str = "",
    cost_centre: str = "",
    requester: Staff | None = None,
    agreed_by: str = "",
    agreed_medium: str = "",
) -> PayerTerms:
    """What a payer asks for before it pays stands on the order: number, cost centre, word."""
    order = open_order(by, order, version)
    terms = terms_of(order, payer)
    terms.document_no, terms.cost_centre = document_no.strip(), cost_centre.strip()
    terms.requester = requester
    if agreed_by.strip() != terms.agreed_by:
        terms.agreed_at = by.now if agreed_by.strip() else None
    terms.agreed_by, terms.agreed_medium = agreed_by.strip(), agreed_medium
    terms.save()
    order.save()
    return terms


def terms_of(order: WorkOrder, payer: str) -> PayerTerms:
    """The terms of one payer, locked, or new ones."""
    found = PayerTerms.objects.filter(order=order, payer=payer).first()
    return lock(found) if found else PayerTerms(order=order, payer=payer)


@service
def assess(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    insurer: str,
    document_no: str,
    assessed: Decimal,
    deductible: Decimal = ZERO,
    medium: str = "",
    consented_by: str = "",
) -> PayerTerms:
    """The insurer pays what was assessed less the deductible; the rest falls on the customer.

    Written as shares of the insured lines, so that both bills stay exact.  Raises Refused without
    the customer's consent to what falls on them, ValidationError for sums that cannot be.
    """
    order = open_order(by, order, version)
    lines = _insured(order)
    whole = sum((line.amount for line in lines), ZERO)
    _check_assessed(whole, assessed, deductible)
    own = whole - max(min(assessed, whole) - deductible, ZERO)
    before = sum((share_of(line, Payer.CP) for line in lines), ZERO)
    consent = Consent(medium, consented_by.strip())
    if own > before:
        _require_consent_to_rest(own, consent)
    _divide(lines, own)
    terms = terms_of(order, Payer.INS)
    terms.insurer, terms.document_no = insurer.strip(), document_no.strip()
    terms.assessed, terms.deductible = assessed, deductible
    terms.agreed_by, terms.agreed_medium = consent.name, consent.medium
    terms.agreed_at = by.now if consent.name else None
    terms.save()
    refresh_totals(order)
    return terms


def _insured(order: WorkOrder) -> list[Charged]:
    """The lines the insurer pays; those split with anybody but the customer stay as agreed."""
    labour, parts = kept_lines(order)
    rows: list[Charged] = [*labour.prefetch_related("splits"), *parts.prefetch_related("splits")]
    pair = {Payer.INS, Payer.CP}
    return [
        line
        for line in rows
        if line.payer == Payer.INS and {s.payer for s in line.splits.all()} <= pair
    ]


def _check_assessed(whole: Decimal, assessed: Decimal, deductible: Decimal) -> None:
    wrong: dict[str, str] = {}
    if not whole:
        wrong["assessed"] = _("工单上没有由保险付款的项目。")
    elif not assessed.is_finite() or assessed < 0 or assessed != to_fen(assessed):
        wrong["assessed"] = _("定损金额不能为负，最多两位小数。")
    if not deductible.is_finite() or deductible < 0 or deductible != to_fen(deductible):
        wrong["deductible"] = _("免赔额不能为负，最多两位小数。")
    elif not wrong and deductible > assessed:
        wrong["deductible"] = _("免赔额不能超过定损金额。")
    if wrong:
        raise ValidationError(wrong)


def _require_consent_to_rest(own: Decimal, consent: Consent) -> None:
    words = _("超出定损和免赔共 %(own)s 由客户承担，须先取得客户同意。") % {"own": money_text(own)}
    if consent.medium not in Medium.values:
        raise Refused(words, field="medium")
    if not consent.name:
        raise Refused(words, field="consented_by")


def _divide(lines: Sequence[Charged], own: Decimal) -> None:
    """Spread the customer's sum over the insured lines; each line's two shares are its amount."""
    parts = pricing.spread(own, [line.amount for line in lines])
    for line, customer in zip(lines, parts, strict=True):
        for old in line.splits.order_by("pk"):
            old.delete()
        if not customer:
            continue
        rest = line.amount - customer
        if rest:
            write_split(line, 1, Payer.INS, rest)
            write_split(line, 2, Payer.CP, customer)
        else:
            write_split(line, 1, Payer.CP, customer)
