"""Jobs: what technicians do on a car."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import JobKind, JobState, WaitingCause
from apps.workorders.path_choices import WaitOwner
from apps.workorders.reach import of_job, rows_by_class
from apps.workorders.work_classes import WHOLE

UNFINISHED = (
    JobState.PENDING,
    JobState.ASSIGNED,
    JobState.WORKING,
    JobState.WAITING,
    JobState.SELF_CHECKED,
    JobState.LEADER_CHECKED,
    JobState.FAILED,
)


class JobQuerySet(ReachQuerySet["Job"]):
    """Jobs by where they stand."""

    def unfinished(self) -> Self:
        """Jobs neither done nor cancelled."""
        return self.filter(state__in=UNFINISHED)

    def released(self) -> Self:
        """Jobs of orders the customer has authorised."""
        return self.filter(order__authorised_at__isnull=False)

    def to_dispatch(self) -> Self:
        """Authorised jobs nobody has been given yet."""
        return self.released().filter(state=JobState.PENDING)

    def to_check(self) -> Self:
        """Jobs that wait for a leader or an inspector."""
        return self.filter(state__in=(JobState.SELF_CHECKED, JobState.LEADER_CHECKED))


class Job(TrackedRow):
    """One piece of work on an order, given to a team and checked as one.

    ``store`` and ``unit`` are where it is done.  ``confirmed_at`` is when a technician compared
    plate and items with the car.  ``teardown`` is work the accident's teardown authority covers;
    other work of an accident waits for the ``assessment`` that covers it.  On a high-voltage system
    ``guardian`` (监护人) watches and ``isolated_at`` records 断电挂牌验电 before anybody starts.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="jobs")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    statement = models.ForeignKey(
        "workorders.Statement", models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    finding = models.ForeignKey(
        "workorders.Finding", models.PROTECT, null=True, blank=True, related_name="added_jobs"
    )
    operation = models.ForeignKey(
        "workorders.LabourOperation", models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    name = models.CharField(_("维修项目"), max_length=80)
    kind = models.CharField(_("工种"), max_length=16, choices=JobKind, default=JobKind.MECHANICAL)
    std_hours = HoursField(_("标准工时"), default=Decimal(0))
    state = models.CharField(_("状态"), max_length=16, choices=JobState, default=JobState.PENDING)
    waiting_cause = models.CharField(_("等待原因"), max_length=12, choices=WaitingCause, blank=True)
    high_voltage = models.BooleanField(_("涉高压"), default=False)
    teardown = models.BooleanField(_("拆检项目"), default=False)
    assessment = models.ForeignKey(
        "workorders.Assessment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name=_("定损轮次"),
    )
    guardian = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="guarded_jobs",
        verbose_name=_("监护人"),
    )
    isolated_at = models.DateTimeField(_("断电挂牌验电时间"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("接单核对时间"), null=True, blank=True)
    started_at = models.DateTimeField(_("开工时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完工时间"), null=True, blank=True)

    reach = ReachSpec(
        owners=("assignments__staff", "order__advisor"),
        rows=rows_by_class("order__work_class"),
        shared_through=("order",),
        page="workorders:job",
    )
    state_tones = {"waiting": Tone.BLOCKED, "leader_checked": Tone.WORKING}
    objects = JobQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("维修作业")
        ordering = ("order", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(std_hours__gte=0, std_hours__lte=999), name="job_hours_sane"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") & ~Q(waiting_cause="")
                | ~Q(state="waiting") & Q(waiting_cause=""),
                name="job_waits_for_something",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="job_named"),
        ]
        indexes = [
            models.Index(
                fields=["store", "state"],
                condition=Q(state__in=UNFINISHED),
                name="job_store_unfinished",
            ),
            models.Index(fields=["unit", "state"], name="job_unit_state"),
            models.Index(fields=["store", "-finished_at"], name="job_store_finished"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a job that does not wait has no cause to."""
        if self.state != JobState.WAITING:
            self.waiting_cause = ""
        super().save(*args, **kwargs)

    def workers(self) -> set[int]:
        """Keys of everybody who is or was on the job: assigned, or with time clocked on it."""
        assigned = self.assignments.values_list("staff_id", flat=True)
        return {*assigned, *self.clock_entries.values_list("staff_id", flat=True)}


class Assignment(TrackedRow):
    """A technician's part in a job; the shares of a job add up to 100 percent.

    Credited hours are standard hours × share; a helper may have share 0.
    """

    job = models.ForeignKey(Job, models.PROTECT, related_name="assignments")
    staff = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="assignments", verbose_name=_("技师")
    )
    share = models.DecimalField(_("分工比例%"), max_digits=5, decimal_places=2, default=WHOLE)

    reach = of_job("job")
    objects = ReachQuerySet["Assignment"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("分工")
        ordering = ("job", "-share", "pk")
        constraints = [
            models.UniqueConstraint(fields=["job", "staff"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=WHOLE), name="assignment_share_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.share}%"


class Hold(TrackedRow):
    """A time in which a job waited, with its cause; the one without an end is running.

    ``owner`` says whose move it is, ``expected_at`` until when, ``ended_by`` which event ended it.
    Feeds the analysis of punctuality and the 三包 repair days.
    """

    job = models.ForeignKey(Job, models.PROTECT, related_name="holds")
    cause = models.CharField(_("原因"), max_length=12, choices=WaitingCause)
    note = models.CharField(_("说明"), max_length=160, blank=True)
    owner = models.CharField(_("等谁"), max_length=12, choices=WaitOwner, blank=True)
    expected_at = models.DateTimeField(_("预计到"), null=True, blank=True)
    ended_by = models.CharField(_("解除事件"), max_length=40, blank=True)
    from_at = models.DateTimeField(_("开始"))
    to_at = models.DateTimeField(_("结束"), null=True, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")

    reach = of_job("job")
    objects = ReachQuerySet["Hold"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("等待")
        ordering = ("job", "from_at")
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(to_at=None), name="hold_one_running"
            ),
            models.CheckConstraint(
                condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="hold_times_ordered"
            ),
        ]
        indexes = [
            models.Index(fields=["cause", "from_at"], condition=Q(to_at=None), name="hold_running"),
        ]

    def __str__(self) -> str:
        return self.get_cause_display()

    @property
    def minutes(self) -> int:
        """How long an ended wait lasted; zero while it runs."""
        return int((self.to_at - self.from_at).total_seconds() // 60) if self.to_at else 0
