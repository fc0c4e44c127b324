"""Packages a customer paid for in advance: what is left of them, every use, every change."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.org.models.asking import ANSWERED, BY_ANOTHER, Request, RequestQuerySet
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import PaymentMethod
from apps.workorders.models.prices import UNNARROWED

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import Staff


class PrepaidPackageQuerySet(ReachQuerySet["PrepaidPackage"]):
    """Prepaid packages by what is left of them."""

    def standing(self) -> Self:
        """Those that still hold something the store owes, expired or not."""
        return self.filter(closed_at=None)

    def running(self, on: dt.date) -> Self:
        """Those that may be used on a day; of what was refunded in part nothing is left to use."""
        return self.standing().filter(valid_until__gte=on, refunded=ZERO)

    def ended(self, on: dt.date) -> Self:
        """Those that hold a rest and may not be used any more on a day."""
        return self.standing().filter(Q(valid_until__lt=on) | Q(refunded__gt=ZERO))


class PrepaidPackage(TrackedRow):
    """Services a customer bought in advance for one car (预收套餐); a liability until used.

    ``price`` is what was paid, VAT included; ``drawn`` what its uses were worth so far and
    ``refunded`` what went back: from then on it has no further uses, and what a reversed
    settlement frees can only go back, too.  ``unit`` is the front desk that answers for it.
    """

    store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, related_name="+", verbose_name=_("售出门店")
    )
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("套餐单号"), max_length=32, unique=True)
    vehicle = models.ForeignKey(
        "customers.Vehicle",
        models.PROTECT,
        related_name="prepaid_packages",
        verbose_name=_("车辆"),
    )
    customer = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        related_name="prepaid_packages",
        verbose_name=_("持有人"),
    )
    advisor = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办顾问")
    )
    price = MoneyField(_("实付金额"))
    drawn = MoneyField(_("已核销金额"), default=ZERO)
    refunded = MoneyField(_("已退还"), default=ZERO)
    method = models.CharField(_("方式"), max_length=10, choices=PaymentMethod)
    reference = models.CharField(_("流水号"), max_length=60, blank=True)
    valid_until = models.DateField(_("有效期至"))
    sold_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    sold_at = models.DateTimeField(_("售出时间"))
    closed_at = models.DateTimeField(_("用完时间"), null=True, blank=True)

    reach = ReachSpec(
        owners=("advisor",),
        rows=UNNARROWED,
        page="workorders:prepaid",
        seen_by="workorders.request_refund",
    )
    objects = PrepaidPackageQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预收套餐")
        ordering = ("-sold_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gt=0, drawn__gte=0, refunded__gte=0)
                & Q(price__gte=F("drawn") + F("refunded")),
                name="prepaid_not_overdrawn",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "valid_until"],
                condition=Q(closed_at=None),
                name="prepaid_store_standing",
            ),
            models.Index(fields=["vehicle"], condition=Q(closed_at=None), name="prepaid_car"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def left(self) -> Decimal:
        """What the store still owes for it, in yuan."""
        return Decimal(self.price - self.drawn - self.refunded)


class PrepaidItem(TrackedRow):
    """So many times of one service of a prepaid package, and the share of the price they bear.

    ``taken`` counts the uses that stand, those on orders not settled yet among them, and
    ``taken_value`` sums what they are worth.
    """

    prepaid = models.ForeignKey(PrepaidPackage, models.PROTECT, related_name="items")
    package = models.ForeignKey(
        "workorders.ServicePackage",
        models.PROTECT,
        related_name="prepaid_items",
        verbose_name=_("服务套餐"),
    )
    times = models.PositiveSmallIntegerField(_("总次数"))
    taken = models.PositiveSmallIntegerField(_("已用次数"), default=0)
    share = MoneyField(_("分摊金额"))
    taken_value = MoneyField(_("已用金额"), default=ZERO)

    reach = ReachSpec(
        store="prepaid__store",
        unit="prepaid__unit",
        owners=("prepaid__advisor",),
        rows=UNNARROWED,
        shared_through=("prepaid",),
        seen_by="workorders.view_prepaid",
    )
    objects = ReachQuerySet["PrepaidItem"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预收套餐项目")
        ordering = ("prepaid", "pk")
        constraints = [
            models.UniqueConstraint(fields=["prepaid", "package"], name="prepaiditem_once"),
            models.CheckConstraint(
                condition=Q(times__gt=0, times__lte=100, taken__lte=F("times"))
                & Q(share__gt=0, taken_value__gte=0, taken_value__lte=F("share")),
                name="prepaiditem_not_overused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package} × {self.times}"

    @property
    def left(self) -> int:
        """How many times are left."""
        return self.times - self.taken


class PrepaidUseQuerySet(ReachQuerySet["PrepaidUse"]):
    """Uses by where they stand."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(released_at=None)

    def open(self) -> Self:
        """Those on orders that are not settled."""
        return self.standing().filter(used_at=None)


class PrepaidUse(TrackedRow):
    """One time of a prepaid service on an order (核销): laid by, then used at its settlement.

    ``store`` is where it was done; where that is not the store that sold it, the one owes the
    other ``amount``.
    """

    item = models.ForeignKey(PrepaidItem, models.PROTECT, related_name="uses")
    order = models.ForeignKey(
        "workorders.WorkOrder", models.PROTECT, related_name="prepaid_uses", verbose_name=_("工单")
    )
    store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, related_name="+", verbose_name=_("核销门店")
    )
    variant = models.ForeignKey("workorders.PackageVariant", models.PROTECT, related_name="+")
    amount = MoneyField(_("核销金额"))
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))
    used_at = models.DateTimeField(_("核销时间"), null=True, blank=True)
    released_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    reach = ReachSpec(
        unit="item__prepaid__unit",
        owners=("item__prepaid__advisor",),
        rows=UNNARROWED,
        shared_through=("item__prepaid",),
        seen_by="workorders.view_prepaid",
    )
    objects = PrepaidUseQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("套餐核销")
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "order"],
                condition=Q(released_at=None),
                name="prepaiduse_once_an_order",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(used_at=None) | Q(released_at=None)),
                name="prepaiduse_used_or_released",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.amount}"


class PrepaidChange(Row):
    """A prepaid package was extended, or went over to another car or holder: from, to and why."""

    class Kind(models.TextChoices):
        """What was changed."""

        EXTENDED = "extended", _("延期")
        TRANSFERRED = "transferred", _("转让")

    prepaid = models.ForeignKey(PrepaidPackage, models.PROTECT, related_name="changes")
    kind = models.CharField(_("变更"), max_length=12, choices=Kind)
    before = models.CharField(_("变更前"), max_length=120)
    after = models.CharField(_("变更后"), max_length=120)
    reason = models.CharField(_("原因"), max_length=160)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    reach = PrepaidItem.reach
    objects = ReachQuerySet["PrepaidChange"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("预收套餐变更")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="prepaidchange_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class PrepaidRefund(Request):
    """What is left of a prepaid package shall go back to the customer."""

    prepaid = models.ForeignKey(PrepaidPackage, models.PROTECT, related_name="refunds")
    amount = MoneyField(_("退款金额"))

    reach = ReachSpec(unit="prepaid__unit", owners=("prepaid__advisor",), rows=UNNARROWED)
    objects = RequestQuerySet["PrepaidRefund"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("退套餐申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["prepaid"], condition=Q(state="pending"), name="prepaidrefund_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="prepaidrefund_positive"),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="prepaidrefund_open",
            )
        ]

    @property
    def subject(self) -> PrepaidPackage:
        """The package itself."""
        return self.prepaid

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sum that goes back."""
        return {"refund_cny": self.amount}

    @property
    def line_of(self) -> Staff:
        """The line of the advisor who sold it answers for it, not the cashier's."""
        return self.prepaid.advisor
