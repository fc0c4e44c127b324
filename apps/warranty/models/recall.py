"""Recalls and service campaigns of a manufacturer, and the cars they name."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.customers import vin
from apps.org.reach import ReachQuerySet, ReachSpec


class Recall(TrackedRow):
    """One campaign (召回 or 服务活动) as the manufacturer announced it."""

    class Kind(models.TextChoices):
        """A recall filed with the authority, or a campaign of the manufacturer's own."""

        RECALL = "recall", _("召回")
        CAMPAIGN = "campaign", _("服务活动")

    number = models.CharField(_("活动编号"), max_length=40, unique=True)
    kind = models.CharField(_("类型"), max_length=10, choices=Kind, default=Kind.RECALL)
    title = models.CharField(_("名称"), max_length=120)
    text = models.TextField(_("缺陷与处理办法"))
    brand = models.CharField(_("品牌"), max_length=20, blank=True)
    announced_on = models.DateField(_("公布日期"))
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)

    reach = ReachSpec(level="group")
    objects = ReachQuerySet["Recall"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("召回与服务活动")
        ordering = ("-announced_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("announced_on")),
                name="recall_dates_ordered",
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(title="") & ~Q(text=""), name="recall_told"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class RecallVehicleQuerySet(ReachQuerySet["RecallVehicle"]):
    """Cars by what is still to do."""

    def open(self) -> Self:
        """Neither done nor refused in writing; cars whose parts are missing come again."""
        return self.filter(state__in=("open", "no_parts"), recall__closed_on=None)


class RecallVehicle(TrackedRow):
    """One car a campaign names, by its VIN, and what became of it.

    The VIN may be that of a car nobody here has seen yet.  ``order`` is the order on which the
    last answer was recorded: a car leaves when its campaigns were answered during this stay.
    """

    class State(models.TextChoices):
        """What became of the car."""

        OPEN = "open", _("待处理")
        DONE = "done", _("已完成")
        REFUSED = "refused", _("客户书面拒绝")
        NO_PARTS = "no_parts", _("缺件待约")

    recall = models.ForeignKey(Recall, models.PROTECT, related_name="vehicles")
    vin = models.CharField(_("车辆识别代号"), max_length=17)
    state = models.CharField(_("处理结果"), max_length=10, choices=State, default=State.OPEN)
    order = models.ForeignKey(
        "workorders.WorkOrder",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recalls",
        verbose_name=_("工单"),
    )
    note = models.CharField(_("说明"), max_length=120, blank=True)
    by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    at = models.DateTimeField(_("登记时间"), null=True, blank=True)

    state_tones = {"refused": Tone.BLOCKED, "no_parts": Tone.BLOCKED, "open": Tone.LATE}
    reach = ReachSpec(level="group")
    objects = RecallVehicleQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("召回车辆")
        ordering = ("recall", "vin")
        constraints = [
            models.UniqueConstraint(fields=["vin", "recall"], name="recallvehicle_once"),
            models.CheckConstraint(
                condition=Q(vin__regex=f"^{vin.FORM.pattern}$"), name="recallvehicle_vin_form"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(by__isnull=False, at__isnull=False),
                name="recallvehicle_answered_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["recall", "state"], name="recallvehicle_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.vin}"
