"""Who pays a line, and on which terms: split, moved to another payer, insured."""

from __future__ import annotations

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
from apps.workorders.choices import OrderState, Payer
from apps.workorders.following import refresh_totals
from apps.workorders.models import LabourLine, PartLine, PayerSplit, PayerTerms
from apps.workorders.permissions import Perm
from apps.workorders.prices import price_of
from apps.workorders.services.more_to_pay import Word, note_changes, paid_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.parts.models import Part
    from apps.workorders.models import WorkOrder
    from apps.workorders.prices import Price
    from apps.workorders.shares import Charged

PERCENT, AMOUNT = "percent", "amount"
MOST_SHARES = 5
BEFORE_SETTLEMENT = frozenset(OrderState) - {
    OrderState.SETTLED,
    OrderState.DELIVERED,
    OrderState.CLOSED,
    OrderState.CANCELLED,
}


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
    before = paid_by([line])
    amounts = _amounts(line.amount, basis, shares)
    _write(line, basis, shares, amounts)
    word = Word(medium, consented_by.strip())
    note_changes(by, order, before, word=word, reason=reason)
    refresh_totals(order)
    return type(line)._default_manager.get(pk=line.pk)


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
    price = price_for(line, line.payer)
    if price is not None:
        line.unit_price, line.vat_rate = price.unit, price.vat_rate


def price_for(line: Charged, payer: str) -> Price | None:
    """What one unit of a line costs this payer; None where it has no price in the lists."""
    order = line.job.order
    customer = order.bill_to or order.visit.owner
    on = business_day(order.opened_at)
    thing: Part | str | None = None
    if isinstance(line, PartLine):
        thing = line.part if line.unit_price else None
    elif line.job.operation_id is not None:
        thing = line.job.kind
    if thing is None:
        return None
    return price_of(thing, store_id=order.store_id, payer=payer, on=on, customer=customer)


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
