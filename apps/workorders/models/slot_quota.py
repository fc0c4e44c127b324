"""How many cars a store takes in per slot, and the row that keeps two clerks apart."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import ROW_FILTERS


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("周一")
    TUESDAY = 1, _("周二")
    WEDNESDAY = 2, _("周三")
    THURSDAY = 3, _("周四")
    FRIDAY = 4, _("周五")
    SATURDAY = 5, _("周六")
    SUNDAY = 6, _("周日")


class SlotQuota(TrackedRow):
    """So many places from a time of day on: in a week's pattern, or on one day alone.

    A row with ``day`` holds for that day; one with ``weekday`` for that weekday from
    ``effective_from`` on, one with neither for every day.  Without ``starts`` it holds for all
    slots of the day.  The narrower row wins, then the later one.  ``online`` bounds what may be
    booked over the net; zero places close a slot.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(_("星期"), choices=Weekday, null=True, blank=True)
    day = models.DateField(_("日期"), null=True, blank=True)
    starts = models.TimeField(_("时段开始"), null=True, blank=True)
    places = models.PositiveSmallIntegerField(_("名额"))
    online = models.PositiveSmallIntegerField(_("网上名额"), null=True, blank=True)
    effective_from = models.DateField(_("生效日"))
    note = models.CharField(_("说明"), max_length=80, blank=True)
    set_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("设置人")
    )

    reach = ReachSpec(level="store", rows={name: Q() for name in ROW_FILTERS})
    objects = ReachQuerySet["SlotQuota"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预约名额")
        ordering = ("store", "day", "weekday", "starts", "-effective_from")
        constraints = [
            models.CheckConstraint(
                condition=Q(day=None) | Q(weekday=None), name="slotquota_week_or_day"
            ),
            models.UniqueConstraint(
                fields=["store", "weekday", "day", "starts", "effective_from"],
                nulls_distinct=False,
                name="slotquota_once",
            ),
            models.CheckConstraint(condition=Q(places__lte=99), name="slotquota_places_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.places}"

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """How narrow the row is; the greatest one that fits a slot holds."""
        return (
            self.day is not None,
            self.weekday is not None,
            self.starts is not None,
            self.effective_from.toordinal(),
        )


class BookedDay(Row):
    """One row per store and day, locked by whoever books so that places are counted one by one."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["store", "day"], name="bookedday_once")]

    def __str__(self) -> str:
        return f"{self.store_id} {self.day}"
