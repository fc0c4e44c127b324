"""Money against receivables, divided among them to the fen; and reminding who owes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.workorders.models import (
    Payment,
    Receipt,
    ReceiptAllocation,
    Receivable,
    ReceivableReminder,
    WorkOrder,
)
from apps.workorders.permissions import Perm
from apps.workorders.prices import BY_MAKER
from apps.workorders.services import moves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apps.org.access import Access


@service
def take_receipt(
    *,
    by: Access,
    shares: Mapping[int, Decimal],
    amount: Decimal,
    method: str,
    reference: str,
    payer_name: str,
) -> Receipt:
    """One sum pays these receivables, each to its share; the shares are the whole sum.

    ``shares`` gives yuan by the key of a receivable.  Raises ValidationError for shares that do
    not sum or exceed what is open, Refused for receivables of several payers or customers.
    """
    moves.require_money(amount, method, reference)
    owed = _locked(list(shares), by)
    _check(owed, shares, amount)
    first = owed[0]
    receipt = Receipt.objects.create(
        store=first.store,
        number=next_number("HK", first.store, by.now),
        payer=first.payer,
        customer=first.customer,
        payer_name=payer_name.strip()[:80] or str(first.customer or first.get_payer_display()),
        method=method,
        reference=reference.strip(),
        amount=amount,
        received_by=by.person,
        at=by.now,
    )
    moves.book(
        moves.Kind.RECEIPT,
        by=by,
        cashier=by.person,
        store=first.store,
        method=method,
        amount=amount,
        reference=reference.strip(),
        receipt=receipt,
    )
    for row in owed:
        _allocate(receipt, row, shares[row.pk], by=by)
    return receipt


def _locked(keys: Sequence[int], by: Access) -> list[Receivable]:
    rows = Receivable.objects.visible_to(by, Perm.RECONCILE_RECEIVABLE).filter(pk__in=keys)
    orders = set(rows.values_list("order", flat=True))
    lock_all(WorkOrder.objects.filter(pk__in=orders))
    found = lock_all(Receivable.objects.filter(pk__in=rows.values("pk")))
    if not found or len(found) != len(set(keys)):
        raise Refused(_("请选择要核销的应收账款。"))
    for row in found:
        by.require(Perm.RECONCILE_RECEIVABLE, row)
    parties = {(r.store_id, r.payer, r.customer_id) for r in found}
    if len(parties) > 1:
        raise Refused(_("一笔回款只能核销同一个付款方的账款。"))
    if found[0].payer in BY_MAKER:
        raise Refused(_("厂家的账款请在索赔单上入账。"))
    return found


def _check(owed: Sequence[Receivable], shares: Mapping[int, Decimal], amount: Decimal) -> None:
    wrong: dict[str, str] = {}
    for row in owed:
        share = shares[row.pk]
        if not share.is_finite() or share <= 0 or share != to_fen(share):
            wrong[f"share_{row.pk}"] = _("核销金额须大于零，最多两位小数。")
        elif share > row.open_amount:
            left = money_text(row.open_amount)
            wrong[f"share_{row.pk}"] = _("这笔只剩 %(left)s 未收。") % {"left": left}
    total = sum(shares.values(), ZERO)
    if not wrong and total != amount:
        words = _("核销合计 %(sum)s，须等于回款金额 %(amount)s。")
        wrong["amount"] = words % {"sum": money_text(total), "amount": money_text(amount)}
    if wrong:
        raise ValidationError(wrong)


def _allocate(receipt: Receipt, row: Receivable, share: Decimal, *, by: Access) -> None:
    bucket = lock(row.bucket)
    payment = Payment.objects.create(
        store_id=receipt.store_id,
        bucket=bucket,
        method=receipt.method,
        amount=share,
        reference=receipt.reference or ("" if receipt.method == "cash" else receipt.number),
        taken_by=by.person,
        at=by.now,
    )
    ReceiptAllocation.objects.create(receipt=receipt, receivable=row, payment=payment, amount=share)
    bucket.paid += share
    bucket.save()
    row.open_amount -= share
    row.closed_at = None if row.open_amount else by.now
    row.save()


@service
def remind(
    *, by: Access, rows: Sequence[Receivable], way: str, text: str, answer: str = ""
) -> ReceivableReminder:
    """Who owes these was reminded with this text; it stands beside the receivables."""
    for row in rows:
        by.require(Perm.REMIND_RECEIVABLE, row)
    if not rows:
        raise Refused(_("没有未收的账款。"))
    if way not in ReceivableReminder.Way.values:
        raise ValidationError({"way": _("请选择催收方式。")})
    first = rows[0]
    return ReceivableReminder.objects.create(
        store_id=first.store_id,
        payer=first.payer,
        customer_id=first.customer_id,
        amount=sum((r.open_amount for r in rows), ZERO),
        way=way,
        text=text.strip(),
        answer=answer.strip()[:160],
        by=by.person,
        at=by.now,
    )
