"""What a car needs by its schedule, and what its driver did not want last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import day_text, km_text
from apps.core.models import Setting
from apps.core.tones import Tone
from apps.workorders import hooks
from apps.workorders.choices import JobState, OrderState
from apps.workorders.handover import months_after
from apps.workorders.models import Job, LabourOperation, MaintenanceSchedule, ScheduleItem
from apps.workorders.selectors.mileage import Pace, pace_of

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Vehicle

SEVERE_USAGES = "maintenance.severe_usages"
SEVERE_KM = "maintenance.severe_km_per_year"
SOON_KM = "maintenance.soon_km"
SOON_DAYS = "maintenance.soon_days"
FIGURES = (SEVERE_USAGES, SEVERE_KM, SOON_KM, SOON_DAYS)


class Need(StrEnum):
    """How pressing a suggestion is; unknown where whole intervals have passed without a record."""

    OVERDUE = "overdue"
    SOON = "soon"
    UNKNOWN = "unknown"
    DECLINED = "declined"


TONES = {
    Need.OVERDUE: Tone.LATE,
    Need.SOON: Tone.BLOCKED,
    Need.UNKNOWN: Tone.WAITING,
    Need.DECLINED: Tone.WAITING,
}


@dataclass(frozen=True)
class Done:
    """When and at which reading an operation was last done; ``km`` is None where nobody read it."""

    on: dt.date
    km: int | None


@dataclass(frozen=True)
class Suggestion:
    """One thing to offer: by the schedule (``item``) or declined before.

    ``over_km`` and ``over_days`` are beyond the interval, negative while still to come; None where
    the schedule has no such interval or nothing is known.
    """

    need: Need
    name: str
    words: str
    item: ScheduleItem | None = None
    last: Done | None = None
    over_km: int | None = None
    over_days: int | None = None
    url: str = ""
    safety: bool = False

    @property
    def tone(self) -> Tone:
        """Its colour."""
        return Tone.LATE if self.safety else TONES.get(self.need, Tone.WAITING)


@dataclass(frozen=True)
class Advice:
    """All suggestions for a car at a reading on a day, with what they go by."""

    km: int
    estimated: bool
    severe: str
    schedule: MaintenanceSchedule | None
    rows: list[Suggestion] = field(default_factory=list)

    @property
    def overdue(self) -> list[Suggestion]:
        """What the schedule says is due now."""
        return [row for row in self.rows if row.need == Need.OVERDUE]


def suggestions_for(
    vehicle: Vehicle,
    km: int | None,
    today: dt.date,
    *,
    by: Actor | None = None,
    without_order: int | None = None,
) -> Advice:
    """What to offer for a car at a reading on a day, the most overdue first.

    Without a reading (a booking) it is estimated from the car's history.  ``by`` adds what was
    declined before, as far as that person may see it; ``without_order`` leaves out the order being
    written.
    """
    pace = pace_of(vehicle, today)
    reading = pace.at(today) if km is None else km
    figures = Setting.objects.several(FIGURES, today)
    severe = _severe(vehicle, pace, figures)
    schedule = MaintenanceSchedule.objects.in_force(
        vehicle.model_id, today, severe=bool(severe)
    ).first()
    soon = (int(figures[SOON_KM]), int(figures[SOON_DAYS]))
    rows = _due(vehicle, schedule, reading, today, without_order, soon=soon) if schedule else []
    if by is not None:
        rows += [_declined(d) for d in hooks.declined_work.ask(vehicle=vehicle, by=by)]
    return Advice(reading, km is None, severe, schedule, rows)


def _severe(vehicle: Vehicle, pace: Pace, figures: dict[str, Any]) -> str:
    """Why the car counts as hard used, in words; empty for usual use."""
    if vehicle.usage in figures[SEVERE_USAGES]:
        return str(vehicle.get_usage_display())
    most = int(figures[SEVERE_KM])
    if pace.measured and pace.per_year > most:
        return _("每年约 %(km)s") % {"km": km_text(pace.per_year)}
    return ""


def _due(
    vehicle: Vehicle,
    schedule: MaintenanceSchedule,
    km: int,
    today: dt.date,
    without_order: int | None,
    *,
    soon: tuple[int, int],
) -> list[Suggestion]:
    items = list(schedule.items.select_related("operation").prefetch_related("parts__part"))
    done = last_done(vehicle, [i.operation for i in items], without_order)
    found = []
    for item in items:
        last = done.get(item.operation.code)
        over_km, over_days = _beyond(item, last, vehicle, km, today)
        need = _need(over_km, over_days, *soon)
        if need is None:
            continue
        words = _words(over_km, over_days, last)
        if need == Need.OVERDUE and last is None and _missed(item, over_km, over_days):
            need, words = Need.UNKNOWN, _("没有做过的记录，请询问客户")
        found.append(Suggestion(need, item.operation.name, words, item, last, over_km, over_days))
    return sorted(found, key=lambda s: (list(Need).index(s.need), -_urgency(s)))


def _need(over_km: int | None, over_days: int | None, soon_km: int, soon_days: int) -> Need | None:
    if _reached(over_km, 0) or _reached(over_days, 0):
        return Need.OVERDUE
    if _reached(over_km, -soon_km) or _reached(over_days, -soon_days):
        return Need.SOON
    return None


def _missed(item: ScheduleItem, over_km: int | None, over_days: int | None) -> bool:
    """Whether it should have been done at least twice by now: then only the record is missing."""
    if item.every_km and _reached(over_km, item.every_km):
        return True
    return bool(item.every_months) and _reached(over_days, 30 * (item.every_months or 0))


def _beyond(
    item: ScheduleItem, last: Done | None, vehicle: Vehicle, km: int, today: dt.date
) -> tuple[int | None, int | None]:
    """Kilometres and days beyond the item's interval."""
    first = last is None
    every_km = (item.first_km if first and item.first_km else None) or item.every_km
    months = (item.first_months if first and item.first_months else None) or item.every_months
    over_km = None
    if every_km and (last is None or last.km is not None):
        over_km = km - ((last.km if last and last.km is not None else 0) + every_km)
    since = last.on if last else vehicle.sale_date
    over_days = (today - months_after(since, months)).days if months and since else None
    return over_km, over_days


def last_done(
    vehicle: Vehicle, operations: list[LabourOperation], without_order: int | None = None
) -> dict[str, Done]:
    """By code, when each operation was last done on the car, in any store of the group.

    A larger operation counts for the smaller ones it includes.
    """
    codes = {o.code for o in operations}
    wanted = Q(operation__code__in=codes)
    for code in codes:
        wanted |= Q(operation__includes__contains=[code])
    rows = (
        Job.objects.filter(wanted, order__visit__vehicle=vehicle)
        .exclude(state=JobState.CANCELLED)
        .exclude(order__state__in=(OrderState.CANCELLED, OrderState.DRAFT))
        .exclude(order=without_order)
        .order_by("order__opened_at")
        .values_list(
            "operation__code",
            "operation__includes",
            "order__opened_at",
            "order__visit__checkin__odometer_km",
        )
    )
    return {
        code: Done(business_day(at), km)
        for own, includes, at, km in rows
        for code in {own, *includes} & codes
    }


def _words(over_km: int | None, over_days: int | None, last: Done | None) -> str:
    parts = []
    if over_km is not None:
        far = km_text(abs(over_km))
        parts.append((_("超 %(km)s") if over_km >= 0 else _("还有 %(km)s")) % {"km": far})
    if over_days is not None:
        days = abs(over_days)
        parts.append((_("超 %(n)s 天") if over_days >= 0 else _("还有 %(n)s 天")) % {"n": days})
    words = _("，").join(parts)
    if last is None:
        return _("%(words)s；没有做过的记录") % {"words": words}
    facts = {"words": words, "day": day_text(last.on)}
    if last.km is None:
        return _("%(words)s；上次 %(day)s") % facts
    return _("%(words)s；上次 %(day)s %(km)s") % {**facts, "km": km_text(last.km)}


def _declined(row: hooks.Declined) -> Suggestion:
    facts = {"day": day_text(business_day(row.at)), "reason": row.reason}
    words = _("%(day)s 未做：%(reason)s") if row.reason else _("%(day)s 未做")
    return Suggestion(Need.DECLINED, row.words, words % facts, url=row.url, safety=row.safety)


def _reached(over: int | None, bound: int) -> bool:
    return over is not None and over >= bound


def _urgency(row: Suggestion) -> float:
    """Days beyond, with a thousand kilometres taken for a month."""
    km = row.over_km / 1000 * 30 if row.over_km is not None else float("-inf")
    days = float(row.over_days) if row.over_days is not None else float("-inf")
    return max(km, days)
