"""The menu of packages a store has for the car of an order, priced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.workorders import pricing
from apps.workorders.choices import JobState
from apps.workorders.models import PackageItem, PackageVariant
from apps.workorders.services.charging import labour_price, part_prices

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

    from apps.workorders.models import WorkOrder

SHOWN = 8


@dataclass(frozen=True)
class Offer:
    """A menu job with what it costs on this order; None where the store has no labour rate."""

    variant: PackageVariant
    price: Decimal | None
    there: bool

    @property
    def pick(self) -> str:
        """What its button sends."""
        return f"pkg:{self.variant.pk}"

    @property
    def holds(self) -> list[str]:
        """What is in it, in words."""
        return [item.operation.name for item in self.variant.items.all()]


def variants_of(order: WorkOrder) -> QuerySet[PackageVariant]:
    """The packages a draft order may take, with what they hold."""
    items = PackageItem.objects.select_related("operation").prefetch_related("parts__part")
    day = business_day(order.opened_at)
    rows = PackageVariant.objects.offered(order.store_id, order.visit.vehicle, day)
    return rows.select_related("package").prefetch_related(Prefetch("items", queryset=items))


def menu_of(order: WorkOrder, term: str = "") -> list[Offer]:
    """The menu for this car, or what of it a typed term points to, priced."""
    found = [v for v in variants_of(order) if _named(v, term)][:SHOWN]
    there = set(
        order.jobs.exclude(state=JobState.CANCELLED)
        .filter(labour_lines__package__isnull=False)
        .values_list("labour_lines__package", flat=True)
    )
    prices = _sums(order, found)
    return [Offer(v, prices[v.pk], v.pk in there) for v in found]


def _named(variant: PackageVariant, term: str) -> bool:
    package, text = variant.package, term.strip().lower()
    starts = (package.code.lower().startswith(text), package.name_initials.startswith(text))
    return any(starts) or text in package.name.lower()


def _sums(order: WorkOrder, variants: list[PackageVariant]) -> dict[int, Decimal | None]:
    """Fixed prices, and the sums of the others: a rate per trade and payer, parts at once."""
    rates: dict[tuple[str, str], Decimal | None] = {}
    found: dict[int, Decimal | None] = {}
    for variant in variants:
        found[variant.pk] = variant.price
        if variant.price is None:
            found[variant.pk] = _sum(order, variant, rates)
    return found


def _sum(
    order: WorkOrder,
    variant: PackageVariant,
    rates: dict[tuple[str, str], Decimal | None],
) -> Decimal | None:
    payer, whole = variant.package.payer, ZERO
    wanted = [p for item in variant.items.all() for p in item.parts.all()]
    prices = part_prices(order, [p.part for p in wanted], payer)
    for item in variant.items.all():
        key = (payer, item.operation.kind)
        if key not in rates:
            rates[key] = _rate(order, *key)
        rate = rates[key]
        if rate is None:
            return None
        hours = item.operation.std_hours if item.hours is None else item.hours
        whole += pricing.line_amount(hours, rate)
    return sum((pricing.line_amount(p.quantity, prices[p.part_id].unit) for p in wanted), whole)


def _rate(order: WorkOrder, payer: str, kind: str) -> Decimal | None:
    try:
        return labour_price(order, payer, kind)[0]
    except Refused:
        return None
