"""Money as it passes the till: shifts, their counts, every movement, deposits."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import PaymentMethod
from apps.workorders.models.prices import UNNARROWED

OF_STORE = ReachSpec(level="store", rows=UNNARROWED)


class ShiftState(models.TextChoices):
    """Where a cashier's shift stands."""

    OPEN = "open", pgettext_lazy("shift", "当班")
    CLOSED = "closed", _("待接收")
    ACCEPTED = "accepted", _("已接收")


class CashShiftQuerySet(ReachQuerySet["CashShift"]):
    """Shifts by where they stand."""

    def running(self) -> Self:
        """Those not closed yet."""
        return self.filter(state=ShiftState.OPEN)

    def closed(self) -> Self:
        """Those that wait for the second person."""
        return self.filter(state=ShiftState.CLOSED)


class CashShift(TrackedRow):
    """One cashier's shift of one business day (交班日结); it opens with the first money.

    ``float_amount`` is the change the drawer began with.  At closing the cash is counted against
    the movements, and another person accepts it.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("班次号"), max_length=32, unique=True)
    cashier = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="cash_shifts", verbose_name=_("收银员")
    )
    day = models.DateField(_("营业日"))
    state = models.CharField(_("状态"), max_length=10, choices=ShiftState, default=ShiftState.OPEN)
    opened_at = models.DateTimeField(_("开班时间"))
    due_at = models.DateTimeField(_("应交班时间"))
    float_amount = MoneyField(_("备用金"), default=ZERO)
    closed_at = models.DateTimeField(_("交班时间"), null=True, blank=True)
    system_total = MoneyField(_("系统合计"), default=ZERO)
    difference = MoneyField(_("差额"), default=ZERO)
    accepted_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("接收人"),
    )
    accepted_at = models.DateTimeField(_("接收时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=160, blank=True)

    reach = OF_STORE
    state_tones = {ShiftState.OPEN: Tone.WORKING, ShiftState.ACCEPTED: Tone.DONE}
    objects = CashShiftQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("收银班次")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "cashier", "day"],
                condition=Q(state="open"),
                name="cashshift_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, accepted_by=None)
                | Q(state="closed", closed_at__isnull=False, accepted_by=None)
                | Q(state="accepted", closed_at__isnull=False, accepted_by__isnull=False)
                & ~Q(accepted_by=F("cashier")),
                name="cashshift_accepted_by_another",
            ),
            models.CheckConstraint(condition=Q(float_amount__gte=0), name="cashshift_float_sane"),
        ]
        indexes = [
            models.Index(fields=["store", "-opened_at"], name="cashshift_store_opened"),
            models.Index(
                fields=["store", "state"],
                condition=~Q(state="accepted"),
                name="cashshift_store_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ShiftCount(Row):
    """What one way of paying came to at the end of a shift: by the movements and as counted."""

    shift = models.ForeignKey(CashShift, models.PROTECT, related_name="counts")
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    system = MoneyField(_("系统金额"))
    counted = MoneyField(_("清点金额"))
    difference = MoneyField(_("差额"))
    reason = models.CharField(_("差额原因"), max_length=160, blank=True)

    reach = ReachSpec(store="shift__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["ShiftCount"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("班次清点")
        ordering = ("shift", "pk")
        constraints = [
            models.UniqueConstraint(fields=["shift", "method"], name="shiftcount_once"),
            models.CheckConstraint(
                condition=Q(difference=F("counted") - F("system"))
                & (Q(difference=0) | ~Q(reason="")),
                name="shiftcount_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.counted}"


class Deposit(TrackedRow):
    """Money taken before the work (定金): held until it is applied to a bill or given back."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("定金单号"), max_length=32, unique=True)
    order = models.ForeignKey(
        "workorders.WorkOrder", models.PROTECT, null=True, blank=True, related_name="deposits"
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="deposits"
    )
    payer_name = models.CharField(_("交款人"), max_length=40)
    advisor = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办顾问")
    )
    amount = MoneyField(_("定金金额"))
    applied = MoneyField(_("已抵扣"), default=ZERO)
    refunded = MoneyField(_("已退还"), default=ZERO)
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    reference = models.CharField(_("流水号"), max_length=60, blank=True)
    purpose = models.CharField(_("用途"), max_length=80)
    taken_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("收款时间"))
    closed_at = models.DateTimeField(_("用完时间"), null=True, blank=True)

    reach = ReachSpec(owners=("advisor",), rows=UNNARROWED, seen_by="workorders.request_refund")
    objects = ReachQuerySet["Deposit"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("定金")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, applied__gte=0, refunded__gte=0)
                & Q(amount__gte=F("applied") + F("refunded")),
                name="deposit_not_overdrawn",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "at"], condition=Q(closed_at=None), name="deposit_store_held"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def left(self) -> Decimal:
        """What is still held for the customer."""
        return Decimal(self.amount - self.applied - self.refunded)


class TillMove(Row):
    """One movement of real money: taken above zero, given back below; booked once.

    ``standing`` is false once it was reversed, which frees its reference for the right booking.
    Money that never passes a till (a manufacturer's transfer) has no shift.
    """

    class Kind(models.TextChoices):
        """What the money was for."""

        PAYMENT = "payment", _("结算收款")
        REFUND = "refund", _("退款")
        DEPOSIT = "deposit", _("收定金")
        DEPOSIT_BACK = "deposit_back", _("退定金")
        PREPAID = "prepaid", _("售套餐")
        PREPAID_BACK = "prepaid_back", _("退套餐")
        RECEIPT = "receipt", _("应收回款")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    shift = models.ForeignKey(
        CashShift, models.PROTECT, null=True, blank=True, related_name="moves"
    )
    kind = models.CharField(_("类别"), max_length=14, choices=Kind)
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    amount = MoneyField(_("金额"))
    reference = models.CharField(_("流水号"), max_length=60, blank=True)
    standing = models.BooleanField(_("有效"), default=True)
    payment = models.OneToOneField(
        "workorders.Payment", models.PROTECT, null=True, blank=True, related_name="move"
    )
    deposit = models.ForeignKey(
        Deposit, models.PROTECT, null=True, blank=True, related_name="moves"
    )
    prepaid = models.ForeignKey(
        "workorders.PrepaidPackage",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="moves",
    )
    receipt = models.OneToOneField(
        "workorders.Receipt", models.PROTECT, null=True, blank=True, related_name="move"
    )
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = OF_STORE
    objects = ReachQuerySet["TillMove"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("收款流水")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("refund", "deposit_back", "prepaid_back"), amount__lt=0)
                | Q(kind__in=("payment", "deposit", "prepaid", "receipt"), amount__gt=0),
                name="tillmove_sign",
            ),
            models.UniqueConstraint(
                fields=["store", "method", "reference"],
                condition=Q(standing=True, amount__gt=0) & ~Q(reference=""),
                name="tillmove_reference_once",
            ),
        ]
        indexes = [models.Index(fields=["store", "-at"], name="tillmove_store_at")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
