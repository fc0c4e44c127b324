"""Bays and the plan of who works in which of them when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import ROW_FILTERS, rows_by_class

if TYPE_CHECKING:
    import datetime as dt


class Bay(TrackedRow):
    """One place in the workshop where one car can stand (工位)."""

    class Kind(models.TextChoices):
        """What the place is for; revenue per bay counts mechanical and body apart."""

        MECHANICAL = "mechanical", _("机修")
        BODY = "body", _("钣金")
        PAINT = "paint", _("喷漆")
        WASH = "wash", _("洗车")
        INSPECTION = "inspection", _("检测")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="bays")
    code = models.CharField(_("工位号"), max_length=12)
    name = models.CharField(_("名称"), max_length=40)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind, default=Kind.MECHANICAL)
    high_voltage = models.BooleanField(_("高压隔离工位"), default=False)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(rows={name: Q() for name in ROW_FILTERS})
    objects = ReachQuerySet["Bay"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工位")
        ordering = ("store", "unit", "code")
        constraints = [models.UniqueConstraint(fields=["store", "code"], name="bay_code_once")]

    def __str__(self) -> str:
        return self.name


class BaySlotQuerySet(ReachQuerySet["BaySlot"]):
    """Slots by time."""

    def standing(self) -> Self:
        """Slots that were not cancelled."""
        return self.filter(cancelled_at=None)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Slots that touch a span of time."""
        return self.standing().filter(during__overlap=(start, end))


class BaySlot(TrackedRow):
    """A car stands in a bay for one job during a span of time; two never overlap in one bay.

    A ``pinned`` one is never pushed by the overrun of another car.
    """

    bay = models.ForeignKey(Bay, models.PROTECT, related_name="slots")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="slots")
    technician = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="bay_slots",
        verbose_name=_("技师"),
    )
    step = models.ForeignKey(
        "workorders.RouteStep",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("工序"),
    )
    during = DateTimeRangeField(_("时段"))
    planned_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    pinned = models.BooleanField(_("已固定"), default=False)
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True)

    reach = ReachSpec(
        store="job__store",
        unit="job__unit",
        owners=("job__assignments__staff", "job__order__advisor"),
        rows=rows_by_class("job__order__work_class"),
        shared_through=("job", "job__order"),
    )
    objects = BaySlotQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工位时段")
        ordering = ("bay", "during")
        constraints = [
            ExclusionConstraint(
                name="bay_slot_no_overlap",
                expressions=[("bay", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(
                    during__isempty=False,
                    during__lower_inf=False,
                    during__upper_inf=False,
                ),
                name="bay_slot_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bay_id} {self.during}"
