"""Where parts lie: warehouses, bins and the running balance of each part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import QuantityField, to_fen
from apps.core.refusals import Refused
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import CATEGORY_ROWS, EVERY_ROW, Part

if TYPE_CHECKING:
    from typing import Self

    from apps.org.models import OrgUnit

ZERO = Decimal(0)


@dataclass(frozen=True)
class Rooms:
    """The stock rooms of one store, read once."""

    rows: tuple[Warehouse, ...]

    def serving(self, part: Part) -> Warehouse:
        """The room for this part: accessories and gifts have their own where there is one.

        Raises Refused in a store without a room.
        """
        showroom = part.category in (Part.Category.ACCESSORY, Part.Category.GIFT)
        fitting = [row for row in self.rows if row.showroom == showroom] or self.rows
        if not fitting:
            raise Refused(_("本店还没有仓库，请先建立仓库。"))
        return fitting[0]


class WarehouseQuerySet(ReachQuerySet["Warehouse"]):
    """Finds the room that answers a request."""

    def of_store(self, store: OrgUnit) -> Rooms:
        """The active rooms of a store."""
        return Rooms(tuple(self.filter(store=store, active=True).order_by("pk")))


class Warehouse(TrackedRow):
    """A stock room of a store; ``unit`` is the department that keeps it."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    code = models.CharField(_("仓库编码"), max_length=20)
    name = models.CharField(_("仓库"), max_length=60)
    showroom = models.BooleanField(_("精品与赠品仓"), default=False)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(store="store", unit="unit", rows=EVERY_ROW)
    objects = WarehouseQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("仓库")
        ordering = ("store", "code")
        constraints = [
            models.UniqueConstraint(fields=["store", "code"], name="warehouse_code_per_store")
        ]

    def __str__(self) -> str:
        return self.name


class BinLocation(TrackedRow):
    """One shelf place (货位) of a warehouse."""

    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="bins")
    code = models.CharField(_("货位"), max_length=20)

    reach = ReachSpec(store="warehouse__store", unit="warehouse__unit", rows=EVERY_ROW)
    objects = ReachQuerySet["BinLocation"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("货位")
        ordering = ("warehouse", "code")
        constraints = [
            models.UniqueConstraint(fields=["warehouse", "code"], name="bin_code_per_warehouse")
        ]

    def __str__(self) -> str:
        return self.code


class StockLevelQuerySet(ReachQuerySet["StockLevel"]):
    """Reads balances."""

    def in_stock(self) -> Self:
        """Balances with something on the shelf."""
        return self.filter(on_hand__gt=0)

    def with_available(self) -> Self:
        """Adds ``free``: on hand less reserved."""
        return self.annotate(free=F("on_hand") - F("reserved"))


class StockLevel(Row):
    """The running balance of one part in one warehouse; only ``apps.parts.locking`` writes it.

    ``avg_cost`` is the moving weighted average in yuan without VAT, four decimals.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="levels")
    warehouse = models.ForeignKey(Warehouse, models.PROTECT, related_name="levels")
    bin = models.ForeignKey(
        BinLocation, models.PROTECT, null=True, related_name="levels", verbose_name=_("货位")
    )
    on_hand = QuantityField(_("账面"), default=ZERO)
    reserved = QuantityField(_("占用"), default=ZERO)
    avg_cost = models.DecimalField(_("平均成本"), max_digits=14, decimal_places=4, default=ZERO)

    reach = ReachSpec(
        store="warehouse__store",
        unit="warehouse__unit",
        rows=CATEGORY_ROWS,
    )
    objects = StockLevelQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("库存")
        ordering = ("part", "warehouse")
        constraints = [
            models.UniqueConstraint(fields=["part", "warehouse"], name="stocklevel_once"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="stock_not_negative"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")),
                name="stock_reserved_within_on_hand",
            ),
            models.CheckConstraint(condition=Q(avg_cost__gte=0), name="stock_cost_not_negative"),
        ]
        indexes = [models.Index(fields=["warehouse", "part"], name="stocklevel_warehouse")]

    def __str__(self) -> str:
        return f"{self.part_id}@{self.warehouse_id}: {self.on_hand}"

    @property
    def available(self) -> Decimal:
        """What may still be promised."""
        free: Decimal = self.on_hand - self.reserved
        return free

    @property
    def value(self) -> Decimal:
        """Cost of what lies there, yuan without VAT."""
        return to_fen(self.on_hand * self.avg_cost)
