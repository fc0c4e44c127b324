"""How far a car is driven: from its own readings, else from its age, else as cars usually are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.workorders.models import CheckIn

if TYPE_CHECKING:
    from apps.customers.models import Vehicle

LOOK_BACK = dt.timedelta(days=730)
LEAST_DAYS = 30
KM_A_DAY = "maintenance.km_per_day"
YEAR = 365


@dataclass(frozen=True)
class Pace:
    """A reading on a day, and kilometres a day since; ``measured`` from two readings of the car."""

    km: int
    on: dt.date
    per_day: float
    measured: bool

    def at(self, day: dt.date) -> int:
        """The reading to be expected on a day, never below the last one."""
        return self.km + int(max((day - self.on).days, 0) * self.per_day)

    @property
    def per_year(self) -> int:
        """Kilometres a year."""
        return int(self.per_day * YEAR)


def pace_of(vehicle: Vehicle, today: dt.date) -> Pace:
    """How far the car is driven, by the readings of the last two years in the whole group."""
    rows = CheckIn.objects.filter(visit__vehicle=vehicle, odometer_km__isnull=False)
    readings = [
        (business_day(at), km)
        for at, km in rows.order_by("taken_at").values_list("taken_at", "odometer_km")
        if km is not None and today - business_day(at) <= LOOK_BACK
    ]
    if readings:
        (first_day, first), (last_day, last) = readings[0], readings[-1]
        days = (last_day - first_day).days
        if days >= LEAST_DAYS and last >= first:
            return Pace(last, last_day, (last - first) / days, measured=True)
        return Pace(last, last_day, _by_age(vehicle, last, last_day), measured=False)
    km = vehicle.last_odometer_km or 0
    seen = business_day(vehicle.last_visit_at) if vehicle.last_visit_at else vehicle.sale_date
    return Pace(km, seen or today, _by_age(vehicle, km, seen or today), measured=False)


def estimated_km(vehicle: Vehicle, on: dt.date) -> int:
    """The reading to be expected on a day, for a booking: the car is not here to be read."""
    return pace_of(vehicle, on).at(on)


def _by_age(vehicle: Vehicle, km: int, on: dt.date) -> float:
    age = (on - vehicle.sale_date).days if vehicle.sale_date else 0
    if km and age >= LEAST_DAYS:
        return km / age
    return float(Setting.objects.value(KM_A_DAY, on))
