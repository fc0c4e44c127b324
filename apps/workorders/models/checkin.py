"""The walk-round of a car at reception (环检)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class


class CheckIn(TrackedRow):
    """What was found and taken over when the car was received, signed by the one who brought it.

    ``previous_odometer_km`` is the last known reading at that moment; a lower new one needs a
    reason.  A car shows fuel in eighths or, when electric, its charge in percent.
    """

    visit = models.OneToOneField("workorders.Visit", models.PROTECT, related_name="checkin")
    odometer_km = models.PositiveIntegerField(_("里程（公里）"), null=True, blank=True)
    odometer_unreadable = models.BooleanField(_("里程无法读取"), default=False)
    previous_odometer_km = models.PositiveIntegerField(_("上次里程"), null=True, blank=True)
    rollback_reason = models.CharField(_("里程减少原因"), max_length=120, blank=True)
    fuel_eighths = models.PositiveSmallIntegerField(_("油量（八分之）"), null=True, blank=True)
    soc_pct = models.PositiveSmallIntegerField(_("电量（%）"), null=True, blank=True)
    lights = models.JSONField(_("亮起的故障灯"), default=list, blank=True)
    warning_lights = models.CharField(_("故障灯说明"), max_length=160, blank=True)
    belongings = models.TextField(_("车内物品"), blank=True)
    covers = models.JSONField(_("防护用品"), default=list, blank=True)
    covers_on = models.BooleanField(_("已铺三件套"), default=False)
    plate_seen = models.CharField(_("实车车牌"), max_length=12, blank=True)
    key_tag = models.CharField(_("钥匙号"), max_length=20, blank=True)
    parking_spot = models.CharField(_("车位"), max_length=20, blank=True)
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="checkins", verbose_name=_("环检人")
    )
    taken_at = models.DateTimeField(_("环检时间"))
    signed_at = models.DateTimeField(_("客户签字时间"), null=True, blank=True)
    unsigned_reason = models.CharField(_("未签字原因"), max_length=120, blank=True)

    reach = ReachSpec(
        store="visit__store",
        unit="visit__unit",
        owners=("visit__advisor",),
        rows=rows_by_class("visit__work_class"),
        shared_through=("visit", "visit__orders"),
        seen_by="workorders.view_workorder",
    )
    objects = ReachQuerySet["CheckIn"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("环车检查")
        constraints = [
            models.CheckConstraint(
                condition=Q(odometer_km__isnull=False) | Q(odometer_unreadable=True),
                name="checkin_odometer_or_unreadable",
            ),
            models.CheckConstraint(
                condition=Q(odometer_km=None)
                | Q(previous_odometer_km=None)
                | Q(odometer_km__gte=F("previous_odometer_km"))
                | ~Q(rollback_reason=""),
                name="checkin_rollback_explained",
            ),
            models.CheckConstraint(
                condition=Q(fuel_eighths=None) | Q(fuel_eighths__lte=8),
                name="checkin_fuel_in_eighths",
            ),
            models.CheckConstraint(
                condition=Q(soc_pct=None) | Q(soc_pct__lte=100), name="checkin_soc_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}"

    @property
    def rolled_back(self) -> bool:
        """Whether the reading is below the last known one."""
        if self.odometer_km is None or self.previous_odometer_km is None:
            return False
        return self.odometer_km < self.previous_odometer_km


class DamageMark(TrackedRow):
    """One damage found on the body, as a point on one view of the car (per mille of its size)."""

    class View(models.TextChoices):
        """The picture the point lies on."""

        TOP = "top", _("俯视")
        LEFT = "left", _("左侧")
        RIGHT = "right", _("右侧")
        FRONT = "front", _("前部")
        REAR = "rear", _("后部")
        INTERIOR = "interior", _("内饰")

    class Kind(models.TextChoices):
        """What sort of damage it is."""

        SCRATCH = "scratch", _("划痕")
        DENT = "dent", _("凹陷")
        CHIP = "chip", _("掉漆")
        CRACK = "crack", _("开裂")
        GLASS = "glass", _("玻璃损伤")
        MISSING = "missing", _("缺失")
        OTHER = "other", _("其他")

    checkin = models.ForeignKey(CheckIn, models.PROTECT, related_name="damages")
    view = models.CharField(_("视图"), max_length=10, choices=View, default=View.TOP)
    x = models.PositiveSmallIntegerField()
    y = models.PositiveSmallIntegerField()
    kind = models.CharField(_("损伤"), max_length=10, choices=Kind, default=Kind.SCRATCH)
    note = models.CharField(_("说明"), max_length=120, blank=True)

    reach = ReachSpec(
        store="checkin__visit__store",
        unit="checkin__visit__unit",
        owners=("checkin__visit__advisor",),
        rows=rows_by_class("checkin__visit__work_class"),
        shared_through=("checkin__visit", "checkin__visit__orders"),
    )
    objects = ReachQuerySet["DamageMark"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("损伤标记")
        constraints = [
            models.CheckConstraint(condition=Q(x__lte=1000, y__lte=1000), name="damage_on_the_map"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
