"""The roster of a week, and the skills and permits of the people in reach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI, business_day, day_bounds
from apps.core.models import Setting
from apps.org import qualifications
from apps.org.models import Absence, Shift, Staff, StaffPermit, StaffSkill
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access

DAYS = 7
MOST = 200
DAY = dt.timedelta(days=1)
PATTERNS = "org.shift_patterns"
WARNING = "org.permit_warning_days"


@dataclass(frozen=True)
class Cell:
    """One person on one day: ``value`` is the code of the pattern, the hours, or empty."""

    name: str
    day: dt.date
    value: str
    words: str
    away: str


@dataclass(frozen=True)
class Line:
    """One person's week."""

    staff: Staff
    cells: list[Cell]
    hours: float


def monday_of(day: dt.date) -> dt.date:
    """The first day of a week."""
    return day - dt.timedelta(days=day.weekday())


def patterns(on: dt.date, store_id: int | None) -> dict[str, tuple[str, str]]:
    """The usual shifts by code: from when to when."""
    found = Setting.objects.value(PATTERNS, on, store_id)
    return {code: (hours[0], hours[1]) for code, hours in found.items()}


def pattern_words(code: str) -> str:
    """What a pattern is called."""
    names = {"day": _("白班"), "early": _("早班"), "late": _("晚班")}
    return names.get(code, code)


def people(access: Access, perm: CapabilityEnum) -> Any:
    """Who is on the roster: people at work in reach, by department."""
    rows = access.limit_reach(Staff.objects.filter(is_active=True, store__isnull=False), perm)
    return rows.select_related("unit").order_by("unit__path", "name_pinyin", "pk")


def week_of(access: Access, monday: dt.date) -> list[Line]:
    """Every line of a week, in three statements."""
    first, last = day_bounds(monday)[0], day_bounds(monday + (DAYS - 1) * DAY)[1]
    shifts = Shift.objects.filter(starts_at__lt=last, ends_at__gt=first).order_by("starts_at")
    away = Absence.objects.between(first, last)
    rows = people(access, Perm.VIEW_ROSTER).prefetch_related(
        Prefetch("shifts", shifts, to_attr="week_shifts"),
        Prefetch("absences", away, to_attr="week_away"),
    )
    known = patterns(monday, access.store.pk if access.store else None)
    return [_line(staff, monday, known) for staff in rows[:MOST]]


def _line(staff: Any, monday: dt.date, known: dict[str, tuple[str, str]]) -> Line:
    by_day = {business_day(s.starts_at): s for s in staff.week_shifts}
    cells, total = [], 0.0
    for n in range(DAYS):
        day = monday + n * DAY
        shift = by_day.get(day)
        bounds = day_bounds(day)
        off = [a for a in staff.week_away if a.starts_at < bounds[1] and a.ends_at > bounds[0]]
        value = value_of(shift, known)
        cells.append(
            Cell(
                f"cell-{staff.pk}-{day:%Y%m%d}",
                day,
                value,
                words_of(value),
                str(off[0].get_kind_display()) if off else "",
            )
        )
        if shift is not None:
            total += (shift.ends_at - shift.starts_at).total_seconds() / 3600
    return Line(staff, cells, round(total, 1))


def value_of(shift: Shift | None, known: dict[str, tuple[str, str]]) -> str:
    """The code of a shift: its pattern, else its hours; empty for a day off."""
    if shift is None:
        return ""
    hours = _clock(shift.starts_at), _clock(shift.ends_at)
    return next((code for code, span in known.items() if span == hours), "-".join(hours))


def words_of(value: str) -> str:
    """A value as it is read."""
    if not value:
        return _("休")
    return value if "-" in value else pattern_words(value)


def _clock(at: dt.datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def skilled(access: Access) -> Any:
    """People who have a skill or a permit or whose department works on cars."""
    known = Exists(StaffSkill.objects.filter(staff=OuterRef("pk")))
    permitted = Exists(StaffPermit.objects.filter(staff=OuterRef("pk")))
    workshop = Q(unit__function="workshop") | Q(unit__parent__function="workshop")
    rows = access.limit_reach(Staff.objects.filter(is_active=True), Perm.CHANGE_SKILL)
    rows = rows.filter(workshop | Q(known) | Q(permitted)).select_related("unit")
    return rows.prefetch_related("skills", "permits").order_by("unit__path", "name_pinyin", "pk")


def skill_cells(staff: Staff) -> list[tuple[str, str, int]]:
    """The level of a person in each kind: name of the field, words, level or 0."""
    levels = {s.skill: s.level for s in staff.skills.all()}
    return [
        (f"skill-{staff.pk}-{code}", str(label), levels.get(code, 0))
        for code, label in qualifications.skills().items()
    ]


def expiring(access: Access, now: dt.datetime) -> Any:
    """Permits that have ended or will soon, the first to end first."""
    today = business_day(now)
    store = access.store.pk if access.store else None
    until = today + dt.timedelta(days=int(Setting.objects.value(WARNING, today, store)))
    rows = StaffPermit.objects.visible_to(access, Perm.CHANGE_SKILL)
    rows = rows.filter(valid_until__lte=until, staff__is_active=True)
    return rows.select_related("staff__unit").order_by("valid_until", "pk")
