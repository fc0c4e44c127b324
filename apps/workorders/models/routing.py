"""The route of body and paint work: templates of routes, and the steps of one job."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.reach import rows_by_class


class RouteTemplate(TrackedRow):
    """A usual route, the same for all stores of the group; jobs copy its steps."""

    name = models.CharField(_("路线名称"), max_length=40, unique=True)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = ReachQuerySet["RouteTemplate"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工序路线")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RouteTemplateStep(TrackedRow):
    """One step of a usual route; ``share`` is its part of the job's standard hours in percent."""

    template = models.ForeignKey(RouteTemplate, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("序号"))
    kind = models.CharField(_("工序"), max_length=12, choices=StepKind)
    share = models.DecimalField(_("工时占比%"), max_digits=5, decimal_places=2, default=Decimal(0))

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = ReachQuerySet["RouteTemplateStep"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("路线工序")
        ordering = ("template", "position")
        constraints = [
            models.UniqueConstraint(fields=["template", "position"], name="templatestep_position"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=100), name="templatestep_share_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.get_kind_display()}"


class RouteStepQuerySet(ReachQuerySet["RouteStep"]):
    """Steps by where they stand."""

    def left(self) -> Self:
        """Steps neither done nor skipped, the final inspection aside."""
        open_ = (StepState.PENDING, StepState.READY, StepState.WORKING)
        return self.filter(state__in=open_).exclude(kind=StepKind.QUALITY)


class RouteStep(TrackedRow):
    """One step of the route of a job, done by one technician; the next is ready when it is over."""

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField(_("序号"))
    kind = models.CharField(_("工序"), max_length=12, choices=StepKind)
    std_hours = HoursField(_("标准工时"), default=Decimal(0))
    technician = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="route_steps",
        verbose_name=_("技师"),
    )
    state = models.CharField(_("状态"), max_length=8, choices=StepState, default=StepState.PENDING)
    ready_at = models.DateTimeField(_("可开工时间"), null=True, blank=True)
    started_at = models.DateTimeField(_("开工时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    skip_reason = models.CharField(_("跳过原因"), max_length=160, blank=True)

    reach = ReachSpec(
        store="job__store",
        unit="job__unit",
        owners=("technician", "job__assignments__staff"),
        rows=rows_by_class("job__order__work_class"),
        shared_through=("job", "job__order"),
    )
    state_tones = {"ready": Tone.BLOCKED, "skipped": Tone.WAITING}
    objects = RouteStepQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工序")
        ordering = ("job", "position")
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="routestep_position"),
            models.UniqueConstraint(
                fields=["job"],
                condition=Q(state__in=("ready", "working")),
                name="routestep_one_current",
            ),
            models.CheckConstraint(
                condition=~Q(state="skipped") | ~Q(skip_reason=""), name="routestep_skip_explained"
            ),
            models.CheckConstraint(
                condition=Q(std_hours__gte=0, std_hours__lte=999), name="routestep_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
