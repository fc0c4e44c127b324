"""What a job costs: labour and parts, line by line, each with its payer."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, HoursField, MoneyField, QuantityField, to_fen
from apps.org.reach import ReachQuerySet
from apps.workorders import pricing
from apps.workorders.choices import PartKind, Payer
from apps.workorders.path_choices import LineKind
from apps.workorders.reach import of_order

SANE_PRICE = Decimal(1_000_000)


def charged(line: LabourLine | PartLine, quantity: Decimal) -> tuple[Decimal, Decimal]:
    """Amount and unit price of a line; in a package its share of the price is the amount."""
    share = line.package_amount
    if share is None:
        return pricing.line_amount(quantity, line.unit_price), line.unit_price
    return share, to_fen(share / quantity) if quantity else ZERO


class LabourLine(TrackedRow):
    """Labour charged on a job: hours × price per hour, VAT included; the amount is computed.

    ``package`` is the menu job it came with; ``package_amount`` its share of a fixed price.
    A line of another ``kind`` charges one unit of sublet work or a fee, not the shop's hours.
    """

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="labour_lines")
    description = models.CharField(_("工时项目"), max_length=80)
    kind = models.CharField(_("类别"), max_length=8, choices=LineKind, default=LineKind.LABOUR)
    hours = HoursField(_("工时"))
    unit_price = MoneyField(_("工时单价"))
    amount = MoneyField(_("金额"), editable=False)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, blank=True)
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2, default=Decimal(13))
    package = models.ForeignKey(
        "workorders.PackageVariant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    package_amount = MoneyField(_("套餐分摊"), null=True, blank=True, editable=False)

    reach = of_order("job__order")
    objects = ReachQuerySet["LabourLine"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工时行")
        ordering = ("job", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=999), name="labourline_hours_sane"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, unit_price__lte=SANE_PRICE, amount__gte=0),
                name="labourline_price_sane",
            ),
            models.CheckConstraint(
                condition=Q(vat_rate__gte=0, vat_rate__lt=100), name="labourline_vat_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.description} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the computed amount."""
        self.amount, self.unit_price = charged(self, self.hours)
        super().save(*args, **kwargs)


class PartLine(TrackedRow):
    """A part charged on a job: quantity × price, VAT included; the amount is computed.

    ``demand`` is what was asked of the store for it; ``fitted_quantity`` is what went into the car.
    Name and code are kept as they were when the line was written.
    """

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="part_lines")
    part = models.ForeignKey(
        "parts.Part", models.PROTECT, null=True, blank=True, related_name="order_lines"
    )
    demand = models.OneToOneField(
        "parts.Demand", models.PROTECT, null=True, blank=True, related_name="part_line"
    )
    name = models.CharField(_("配件名称"), max_length=120)
    code = models.CharField(_("零件号"), max_length=40, blank=True)
    brand = models.CharField(_("品牌"), max_length=40, blank=True)
    part_kind = models.CharField(
        _("配件性质"), max_length=20, choices=PartKind, default=PartKind.ORIGINAL
    )
    quantity = QuantityField(_("数量"))
    unit_price = MoneyField(_("单价"))
    amount = MoneyField(_("金额"), editable=False)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, blank=True)
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2, default=Decimal(13))
    fitted_quantity = QuantityField(_("装车数量"), default=Decimal(0))
    package = models.ForeignKey(
        "workorders.PackageVariant", models.PROTECT, null=True, blank=True, related_name="+"
    )
    package_amount = MoneyField(_("套餐分摊"), null=True, blank=True, editable=False)

    reach = of_order("job__order")
    objects = ReachQuerySet["PartLine"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("材料行")
        ordering = ("job", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, quantity__lte=10_000), name="partline_quantity_sane"
            ),
            models.CheckConstraint(
                condition=Q(fitted_quantity__gte=0, fitted_quantity__lte=F("quantity")),
                name="partline_fitted_within",
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, unit_price__lte=SANE_PRICE, amount__gte=0),
                name="partline_price_sane",
            ),
            models.CheckConstraint(
                condition=Q(vat_rate__gte=0, vat_rate__lt=100), name="partline_vat_percent"
            ),
            models.CheckConstraint(
                condition=Q(part__isnull=False) | Q(part_kind="customer_supplied"),
                name="partline_part_or_brought",
            ),
            models.CheckConstraint(
                condition=~Q(part_kind="customer_supplied") | Q(unit_price=ZERO, demand=None),
                name="partline_brought_is_free",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} × {self.quantity}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the computed amount."""
        self.amount, self.unit_price = charged(self, self.quantity)
        super().save(*args, **kwargs)

    @property
    def kept(self) -> Decimal:
        """How much the workshop got from the store and did not bring back."""
        return self.demand.issued - self.demand.returned if self.demand else Decimal(0)
