"""Work offered to the customer beside the lines of the order: another way, or more of it."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import MoneyField, QuantityField
from apps.org.reach import ReachQuerySet
from apps.workorders import pricing
from apps.workorders.choices import PartKind, Payer
from apps.workorders.models.lines import SANE_PRICE
from apps.workorders.reach import of_order


class LineKind(models.TextChoices):
    """What a priced line charges."""

    LABOUR = "labour", _("工时")
    PART = "part", _("配件")


class OfferQuerySet(ReachQuerySet["Offer"]):
    """Offers by what became of them."""

    def standing(self) -> Self:
        """Those the customer has neither taken nor refused."""
        return self.filter(state=Offer.State.OPEN)


class Offer(TrackedRow):
    """One piece of work the customer may take; it becomes lines of the order only when taken.

    With ``job`` it is another way of doing that job (another part kind, a partial repair); with
    ``instead_of`` another way of doing that other offer; with neither it is more work, asked for
    by the customer or, with ``finding``, found by a technician.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("待选择")
        TAKEN = "taken", _("已采用")
        LEFT = "left", _("未采用")
        WITHDRAWN = "withdrawn", _("已撤回")

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="offers")
    job = models.ForeignKey(
        "workorders.Job", models.PROTECT, null=True, blank=True, related_name="offers"
    )
    instead_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="other_ways",
        verbose_name=_("替代的方案"),
    )
    finding = models.ForeignKey(
        "workorders.Finding", models.PROTECT, null=True, blank=True, related_name="offers"
    )
    operation = models.ForeignKey(
        "workorders.LabourOperation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("项目"), max_length=80)
    option = models.CharField(_("方案名称"), max_length=40, blank=True)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, default=Payer.CP)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    made_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("拟定时间"))
    became = models.ForeignKey(
        "workorders.Job",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="from_offers",
        verbose_name=_("成为的维修项目"),
    )

    reach = of_order("order")
    objects = OfferQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("报价方案")
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="offer_named"),
            models.CheckConstraint(
                condition=Q(job=None) | Q(instead_of=None), name="offer_one_place"
            ),
        ]
        indexes = [
            models.Index(fields=["order"], condition=Q(state="open"), name="offer_order_open"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.option}".strip()


class OfferLine(TrackedRow):
    """Labour or a part of an offer: quantity × price, VAT included; the amount is computed."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="lines")
    kind = models.CharField(_("类别"), max_length=8, choices=LineKind)
    part = models.ForeignKey("parts.Part", models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("名称"), max_length=120)
    code = models.CharField(_("零件号"), max_length=40, blank=True)
    brand = models.CharField(_("品牌"), max_length=40, blank=True)
    part_kind = models.CharField(_("配件性质"), max_length=20, choices=PartKind, blank=True)
    quantity = QuantityField(_("数量"))
    unit_price = MoneyField(_("单价"))
    amount = MoneyField(_("金额"), editable=False)
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2)

    reach = of_order("offer__order")
    objects = ReachQuerySet["OfferLine"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("报价方案明细")
        ordering = ("offer", "kind", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, quantity__lte=10_000), name="offerline_quantity_sane"
            ),
            models.CheckConstraint(
                condition=Q(unit_price__gte=0, unit_price__lte=SANE_PRICE, amount__gte=0),
                name="offerline_price_sane",
            ),
            models.CheckConstraint(
                condition=Q(kind="labour", part=None, part_kind="")
                | Q(kind="part", part__isnull=False),
                name="offerline_labour_or_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the computed amount."""
        self.amount = pricing.line_amount(self.quantity, self.unit_price)
        super().save(*args, **kwargs)
