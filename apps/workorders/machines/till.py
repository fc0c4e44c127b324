"""The papers of the till: shifts, monthly statements, invoices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders.models.accounts import StatementState
from apps.workorders.models.invoice import InvoiceState
from apps.workorders.models.till import ShiftState
from apps.workorders.permissions import Perm

SHIFT = Machine(
    model="workorders.CashShift",
    transitions=(
        Transition(
            "close",
            _("交班"),
            (ShiftState.OPEN,),
            ShiftState.CLOSED,
            Perm.CLOSE_CASHSHIFT,
        ),
        Transition(
            "accept",
            _("接收"),
            (ShiftState.CLOSED,),
            ShiftState.ACCEPTED,
            Perm.ACCEPT_CASHSHIFT,
            distinct_from=("cashier_id",),
        ),
    ),
    persons={"cashier_id": (Perm.CLOSE_CASHSHIFT,)},
)
STATEMENT = Machine(
    model="workorders.AccountStatement",
    transitions=(
        Transition(
            "confirm",
            _("登记客户确认"),
            (StatementState.ISSUED,),
            StatementState.CONFIRMED,
            Perm.RECONCILE_RECEIVABLE,
        ),
        Transition(
            "withdraw",
            _("作废"),
            (StatementState.ISSUED,),
            StatementState.WITHDRAWN,
            Perm.RECONCILE_RECEIVABLE,
            needs_reason=True,
        ),
    ),
)
INVOICE = Machine(
    model="workorders.Invoice",
    transitions=(
        Transition(
            "reverse",
            _("红冲"),
            (InvoiceState.ISSUED,),
            InvoiceState.RED,
            Perm.ISSUE_INVOICE,
            needs_reason=True,
        ),
    ),
)
