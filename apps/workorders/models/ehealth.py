"""What is reported to the e-health files of cars (汽车维修电子健康档案): one row per settlement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import SettlementState
from apps.workorders.reach import of_order

if TYPE_CHECKING:
    import datetime as dt


class EHealthUploadQuerySet(ReachQuerySet["EHealthUpload"]):
    """Records by what is still to be done about them."""

    def to_report(self) -> Self:
        """Those the platform has not taken."""
        return self.filter(state__in=(EHealthUpload.State.PENDING, EHealthUpload.State.FAILED))

    def to_correct(self) -> Self:
        """Those the platform has, of settlements reversed since, with no newer version yet."""
        return self.filter(
            state=EHealthUpload.State.SENT,
            settlement__state=SettlementState.REVERSED,
            newer=None,
        )

    def settled_between(self, first: dt.datetime, end: dt.datetime) -> Self:
        """Those of settlements posted from ``first`` to before ``end``."""
        return self.filter(settled_at__gte=first, settled_at__lt=end)


class EHealthUpload(TrackedRow):
    """The record of one settlement as the platform takes it (JT/T 1132), known by its number.

    ``content`` is frozen when the file is made: the same settlement always gives the same file.
    A platform's refusal opens it again.  The settlement after a reversal is a new ``edition`` that
    ``replaces`` the one before.
    """

    class State(models.TextChoices):
        """Where it stands with the platform."""

        PENDING = "pending", _("待上报")
        SENT = "sent", _("已上报")
        FAILED = "failed", _("上报失败")
        VOID = "void", _("已作废")

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="uploads")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    settlement = models.OneToOneField(
        "workorders.Settlement", models.PROTECT, related_name="upload", verbose_name=_("结算单")
    )
    number = models.CharField(_("结算清单编号"), max_length=32, unique=True)
    edition = models.PositiveSmallIntegerField(_("版次"), default=1)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="newer",
        verbose_name=_("更正哪一份"),
    )
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.PENDING)
    settled_at = models.DateTimeField(_("结算时间"))
    due_at = models.DateTimeField(_("上报期限"))
    content = models.JSONField(_("上报内容"), default=dict, blank=True)
    sha256 = models.CharField(_("文件指纹"), max_length=64, blank=True)
    exported_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("生成人"),
    )
    exported_at = models.DateTimeField(_("生成时间"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("生成次数"), default=0)
    answered_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记结果的人"),
    )
    answered_at = models.DateTimeField(_("登记结果时间"), null=True, blank=True)
    receipt_no = models.CharField(_("平台回执号"), max_length=60, blank=True)
    failure = models.CharField(_("平台退回原因"), max_length=200, blank=True)

    reach = of_order("order", store="store")
    state_tones = {"failed": Tone.LATE, "void": Tone.WAITING}
    objects = EHealthUploadQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("电子健康档案记录")
        ordering = ("-settled_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent")
                | Q(answered_by__isnull=False, exported_at__isnull=False) & ~Q(sha256=""),
                name="ehealth_sent_what_was_made",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="ehealth_failure_named"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, edition=1) | Q(replaces__isnull=False, edition__gt=1),
                name="ehealth_edition_follows",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-settled_at"], name="ehealth_store_settled"),
            models.Index(
                fields=["store", "due_at"],
                condition=Q(state__in=("pending", "failed")),
                name="ehealth_store_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_made(self) -> bool:
        """Whether its file was made and stands."""
        return bool(self.sha256)
