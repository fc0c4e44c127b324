"""The dispatch board of one store and day, read in a handful of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI
from apps.core.tones import Tone, tone_of
from apps.org.models import Staff, StaffPermit, Tenure
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.models import Bay, BaySlot, Job, PartLine
from apps.workorders.permissions import Perm
from apps.workorders.services.dispatch import span_words
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor
    from apps.core.models import TrackedRow
    from apps.org.access import Access
    from apps.org.models import OrgUnit

SHORT = ("requested", "short")
FINISHED = {JobState.DONE, JobState.CANCELLED}


@dataclass(frozen=True)
class Board:
    """What the board shows; ``groups`` are teams with their bays."""

    store: OrgUnit | None
    day: dt.date
    groups: list[tuple[OrgUnit, list[Bay]]]
    slots: list[BaySlot]
    tray: list[Job]
    may_dispatch: bool
    at_risk: int
    idle: int


def window(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The business day as two moments."""
    start = dt.datetime.combine(day, dt.time(), SHANGHAI)
    return start, start + dt.timedelta(days=1)


def today(access: Access) -> dt.date:
    """The business day of the request."""
    return access.now.astimezone(SHANGHAI).date()


def store_of(access: Access) -> OrgUnit | None:
    """The store whose board is shown: where the person works, else the first in reach."""
    return access.store or access.stores(Perm.VIEW_DISPATCH_BOARD).first()


def board_of(access: Access, day: dt.date, show: str = "") -> Board:
    """The board of a day; ``show`` chooses the tray (``parts``: jobs that wait for parts)."""
    store = store_of(access)
    bays = list(bays_of(access, store))
    slots = list(slots_of(access, store, day))
    tray = list((waiting_for_parts if show == "parts" else to_dispatch)(access))
    by_unit = groupby(bays, key=lambda b: b.unit)
    here = {s.bay_id for s in slots if access.now in s.during}
    return Board(
        store=store,
        day=day,
        groups=[(unit, list(rows)) for unit, rows in by_unit],
        slots=slots,
        tray=tray,
        may_dispatch=access.can(Perm.DISPATCH_JOB),
        at_risk=sum(late(job, access.now) for job in [*tray, *(s.job for s in slots)]),
        idle=sum(b.pk not in here for b in bays),
    )


def bays_of(access: Access, store: OrgUnit | None) -> Any:
    """The bays in use that the person may see, by team."""
    rows = Bay.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).filter(active=True, store=store)
    return rows.select_related("unit").order_by("unit__path", "code")


def slots_of(access: Access, store: OrgUnit | None, day: dt.date) -> Any:
    """The plan of one day."""
    rows = BaySlot.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).between(*window(day))
    related = ("bay", "technician", "planned_by", "job__order__visit")
    rows = rows.filter(bay__store=store).select_related(*related)
    return rows.annotate(short=_short("job_id")).order_by("bay", "during")


def to_dispatch(access: Actor) -> Any:
    """Authorised jobs nobody was given, the earliest promise first; what the tray shows."""
    perm = Perm.DISPATCH_JOB if access.can(Perm.DISPATCH_JOB) else Perm.VIEW_DISPATCH_BOARD
    return _tray(Job.objects.visible_to(access, perm).to_dispatch())


def waiting_for_parts(access: Actor) -> Any:
    """Unfinished jobs of authorised orders with a part missing, or standing still for parts."""
    rows = Job.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).released().unfinished()
    still = Q(state=JobState.WAITING, waiting_cause=WaitingCause.PARTS)
    return _tray(rows.filter(still | Q(_short("pk"))))


def technicians(access: Access, store: OrgUnit | None) -> Any:
    """Who can be given work there: people at work whose duty is to clock, with their skills."""
    rows = access.limit_reach(clocking_staff(access.now), Perm.DISPATCH_JOB)
    return rows.filter(store=store).prefetch_related("skills").select_related("unit")


def clocking_staff(now: dt.datetime) -> Any:
    """People whose post lets them clock work."""
    held = Tenure.objects.live(now).filter(
        staff=OuterRef("pk"), post__group__unitgrant__permission__codename=Perm.CLOCK_JOB.value
    )
    permits = StaffPermit.objects.filter(
        staff=OuterRef("pk"), permit=HIGH_VOLTAGE_PERMIT, valid_until__gte=now.date()
    )
    rows = Staff.objects.filter(Exists(held), is_active=True)
    return rows.annotate(high_voltage=Exists(permits)).order_by("unit__path", "name_pinyin")


def late(job: Job, now: dt.datetime) -> bool:
    """Whether the promise is broken or cannot be kept any more by the standard hours."""
    promise = job.order.promised_at
    if promise is None or job.state in FINISHED:
        return False
    left = 0 if job.state in {JobState.SELF_CHECKED, JobState.LEADER_CHECKED} else job.std_hours
    return now + dt.timedelta(hours=float(left)) > promise


def version_of(access: Access, day: dt.date) -> str:
    """A short text that changes whenever anything on the board does; two cheap statements."""
    store = store_of(access)
    visible = BaySlot.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD)
    slots = visible.filter(bay__store=store, during__overlap=window(day)).aggregate(
        n=Count("pk"), v=Sum("version"), j=Sum("job__version"), p=Sum("job__part_lines__version")
    )
    jobs = Job.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).released().unfinished()
    open_jobs = jobs.aggregate(
        n=Count("pk", distinct=True),
        v=Sum("version"),
        d=Sum("part_lines__demand__version"),
        o=Max("order__version"),
    )
    figures = [day.isoformat(), *slots.values(), *open_jobs.values()]
    return "-".join(str(f or 0) for f in figures)


def feed_of(access: Access, day: dt.date) -> dict[str, Any]:
    """The board as the calendar reads it: bays by team, slots as events."""
    store = store_of(access)
    bays = list(bays_of(access, store))
    slots = list(slots_of(access, store, day))
    grouped = groupby(bays, key=lambda b: b.unit)
    may = access.can(Perm.DISPATCH_JOB)
    return {
        "resources": [
            {"id": f"u{u.pk}", "title": str(u), "children": [_resource(b) for b in rows]}
            for u, rows in grouped
        ],
        "events": [_event(s, access, may=may) for s in slots],
    }


def _resource(bay: Bay) -> dict[str, Any]:
    return {
        "id": str(bay.pk),
        "title": bay.name,
        "extendedProps": {"kind": bay.get_kind_display(), "hv": bay.high_voltage},
    }


def _event(slot: BaySlot, access: Access, *, may: bool) -> dict[str, Any]:
    span: Any = slot.during
    job = slot.job
    done = job.state in FINISHED
    return {
        "id": str(slot.pk),
        "resourceIds": [str(slot.bay_id)],
        "start": _naive(span.lower),
        "end": _naive(span.upper),
        "editable": may and not done,
        "extendedProps": {
            "plate": job.order.visit.plate_no or _("无牌"),
            "work": job.name,
            "who": slot.technician.name if slot.technician else "",
            "tone": str(health(job, access.now)),
            "word": words_of(job, access.now),
            "blocks": blocks_of(slot),
            "span": span_words(slot),
            "version": slot.version,
            "by": slot.planned_by.name if slot.planned_by else "",
            "mine": slot.planned_by_id == access.staff_id,
            "url": reverse("workorders:slot", args=[slot.pk]),
        },
    }


def health(job: Job, now: dt.datetime) -> Tone:
    """The colour of a card: late before everything, else the state of the job."""
    return Tone.LATE if late(job, now) else tone_of(job)


def words_of(job: Job, now: dt.datetime) -> str:
    """The word beside the colour."""
    if job.state == JobState.WAITING:
        return str(job.get_waiting_cause_display())
    words = str(job.get_state_display())
    return _("%(state)s · 将逾期") % {"state": words} if late(job, now) else words


def blocks_of(row: TrackedRow) -> list[str]:
    """What stands in the way, for the small signs on a card."""
    job = row.job if isinstance(row, BaySlot) else row
    found = [_("缺件")] if getattr(row, "short", False) else []
    if getattr(job, "waiting_cause", "") == WaitingCause.APPROVAL:
        found.append(_("待客户确认"))
    if getattr(job, "high_voltage", False):
        found.append(_("高压"))
    return found


def loads(slots: Sequence[BaySlot]) -> dict[int, float]:
    """Planned hours of the day by technician."""
    hours: dict[int, float] = {}
    for slot in slots:
        span: Any = slot.during
        if slot.technician_id:
            length = (span.upper - span.lower).total_seconds() / 3600
            hours[slot.technician_id] = hours.get(slot.technician_id, 0) + length
    return hours


def _tray(rows: Any) -> Any:
    promise = F("order__promised_at").asc(nulls_last=True)
    related = rows.select_related("order__visit", "unit").annotate(short=_short("pk"))
    return related.order_by(promise, "pk")


def _short(job: str) -> Exists:
    return Exists(PartLine.objects.filter(job=OuterRef(job), demand__state__in=SHORT))


def _naive(at: dt.datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
