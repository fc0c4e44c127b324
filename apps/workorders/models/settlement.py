"""Settlement: what each payer owes, how it was closed, and the money taken."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import Closing, Payer, PaymentMethod, SettlementState
from apps.workorders.reach import of_order


class SettlementQuerySet(ReachQuerySet["Settlement"]):
    """Settlements by where they stand."""

    def prepared(self) -> Self:
        """Those that wait for the cashier."""
        return self.filter(state=SettlementState.PREPARED)

    def standing(self) -> Self:
        """Those that were not reversed."""
        return self.exclude(state=SettlementState.REVERSED)


class Settlement(TrackedRow):
    """One version of an order's settlement list (结算清单); a reversed one stays as it was."""

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="settlements")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("结算单号"), max_length=32, unique=True)
    revision = models.PositiveSmallIntegerField(_("版次"), default=1)
    state = models.CharField(
        _("状态"), max_length=10, choices=SettlementState, default=SettlementState.PREPARED
    )
    gross = MoneyField(_("原价合计"), default=ZERO)
    discount = MoneyField(_("折让"), default=ZERO)
    due = MoneyField(_("应收合计"), default=ZERO)
    net = MoneyField(_("不含税"), default=ZERO)
    vat = MoneyField(_("税额"), default=ZERO)
    prepared_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(_("准备时间"))
    settled_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("结算时间"), null=True, blank=True)
    reversed_at = models.DateTimeField(_("冲销时间"), null=True, blank=True)

    reach = of_order("order", store="store")
    objects = SettlementQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("结算单")
        ordering = ("order", "-revision")
        constraints = [
            models.UniqueConstraint(fields=["order", "revision"], name="settlement_revision_once"),
            models.UniqueConstraint(
                fields=["order"],
                condition=~Q(state="reversed"),
                name="settlement_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(gross__gte=0, discount__gte=0, due__gte=0),
                name="settlement_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(due=F("gross") - F("discount")) & Q(due=F("net") + F("vat")),
                name="settlement_adds_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "prepared_at"],
                condition=Q(state="prepared"),
                name="settlement_store_prepared",
            ),
            models.Index(fields=["store", "-settled_at"], name="settlement_store_settled"),
        ]

    def __str__(self) -> str:
        return self.number


class SettlementBucket(TrackedRow):
    """One payer's part of a settlement; it closes on its own, by money, as receivable or at zero.

    ``gross`` is before and ``due`` after the discounts; ``net`` and ``vat`` are of ``due``.
    """

    settlement = models.ForeignKey(Settlement, models.PROTECT, related_name="buckets")
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    labour = MoneyField(_("工时费"), default=ZERO)
    parts = MoneyField(_("材料费"), default=ZERO)
    gross = MoneyField(_("原价"), default=ZERO)
    labour_discount = MoneyField(_("工时折让"), default=ZERO)
    parts_discount = MoneyField(_("材料折让"), default=ZERO)
    round_off = MoneyField(_("抹零"), default=ZERO)
    discount = MoneyField(_("折让合计"), default=ZERO)
    due = MoneyField(_("应收"), default=ZERO)
    net = MoneyField(_("不含税"), default=ZERO)
    vat = MoneyField(_("税额"), default=ZERO)
    paid = MoneyField(_("已收"), default=ZERO)
    closing = models.CharField(_("关闭方式"), max_length=12, choices=Closing, blank=True)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)
    posted_at = models.DateTimeField(_("入账时间"), null=True, blank=True)
    held_reason = models.CharField(_("暂不关闭的原因"), max_length=120, blank=True)
    invoice_title = models.CharField(_("发票抬头"), max_length=120, blank=True)
    tax_no = models.CharField(_("税号"), max_length=20, blank=True)

    reach = of_order("settlement__order", store="settlement__store")
    objects = ReachQuerySet["SettlementBucket"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("结算付款方")
        ordering = ("settlement", "payer")
        constraints = [
            models.UniqueConstraint(fields=["settlement", "payer"], name="bucket_payer_once"),
            models.CheckConstraint(
                condition=Q(
                    gross=F("labour") + F("parts"),
                    discount=F("labour_discount") + F("parts_discount") + F("round_off"),
                    due=F("gross") - F("discount"),
                )
                & Q(due=F("net") + F("vat")),
                name="bucket_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    labour__gte=0,
                    parts__gte=0,
                    labour_discount__gte=0,
                    labour_discount__lte=F("labour"),
                    parts_discount__gte=0,
                    parts_discount__lte=F("parts"),
                    round_off__gte=0,
                    due__gte=0,
                ),
                name="bucket_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("due")), name="bucket_not_overpaid"
            ),
            models.CheckConstraint(
                condition=~Q(closing="paid") | Q(paid=F("due")), name="bucket_paid_in_full"
            ),
            models.CheckConstraint(
                condition=~Q(closing="zero") | Q(due=0), name="bucket_zero_is_zero"
            ),
        ]
        indexes = [
            models.Index(
                fields=["posted_at"], condition=Q(posted_at__isnull=False), name="bucket_posted"
            ),
            models.Index(
                fields=["settlement"],
                condition=Q(closing="") & ~Q(held_reason=""),
                name="bucket_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.due}"

    @property
    def outstanding(self) -> Decimal:
        """What is still to be paid."""
        return Decimal(self.due - self.paid)


class Payment(Row):
    """Money taken from a payer, or given back: a reversal is a row of its own below zero."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    bucket = models.ForeignKey(SettlementBucket, models.PROTECT, related_name="payments")
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    amount = MoneyField(_("金额"))
    reference = models.CharField(_("流水号"), max_length=60, blank=True)
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="payments", verbose_name=_("收款人")
    )
    at = models.DateTimeField(_("时间"))
    reversal_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reversals"
    )
    reason = models.CharField(_("原因"), max_length=160, blank=True)
    tendered = MoneyField(_("实收现金"), null=True, blank=True)
    deposit = models.ForeignKey(
        "workorders.Deposit", models.PROTECT, null=True, blank=True, related_name="uses"
    )
    prepaid_use = models.ForeignKey(
        "workorders.PrepaidUse", models.PROTECT, null=True, blank=True, related_name="payments"
    )

    reach = of_order("bucket__settlement__order", store="store")
    objects = ReachQuerySet["Payment"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("收款")
        ordering = ("bucket", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(reversal_of=None, amount__gt=0)
                | Q(reversal_of__isnull=False, amount__lt=0) & ~Q(reason=""),
                name="payment_sign",
            ),
            models.CheckConstraint(
                condition=Q(method="cash") | ~Q(reference=""), name="payment_referenced"
            ),
            models.CheckConstraint(
                condition=Q(method="deposit", deposit__isnull=False)
                | ~Q(method="deposit") & Q(deposit=None),
                name="payment_by_deposit",
            ),
            models.CheckConstraint(
                condition=Q(method="prepaid", prepaid_use__isnull=False)
                | ~Q(method="prepaid") & Q(prepaid_use=None),
                name="payment_by_prepaid",
            ),
            models.CheckConstraint(
                condition=Q(tendered=None) | Q(method="cash", tendered__gte=F("amount")),
                name="payment_change",
            ),
        ]
        indexes = [models.Index(fields=["store", "taken_by", "-at"], name="payment_cashier_day")]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.amount}"


class Receivable(TrackedRow):
    """What a payer who does not pay at the counter owes the store for an order."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="receivables")
    bucket = models.OneToOneField(SettlementBucket, models.PROTECT, related_name="receivable")
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="receivables"
    )
    amount = MoneyField(_("应收金额"))
    open_amount = MoneyField(_("未收金额"))
    posted_at = models.DateTimeField(_("挂账时间"))
    due_on = models.DateField(_("应付日"), null=True, blank=True)
    closed_at = models.DateTimeField(_("结清时间"), null=True, blank=True)

    reach = of_order("order", store="store")
    objects = ReachQuerySet["Receivable"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("应收账款")
        ordering = ("-posted_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, open_amount__gte=0, open_amount__lte=F("amount")),
                name="receivable_open_within",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "payer", "posted_at"],
                condition=Q(open_amount__gt=0),
                name="receivable_store_open",
            ),
            models.Index(
                fields=["customer", "posted_at"],
                condition=Q(open_amount__gt=0),
                name="receivable_customer_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.open_amount}"
