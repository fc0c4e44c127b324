"""A technician's clock without gaps: how an entry ends, what follows it, and who is on shift."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import constraint_words
from apps.org.access import Access
from apps.org.models import Shift
from apps.workorders.choices import ClockKind
from apps.workorders.models import ClockEntry, ClockShare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor
    from apps.workorders.models import Job

RULE, TAP_HOURS = "workorders.clock_rule", "workorders.tap_hours"
COVERAGE = "workorders.coverage_percent"
SPLIT = "split"
SKEW = dt.timedelta(minutes=2)
LEAST_WEIGHT = Decimal("0.1")


def figure(code: str, now: dt.datetime, store_id: int | None) -> Any:
    """A dated figure of the workshop."""
    return Setting.objects.value(code, business_day(now), store_id)


def tapped(access: Access, moment: dt.datetime | None) -> Access:
    """The access of the person at the instant of the tap; Refused outside the window allowed."""
    if moment is None or moment >= access.now:
        if moment is not None and moment > access.now + SKEW:
            raise Refused(_("手机的时间比服务器快，请校准后重新点按。"))
        return access
    hours = int(figure(TAP_HOURS, access.now, access.store.pk if access.store else None))
    if access.now - moment > dt.timedelta(hours=hours):
        raise Refused(_("点按已超过%(n)s小时，不能补传，请主管更正打卡。") % {"n": hours})
    return Access(
        staff=access.staff,
        now=moment,
        operation_key=access.operation_key,
        request_id=access.request_id,
        chosen_store_id=access.chosen_store_id,
        confirmed=access.confirmed,
    )


def shift_at(staff_id: int, moment: dt.datetime) -> Shift | None:
    """The shift of a person around an instant."""
    rows = Shift.objects.filter(staff_id=staff_id, starts_at__lte=moment, ends_at__gt=moment)
    return rows.order_by("starts_at").first()


def nothing_later(staff_id: int, by: Actor) -> None:
    """Refuse an act that would lie before time already recorded for the person."""
    after = ClockEntry.objects.filter(
        staff_id=staff_id, during__overlap=DateTimeTZRange(by.now, None)
    )
    for entry in after:
        span: Any = entry.during
        if span.lower > by.now or span.upper is not None:
            raise Refused(_("这次点按之后已有别的打卡记录，不能插入，请主管更正。"))


def close_entry(
    entry: ClockEntry, *, by: Actor, leaving: Job | None = None, idle: bool = True
) -> None:
    """End a running clock; one begun at this very instant leaves no trace.

    Time in which several jobs ran is divided by their standard hours.  When only ``leaving``
    stops, the others go on; else 待工 opens by itself inside the shift, unless not ``idle``.
    """
    span: Any = entry.during
    if span.lower > by.now:
        raise Refused(_("这次点按之后已有别的打卡记录，不能插入，请主管更正。"))
    jobs = jobs_of(entry)
    until = _end_of(entry, by)
    if span.lower >= until:
        entry.beside.all().delete()
        entry.delete()
    else:
        _divide(entry, jobs, span.lower, until)
    going_on = [job for job in jobs if leaving is not None and job.pk != leaving.pk]
    if going_on:
        run(going_on, entry.staff_id, by=by)
    elif idle and entry.kind == ClockKind.WORK:
        open_idle(entry.store_id, entry.staff_id, by=by)


def jobs_of(entry: ClockEntry) -> list[Job]:
    """The jobs an entry runs on, its own first."""
    if entry.job is None:
        return []
    return [entry.job, *(share.job for share in entry.beside.select_related("job__order"))]


def run(jobs: Sequence[Job], staff_id: int, *, by: Actor) -> ClockEntry:
    """Let a person's clock run on a job, others beside it."""
    entry = ClockEntry(store_id=jobs[0].store_id, staff_id=staff_id, job=jobs[0])
    entry.during = DateTimeTZRange(by.now, None)
    save_in_order(entry)
    for job in jobs[1:]:
        ClockShare.objects.create(entry=entry, job=job)
    return entry


def open_idle(store_id: int, staff_id: int, *, by: Actor, kind: str = ClockKind.IDLE) -> None:
    """待工 begins when the person is on shift and no clock runs."""
    if kind == ClockKind.IDLE and shift_at(staff_id, by.now) is None:
        return
    if ClockEntry.objects.running().filter(staff_id=staff_id).exists():
        return
    entry = ClockEntry(store_id=store_id, staff_id=staff_id, kind=kind)
    entry.during = DateTimeTZRange(by.now, None)
    save_in_order(entry)


def save_in_order(entry: ClockEntry) -> None:
    """Save, with words for what the database refuses."""
    words = _("您在这个时间已有另一段计时，请刷新后再试。")
    with constraint_words(clock_one_running=words, clock_no_overlap=words):
        entry.save()


def _end_of(entry: ClockEntry, by: Actor) -> dt.datetime:
    """Now; 待工 ends with the shift at the latest."""
    span: Any = entry.during
    if entry.kind != ClockKind.IDLE:
        return by.now
    shift = shift_at(entry.staff_id, span.lower)
    return min(by.now, shift.ends_at) if shift else by.now


def _divide(entry: ClockEntry, jobs: Sequence[Job], start: dt.datetime, until: dt.datetime) -> None:
    """Give each job its part of the span, one after the other, in proportion to its standard."""
    entry.beside.all().delete()
    weights = [max(job.std_hours, LEAST_WEIGHT) for job in jobs] or [LEAST_WEIGHT]
    ends, passed = [], Decimal(0)
    for weight in weights:
        passed += weight
        share = float(passed / sum(weights))
        ends.append(start + dt.timedelta(seconds=int((until - start).total_seconds() * share)))
    ends[-1] = until
    entry.during = DateTimeTZRange(start, ends[0])
    entry.save()
    for job, begin, end in zip(jobs[1:], ends, ends[1:], strict=False):
        if end > begin:
            part = ClockEntry(store_id=entry.store_id, staff_id=entry.staff_id, job=job)
            part.during = DateTimeTZRange(begin, end)
            part.save()
