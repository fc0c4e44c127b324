"""Cars taken in before anybody could say everything, and cars nobody comes for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import MoneyField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class

OF_VISIT = ReachSpec(
    store="visit__store",
    unit="visit__unit",
    owners=("visit__advisor",),
    rows=rows_by_class("visit__work_class"),
    shared_through=("visit", "visit__orders"),
)


class ProvisionalIntake(TrackedRow):
    """A car that came by tow, at night or from the police: who brought it, and what is missing.

    The owner's consent comes by recording or link before any work; what is missing holds up the
    authority, never the intake.
    """

    class Why(models.TextChoices):
        """How it came without its owner."""

        TOW = "tow", _("拖车送来")
        NIGHT = "night", _("夜间投放")
        POLICE = "police", _("交警扣留")
        OTHER = "other", _("其他暂存")

    class Consent(models.TextChoices):
        """By which way the owner agreed that the car is kept and looked at."""

        RECORDING = "recording", _("电话录音")
        LINK = "link", _("链接确认")
        PAPER = "paper", _("书面签字")

    visit = models.OneToOneField("workorders.Visit", models.PROTECT, related_name="intake")
    why = models.CharField(_("来店情形"), max_length=8, choices=Why)
    brought_by = models.CharField(_("送来人"), max_length=40)
    brought_phone = models.CharField(_("送来人电话"), max_length=20, blank=True)
    from_where = models.CharField(_("来自何处"), max_length=80, blank=True)
    keys_note = models.CharField(_("钥匙情况"), max_length=80, blank=True)
    hold_number = models.CharField(_("扣车单号"), max_length=40, blank=True)
    consent = models.CharField(_("车主同意方式"), max_length=10, choices=Consent, blank=True)
    consent_note = models.CharField(_("同意记录"), max_length=120, blank=True)
    consent_at = models.DateTimeField(_("同意时间"), null=True, blank=True)
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("接收人")
    )
    taken_at = models.DateTimeField(_("接收时间"))

    reach = OF_VISIT
    objects = ReachQuerySet["ProvisionalIntake"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("临时接收")
        constraints = [
            models.CheckConstraint(condition=~Q(brought_by=""), name="intake_brought_by_somebody"),
            models.CheckConstraint(
                condition=Q(consent="", consent_at=None)
                | Q(consent_at__isnull=False) & ~Q(consent="") & ~Q(consent_note=""),
                name="intake_consent_recorded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}"


class StorageNotice(TrackedRow):
    """The owner was told to collect or pay: a reminder, a storage fee notice or a lien notice."""

    class Kind(models.TextChoices):
        """What was sent."""

        REMINDER = "reminder", _("取车提醒")
        FEE = "fee", _("停车保管费通知")
        LIEN = "lien", _("留置通知")

    visit = models.ForeignKey("workorders.Visit", models.PROTECT, related_name="storage_notices")
    kind = models.CharField(_("通知"), max_length=10, choices=Kind)
    text = models.TextField(_("内容"))
    days = models.PositiveSmallIntegerField(_("已停天数"))
    fee = MoneyField(_("保管费"))
    sent_to = models.CharField(_("收件人"), max_length=40)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("通知时间"))

    reach = OF_VISIT
    objects = ReachQuerySet["StorageNotice"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("存车通知")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(fee__gte=0), name="storagenotice_fee_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.visit_id}"
