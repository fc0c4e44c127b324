"""Goods receipts (到货验收单 / 入库单)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import QuantityField, to_fen
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import CATALOGUE_ROWS, CATEGORY_ROWS, Part

if TYPE_CHECKING:
    from typing import Self


class GoodsReceiptLineQuerySet(ReachQuerySet["GoodsReceiptLine"]):
    """Reads receipt lines."""

    def unpriced(self) -> Self:
        """Lines whose price is still to come."""
        return self.filter(unit_cost=None)


class GoodsReceiptLine(TrackedRow):
    """One part of a receipt; ``unit_cost`` in yuan without VAT, empty until the price is known."""

    receipt = models.ForeignKey("parts.GoodsReceipt", models.PROTECT, related_name="lines")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="receipt_lines")
    quantity = QuantityField(_("数量"))
    unit_cost = models.DecimalField(_("进价（不含税）"), max_digits=14, decimal_places=4, null=True)
    bin = models.ForeignKey(
        "parts.BinLocation", models.PROTECT, null=True, related_name="+", verbose_name=_("货位")
    )
    purchase_line = models.ForeignKey(
        "parts.PurchaseLine",
        models.PROTECT,
        null=True,
        related_name="receipt_lines",
        verbose_name=_("采购订单行"),
    )

    reach = ReachSpec(store="receipt__store", unit="receipt__unit", rows=CATEGORY_ROWS)
    objects = GoodsReceiptLineQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("入库单行")
        ordering = ("receipt", "pk")
        indexes = [
            models.Index(
                fields=["receipt"], condition=Q(unit_cost=None), name="receiptline_unpriced"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="receiptline_positive"),
            models.CheckConstraint(
                condition=Q(unit_cost__isnull=True) | Q(unit_cost__gte=0),
                name="receiptline_cost_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"

    @property
    def amount(self) -> Decimal | None:
        """Cost of the line without VAT, None while the price is open."""
        return None if self.unit_cost is None else to_fen(self.quantity * self.unit_cost)


class GoodsReceipt(TrackedRow):
    """What arrived from one supplier and was counted onto the shelf at one time.

    ``direct`` is the quick receipt of a part bought outside and handed on at once
    (先出后入 / 外采): its price may follow later.  ``category`` is that of all its lines, empty
    when they differ: the keeper of accessories sees receipts of accessories only.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    warehouse = models.ForeignKey("parts.Warehouse", models.PROTECT, related_name="receipts")
    number = models.CharField(_("入库单号"), max_length=40, unique=True)
    supplier = models.ForeignKey(
        "parts.Supplier",
        models.PROTECT,
        null=True,
        related_name="receipts",
        verbose_name=_("供应商"),
    )
    supplier_document = models.CharField(_("送货单号"), max_length=40, blank=True)
    category = models.CharField(_("类别"), max_length=12, choices=Part.Category, blank=True)
    direct = models.BooleanField(_("快速入库"), default=False)
    received_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("收货人")
    )
    received_at = models.DateTimeField(_("收货时间"))
    note = models.CharField(_("备注"), max_length=200, blank=True)

    reach = ReachSpec(
        store="store",
        unit="unit",
        owners=("received_by",),
        rows=CATALOGUE_ROWS,
    )
    objects = ReachQuerySet["GoodsReceipt"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("入库单")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["store", "-received_at"], name="goodsreceipt_store")]

    def __str__(self) -> str:
        return self.number
