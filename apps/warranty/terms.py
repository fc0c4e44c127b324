"""Whether a car is still covered: by date and by kilometres, whichever is reached first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.figures_text import day_text, km_text
from apps.core.models import Setting
from apps.customers.models.vehicle import Usage
from apps.warranty.choices import ClaimKind
from apps.warranty.models import WarrantyPolicy
from apps.workorders.handover import months_after

if TYPE_CHECKING:
    from apps.customers.models import Vehicle

# The law's least repair period of family cars (O43 art. 18), as dated settings.
# Cars sold earlier are measured by the same figures.
LAW_SINCE = dt.date(2022, 1, 1)
LEAST = ("warranty.repair_months", "warranty.repair_km")


@dataclass(frozen=True)
class Coverage:
    """The end of a period beside where the car stands on a day.

    ``until`` is None when the sale date is not known; then nothing can be said about the date.
    """

    title: str
    until: dt.date | None
    km: int
    on: dt.date
    reading: int | None

    @property
    def expired(self) -> str:
        """Why the car is out of the period, in words; empty while it is inside."""
        facts = {"title": self.title}
        if self.until is not None and self.on > self.until:
            return _("%(title)s已于%(day)s到期。") % {**facts, "day": day_text(self.until)}
        if self.reading is not None and self.reading > self.km:
            words = _("里程 %(reading)s 已超出%(title)s的 %(km)s。")
            return words % {**facts, "reading": km_text(self.reading), "km": km_text(self.km)}
        return ""

    @property
    def words(self) -> str:
        """The period in words, over or not."""
        if self.expired:
            return self.expired
        if self.until is None:
            return _("没有购车日期，无法判断%(title)s；请先补录。") % {"title": self.title}
        facts = {"title": self.title, "day": day_text(self.until), "km": km_text(self.km)}
        return _("%(title)s内：至%(day)s或 %(km)s，先到为准。") % facts


def coverage(vehicle: Vehicle, kind: str, *, on: dt.date, reading: int | None) -> Coverage:
    """The period that counts for a claim of this kind; the sale date starts it."""
    if kind == ClaimKind.FSV:
        model = vehicle.model
        title, months, km = _("首保期"), model.first_service_months, model.first_service_km
    else:
        title = _("包修期")
        months, km = repair_terms(vehicle, on)
    until = months_after(vehicle.sale_date, months) if vehicle.sale_date else None
    return Coverage(title, until, km, on, reading)


def repair_terms(vehicle: Vehicle, on: dt.date) -> tuple[int, int]:
    """Months and kilometres of the repair period: the policy, never below the law for a family."""
    sold = vehicle.sale_date or on
    policy = WarrantyPolicy.objects.in_force(vehicle, sold).first()
    model = vehicle.model
    months = policy.repair_months if policy else model.warranty_months
    km = policy.repair_km if policy else model.warranty_km
    if vehicle.usage != Usage.FAMILY:
        return months, km
    law = Setting.objects.several(LEAST, max(sold, LAW_SINCE))
    least_months, least_km = (int(law[code]) for code in LEAST)
    return max(months, least_months), max(km, least_km)


def least_terms(on: dt.date) -> dict[str, int]:
    """The law's least repair and 三包 periods of family cars on a day, in months and kilometres."""
    names = ("repair_months", "repair_km", "rr_months", "rr_km")
    found = Setting.objects.several([f"warranty.{n}" for n in names], on)
    return {n: int(found[f"warranty.{n}"]) for n in names}
