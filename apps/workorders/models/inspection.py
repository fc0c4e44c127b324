"""Quality inspection of jobs and what comes back from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import InspectionLevel
from apps.workorders.reach import of_job, rows_by_class


class Inspection(TrackedRow):
    """One check of a job at one level, by the edition of the ``checklist`` then in force.

    ``items`` is a list of ``{"name", "ok", "value"}`` and, where measured, ``unit``, ``low`` and
    ``high``; photos of an item are StoredFiles of the inspection, kind ``item`` with its number.
    """

    class Result(models.TextChoices):
        """What the check ended with."""

        PASS = "pass", _("合格")
        FAIL = "fail", _("不合格")

    class FailCode(models.TextChoices):
        """Why a job failed."""

        WORKMANSHIP = "workmanship", _("工艺不到位")
        NOT_FIXED = "not_fixed", _("故障未排除")
        OMITTED = "omitted", _("漏项")
        PART = "part", _("配件问题")
        CLEANLINESS = "cleanliness", _("清洁防护")
        OTHER = "other", _("其他")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="inspections")
    level = models.CharField(_("级别"), max_length=8, choices=InspectionLevel)
    result = models.CharField(_("结果"), max_length=4, choices=Result)
    inspector = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="inspections", verbose_name=_("检验人")
    )
    at = models.DateTimeField(_("检验时间"))
    items = models.JSONField(_("检验项目"), default=list, blank=True)
    fail_code = models.CharField(_("不合格类别"), max_length=12, choices=FailCode, blank=True)
    fail_reason = models.CharField(_("不合格说明"), max_length=200, blank=True)
    checklist = models.ForeignKey(
        "workorders.Checklist", models.PROTECT, null=True, blank=True, related_name="inspections"
    )
    odometer_km = models.PositiveIntegerField(_("检验后里程（公里）"), null=True, blank=True)
    road_test_km = models.PositiveSmallIntegerField(_("路试里程（公里）"), null=True, blank=True)

    reach = ReachSpec(
        unit="job__unit",
        owners=("inspector", "job__assignments__staff"),
        rows=rows_by_class("job__order__work_class"),
        shared_through=("job", "job__order"),
        seen_by="workorders.view_job",
    )
    objects = ReachQuerySet["Inspection"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("检验")
        ordering = ("job", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(result="pass", fail_code="")
                | Q(result="fail") & ~Q(fail_code="") & ~Q(fail_reason=""),
                name="inspection_fail_explained",
            ),
        ]
        indexes = [models.Index(fields=["store", "-at"], name="inspection_store_at")]

    def __str__(self) -> str:
        return f"{self.get_level_display()}{self.get_result_display()}"


class Rework(TrackedRow):
    """A job done again before delivery because a check failed; it is credited with no hours."""

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="reworks")
    inspection = models.OneToOneField(
        Inspection, models.PROTECT, null=True, blank=True, related_name="rework"
    )
    number = models.PositiveSmallIntegerField(_("第几次返工"))
    credited_hours = HoursField(_("计发工时"), default=0)
    opened_at = models.DateTimeField(_("开始"))
    closed_at = models.DateTimeField(_("结束"), null=True, blank=True)

    reach = of_job("job")
    objects = ReachQuerySet["Rework"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("返工")
        ordering = ("job", "number")
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="rework_numbered_once"),
            models.CheckConstraint(condition=Q(credited_hours=0), name="rework_without_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} #{self.number}"
