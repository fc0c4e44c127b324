"""What a line costs the house, and what is left: only for those who may see profit.

A part costs what was issued for it, less what came back, by the moving average of each movement;
before anything is issued, the store's average of today.  An hour costs a figure per store.  Costs
and margins are yuan without VAT.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Sum

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.money import ZERO, to_fen
from apps.parts.models import StockLevel, StockMove
from apps.workorders import pricing
from apps.workorders.models import LabourLine, PartLine, Sublet
from apps.workorders.path_choices import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.workorders.models import WorkOrder

LABOUR_COST = "workorders.labour_cost_per_hour"
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Margin:
    """Net revenue and cost of lines; ``known`` is false where the cost of one is missing."""

    net: Decimal = ZERO
    cost: Decimal = ZERO
    known: bool = True

    @property
    def left(self) -> Decimal:
        """What remains, negative for a loss."""
        return self.net - self.cost

    @property
    def percent(self) -> Decimal | None:
        """The share of the net revenue that remains; None without revenue."""
        if not self.net:
            return None
        return (self.left * HUNDRED / self.net).quantize(Decimal("0.1"))

    def __add__(self, other: Margin) -> Margin:
        return Margin(self.net + other.net, self.cost + other.cost, self.known and other.known)


@dataclass(frozen=True)
class Costs:
    """Where costs of the lines of one order come from, read in three queries."""

    issued: dict[int, tuple[Decimal, Decimal]]
    average: dict[int, Decimal]
    hour: Decimal

    def of(self, line: LabourLine | PartLine) -> Decimal | None:
        """The cost of a line; None where the store never bought the part."""
        if isinstance(line, LabourLine):
            return self._labour(line)
        if line.part_id is None:
            return ZERO
        kept, spent = self.issued.get(line.demand_id or 0, (ZERO, ZERO))
        rest = max(line.quantity - kept, Decimal(0))
        if not rest:
            return to_fen(spent)
        unit = self.average.get(line.part_id)
        return None if unit is None else to_fen(spent + rest * unit)

    def _labour(self, line: LabourLine) -> Decimal:
        """The shop's hours, or what another firm asked; a fee costs nothing."""
        if line.kind == LineKind.LABOUR:
            return to_fen(line.hours * self.hour)
        sublet = Sublet.objects.filter(line=line).first() if line.kind == LineKind.SUBLET else None
        return pricing.net_of(sublet.cost, line.vat_rate) if sublet else ZERO

    def margin(self, line: LabourLine | PartLine) -> Margin:
        """What the line earns."""
        cost = self.of(line)
        net = pricing.net_of(line.amount, line.vat_rate)
        return Margin(net, ZERO if cost is None else cost, cost is not None)


def costs_of(order: WorkOrder, lines: Iterable[LabourLine | PartLine]) -> Costs:
    """The costs behind these lines of an order."""
    parts = [line for line in lines if isinstance(line, PartLine) and line.part_id]
    day = business_day(order.opened_at)
    hour = Setting.objects.value(LABOUR_COST, day, order.store_id)
    demands = [line.demand_id for line in parts if line.demand_id]
    ids = {line.part_id for line in parts if line.part_id}
    return Costs(_issued(demands), _averages(ids, order.store_id), Decimal(str(hour)))


def cost_of(line: LabourLine | PartLine) -> Decimal | None:
    """What one line costs the house, yuan without VAT; None where nobody knows."""
    return costs_of(line.job.order, [line]).of(line)


def _issued(demands: list[int]) -> dict[int, tuple[Decimal, Decimal]]:
    if not demands:
        return {}
    rows = StockMove.objects.filter(demand__in=demands).exclude(kind=StockMove.Kind.ADJUST)
    sums = rows.values("demand").annotate(n=Sum("quantity"), v=Sum(F("quantity") * F("unit_cost")))
    return {row["demand"]: (-row["n"], -row["v"]) for row in sums.order_by()}


def _averages(part_ids: set[int], store_id: int) -> dict[int, Decimal]:
    if not part_ids:
        return {}
    rows = StockLevel.objects.filter(
        part__in=part_ids, warehouse__store=store_id, avg_cost__gt=0
    ).order_by("on_hand", "pk")
    return {part: Decimal(cost) for part, cost in rows.values_list("part", "avg_cost")}
