"""Writing what a package or a schedule holds, as an edition from a day on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.models import (
    LabourLine,
    MaintenanceSchedule,
    PackageItem,
    PackagePart,
    PackageVariant,
    ScheduleItem,
    SchedulePart,
    ServicePackage,
)
from apps.workorders.permissions import Perm
from apps.workorders.services.lines import sane_hours
from apps.workorders.services.price_list import not_behind, owner_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.customers.models import VehicleModel
    from apps.org.access import Access
    from apps.parts.models import Part
    from apps.workorders.models import LabourOperation


@dataclass(frozen=True)
class Extra:
    """A part with its quantity."""

    part: Part
    quantity: Decimal


@dataclass(frozen=True)
class Content:
    """An operation with hours of its own or none, its intervals in a schedule, and its parts."""

    operation: LabourOperation
    hours: Decimal | None = None
    spans: dict[str, int | None] = field(default_factory=dict)
    parts: list[Extra] = field(default_factory=list)


@service
def keep_package(
    *,
    by: Access,
    package: ServicePackage | None,
    version: int | None,
    code: str,
    name: str,
    payer: str,
    express: bool = False,
    active: bool = True,
    whole_group: bool = False,
) -> ServicePackage:
    """A package of the menu, new or changed; its code is used once in a store."""
    row = ServicePackage() if package is None else lock(package, version)
    if package is None:
        row.store = owner_of(by, whole_group)
    row.code, row.name, row.payer = code.strip().upper(), name.strip(), payer
    row.express, row.active = express, active
    others = ServicePackage.objects.filter(store=row.store, code=row.code)
    if others.exclude(pk=row.pk).exists():
        raise Refused(_("套餐代码已经有人用了。"), field="code")
    row.save()
    by.require(Perm.CHANGE_SERVICEPACKAGE, row)
    return row


@service
def keep_variant(
    *,
    by: Access,
    package: ServicePackage,
    model: VehicleModel | None,
    price: Decimal | None,
    effective_from: dt.date,
    content: Sequence[Content],
) -> PackageVariant:
    """What a package holds and costs for a model from a day on; written orders keep theirs.

    An edition of the same day is replaced while no order has taken it.
    """
    by.require(Perm.CHANGE_SERVICEPACKAGE, package)
    not_behind(by, effective_from)
    _sensible(content)
    lock(package)
    key: dict[str, Any] = {"package": package, "model": model, "effective_from": effective_from}
    row = PackageVariant.objects.filter(**key).first() or PackageVariant(**key)
    if row.pk and LabourLine.objects.filter(package=row).exists():
        raise Refused(_("今天的内容已经有工单用了，请从明天起生效。"), field="effective_from")
    row.price = price or None
    row.save()
    for old in row.items.all():
        old.parts.all().delete()
        old.delete()
    for position, entry in enumerate(content, start=1):
        hours = None if entry.hours is None else sane_hours(entry.hours)
        item = PackageItem.objects.create(
            variant=row, position=position, operation=entry.operation, hours=hours
        )
        for extra in entry.parts:
            quantity = extra.part.checked(extra.quantity)
            PackagePart.objects.create(item=item, part=extra.part, quantity=quantity)
    return row


@service
def keep_schedule(
    *,
    by: Access,
    model: VehicleModel,
    severe: bool,
    effective_from: dt.date,
    source: str,
    content: Sequence[Content],
) -> MaintenanceSchedule:
    """What a model needs and how often, from a day on; an edition of the same day is replaced."""
    not_behind(by, effective_from)
    _sensible(content)
    key: dict[str, Any] = {"model": model, "severe": severe, "effective_from": effective_from}
    row = MaintenanceSchedule.objects.filter(**key).first() or MaintenanceSchedule(**key)
    row.source = source.strip()
    row.save()
    by.require(Perm.CHANGE_SCHEDULE, row)
    for old in row.items.all():
        old.parts.all().delete()
        old.delete()
    for position, entry in enumerate(content, start=1):
        _schedule_item(row, position, entry)
    return row


def _schedule_item(row: MaintenanceSchedule, position: int, entry: Content) -> None:
    spans = entry.spans
    if not (spans.get("km") or spans.get("months")):
        facts = {"name": entry.operation.name}
        raise ValidationError(_("“%(name)s”须有间隔公里或间隔月数。") % facts)
    item = ScheduleItem.objects.create(
        schedule=row,
        position=position,
        operation=entry.operation,
        every_km=spans.get("km"),
        every_months=spans.get("months"),
        first_km=spans.get("first_km"),
        first_months=spans.get("first_months"),
    )
    for extra in entry.parts:
        quantity = extra.part.checked(extra.quantity)
        SchedulePart.objects.create(item=item, part=extra.part, quantity=quantity)


def _sensible(content: Sequence[Content]) -> None:
    if not content:
        raise ValidationError(_("至少要有一个工时项目。"))
    codes = [entry.operation.code for entry in content]
    if len(set(codes)) < len(codes):
        raise ValidationError(_("同一个工时项目写了两次。"))
