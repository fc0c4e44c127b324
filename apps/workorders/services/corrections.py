"""The supervisor corrects what a clock says: a recorded act with its reason, never one's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.clock import SHANGHAI
from apps.core.frame import note_reason
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import follow
from apps.workorders.choices import ClockKind, JobState, WaitingCause
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import ClockEntry, Job
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import lock_job, open_hold

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff

LONGEST = dt.timedelta(hours=16)


@service
def correct_clock(
    *,
    by: Access,
    entry: ClockEntry,
    start: dt.datetime,
    end: dt.datetime,
    kind: str,
    reason: str,
    job: Job | None = None,
    version: int | None = None,
) -> ClockEntry:
    """An entry gets other times, another kind or another job; a running one is ended."""
    entry = _locked(entry, version, by)
    was = entry.job
    _explain(entry, reason, by)
    _set(entry, (start, end), kind, job, by)
    with constraint_words(clock_no_overlap=_overlap(entry, start, end)):
        entry.save()
    if was is not None:
        _settle(was, by)
    return entry


@service
def split_clock(
    *,
    by: Access,
    entry: ClockEntry,
    at: dt.datetime,
    kind: str,
    reason: str,
    job: Job | None = None,
    version: int | None = None,
) -> ClockEntry:
    """An entry is cut in two; the second part gets another kind or job.  Gives the second part."""
    entry = _locked(entry, version, by)
    span: Any = entry.during
    if not span.lower < at < (span.upper or by.now):
        raise Refused(_("分割点须在这段打卡之内。"), field="at")
    end = span.upper or by.now
    _explain(entry, reason, by)
    was = entry.job
    entry.during = DateTimeTZRange(span.lower, at)
    entry.save()
    second = ClockEntry(store_id=entry.store_id, staff_id=entry.staff_id)
    _explain(second, reason, by)
    _set(second, (at, end), kind, job, by)
    second.save()
    if was is not None:
        _settle(was, by)
    return second


@service
def add_clock(
    *,
    by: Access,
    person: Staff,
    start: dt.datetime,
    end: dt.datetime,
    kind: str,
    reason: str,
    job: Job | None = None,
) -> ClockEntry:
    """Time that nobody clocked is written down afterwards."""
    if person.unit.store_id is None:
        raise Refused(_("您不属于任何门店，不能打卡。"), field="person")
    entry = ClockEntry(store_id=person.unit.store_id, staff=person)
    _explain(entry, reason, by)
    _set(entry, (start, end), kind, job, by)
    with constraint_words(clock_no_overlap=_overlap(entry, start, end)):
        entry.save()
    _may(entry, by)
    return entry


def _locked(entry: ClockEntry, version: int | None, by: Access) -> ClockEntry:
    job = lock_job(entry.job)[1] if entry.job else None
    fresh = lock(entry, version)
    fresh.job = job
    _may(fresh, by)
    return fresh


def _may(entry: ClockEntry, by: Access) -> None:
    by.require(Perm.CORRECT_CLOCK, entry)
    if entry.staff_id == by.staff_id:
        raise Refused(_("自己的打卡须由别人更正。"))


def _explain(entry: ClockEntry, reason: str, by: Access) -> None:
    if not reason.strip():
        raise Refused(_("请填写更正原因。"), field="reason")
    entry.corrected_by, entry.correction_reason = by.person, reason
    note_reason(reason)


def _set(
    entry: ClockEntry, span: tuple[dt.datetime, dt.datetime], kind: str, job: Job | None, by: Access
) -> None:
    start, end = span
    if not start < end:
        raise Refused(_("结束须晚于开始。"), field="end")
    if end > by.now:
        raise Refused(_("结束不能晚于现在。"), field="end")
    if end - start > LONGEST:
        raise Refused(_("一段打卡不能超过16小时。"), field="end")
    if (kind == ClockKind.WORK) != (job is not None):
        raise Refused(_("作业须选择项目，待工和休息没有项目。"), field="job")
    if job is not None and job.store_id != entry.store_id:
        raise Refused(_("这个项目不属于本店。"), field="job")
    if entry.pk:
        entry.beside.all().delete()
    entry.during, entry.kind, entry.job = DateTimeTZRange(start, end), kind, job


def _overlap(entry: ClockEntry, start: dt.datetime, end: dt.datetime) -> str:
    """Names the entry in the way."""
    rows = ClockEntry.objects.filter(staff_id=entry.staff_id).between(start, end)
    other = rows.exclude(pk=entry.pk).order_by("during").first()
    if other is None:
        return _("与另一段打卡重叠。")
    span: Any = other.during
    begun = span.lower.astimezone(SHANGHAI)
    words = {"kind": other.get_kind_display(), "start": f"{begun:%H:%M}"}
    return _("与%(start)s开始的“%(kind)s”重叠，请先改那一段。") % words


def _settle(job: Job, by: Access) -> None:
    """A job on which no clock runs any more is paused, so that it says what is true."""
    order, job = lock_job(job)
    if job.state != JobState.WORKING or ClockEntry.objects.running().on(job).exists():
        return
    job.waiting_cause = WaitingCause.PAUSED
    follow(JOB, job, "block", by=by, cause="correct_clock")
    open_hold(job, WaitingCause.PAUSED, by=by, note=_("更正打卡"))
    follow_jobs(order, by=by, cause="correct_clock")
