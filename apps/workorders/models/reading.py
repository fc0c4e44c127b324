"""What was measured on a job, and which fitted parts somebody looked at."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet
from apps.workorders.reach import of_job

LIMIT: dict[str, Any] = {"max_digits": 10, "decimal_places": 3}


class Reading(TrackedRow):
    """One measured value with its limits; ``passed`` says whether it lies between them."""

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="readings")
    measure = models.CharField(_("检测项目"), max_length=60)
    unit = models.CharField(_("单位"), max_length=12)
    value = models.DecimalField(_("测量值"), **LIMIT)
    low = models.DecimalField(_("下限"), null=True, blank=True, **LIMIT)
    high = models.DecimalField(_("上限"), null=True, blank=True, **LIMIT)
    passed = models.BooleanField(_("合格"))
    tool_no = models.CharField(_("仪器/工具编号"), max_length=20, blank=True)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("测量人")
    )
    at = models.DateTimeField(_("时间"))

    reach = of_job("job")
    objects = ReachQuerySet["Reading"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("检测数据")
        ordering = ("job", "at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(unit=""), name="reading_measure_named"
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="reading_limits_ordered",
            ),
            models.CheckConstraint(
                condition=Q(passed=False)
                | (Q(low=None) | Q(value__gte=F("low"))) & (Q(high=None) | Q(value__lte=F("high"))),
                name="reading_passed_inside_limits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.value.normalize():f} {self.unit}"


class PartCheck(TrackedRow):
    """The leader looked at a fitted part: the right one, and rightly fitted, or not."""

    line = models.ForeignKey("workorders.PartLine", models.PROTECT, related_name="checks")
    right = models.BooleanField(_("型号与安装正确"))
    batch_no = models.CharField(_("批次/序列号"), max_length=40, blank=True)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    checked_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("检查人")
    )
    at = models.DateTimeField(_("时间"))

    reach = of_job("line__job")
    objects = ReachQuerySet["PartCheck"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("换件检查")
        ordering = ("line", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(right=True) | ~Q(note=""), name="part_check_wrong_explained"
            ),
        ]

    def __str__(self) -> str:
        return str(_("正确") if self.right else _("不正确"))
