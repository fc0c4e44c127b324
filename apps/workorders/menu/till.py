"""The menu entries of settlement, cashier, handover, gate and receivables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(
        pgettext_lazy("menu", "结算"),
        "workorders:settlements",
        (Perm.PREPARE_SETTLEMENT,),
        "file-invoice",
        order=50,
    )
)
register(Entry(_("收银"), "workorders:cashier", (Perm.TAKE_PAYMENT,), "cash-register", order=51))
register(
    Entry(
        pgettext_lazy("menu", "交车"),
        "workorders:delivery",
        (Perm.RELEASE_VEHICLE,),
        "key",
        order=52,
    )
)
register(Entry(_("出门核验"), "workorders:gate", (Perm.CHECK_GATEPASS,), "door-exit", order=53))
register(Entry(_("应收"), "workorders:receivables", (Perm.VIEW_RECEIVABLE,), "coins", order=56))
