"""The rows of the pages of prices, packages and schedules: what counts now or is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.models import (
    LabourOperation,
    LabourRate,
    MaintenanceSchedule,
    PackageItem,
    PackageVariant,
    PartPrice,
    ScheduleItem,
    ServicePackage,
)
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access

OWNERS = ("store_id", "model_id", "part_id")


def standing(rows: Any, key: tuple[str, ...], today: dt.date) -> Any:
    """Without the editions that a later one of the same key has replaced by today."""
    later = rows.model.objects.filter(
        effective_from__gt=OuterRef("effective_from"), effective_from__lte=today
    )
    for name in key:
        if name in OWNERS:
            later = later.alias(**{f"of_{name}": Coalesce(name, 0)})
            later = later.filter(**{f"of_{name}": Coalesce(OuterRef(name), 0)})
        else:
            later = later.filter(**{name: OuterRef(name)})
    return rows.exclude(Exists(later))


def rates_of(access: Access, today: dt.date, *, past: bool) -> QuerySet[LabourRate]:
    """Labour rates by payer and trade; the past ones too when asked."""
    rows = LabourRate.objects.visible_to(access, Perm.CHANGE_LABOURRATE).select_related("store")
    kept = rows if past else standing(rows, ("store_id", "payer", "kind"), today)
    return kept.order_by("payer", "kind", F("store").asc(nulls_last=True), "-effective_from")


def part_prices_of(access: Access, today: dt.date, term: str, *, past: bool) -> QuerySet[PartPrice]:
    """Price rules of parts by payer; the past ones too when asked."""
    rows = PartPrice.objects.visible_to(access, PartsPerm.SET_PRICE)
    rows = rows.select_related("store", "part")
    if term.strip():
        word = term.strip()
        rows = rows.filter(Q(part__code__istartswith=word) | Q(part__name__icontains=word))
    key = ("store_id", "payer", "category", "part_id")
    kept = rows if past else standing(rows, key, today)
    return kept.order_by("payer", F("part").asc(nulls_first=True), "category", "-effective_from")


def operations_of(access: Access, term: str, kind: str) -> QuerySet[LabourOperation]:
    """The standard-hour list, by code, name or initials, of one trade or all."""
    perm = Perm.VIEW_WORKORDER if access.can(Perm.VIEW_WORKORDER) else Perm.CHANGE_LABOUROPERATION
    rows = LabourOperation.objects.visible_to(access, perm)
    word = term.strip()
    if word:
        initials = Q(name_initials__startswith=word.lower())
        rows = rows.filter(Q(code__istartswith=word) | Q(name__icontains=word) | initials)
    return rows.filter(kind=kind) if kind else rows


def packages_of(access: Access) -> QuerySet[ServicePackage]:
    """The menu as its keepers see it."""
    rows = ServicePackage.objects.visible_to(access, Perm.CHANGE_SERVICEPACKAGE)
    return rows.select_related("store").prefetch_related("variants").order_by("-active", "code")


def variants_standing(package: ServicePackage, today: dt.date) -> QuerySet[PackageVariant]:
    """What a package holds now or will hold, by model."""
    items = PackageItem.objects.select_related("operation").prefetch_related("parts__part")
    rows = standing(package.variants.all(), ("package_id", "model_id"), today)
    found: QuerySet[PackageVariant] = rows.select_related("model").prefetch_related(
        Prefetch("items", queryset=items)
    )
    return found.order_by("model__series", "model__name", "effective_from")


def schedules_of(access: Access, today: dt.date) -> QuerySet[MaintenanceSchedule]:
    """The schedules that count now or will, by model."""
    rows = MaintenanceSchedule.objects.visible_to(access, Perm.CHANGE_SCHEDULE)
    items = ScheduleItem.objects.select_related("operation").prefetch_related("parts__part")
    kept = standing(rows, ("model_id", "severe"), today).select_related("model")
    found: QuerySet[MaintenanceSchedule] = kept.prefetch_related(Prefetch("items", queryset=items))
    return found.order_by("model__series", "model__name", "severe", "effective_from")
