"""Prepaid packages as pages show them: of a store, of a car, on an order, between stores."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, Sum

from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.customers import plates
from apps.customers.models import Plate, Vehicle
from apps.customers.selectors import plate_read
from apps.workorders.models import (
    PackageVariant,
    PrepaidItem,
    PrepaidPackage,
    PrepaidUse,
    WorkOrder,
)
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import OrgUnit

VIEWS = ("running", "ended", "all", "between")


def packages_shown(
    access: Access, view: str, term: str, today: dt.date
) -> QuerySet[PrepaidPackage]:
    """The packages of the stores in reach: to be used, ended with a rest, or all."""
    rows = PrepaidPackage.objects.visible_to(access, Perm.VIEW_PREPAID)
    if view == "running":
        rows = rows.running(today)
    elif view == "ended":
        rows = rows.ended(today)
    if term.strip():
        plate = Plate.objects.filter(number=plates.normalised(term), until=None)
        number = Q(number=term.strip().upper())
        rows = rows.filter(number | Q(vehicle__in=plate.values("vehicle")))
    items = PrepaidItem.objects.select_related("package")
    cars = Vehicle.objects.all().prefetch_related(plate_read())
    rows = rows.prefetch_related(Prefetch("items", items), Prefetch("vehicle", cars))
    return rows.select_related("customer", "store").order_by("-sold_at", "-pk")


def owed(access: Access) -> Decimal:
    """What the stores in reach owe for packages sold and not used: the liability, in yuan."""
    rows = PrepaidPackage.objects.visible_to(access, Perm.VIEW_PREPAID).standing()
    left = rows.aggregate(sum=Sum(F("price") - F("drawn") - F("refunded")))["sum"]
    return left or ZERO


def uses_between_stores(access: Access) -> QuerySet[PrepaidUse]:
    """Uses in another store than the one that sold, the latest first.

    Of packages in reach, and of packages of others on orders in reach.
    """
    sold = PrepaidPackage.objects.visible_to(access, Perm.VIEW_PREPAID)
    rows = PrepaidUse.objects.filter(used_at__isnull=False)
    done = WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
    rows = rows.filter(Q(item__prepaid__in=sold) | Q(order__in=done))
    rows = rows.exclude(store=F("item__prepaid__store"))
    named = ("item__prepaid__store", "item__package", "store", "order")
    return rows.select_related(*named).order_by("-used_at", "-pk")


def uses_of(prepaid: PrepaidPackage) -> QuerySet[PrepaidUse]:
    """Every use of a package with its order, the latest first."""
    rows = PrepaidUse.objects.filter(item__prepaid=prepaid)
    return rows.select_related("item__package", "order", "store", "by").order_by("-at", "-pk")


def car_named(access: Access, perm: Perm, plate: str, store: OrgUnit | None) -> Vehicle | None:
    """The car with this plate that the store knows, where the person holds a right there."""
    if store is None or not access.stores(perm).filter(pk=store.pk).exists():
        return None
    rows = Vehicle.objects.filter(
        plates__number=plates.normalised(plate), plates__until=None, known_at__store=store
    )
    return rows.select_related("model").first()


def offered_for(vehicle: Vehicle, store: OrgUnit, today: dt.date) -> list[PackageVariant]:
    """The packages of the menu that can be sold in advance for a car."""
    rows = PackageVariant.objects.offered(store.pk, vehicle, today)
    return list(rows.select_related("package"))


def usable_on(order: WorkOrder, access: Actor) -> QuerySet[PrepaidItem]:
    """The prepaid services of the car and its owner that an order may use, in whatever store."""
    visit, here = order.visit, PrepaidUse.objects.open().filter(order=order)
    rows = usable_of(visit.vehicle_id, visit.owner_id, business_day(access.now))
    return rows.exclude(pk__in=here.values("item"))


def usable_of(vehicle_id: int, owner_id: int | None, today: dt.date) -> QuerySet[PrepaidItem]:
    """The services that an owner prepaid for a car and may have done, those that end first."""
    rows = PrepaidItem.objects.filter(
        prepaid__vehicle=vehicle_id,
        prepaid__customer=owner_id,
        prepaid__closed_at=None,
        prepaid__valid_until__gte=today,
        prepaid__refunded=ZERO,
        taken__lt=F("times"),
    )
    return rows.select_related("package", "prepaid").order_by("prepaid__valid_until", "pk")


def uses_on(order: WorkOrder) -> QuerySet[PrepaidUse]:
    """What an order draws from prepaid packages."""
    rows = PrepaidUse.objects.standing().filter(order=order)
    return rows.select_related("item__package", "item__prepaid").order_by("pk")
