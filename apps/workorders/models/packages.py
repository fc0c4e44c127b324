"""Menu jobs: a named set of labour and parts for a model, at a fixed or a summed price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField, MoneyField, QuantityField
from apps.core.pinyin import initials
from apps.customers.derived import DerivedField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Payer
from apps.workorders.models.prices import UNNARROWED

if TYPE_CHECKING:
    import datetime as dt

    from apps.customers.models import Vehicle


class ServicePackage(TrackedRow):
    """One entry of a store's menu, such as 小保养; without a store it is the whole group's."""

    store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(_("套餐代码"), max_length=20)
    name = models.CharField(_("套餐名称"), max_length=60)
    name_initials = DerivedField(max_length=60, source="name", derive=initials)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, default=Payer.CP)
    express = models.BooleanField(_("快修项目"), default=False)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="store", rows=UNNARROWED)
    objects = ReachQuerySet["ServicePackage"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("服务套餐")
        ordering = ("code", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "code"], nulls_distinct=False, name="servicepackage_code_once"
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""), name="servicepackage_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PackageVariantQuerySet(ReachQuerySet["PackageVariant"]):
    """Finds what a store offers for a car."""

    def offered(self, store_id: int, vehicle: Vehicle, on: dt.date) -> Self:
        """Editions in force for this car, one per package: its own model's before the general.

        Of a store's own package and the group's with the same code the store's counts.
        """
        rows = self.filter(
            Q(package__store=None) | Q(package__store=store_id),
            Q(model=None) | Q(model=vehicle.model_id),
            package__active=True,
            effective_from__lte=on,
        )
        return rows.order_by(
            "package__code", "package__store", "model", "-effective_from"
        ).distinct("package__code")


class PackageVariant(TrackedRow):
    """What a package holds and costs for one model from a day on; without a model, for all.

    ``price`` is what the customer pays for all of it, VAT included; without one its lines are
    charged each at its own price.
    """

    package = models.ForeignKey(ServicePackage, models.PROTECT, related_name="variants")
    model = models.ForeignKey(
        "customers.VehicleModel",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="packages",
        verbose_name=_("车型"),
    )
    price = MoneyField(_("套餐价（含税）"), null=True, blank=True)
    effective_from = models.DateField(_("生效日"))

    reach = ReachSpec(store="package__store", level="store", rows=UNNARROWED)
    objects = PackageVariantQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("套餐内容")
        ordering = ("package", "model", "-effective_from")
        constraints = [
            models.UniqueConstraint(
                fields=["package", "model", "effective_from"],
                nulls_distinct=False,
                name="packagevariant_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gt=0, price__lte=1_000_000),
                name="packagevariant_price_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.package)


class PackageItem(TrackedRow):
    """One job of a package; without hours of its own it takes the standard ones."""

    variant = models.ForeignKey(PackageVariant, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    operation = models.ForeignKey(
        "workorders.LabourOperation",
        models.PROTECT,
        related_name="package_items",
        verbose_name=_("工时项目"),
    )
    hours = HoursField(_("工时"), null=True, blank=True)

    reach = ReachSpec(store="variant__package__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["PackageItem"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("套餐项目")
        ordering = ("variant", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "operation"], name="packageitem_operation_once"
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=0, hours__lte=100),
                name="packageitem_hours_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id} {self.operation_id}"


class PackagePart(TrackedRow):
    """A part of a job of a package."""

    item = models.ForeignKey(PackageItem, models.PROTECT, related_name="parts")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="package_parts")
    quantity = QuantityField(_("数量"))

    reach = ReachSpec(store="item__variant__package__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["PackagePart"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("套餐配件")
        ordering = ("item", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=10_000), name="packagepart_quantity_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"
