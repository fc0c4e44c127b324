"""Invoices as the tax office numbers them; the record of what was issued, not the issuing."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED
from apps.workorders.models.till import OF_STORE


class InvoiceState(models.TextChoices):
    """Where an invoice stands."""

    ISSUED = "issued", _("已开具")
    RED = "red", _("已红冲")


class InvoiceQuerySet(ReachQuerySet["Invoice"]):
    """Invoices by where they stand."""

    def standing(self) -> Self:
        """Those that were not cancelled by a red one."""
        return self.filter(state=InvoiceState.ISSUED)


class Invoice(TrackedRow):
    """One fully digital invoice (数电票) over one or several payers' parts.

    A wrong one is cancelled by a red one (红冲) with a number of its own; both rows stay.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("数电票号"), max_length=20, unique=True)
    title = models.CharField(_("发票抬头"), max_length=120)
    tax_no = models.CharField(_("税号"), max_length=20, blank=True)
    amount = MoneyField(_("价税合计"))
    net = MoneyField(_("不含税"))
    vat = MoneyField(_("税额"))
    state = models.CharField(
        _("状态"), max_length=10, choices=InvoiceState, default=InvoiceState.ISSUED
    )
    red_number = models.CharField(_("红字票号"), max_length=20, blank=True)
    red_reason = models.CharField(_("红冲原因"), max_length=160, blank=True)
    issued_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("开票时间"))
    red_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, blank=True, related_name="+")
    red_at = models.DateTimeField(_("红冲时间"), null=True, blank=True)

    reach = OF_STORE
    state_tones = {InvoiceState.ISSUED: Tone.DONE, InvoiceState.RED: Tone.LATE}
    objects = InvoiceQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("发票")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(amount=F("net") + F("vat")), name="invoice_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(state="issued", red_number="", red_at=None)
                | Q(state="red", red_at__isnull=False) & ~Q(red_number="") & ~Q(red_reason=""),
                name="invoice_red_has_number",
            ),
            models.UniqueConstraint(
                fields=["red_number"], condition=~Q(red_number=""), name="invoice_red_number_once"
            ),
        ]
        indexes = [models.Index(fields=["store", "-issued_at"], name="invoice_store_issued")]

    def __str__(self) -> str:
        return self.number


class InvoiceItem(Row):
    """One payer's part on an invoice; a part stands on one invoice at a time."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="items")
    bucket = models.ForeignKey(
        "workorders.SettlementBucket", models.PROTECT, related_name="invoice_items"
    )
    amount = MoneyField(_("金额"))
    net = MoneyField(_("不含税"))
    vat = MoneyField(_("税额"))
    standing = models.BooleanField(_("有效"), default=True)

    reach = ReachSpec(store="invoice__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["InvoiceItem"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("发票明细")
        ordering = ("invoice", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["bucket"], condition=Q(standing=True), name="invoiceitem_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0) & Q(amount=F("net") + F("vat")),
                name="invoiceitem_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.amount}"
