"""Invoices: what was issued at the tax office, over which bills; red ones cancel them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.models import OutboxMessage
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, lock_all, service
from apps.core.transitions import perform, record
from apps.workorders.choices import SettlementState
from apps.workorders.machines import INVOICE
from apps.workorders.models import Invoice, InvoiceItem, SettlementBucket
from apps.workorders.models.invoice import InvoiceState
from apps.workorders.permissions import Perm
from apps.workorders.tax_numbers import why_wrong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access

NUMBER = re.compile(r"\d{20}")


@service
def issue_invoice(
    *,
    by: Access,
    buckets: Sequence[SettlementBucket],
    number: str,
    title: str,
    tax_no: str = "",
) -> Invoice:
    """One invoice stands for these payers' parts, under the number the tax office gave it.

    Raises ValidationError for a number or tax number of the wrong form, Refused for a part that
    is not settled or stands on an invoice already.
    """
    _check(number, title, tax_no)
    rows = lock_all(SettlementBucket.objects.filter(pk__in=[b.pk for b in buckets]))
    if not rows:
        raise Refused(_("请选择要开票的结算部分。"))
    stores = {row.settlement.store for row in rows}
    if len(stores) > 1:
        raise Refused(_("一张发票只能开一家店的结算。"))
    for row in rows:
        by.require(Perm.ISSUE_INVOICE, row.settlement)
        _require_billable(row)
    (store,) = stores
    invoice = Invoice(
        store=store, number=number, title=title.strip(), tax_no=tax_no.strip().upper()
    )
    invoice.amount = sum((r.due for r in rows), ZERO)
    invoice.net = sum((r.net for r in rows), ZERO)
    invoice.vat = sum((r.vat for r in rows), ZERO)
    invoice.issued_by, invoice.issued_at = by.person, by.now
    again = {
        "workorders_invoice_number_key": _("这个票号已经登记过。"),
        "invoiceitem_once": _("有结算部分已经开过票。"),
    }
    with constraint_words(**again):
        invoice.save()
        InvoiceItem.objects.bulk_create(
            InvoiceItem(invoice=invoice, bucket=r, amount=r.due, net=r.net, vat=r.vat) for r in rows
        )
    record(invoice, "issue", "", InvoiceState.ISSUED, by=by)
    _announce(invoice, by=by)
    return invoice


def _check(number: str, title: str, tax_no: str) -> None:
    wrong: dict[str, str] = {}
    if not NUMBER.fullmatch(number):
        wrong["number"] = _("数电票号是20位数字。")
    if not title.strip():
        wrong["title"] = _("请填写发票抬头。")
    why = why_wrong(tax_no)
    if why:
        wrong["tax_no"] = why
    if not wrong and Invoice.objects.filter(number=number).exists():
        wrong["number"] = _("这个票号已经登记过。")
    if wrong:
        raise ValidationError(wrong)


def _require_billable(row: SettlementBucket) -> None:
    if row.settlement.state != SettlementState.SETTLED or row.posted_at is None:
        raise Refused(_("%(number)s 还没有结算，不能开票。") % {"number": row.settlement.number})
    if not row.due:
        raise Refused(_("%(number)s 金额为零，不用开票。") % {"number": row.settlement.number})
    if row.invoice_items.filter(standing=True).exists():
        raise Refused(_("%(number)s 已经开过票。") % {"number": row.settlement.number})


def _announce(invoice: Invoice, *, by: Access) -> None:
    OutboxMessage.objects.create(
        channel="invoice",
        recipient=invoice.title,
        body=_("数电票 %(number)s，%(title)s，价税合计 %(amount)s 元。")
        % {"number": invoice.number, "title": invoice.title, "amount": invoice.amount},
        dedupe_key=f"invoice:{invoice.store_id}:{invoice.number}:{invoice.state}",
        store=invoice.store,
        created_at=by.now,
    )


@service
def reverse_invoice(
    *, by: Access, invoice: Invoice, version: int | None, red_number: str, reason: str
) -> Invoice:
    """A red invoice cancels this one; its parts can stand on another."""
    invoice = lock(invoice, version)
    by.require(Perm.ISSUE_INVOICE, invoice)
    if not NUMBER.fullmatch(red_number) or red_number == invoice.number:
        raise ValidationError({"red_number": _("红字票号是20位数字，且与原票号不同。")})
    if Invoice.objects.filter(number=red_number).exists():
        raise ValidationError({"red_number": _("这个票号已经登记过。")})
    for item in lock_all(invoice.items.all()):
        item.standing = False
        item.save()
    invoice.red_number, invoice.red_reason = red_number, reason.strip()
    invoice.red_by, invoice.red_at = by.person, by.now
    with constraint_words(invoice_red_number_once=_("这个票号已经登记过。")):
        perform(INVOICE, invoice, "reverse", by=by, reason=reason)
    _announce(invoice, by=by)
    return invoice
