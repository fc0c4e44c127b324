"""Money against receivables, and the reminders before it came."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import MoneyField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Payer, PaymentMethod
from apps.workorders.models.prices import UNNARROWED
from apps.workorders.models.till import OF_STORE


class Receipt(TrackedRow):
    """One sum that came in for receivables (应收回款), divided among them to the fen."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("回款单号"), max_length=32, unique=True)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="receipts"
    )
    payer_name = models.CharField(_("付款单位"), max_length=80)
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    reference = models.CharField(_("流水号"), max_length=60, blank=True)
    amount = MoneyField(_("回款金额"))
    received_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("到账时间"))

    reach = OF_STORE
    objects = ReachQuerySet["Receipt"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("应收回款")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_positive"),
        ]
        indexes = [models.Index(fields=["store", "-at"], name="receipt_store_at")]

    def __str__(self) -> str:
        return self.number


class ReceiptAllocation(Row):
    """The part of a receipt that pays one receivable, with the payment it became."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="allocations")
    receivable = models.ForeignKey(
        "workorders.Receivable", models.PROTECT, related_name="allocations"
    )
    payment = models.OneToOneField("workorders.Payment", models.PROTECT, related_name="allocation")
    amount = MoneyField(_("核销金额"))

    reach = ReachSpec(store="receipt__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["ReceiptAllocation"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("回款核销")
        ordering = ("receipt", "pk")
        constraints = [
            models.UniqueConstraint(fields=["receipt", "receivable"], name="allocation_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.amount}"


class ReceivableReminder(Row):
    """A debtor was reminded: with which text, by which way, of how much."""

    class Way(models.TextChoices):
        """How the reminder went out."""

        WECHAT = "wechat", _("微信")
        PHONE = "phone", _("电话")
        LETTER = "letter", _("函件")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    amount = MoneyField(_("催收金额"))
    way = models.CharField(_("方式"), max_length=10, choices=Way)
    text = models.TextField(_("内容"))
    answer = models.CharField(_("对方答复"), max_length=160, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = OF_STORE
    objects = ReachQuerySet["ReceivableReminder"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("催收记录")
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["store", "-at"], name="reminder_store_at")]

    def __str__(self) -> str:
        return f"{self.payer} {self.amount}"
