"""What waits at the cashier's desk beside the counter: invoices, shifts, deposits, field cash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.choices import SettlementState
from apps.workorders.models import CashShift, FieldCash, Invoice, InvoiceItem, SettlementBucket
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor


def to_invoice(by: Actor) -> Any:
    """Settled parts whose payer wants an invoice and has none yet."""
    standing = InvoiceItem.objects.filter(bucket=OuterRef("pk"), standing=True)
    rows = SettlementBucket.objects.visible_to(by, Perm.ISSUE_INVOICE)
    wanted = rows.filter(
        posted_at__isnull=False, due__gt=0, settlement__state=SettlementState.SETTLED
    ).exclude(invoice_title="")
    return wanted.filter(~Exists(standing))


def to_reverse(by: Actor) -> Any:
    """Invoices over settlements that were reversed since."""
    gone = InvoiceItem.objects.filter(
        invoice=OuterRef("pk"),
        standing=True,
        bucket__settlement__state=SettlementState.REVERSED,
    )
    return Invoice.objects.visible_to(by, Perm.ISSUE_INVOICE).standing().filter(Exists(gone))


def running_shifts(by: Actor) -> Any:
    """The person's own shifts that are not closed."""
    rows = CashShift.objects.visible_to(by, Perm.CLOSE_CASHSHIFT).running()
    return rows.filter(cashier=by.staff_id)


def cash_out(by: Actor) -> Any:
    """Cash of the road that is not handed in."""
    return FieldCash.objects.visible_to(by, Perm.ADD_FIELDCASH).filter(handed_at=None)


for _code, _perm, _label, _rows, _page, _query, _due in (
    ("invoices_to_issue", Perm.ISSUE_INVOICE, _("待开票"), to_invoice, "invoices", "", ""),
    (
        "invoices_to_reverse",
        Perm.ISSUE_INVOICE,
        _("待红冲"),
        to_reverse,
        "invoices",
        "view=red",
        "",
    ),
    (
        "shifts_to_close",
        Perm.CLOSE_CASHSHIFT,
        _("待交班"),
        running_shifts,
        "shifts",
        "state=open&mine=1",
        "due_at",
    ),
    (
        "shifts_to_accept",
        Perm.ACCEPT_CASHSHIFT,
        _("交班待接收"),
        lambda by: CashShift.objects.visible_to(by, Perm.ACCEPT_CASHSHIFT).closed(),
        "shifts",
        "state=closed",
        "",
    ),
    (
        "field_cash_out",
        Perm.ADD_FIELDCASH,
        _("现场收款未交回"),
        cash_out,
        "field_cash",
        "show=out",
        "due_at",
    ),
):
    register(
        Queue(
            code=_code,
            capability=_perm,
            label=_label,
            rows=_rows,
            page=f"workorders:{_page}",
            query=_query,
            due=_due,
        )
    )
