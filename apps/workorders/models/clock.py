"""What technicians' hours went into."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import ClockKind
from apps.workorders.reach import rows_by_class

if TYPE_CHECKING:
    import datetime as dt

    from apps.workorders.models.job import Job

SECONDS_PER_HOUR = Decimal(3600)


class ClockEntryQuerySet(ReachQuerySet["ClockEntry"]):
    """Clock entries by time."""

    def running(self) -> Self:
        """Entries that have not been ended."""
        return self.filter(during__upper_inf=True)

    def on(self, job: Job) -> Self:
        """Entries of a job, those included in which it runs beside another one."""
        return self.filter(Q(job=job) | Q(beside__job=job)).distinct()

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Entries that touch a span of time."""
        return self.filter(during__overlap=(start, end))


class ClockEntry(TrackedRow):
    """One unbroken span of a technician's time; open at its end while the clock runs.

    ``corrected_by`` is the supervisor who changed it afterwards, with the reason.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="clock_entries", verbose_name=_("技师")
    )
    job = models.ForeignKey(
        "workorders.Job", models.PROTECT, null=True, blank=True, related_name="clock_entries"
    )
    during = DateTimeRangeField(_("时段"))
    kind = models.CharField(_("类别"), max_length=8, choices=ClockKind, default=ClockKind.WORK)
    corrected_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    correction_reason = models.CharField(_("更正原因"), max_length=160, blank=True)

    reach = ReachSpec(
        unit="staff__unit", owners=("staff",), rows=rows_by_class("job__order__work_class")
    )
    objects = ClockEntryQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("打卡")
        ordering = ("staff", "during")
        constraints = [
            ExclusionConstraint(
                name="clock_no_overlap",
                expressions=[("staff", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                fields=["staff"], condition=Q(during__upper_inf=True), name="clock_one_running"
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False),
                name="clock_started",
            ),
            models.CheckConstraint(
                condition=Q(kind="work", job__isnull=False) | ~Q(kind="work") & Q(job=None),
                name="clock_work_on_a_job",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by=None) | ~Q(correction_reason=""),
                name="clock_correction_explained",
            ),
        ]
        indexes = [
            models.Index(
                fields=["job"], condition=Q(during__upper_inf=True), name="clock_job_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.during}"

    def hours(self, now: dt.datetime) -> Decimal:
        """Its length in hours with two decimals, up to ``now`` while it runs."""
        span: Any = self.during
        seconds = ((span.upper or now) - span.lower).total_seconds()
        return (Decimal(int(seconds)) / SECONDS_PER_HOUR).quantize(Decimal("0.01"))


class ClockShare(TrackedRow):
    """A job that runs beside the one of a running entry; the time is divided when it ends."""

    entry = models.ForeignKey(ClockEntry, models.CASCADE, related_name="beside")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="beside_clocks")

    reach = ReachSpec(
        store="entry__store",
        unit="entry__staff__unit",
        owners=("entry__staff",),
        rows=rows_by_class("job__order__work_class"),
    )
    objects = ReachQuerySet["ClockShare"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("并行作业")
        ordering = ("entry", "pk")
        constraints = [
            models.UniqueConstraint(fields=["entry", "job"], name="clock_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.job_id}"


class LateAct(Row):
    """An act tapped without network and received later: both times are kept."""

    key = models.UUIDField(_("操作号"), unique=True)
    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("技师"))
    job = models.ForeignKey(
        "workorders.Job", models.PROTECT, null=True, blank=True, related_name="late_acts"
    )
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    act = models.CharField(_("操作"), max_length=20)
    tapped_at = models.DateTimeField(_("点按时间"))
    received_at = models.DateTimeField(_("收到时间"))

    reach = ReachSpec(
        unit="staff__unit", owners=("staff",), rows=rows_by_class("job__order__work_class")
    )
    objects = ReachQuerySet["LateAct"].as_manager()
    #: What the phone calls an act, and what people call it; a part's own number follows ``fit``.
    WORDS = MappingProxyType(
        {
            "on": _("上班"),
            "break": _("休息"),
            "off": _("下班"),
            "confirm": _("确认接单"),
            "start": _("开工"),
            "resume": _("继续作业"),
            "pause": _("暂停"),
            "finding": _("发现问题"),
            "voice": _("语音留言"),
            "reading": _("记检测数据"),
            "part": _("要配件"),
            "fit": _("装车"),
            "finish": _("完工自检"),
            "isolate": _("断电挂牌"),
            "restore": _("申请恢复供电"),
            "quarantine": _("电池隔离"),
        }
    )

    @property
    def words(self) -> str:
        """The act in words."""
        return str(self.WORDS.get(self.act.rstrip("0123456789"), self.act))

    class Meta(Row.Meta):
        verbose_name = _("断网补传")
        ordering = ("-received_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__gte=models.F("tapped_at")), name="late_act_after_tap"
            ),
        ]
        indexes = [models.Index(fields=["store", "-tapped_at"], name="late_act_store_tapped")]

    def __str__(self) -> str:
        return f"{self.act} {self.staff_id}"
