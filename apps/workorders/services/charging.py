"""What a line of an order is charged, by whom, and as part of which menu job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.workorders import hooks
from apps.workorders.choices import JobState, PartKind
from apps.workorders.models import LabourLine, PartLine
from apps.workorders.prices import price_of, prices_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from apps.parts.models import Part
    from apps.workorders.models import PackageVariant, WorkOrder
    from apps.workorders.prices import Price

Line = LabourLine | PartLine


def covered(order: WorkOrder, payer: str) -> None:
    """Raises Refused, in words, when a payer may not be charged for this car."""
    for cover in hooks.payer_cover.ask(order=order, payers={payer}):
        if cover.refused:
            raise Refused(cover.words, field="payer")


def labour_price(order: WorkOrder, payer: str, kind: str = "") -> tuple[Decimal, Decimal]:
    """Yuan per hour and VAT percent for a payer on the order's day; Refused without any rate."""
    found = price_of(kind, **_asking(order, payer))
    return found.unit, found.vat_rate


def part_price(order: WorkOrder, part: Part, payer: str) -> Decimal:
    """Yuan per unit for a payer on the order's day."""
    return price_of(part, **_asking(order, payer)).unit


def part_prices(order: WorkOrder, parts: Iterable[Part], payer: str) -> dict[int, Price]:
    """The prices of several parts for a payer on the order's day, by their keys."""
    return prices_of(parts, **_asking(order, payer))


def _asking(order: WorkOrder, payer: str) -> dict[str, Any]:
    day = business_day(order.opened_at)
    return {"store_id": order.store_id, "payer": payer, "on": day, "customer": order.bill_to}


def lines_of(order: WorkOrder, variant: PackageVariant) -> list[Line]:
    """The lines of a package that stand on an order."""
    here = {"job__order": order, "package": variant}
    labour = LabourLine.objects.filter(**here).exclude(job__state=JobState.CANCELLED)
    parts = PartLine.objects.filter(**here).exclude(job__state=JobState.CANCELLED)
    return [*labour.select_related("job"), *parts.select_related("part", "job")]


def dissolve(order: WorkOrder, line: Line) -> bool:
    """Take the fixed price off the package of a line: each of its lines costs its own price again.

    The order is locked.  True when there was a fixed price; totals are not computed here.
    """
    if line.package_amount is None or line.package is None:
        return False
    for other in lines_of(order, line.package):
        other.package = other.package_amount = None
        other.unit_price = _own_price(order, other)
        other.save()
    line.refresh_from_db()
    return True


def _own_price(order: WorkOrder, line: Line) -> Decimal:
    if isinstance(line, LabourLine):
        return labour_price(order, line.payer, line.job.kind)[0]
    if line.part is None or line.part_kind == PartKind.CUSTOMER_SUPPLIED:
        return ZERO
    return part_price(order, line.part, line.payer)
