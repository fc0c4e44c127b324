"""What dispatch needs to know about people: skills, permits, shifts and absences."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.models.post import Range
from apps.org.reach import ReachQuerySet, ReachSpec

OF_STAFF = ReachSpec(store="staff__store", unit="staff__unit", owners=("staff",))


class StaffSkill(TrackedRow):
    """A kind of work a person masters, with the in-house level 1 to 5."""

    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="skills")
    skill = models.CharField(_("技能"), max_length=30)
    level = models.PositiveSmallIntegerField(_("等级"))

    reach = OF_STAFF
    objects = ReachQuerySet["StaffSkill"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("技能")
        verbose_name_plural = _("技能")
        constraints = [
            models.UniqueConstraint(fields=["staff", "skill"], name="skill_once"),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, 5)), name="skill_level_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"


class StaffPermit(TrackedRow):
    """A certificate with an end, such as the low-voltage electrician's for high-voltage work."""

    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="permits")
    permit = models.CharField(_("证件"), max_length=30)
    number = models.CharField(_("编号"), max_length=40)
    valid_until = models.DateField(_("有效期至"))

    reach = OF_STAFF
    objects = ReachQuerySet["StaffPermit"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("证件")
        verbose_name_plural = _("证件")
        constraints = [
            models.UniqueConstraint(fields=["staff", "permit", "number"], name="permit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.permit} {self.number}"


class Shift(TrackedRow):
    """The hours one person is rostered on one day."""

    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="shifts")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))

    reach = OF_STAFF
    objects = ReachQuerySet["Shift"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("班次")
        verbose_name_plural = _("班次")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_in_order"
            ),
            ExclusionConstraint(
                name="shift_no_overlap",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (Range("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["store", "starts_at"], name="shift_store_day")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.starts_at:%m-%d %H:%M}"


class AbsenceQuerySet(ReachQuerySet["Absence"]):
    """Who is away when."""

    def standing(self) -> AbsenceQuerySet:
        """Those not taken back."""
        return self.filter(cancelled_at=None)

    def between(self, first: dt.datetime, last: dt.datetime) -> AbsenceQuerySet:
        """Those that share an instant with the time from ``first`` to ``last``."""
        return self.standing().filter(starts_at__lte=last, ends_at__gt=first)


class Absence(TrackedRow):
    """A time a person is away.  One taken back before its start has ``cancelled_at``."""

    class Kind(models.TextChoices):
        LEAVE = "leave", _("请假")
        SICK = "sick", _("病假")
        TRAINING = "training", _("培训")
        TRIP = "trip", _("出差")
        OTHER = "other", _("其他")

    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="absences")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    note = models.CharField(_("说明"), max_length=200, blank=True)
    recorded_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, editable=False)

    reach = ReachSpec(store="store", unit="staff__unit", owners=("staff",))
    objects = AbsenceQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("缺勤")
        verbose_name_plural = _("缺勤")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="absence_in_order"
            ),
            ExclusionConstraint(
                name="absence_no_overlap",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (Range("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(cancelled_at=None),
            ),
        ]
        indexes = [models.Index(fields=["store", "ends_at"], name="absence_store_end")]

    def __str__(self) -> str:
        return f"{self.kind} {self.staff_id}"
