"""The manufacturer's maintenance schedule of a car model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import QuantityField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED

if TYPE_CHECKING:
    import datetime as dt


class MaintenanceScheduleQuerySet(ReachQuerySet["MaintenanceSchedule"]):
    """Finds the edition that counts on a day."""

    def in_force(self, model_id: int, on: dt.date, *, severe: bool) -> Self:
        """The edition of a model on a day; one without a severe variant uses the usual one."""
        rows = self.filter(model=model_id, effective_from__lte=on)
        if not severe:
            rows = rows.filter(severe=False)
        return rows.order_by("-severe", "-effective_from")[:1]


class MaintenanceSchedule(TrackedRow):
    """One edition of what a model needs and how often, in force until a later one begins.

    ``severe`` is the variant for hard use: taxis, ride hailing, very many kilometres a year.
    """

    model = models.ForeignKey(
        "customers.VehicleModel",
        models.PROTECT,
        related_name="schedules",
        verbose_name=_("车型"),
    )
    severe = models.BooleanField(_("苛刻使用条件"), default=False)
    effective_from = models.DateField(_("生效日"))
    source = models.CharField(_("依据"), max_length=200)

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = MaintenanceScheduleQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("保养计划")
        ordering = ("model", "severe", "-effective_from")
        constraints = [
            models.UniqueConstraint(
                fields=["model", "severe", "effective_from"], name="schedule_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="schedule_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.effective_from}"


class ScheduleItem(TrackedRow):
    """One operation of a schedule: whichever of kilometres and months comes first makes it due.

    ``first_km`` and ``first_months`` count for the first time only, where they differ.
    """

    schedule = models.ForeignKey(MaintenanceSchedule, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    operation = models.ForeignKey(
        "workorders.LabourOperation",
        models.PROTECT,
        related_name="schedule_items",
        verbose_name=_("工时项目"),
    )
    every_km = models.PositiveIntegerField(_("每隔公里"), null=True, blank=True)
    every_months = models.PositiveSmallIntegerField(_("每隔月数"), null=True, blank=True)
    first_km = models.PositiveIntegerField(_("首次公里"), null=True, blank=True)
    first_months = models.PositiveSmallIntegerField(_("首次月数"), null=True, blank=True)

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = ReachQuerySet["ScheduleItem"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("保养计划项目")
        ordering = ("schedule", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "operation"], name="scheduleitem_operation_once"
            ),
            models.CheckConstraint(
                condition=Q(every_km__gt=0) | Q(every_months__gt=0),
                name="scheduleitem_has_interval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule_id} {self.operation_id}"


class SchedulePart(TrackedRow):
    """A part that goes with an operation of a schedule."""

    item = models.ForeignKey(ScheduleItem, models.PROTECT, related_name="parts")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="schedule_parts")
    quantity = QuantityField(_("数量"))

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = ReachQuerySet["SchedulePart"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("保养计划配件")
        ordering = ("item", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=10_000), name="schedulepart_quantity_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"
