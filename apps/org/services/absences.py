"""Recording who is away, and that they are back."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day, day_bounds
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.org.access import Access
from apps.org.models import Absence, Staff
from apps.org.permissions import Perm

WORDS = {
    "absence_in_order": _("结束时间必须晚于开始时间。"),
    "absence_no_overlap": _("这个人在这段时间已经登记了缺勤。"),
}
BACKDATED = dt.timedelta(days=31)


@service
def record_absence(
    *,
    by: Access,
    staff: Staff,
    kind: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    note: str = "",
) -> Absence:
    """The person counts as away from start to end: a stand-in is proposed where one is needed.

    Raises Refused beside the field for dates upside down or long past, for a leaver and for a
    time already recorded.
    """
    by.require(Perm.RECORD_ABSENCE, staff)
    if not staff.is_active:
        raise Refused(_("%(who)s已经离职。") % {"who": staff}, field="staff")
    if ends_at <= starts_at:
        raise Refused(WORDS["absence_in_order"], field="ends_at")
    if starts_at < day_bounds(business_day(by.now - BACKDATED))[0]:
        raise Refused(_("只能补记一个月以内的缺勤。"), field="starts_at")
    if Absence.objects.standing().filter(staff=staff, starts_at__lt=ends_at, ends_at__gt=starts_at):
        raise Refused(WORDS["absence_no_overlap"], field="starts_at")
    absence = Absence(
        staff=staff,
        store=staff.store or staff.unit,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        note=note,
        recorded_by=by.person,
    )
    with constraint_words(**WORDS):
        absence.save()
    return absence


@service
def end_absence(*, by: Access, absence: Absence, version: int | None = None) -> Absence:
    """The person is back now; an absence that has not begun is taken back."""
    absence = lock(absence, version)
    by.require(Perm.RECORD_ABSENCE, absence)
    if absence.cancelled_at is not None or absence.ends_at <= by.now:
        raise Refused(_("这段缺勤已经结束。"))
    if absence.starts_at < by.now:
        absence.ends_at = by.now
    else:
        absence.cancelled_at = by.now
    absence.save()
    return absence
