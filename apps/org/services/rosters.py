"""Planning who is there when, and writing down what people master and may do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI, day_bounds
from apps.core.refusals import Refused, Stale
from apps.core.services import constraint_words, lock, lock_all, service
from apps.org.models import Absence, Shift, Staff, StaffPermit, StaffSkill
from apps.org.permissions import Perm
from apps.org.selectors.roster import DAY, DAYS, patterns, value_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.access import Access
    from apps.org.reach import ReachQuerySet

HIGHEST = 5


@service
def plan_roster(*, by: Access, cells: list[tuple[Staff, dt.date, str, str]]) -> int:
    """Each cell (person, day, value seen, value wanted) is as wanted; the others stay.

    Stale when somebody changed a cell after the page was made; gives how many changed.
    """
    changed = [c for c in cells if c[2] != c[3]]
    lock_all(Staff.objects.filter(pk__in={staff.pk for staff, *__ in changed}))
    for staff, day, seen, wanted in changed:
        by.require(Perm.CHANGE_ROSTER, staff)
        known = patterns(day, staff.store_id)
        shifts = list(_shifts_on(staff, day))
        there = value_of(shifts[0] if shifts else None, known)
        if there not in {seen, wanted}:
            words = _("%(who)s %(day)s 的班次已被改为“%(now)s”，请核对后再保存。")
            facts = {"who": staff.name, "day": f"{day:%m-%d}", "now": words_of(there)}
            raise Stale(words % facts)
        for shift in shifts:
            shift.delete()
        if wanted:
            _add(staff, day, known.get(wanted) or _hours(wanted))
    return len(changed)


@service
def copy_week(*, by: Access, people: Iterable[Staff], monday: dt.date) -> int:
    """Days of a week without a shift get that of the week before; who is away gets none."""
    count = 0
    for staff in lock_all(Staff.objects.filter(pk__in=[p.pk for p in people])):
        by.require(Perm.CHANGE_ROSTER, staff)
        for n in range(DAYS):
            day = monday + n * DAY
            before = _shifts_on(staff, day - DAYS * DAY).first()
            if before is None or _shifts_on(staff, day).exists():
                continue
            first, last = before.starts_at + DAYS * DAY, before.ends_at + DAYS * DAY
            if Absence.objects.between(first, last).filter(staff=staff).exists():
                continue
            Shift(staff=staff, store=before.store, starts_at=first, ends_at=last).save()
            count += 1
    return count


@service
def set_skills(*, by: Access, levels: list[tuple[Staff, str, int, int]]) -> int:
    """Each level (person, kind, level seen, level wanted) is as wanted; 0 takes the skill away."""
    changed = [row for row in levels if row[2] != row[3]]
    lock_all(Staff.objects.filter(pk__in={staff.pk for staff, *__ in changed}))
    for staff, kind, seen, wanted in changed:
        by.require(Perm.CHANGE_SKILL, staff)
        if not 0 <= wanted <= HIGHEST:
            raise Refused(_("等级须在 1 到 5 之间。"))
        row = StaffSkill.objects.filter(staff=staff, skill=kind).first()
        there = row.level if row else 0
        if there not in {seen, wanted}:
            words = _("%(who)s的技能等级已被改为 %(level)s，请核对后再保存。")
            raise Stale(words % {"who": staff.name, "level": there})
        if wanted == 0 and row is not None:
            row.delete()
        elif wanted:
            row = row or StaffSkill(staff=staff, skill=kind)
            row.level = wanted
            row.save()
    return len(changed)


@service
def save_permit(
    *,
    by: Access,
    staff: Staff,
    permit: str,
    number: str,
    valid_until: dt.date,
    version: int | None = None,
) -> StaffPermit:
    """The person holds a certificate until a day; the same number again renews it."""
    by.require(Perm.CHANGE_SKILL, staff)
    if valid_until < by.now.astimezone(SHANGHAI).date():
        raise Refused(_("有效期已经过去。"), field="valid_until")
    found = StaffPermit.objects.filter(staff=staff, permit=permit, number=number.strip()).first()
    row = lock(found, version) if found else StaffPermit(staff=staff, permit=permit)
    row.number, row.valid_until = number.strip(), valid_until
    with constraint_words(permit_once=_("这个证件已经登记。")):
        row.save()
    return row


def _shifts_on(staff: Staff, day: dt.date) -> ReachQuerySet[Shift]:
    first, last = day_bounds(day)
    return Shift.objects.filter(staff=staff, starts_at__gte=first, starts_at__lt=last)


def _add(staff: Staff, day: dt.date, hours: tuple[str, str]) -> None:
    first, last = (
        dt.datetime.combine(day, dt.time.fromisoformat(text), SHANGHAI) for text in hours
    )
    words = _("%(who)s这段时间已有班次。") % {"who": staff.name}
    ordered = _("下班时间必须晚于上班时间。")
    with constraint_words(shift_no_overlap=words, shift_in_order=ordered):
        Shift(staff=staff, store=staff.store or staff.unit, starts_at=first, ends_at=last).save()


def _hours(value: str) -> tuple[str, str]:
    first, dash, last = value.partition("-")
    try:
        dt.time.fromisoformat(first), dt.time.fromisoformat(last)
    except ValueError:
        raise Refused(_("班次看不懂：%(value)s") % {"value": value}) from None
    if not dash:
        raise Refused(_("班次看不懂：%(value)s") % {"value": value})
    return first, last
