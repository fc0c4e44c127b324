"""What an account leaves behind at the door: sign-ins with their sessions, and recovery codes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row


class SignIn(Row):
    """One try to sign in to an account that exists; a successful one is also its session.

    All its times are real time.
    """

    class Means(models.TextChoices):
        PASSWORD = "password", _("密码")
        PIN = "pin", _("快速密码")
        BADGE = "badge", _("工牌码")

    class Outcome(models.TextChoices):
        OPENED = "opened", _("登录成功")
        WRONG = "wrong", _("密码不对")
        LOCKED = "locked", _("锁定中被拒")
        CODE_WRONG = "code_wrong", _("动态口令不对")

    user = models.ForeignKey("org.User", models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField(_("时间"))
    outcome = models.CharField(_("结果"), max_length=12, choices=Outcome.choices)
    means = models.CharField(_("方式"), max_length=8, choices=Means.choices, default=Means.PASSWORD)
    station = models.ForeignKey(
        "org.Station", models.PROTECT, null=True, blank=True, related_name="sign_ins"
    )
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    device = models.CharField(_("设备"), max_length=60, blank=True)
    session_key = models.CharField(max_length=40, blank=True, editable=False)
    seen_at = models.DateTimeField(_("最近活动"), null=True)
    confirmed_at = models.DateTimeField(_("动态口令确认"), null=True)
    ended_at = models.DateTimeField(_("结束"), null=True)

    class Meta(Row.Meta):
        verbose_name = _("登录记录")
        indexes = [
            models.Index(fields=["user", "-at"], name="signin_of_user"),
            models.Index(fields=["at"], name="signin_at"),
            models.Index(
                fields=["station", "-at"],
                name="signin_at_station",
                condition=models.Q(station__isnull=False),
            ),
            models.Index(
                fields=["session_key"],
                name="signin_session",
                condition=models.Q(ended_at=None) & ~models.Q(session_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.outcome}"


class RecoveryCode(Row):
    """One of ten codes that stand in for the one-time code once; only its keyed hash is kept."""

    user = models.ForeignKey("org.User", models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("生成时间"))
    used_at = models.DateTimeField(_("使用时间"), null=True)

    class Meta(Row.Meta):
        verbose_name = _("恢复码")
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recoverycode_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d}"
