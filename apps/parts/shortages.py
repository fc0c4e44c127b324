"""What is short and not ordered, by the supplier it was last bought of, with the last price."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.parts.models import Demand, GoodsReceiptLine, Part, Supplier
from apps.parts.permissions import Perm
from apps.parts.services import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.parts.models import Warehouse
    from apps.parts.models.demands import DemandQuerySet

ZERO = Decimal(0)
VAT = "parts.purchase_vat_rate"


@dataclass(frozen=True)
class Shortage:
    """What one supplier would be asked for, for one stock room; None where nobody is known.

    ``opens`` are the keys of the demands whose own page the reader may open.
    """

    supplier: Supplier | None
    warehouse: Warehouse
    demands: list[Demand]
    opens: set[int]


def to_order(by: Actor) -> DemandQuerySet:
    """Short demands that no live purchase order is going to fill."""
    return Demand.objects.visible_to(by, Perm.ADD_PURCHASEORDER).to_order()


def shortages(by: Actor) -> list[Shortage]:
    """Everything to order, grouped by supplier and room; those without a supplier come last."""
    rows = to_order(by).select_related("part", "warehouse__store", "requester")
    demands = list(rows.order_by("needed_at", "pk"))
    sources = suppliers_of({d.part for d in demands})
    seen = Demand.objects.visible_to(by).filter(pk__in=[d.pk for d in demands])
    opens = set(seen.order_by().values_list("pk", flat=True))
    grouped: dict[tuple[int, int], list[Demand]] = defaultdict(list)
    for demand in demands:
        source = sources.get(demand.part_id)
        grouped[source.pk if source else 0, demand.warehouse_id].append(demand)
    found = [
        Shortage(sources.get(d[0].part_id), d[0].warehouse, d, opens) for d in grouped.values()
    ]
    return sorted(found, key=lambda s: (s.supplier is None, str(s.supplier), s.warehouse.pk))


def suppliers_of(parts: set[Part]) -> dict[int, Supplier]:
    """Who each part was last received from; a genuine part else comes from the manufacturer."""
    lines = GoodsReceiptLine.objects.filter(
        part__in=parts, receipt__supplier__isnull=False, receipt__supplier__active=True
    )
    last = lines.order_by("part_id", "-pk").distinct("part_id").select_related("receipt__supplier")
    found = {line.part_id: line.receipt.supplier for line in last}
    maker = Supplier.objects.filter(manufacturer=True, active=True).order_by("pk").first()
    if maker is not None:
        for part in parts:
            if part.kind == Part.Kind.ORIGINAL:
                found.setdefault(part.pk, maker)
    return {key: supplier for key, supplier in found.items() if supplier is not None}


def wanted_for(demands: Iterable[Demand], by: Actor) -> list[Wanted]:
    """One line a part: what is missing in whole packs, at the last price if costs may be seen."""
    grouped: dict[Part, list[Demand]] = defaultdict(list)
    for demand in demands:
        grouped[demand.part].append(demand)
    prices = last_prices(set(grouped)) if by.can(Perm.VIEW_COST) else {}
    rate = vat_rate(by)
    return [
        Wanted(
            part=part,
            quantity=in_packs(part, sum((d.missing for d in rows), ZERO)),
            unit_price=prices.get(part.pk, ZERO),
            vat_rate=rate,
            demand_ids=tuple(d.pk for d in rows),
        )
        for part, rows in sorted(grouped.items(), key=lambda item: item[0].code)
    ]


def last_prices(parts: set[Part]) -> dict[int, Decimal]:
    """What a piece of each part cost last, yuan without VAT."""
    lines = GoodsReceiptLine.objects.filter(part__in=parts, unit_cost__isnull=False)
    last = lines.order_by("part_id", "-pk").distinct("part_id")
    return {part: cost for part, cost in last.values_list("part_id", "unit_cost") if cost}


def in_packs(part: Part, quantity: Decimal) -> Decimal:
    """The quantity rounded up to whole packs."""
    packs = (quantity / part.pack).quantize(Decimal(1), rounding=ROUND_CEILING)
    whole: Decimal = packs * part.pack
    return whole


def vat_rate(by: Actor) -> Decimal:
    """The rate in percent that a new line starts with."""
    return Decimal(str(Setting.objects.value(VAT, business_day(by.now))))
