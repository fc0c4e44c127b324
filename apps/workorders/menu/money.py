"""The menu entries of shifts, deposits, field cash, accounts and invoices."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

EITHER = (Perm.CLOSE_CASHSHIFT, Perm.ACCEPT_CASHSHIFT)
register(Entry(_("定金"), "workorders:deposits", (Perm.SETTLE_WORKORDER,), "coins", order=54))
register(
    Entry(
        _("现场收款"),
        "workorders:field_cash",
        (Perm.ADD_FIELDCASH, Perm.SETTLE_WORKORDER),
        "cash",
        order=54,
    )
)
register(Entry(_("交班日结"), "workorders:shifts", EITHER, "clipboard-check", order=55))
register(
    Entry(
        _("挂账客户"),
        "workorders:accounts",
        (Perm.VIEW_RECEIVABLE, Perm.CHANGE_ACCOUNT),
        "building",
        order=57,
    )
)
register(Entry(_("发票"), "workorders:invoices", (Perm.ISSUE_INVOICE,), "receipt", order=58))
