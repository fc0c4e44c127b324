"""A technician's own day: the clock that runs, the order of the jobs, the credited hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Sum

from apps.core.clock import business_day, day_bounds
from apps.workorders.choices import JobState
from apps.workorders.credited import credited_hours
from apps.workorders.models import Assignment, BaySlot, ClockEntry, Job
from apps.workorders.selectors.jobs import my_jobs

if TYPE_CHECKING:
    from apps.org.access import Access

FAR = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Credit:
    """Credited hours of today and of this month (计发工时)."""

    today: Decimal
    month: Decimal


def ordered_jobs(access: Access, running: ClockEntry | None) -> list[Job]:
    """My unfinished jobs with their next slot, the one at work first, then by slot and promise."""
    slots = BaySlot.objects.standing().select_related("bay").order_by("during")
    rows = list(my_jobs(access).prefetch_related(Prefetch("slots", queryset=slots)))
    start = day_bounds(business_day(access.now))[0]
    for job in rows:
        coming = [s for s in job.slots.all() if s.during.upper > start]
        job.next_slot = coming[0] if coming else None
    at_work = running.job_id if running else None

    def place(job: Any) -> tuple[bool, dt.datetime]:
        slot = job.next_slot
        return job.pk != at_work, slot.during.lower if slot else job.order.promised_at or FAR

    return sorted(rows, key=place)


def running_clock(access: Access) -> ClockEntry | None:
    """The person's clock that runs, on a job or not."""
    rows = ClockEntry.objects.running().filter(staff=access.staff)
    found: ClockEntry | None = rows.select_related("job__order__visit").first()
    return found


def credited_rows(access: Access, first: dt.date, last: dt.date) -> Any:
    """My shares of the jobs that passed their checks between two days, ``hours`` each."""
    start, end = day_bounds(first)[0], day_bounds(last)[1]
    rows = Assignment.objects.filter(
        staff=access.staff,
        job__state=JobState.DONE,
        job__finished_at__gte=start,
        job__finished_at__lt=end,
    )
    related = rows.select_related("job__order__visit").prefetch_related("job__reworks")
    return related.annotate(hours=credited_hours()).order_by("-job__finished_at", "pk")


def credit_of(access: Access) -> Credit:
    """Standard hours × share; a rework and a repair of our own bad work add nothing."""
    day = business_day(access.now)
    spans = (day, day.replace(day=1))
    today, month = (
        credited_rows(access, first, day).order_by().aggregate(s=Sum("hours"))["s"] or 0
        for first in spans
    )
    cent = Decimal("0.01")
    return Credit(Decimal(today).quantize(cent), Decimal(month).quantize(cent))
