"""Quality incidents: what went wrong, why, and what is done so that it does not happen again."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class


class QualityIncidentQuerySet(ReachQuerySet["QualityIncident"]):
    """Incidents by where they stand."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state=QualityIncident.State.CLOSED)


class QualityIncident(TrackedRow):
    """One quality incident; the one who closes it has neither analysed it nor answers for it."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("待分析")
        ACTING = "acting", _("整改中")
        CLOSED = "closed", _("已关闭")

    class Source(models.TextChoices):
        """Where it showed."""

        INSPECTION = "inspection", _("检验不合格")
        COMEBACK = "comeback", _("返修")
        COMPLAINT = "complaint", _("客户投诉")
        FLOOR = "floor", _("现场发现")

    class Cause(models.TextChoices):
        """What it comes from: man, machine, material, method, surroundings (人机料法环)."""

        PERSON = "person", _("人员技能或责任")
        TOOL = "tool", _("设备工具")
        PART = "part", _("配件质量")
        METHOD = "method", _("工艺方法")
        PLACE = "place", _("作业环境")

    number = models.CharField(_("编号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="incidents")
    inspection = models.ForeignKey(
        "workorders.Inspection", models.PROTECT, null=True, blank=True, related_name="incidents"
    )
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    what = models.CharField(_("事故经过"), max_length=400)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    opened_at = models.DateTimeField(_("登记时间"))
    cause_kind = models.CharField(_("原因类别"), max_length=8, choices=Cause, blank=True)
    cause = models.CharField(_("原因分析"), max_length=400, blank=True)
    measure = models.CharField(_("整改措施"), max_length=400, blank=True)
    responsible = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("责任人"),
    )
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    analysed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("分析人"),
    )
    closed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("验证人"),
    )
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)
    proof = models.CharField(_("验证结果"), max_length=400, blank=True)

    reach = ReachSpec(
        unit="job__unit",
        owners=("opened_by", "responsible"),
        rows=rows_by_class("job__order__work_class"),
    )
    state_tones = {"open": Tone.BLOCKED, "acting": Tone.WORKING, "closed": Tone.DONE}
    objects = QualityIncidentQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("质量事故")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | ~Q(cause="")
                & ~Q(measure="")
                & Q(responsible__isnull=False, analysed_by__isnull=False, due_on__isnull=False),
                name="incident_analysed",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(proof=""),
                name="incident_closed_with_proof",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-opened_at"], name="incident_store_opened"),
        ]

    def __str__(self) -> str:
        return self.number
