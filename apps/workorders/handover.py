"""The figures a car leaves with: guarantee and next service."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.workorders.work_classes import GUARANTEES

if TYPE_CHECKING:
    from apps.workorders.models import WorkOrder

MOST_KM = 2_000_000
MOST_KM_IN_SHOP = 1_000


@dataclass(frozen=True)
class NextService:
    """When the car should come again: by day or by reading, whichever is first."""

    on: dt.date
    km: int | None


def guarantee_of(order: WorkOrder, left_at: dt.datetime) -> tuple[dt.date, int]:
    """Last day and kilometres of the legal least guarantee, counted from the day of leaving."""
    least = GUARANTEES[order.repair_class]
    return business_day(left_at) + dt.timedelta(days=least.days), least.km


def next_service_of(order: WorkOrder, left_at: dt.datetime, km: int | None) -> NextService:
    """The maker's interval from the day of leaving and the reading then."""
    model = order.visit.vehicle.model
    on = months_after(business_day(left_at), model.maintenance_months)
    return NextService(on, None if km is None else km + model.maintenance_km)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def km_in(order: WorkOrder) -> int | None:
    """The reading at check-in; None when there was none."""
    checkin = getattr(order.visit, "checkin", None)
    return checkin.odometer_km if checkin else None
