"""Which campaigns name a car, and whether they were answered while it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.warranty.models import RecallVehicle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrOrPromise

    from apps.customers.models import Vehicle
    from apps.workorders.models import WorkOrder


def open_recalls(vehicle: Vehicle) -> list[RecallVehicle]:
    """The campaigns that name the car and are neither done nor refused in writing."""
    if not vehicle.vin:
        return []
    rows = RecallVehicle.objects.open().filter(vin=vehicle.vin).select_related("recall")
    return list(rows.order_by("recall__announced_on", "pk"))


def open_recalls_of(vehicles: Iterable[Vehicle]) -> list[tuple[int, RecallVehicle]]:
    """The open campaigns of several cars, each with the key of its car; one statement."""
    by_vin = {v.vin: v.pk for v in vehicles if v.vin}
    rows = RecallVehicle.objects.open().filter(vin__in=by_vin).select_related("recall")
    ordered = rows.order_by("recall__announced_on", "pk") if by_vin else ()
    return [(by_vin[row.vin], row) for row in ordered]


def answered_in(row: RecallVehicle, order: WorkOrder) -> bool:
    """Whether its answer was recorded during the stay of this order."""
    return row.at is not None and row.at >= order.visit.opened_at


def recall_facts(row: RecallVehicle) -> dict[str, _StrOrPromise]:
    """Kind, number and title of the campaign, for sentences."""
    recall = row.recall
    return {
        "kind": recall.get_kind_display(),
        "number": recall.number,
        "title": recall.title,
    }
