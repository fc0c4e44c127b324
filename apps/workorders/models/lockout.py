"""High voltage: what is done before anybody touches it, and packs that nobody may touch."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet
from apps.workorders.reach import of_job, of_order

if TYPE_CHECKING:
    from apps.org.reach import ReachSpec

NO_VOLTAGE = Decimal(60)
"""Volts of direct current up to which a circuit counts as dead (GB 18384, voltage class A)."""


class LockOutQuerySet(ReachQuerySet["LockOut"]):
    """Lock-outs by where they stand."""

    def standing(self) -> Self:
        """Those not undone."""
        return self.filter(restored_at=None)

    def to_confirm(self) -> Self:
        """Those that wait for the second person, at the beginning or at the end."""
        return self.standing().filter(Q(confirmed_at=None) | Q(restore_asked_at__isnull=False))


def _of_job_and_guardian() -> ReachSpec:
    spec = of_job("job")
    return type(spec)(**{**vars(spec), "owners": (*spec.owners, "guardian", "technician")})


class LockOut(TrackedRow):
    """断电 → 挂牌 → 验电 of one job, with a second person who confirms under an own login.

    Volts are direct current between the poles, insulation is in megohms from the weaker pole to
    the body, the charge in percent.  ``restored_at`` is when high voltage came back.
    """

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="lockouts")
    technician = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="lockouts", verbose_name=_("操作人")
    )
    permit_no = models.CharField(_("高压作业证号"), max_length=40)
    guardian = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="guarded_lockouts", verbose_name=_("监护人")
    )
    bay = models.ForeignKey(
        "workorders.Bay", models.PROTECT, related_name="+", verbose_name=_("隔离工位")
    )
    off_at = models.DateTimeField(_("断电时间"))
    tag_no = models.CharField(_("锁/牌编号"), max_length=20)
    volts = models.DecimalField(_("验电读数（V）"), max_digits=6, decimal_places=1)
    tool_no = models.CharField(_("验电仪器编号"), max_length=20)
    insulation = models.DecimalField(
        _("绝缘电阻（MΩ）"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    charge = models.PositiveSmallIntegerField(_("电量SOC（%）"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("监护人确认时间"), null=True, blank=True)
    restore_asked_at = models.DateTimeField(_("申请恢复供电时间"), null=True, blank=True)
    insulation_after = models.DecimalField(
        _("恢复前绝缘电阻（MΩ）"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    restored_at = models.DateTimeField(_("恢复供电时间"), null=True, blank=True)

    reach = _of_job_and_guardian()
    objects = LockOutQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("高压断电挂牌记录")
        ordering = ("job", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(restored_at=None), name="lockout_one_standing"
            ),
            models.CheckConstraint(
                condition=~Q(guardian=models.F("technician")), name="lockout_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(volts__gte=0, volts__lt=NO_VOLTAGE), name="lockout_measured_dead"
            ),
            models.CheckConstraint(
                condition=Q(charge=None) | Q(charge__lte=100), name="lockout_charge_percent"
            ),
            models.CheckConstraint(
                condition=Q(restored_at=None)
                | Q(confirmed_at__isnull=False, restore_asked_at__isnull=False),
                name="lockout_confirmed_before_restored",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step()} {self.tag_no}"

    def get_step(self) -> str:
        """Where it stands, in words."""
        if self.restored_at:
            return str(_("已恢复供电"))
        if self.restore_asked_at:
            return str(_("待监护人同意恢复供电"))
        return str(_("已断电挂牌") if self.confirmed_at else _("待监护人确认"))


class QuarantineQuerySet(ReachQuerySet["Quarantine"]):
    """Packs set apart."""

    def standing(self) -> Self:
        """Those not lifted."""
        return self.filter(lifted_at=None)


class Quarantine(TrackedRow):
    """The pack of a flooded, crashed or hot car stands apart and is not worked on until lifted."""

    class Cause(models.TextChoices):
        """Why."""

        FLOODED = "flooded", _("泡水")
        CRASHED = "crashed", _("碰撞")
        HOT = "hot", _("过热、冒烟或漏液")

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="quarantines")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    cause = models.CharField(_("原因"), max_length=8, choices=Cause)
    place = models.CharField(_("隔离位置"), max_length=60)
    note = models.CharField(_("说明"), max_length=160, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("登记人"))
    from_at = models.DateTimeField(_("开始"))
    lifted_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("解除人"),
    )
    lifted_at = models.DateTimeField(_("解除时间"), null=True, blank=True)
    lifted_note = models.CharField(_("解除依据"), max_length=160, blank=True)

    reach = of_order("order", store="store")
    objects = QuarantineQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("电池隔离")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(lifted_at=None), name="quarantine_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None)
                | Q(lifted_by__isnull=False) & ~Q(lifted_note="") & ~Q(lifted_by=models.F("by")),
                name="quarantine_lifted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} {self.place}"
