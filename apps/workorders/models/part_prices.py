"""What parts cost each payer, where it is not the list price."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import MoneyField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models import Part
from apps.workorders.choices import Payer, PriceBasis
from apps.workorders.models.prices import UNNARROWED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


class PartPriceQuerySet(ReachQuerySet["PartPrice"]):
    """Reads a dated price."""

    def rules_for(
        self, parts: Iterable[Part], store_id: int, payers: set[str], on: dt.date
    ) -> list[PartPrice]:
        """The rules of payers for some parts on a day, those that count first.

        A part's own go before its category's and those before the general ones; within each the
        store's before the group's, then the newest.
        """
        parts = list(parts)
        categories = {part.category for part in parts} | {""}
        rows = self.filter(
            Q(store=None) | Q(store=store_id),
            Q(part__in=parts) | Q(part=None, category__in=categories),
            payer__in=payers,
            effective_from__lte=on,
        )
        return list(
            rows.order_by(
                F("part").asc(nulls_last=True),
                "-category",
                F("store").asc(nulls_last=True),
                "-effective_from",
            )
        )


class PartPrice(TrackedRow):
    """A price rule from a day on, until a later one for the same payer and goods begins.

    Either a fixed ``price`` of one part, or ``percent`` of a basis for one part, one category or
    all.  Yuan with VAT; without a store it holds in the whole group.
    """

    store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, default=Payer.CP)
    category = models.CharField(_("类别"), max_length=12, choices=Part.Category, blank=True)
    part = models.ForeignKey(
        Part, models.PROTECT, null=True, blank=True, related_name="prices", verbose_name=_("配件")
    )
    basis = models.CharField(
        _("计价基础"), max_length=8, choices=PriceBasis, default=PriceBasis.LIST
    )
    percent = models.DecimalField(
        _("基础的百分比%"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    price = MoneyField(_("固定单价（含税）"), null=True, blank=True)
    effective_from = models.DateField(_("生效日"))

    reach = ReachSpec(level="store", rows=UNNARROWED)
    objects = PartPriceQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("配件价格")
        ordering = ("payer", "part", "category", "-effective_from")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "payer", "category", "part", "effective_from"],
                nulls_distinct=False,
                name="partprice_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(price=None, percent__gt=0, percent__lte=1000)
                | Q(percent=None, part__isnull=False, price__gte=0, price__lte=1_000_000),
                name="partprice_fixed_or_percent",
            ),
            models.CheckConstraint(
                condition=Q(part=None) | Q(category=""), name="partprice_one_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.price if self.price is not None else self.percent}"

    def fits(self, part: Part) -> bool:
        """Whether the rule is about this part."""
        if self.part_id is not None:
            return bool(self.part_id == part.pk)
        return self.category in {"", part.category}

    def of(self, basis: Decimal) -> Decimal:
        """The unit price by this rule, where the basis is that many yuan; not rounded."""
        if self.price is not None:
            return Decimal(self.price)
        return basis * Decimal(self.percent or 0) / 100
