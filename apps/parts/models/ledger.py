"""The stock ledger: every movement of every part, written once."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row
from apps.core.money import QuantityField, to_fen
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import CATEGORY_ROWS


class StockMove(Row):
    """One movement: the truth about stock. Rows are inserted by ``apps.parts.locking`` only.

    ``quantity`` is signed; an adjustment of zero changes the average alone (a price that came
    later).  ``unit_cost`` is yuan without VAT.
    The database refuses to change or delete one (trigger ``stockmove_append_only``).
    """

    class Kind(models.TextChoices):
        """Why the quantity changed."""

        RECEIPT = "receipt", _("入库")
        ISSUE = "issue", _("发料")
        RETURN = "return", _("退料")
        ADJUST = "adjust", _("调整")
        TRANSFER = "transfer", _("调拨")

    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="moves")
    warehouse = models.ForeignKey("parts.Warehouse", models.PROTECT, related_name="moves")
    kind = models.CharField(_("类型"), max_length=10, choices=Kind)
    quantity = QuantityField(_("数量"))
    unit_cost = models.DecimalField(_("单位成本"), max_digits=14, decimal_places=4)
    on_hand_after = QuantityField(_("结存"))
    demand = models.ForeignKey("parts.Demand", models.PROTECT, null=True, related_name="moves")
    document = models.CharField(_("单据"), max_length=40)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    tenure = models.ForeignKey("org.Tenure", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    operation = models.UUIDField(null=True)

    reach = ReachSpec(
        store="warehouse__store",
        unit="warehouse__unit",
        rows=CATEGORY_ROWS,
    )
    objects = ReachQuerySet["StockMove"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("库存流水")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(quantity=0) | Q(kind="adjust"),
                name="stockmove_moves_something",
            ),
            models.CheckConstraint(
                condition=Q(kind="issue", quantity__lt=0)
                | Q(kind__in=("receipt", "return"), quantity__gt=0)
                | Q(kind__in=("adjust", "transfer")),
                name="stockmove_sign_fits_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["warehouse", "part", "-id"], name="stockmove_part"),
            models.Index(fields=["demand", "id"], name="stockmove_demand"),
            models.Index(fields=["warehouse", "at"], name="stockmove_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} {self.document}"

    @property
    def value(self) -> Decimal:
        """Signed cost of the movement, yuan without VAT."""
        return to_fen(self.quantity * self.unit_cost)
