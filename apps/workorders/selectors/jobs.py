"""What the technician's phone and the inspection list show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext as _

from apps.core.files import files_of_rows
from apps.core.tones import Tone
from apps.workorders.choices import InspectionLevel, JobKind, JobState
from apps.workorders.clocks import figure
from apps.workorders.models import BaySlot, ClockEntry, Inspection, Job
from apps.workorders.permissions import Perm
from apps.workorders.work_classes import WORK_CLASSES

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.actor import Actor
    from apps.core.models import StoredFile
    from apps.org.access import Access
    from apps.workorders.models import LockOut, RouteStep

MINE = (JobState.ASSIGNED, JobState.WORKING, JobState.WAITING, JobState.FAILED)
ONE_CHECK = [code for code, path in WORK_CLASSES.items() if path.one_check]
CHECK_PERMS = {
    InspectionLevel.LEADER: Perm.LEADER_CHECK_JOB,
    InspectionLevel.FINAL: Perm.INSPECT_JOB,
}


@dataclass(frozen=True)
class Hours:
    """Time on a job beside its standard, in hours."""

    worked: Decimal
    standard: Decimal
    half: Decimal = Decimal(50)
    full: Decimal = Decimal(90)

    @property
    def percent(self) -> Decimal:
        """How much of the standard is used."""
        if not self.standard:
            return Decimal(0)
        return (self.worked * 100 / self.standard).quantize(Decimal(1))

    @property
    def tone(self) -> Tone:
        """The light: green under half, amber from there on, red near the end and over it."""
        if self.percent > self.full:
            return Tone.LATE
        return Tone.BLOCKED if self.percent >= self.half else Tone.DONE

    @property
    def words(self) -> str:
        """The light in words: colour never speaks alone."""
        if self.worked > self.standard:
            return _("已超标准工时")
        if self.percent > self.full:
            return _("快到标准工时")
        return _("用时过半") if self.percent >= self.half else _("时间充裕")


def my_jobs(access: Actor) -> Any:
    """The person's own unfinished jobs, the one at work first, then by promise."""
    rows = Job.objects.visible_to(access, Perm.CLOCK_JOB).released().filter(state__in=MINE)
    mine = rows.filter(assignments__staff_id=access.staff_id or 0)
    related = mine.select_related("order__visit__vehicle__model", "order__advisor")
    return related.order_by(F("order__promised_at").asc(nulls_last=True), "pk")


def running_job(access: Access) -> int | None:
    """The job on which the person's clock runs."""
    found = ClockEntry.objects.running().filter(staff=access.staff)
    return found.values_list("job_id", flat=True).first()


def runs_on(job: Job, access: Access) -> bool:
    """Whether the person's clock runs on a job, alone or beside another one."""
    return bool(ClockEntry.objects.running().on(job).filter(staff=access.staff).exists())


def hours_of(job: Job, now: dt.datetime) -> Hours:
    """All time clocked on a job against its standard hours."""
    entries = job.clock_entries.all()
    half, full = figure("workorders.light_percents", now, job.store_id)
    worked = sum((e.hours(now) for e in entries), Decimal(0))
    return Hours(worked, job.std_hours, Decimal(half), Decimal(full))


@dataclass(frozen=True)
class Checked:
    """A check of a job with the photos its list asked for."""

    check: Inspection
    photos: list[StoredFile]


def inspections_of(job: Job) -> list[Checked]:
    """The checks of a job, each with its photos."""
    rows = list(job.inspections.select_related("inspector"))
    photos: dict[int, list[StoredFile]] = {}
    for file in files_of_rows(Inspection, [row.pk for row in rows]):
        photos.setdefault(file.object_id, []).append(file)
    return [Checked(row, photos.get(row.pk, [])) for row in rows]


def to_check(access: Actor, level: InspectionLevel) -> Any:
    """The jobs that wait for a word of this level from the person, the earliest promise first."""
    rows = Job.objects.visible_to(access, CHECK_PERMS[level])
    if level == InspectionLevel.LEADER:
        rows = rows.filter(state=JobState.SELF_CHECKED)
    else:
        one_check = Q(state=JobState.SELF_CHECKED, order__work_class__in=ONE_CHECK)
        rows = rows.filter(Q(state=JobState.LEADER_CHECKED) | one_check)
    related = rows.select_related("order__visit", "unit").prefetch_related("assignments__staff")
    return related.order_by(F("order__promised_at").asc(nulls_last=True), "pk")


def route_of(job: Job) -> list[RouteStep]:
    """The steps of body or paint work with their places; other work has none."""
    if job.kind not in {JobKind.BODY, JobKind.PAINT}:
        return []
    standing = BaySlot.objects.standing().select_related("bay").order_by("during")
    rows = job.steps.select_related("technician")
    return list(rows.prefetch_related(Prefetch("slots", standing, to_attr="places")))


def may_isolate(job: Job, *, mine: bool, running: bool, lockout: LockOut | None) -> bool:
    """Whether the next lock-out is the technician's to make, perhaps after confirming the job."""
    if not mine or job.state not in MINE or not job.high_voltage:
        return False
    return job.isolated_at is None and not running and lockout is None


def next_step(job: Job, *, mine: bool, running: bool, lockout: LockOut | None = None) -> str:
    """The one thing the technician does next on a job; empty when it is somebody else's turn."""
    if not mine or job.state not in MINE:
        return ""
    if job.confirmed_at is None:
        return "confirm"
    if job.high_voltage and job.isolated_at is None and not running:
        return "guard" if lockout else "isolate"
    if job.state == JobState.WAITING:
        return "resume"
    return "finish" if running else "start"
