"""Packages, schedules and prices for tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.workorders.models import (
    LabourOperation,
    LabourRate,
    MaintenanceSchedule,
    PackageItem,
    PackagePart,
    PackageVariant,
    PartPrice,
    ScheduleItem,
    SchedulePart,
    ServicePackage,
)
from tests.factories.parts import PartFactory
from tests.personas import store_of

if TYPE_CHECKING:
    from apps.parts.models import Part

SINCE = dt.date(2026, 1, 1)


def operation(code: str = "BY01", name: str = "更换机油机滤", **facts: Any) -> LabourOperation:
    """An operation of half an hour."""
    known = LabourOperation.objects.filter(code=code).first()
    return known or LabourOperation.objects.create(
        code=code, name=name, **{"std_hours": Decimal("0.50"), **facts}
    )


def package(
    *content: tuple[LabourOperation, list[tuple[Part, str]]],
    price: str | None = None,
    model: Any = None,
    since: dt.date = SINCE,
    **facts: Any,
) -> PackageVariant:
    """A package of the first store with one edition."""
    head = {
        "store": store_of(),
        "code": f"TC{ServicePackage.objects.count():02d}",
        "name": "小保养",
    }
    row = facts.pop("package", None) or ServicePackage.objects.create(**{**head, **facts})
    variant = PackageVariant.objects.create(
        package=row,
        model=model,
        price=None if price is None else Decimal(price),
        effective_from=since,
    )
    for position, (work, parts) in enumerate(content, start=1):
        item = PackageItem.objects.create(variant=variant, position=position, operation=work)
        for part, quantity in parts:
            PackagePart.objects.create(item=item, part=part, quantity=Decimal(quantity))
    return variant


def small_service(price: str | None = "199.99", **facts: Any) -> PackageVariant:
    """Oil, filter and a look over it: three lines that cost 60 + 39 + 4.2 × 59 and 36 more."""
    oil = PartFactory(name="机油", category="oil", list_price=Decimal("59.00"))
    sieve = PartFactory(name="机油滤清器", list_price=Decimal("39.00"))
    look = operation("BY02", "常规保养检查", std_hours=Decimal("0.30"))
    return package((operation(), [(sieve, "1"), (oil, "4.2")]), (look, []), price=price, **facts)


def schedule(
    model: Any,
    *content: tuple[LabourOperation, dict[str, int], list[tuple[Part, str]]],
    severe: bool = False,
    since: dt.date = SINCE,
) -> MaintenanceSchedule:
    """A schedule of a model."""
    row = MaintenanceSchedule.objects.create(
        model=model, severe=severe, effective_from=since, source="厂家保养手册"
    )
    for position, (work, spans, parts) in enumerate(content, start=1):
        item = ScheduleItem.objects.create(schedule=row, position=position, operation=work, **spans)
        for part, quantity in parts:
            SchedulePart.objects.create(item=item, part=part, quantity=Decimal(quantity))
    return row


def rate(payer: str, yuan: str, since: dt.date = SINCE, **facts: Any) -> LabourRate:
    """What an hour costs in the first store."""
    row = {"store": store_of(), "payer": payer, "rate": Decimal(yuan), "effective_from": since}
    return LabourRate.objects.create(**{**row, **facts})


def part_rule(payer: str, since: dt.date = SINCE, **facts: Any) -> PartPrice:
    """A price rule of the first store."""
    row = {"store": store_of(), "payer": payer, "effective_from": since}
    return PartPrice.objects.create(**{**row, **facts})
