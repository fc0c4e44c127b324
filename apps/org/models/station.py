"""Devices of a store that are nobody's own, and the quick ways to change places at them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec


class StationQuerySet(ReachQuerySet["Station"]):
    """Stations in use."""

    def standing(self) -> Self:
        """Those not revoked."""
        return self.filter(revoked_at=None)


class Station(TrackedRow):
    """A shared computer of the floor, or a screen on a wall.  All its times are real time."""

    class Kind(models.TextChoices):
        SHARED = "shared", _("公用电脑")
        WORKSHOP = "workshop", _("车间大屏")
        LOUNGE = "lounge", _("休息区大屏")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    kind = models.CharField(_("用途"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("名称"), max_length=40)
    enrolled_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("登记人")
    )
    enrolled_at = models.DateTimeField(_("登记时间"))
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    revoked_why = models.CharField(_("停用原因"), max_length=200, blank=True)

    reach = ReachSpec(store="store", unit="unit", level="store")
    objects = StationQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("公用设备")
        verbose_name_plural = _("公用设备")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "name"],
                condition=models.Q(revoked_at=None),
                name="station_name_once",
            ),
        ]
        indexes = [models.Index(fields=["store", "revoked_at"], name="station_of_store")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_screen(self) -> bool:
        """Whether it hangs on a wall and shows a board."""
        return self.kind != self.Kind.SHARED


class StationKey(Row):
    """What a station is known by: hashes of the key in its cookie, of the one before, of a code.

    ``before`` counts until the new key was seen once: the answer that brought it may be lost.
    ``replaced_at`` is when the key was put in its place.
    """

    station = models.OneToOneField(Station, models.PROTECT, related_name="key")
    digest = models.CharField(max_length=64, blank=True)
    before = models.CharField(max_length=64, blank=True)
    replaced_at = models.DateTimeField(null=True)
    client = models.CharField(_("浏览器"), max_length=60, blank=True)
    network = models.CharField(_("网络"), max_length=50, blank=True)
    seen_at = models.DateTimeField(_("最近使用"), null=True)
    code = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)

    class Meta(Row.Meta):
        verbose_name = _("设备凭证")
        indexes = [
            models.Index(fields=["code"], name="stationkey_code", condition=~models.Q(code="")),
        ]

    def __str__(self) -> str:
        return f"{self.station_id}"


class QuickPin(Row):
    """The six digits by which a person changes places at shared computers; kept as a hash.

    ``failures`` counts wrong ones in a row: at the limit the PIN is dead until it is set anew.
    """

    user = models.OneToOneField("org.User", models.PROTECT, related_name="quick_pin")
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField(_("设置时间"))
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta(Row.Meta):
        verbose_name = _("快速密码")

    def __str__(self) -> str:
        return f"{self.user_id}"


class Badge(Row):
    """A code by which a person changes places: printed, or ``once`` on the own phone.

    Only its keyed hash is kept.  It ends by its date, by being used when it is for once, by the
    next one, and by being revoked.
    """

    user = models.ForeignKey("org.User", models.PROTECT, related_name="badges")
    digest = models.CharField(max_length=64, unique=True)
    once = models.BooleanField(_("只用一次"))
    made_at = models.DateTimeField(_("生成时间"))
    until = models.DateTimeField(_("有效期至"))
    used_at = models.DateTimeField(_("最近使用"), null=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True)

    class Meta(Row.Meta):
        verbose_name = _("工牌码")
        indexes = [
            models.Index(
                fields=["user"], name="badge_standing", condition=models.Q(revoked_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.until:%Y-%m-%d}"


class PlaceChange(Row):
    """One try to change places at a station: who, in whose place, how, and what came of it."""

    class Means(models.TextChoices):
        PIN = "pin", _("快速密码")
        BADGE = "badge", _("工牌码")

    class Outcome(models.TextChoices):
        DONE = "done", _("已切换")
        WRONG = "wrong", _("不对")
        LOCKED = "locked", _("锁定中被拒")
        BARRED = "barred", _("不允许")

    station = models.ForeignKey(
        Station, models.PROTECT, related_name="changes", verbose_name=_("公用设备")
    )
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    left = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("离开的人")
    )
    means = models.CharField(_("方式"), max_length=8, choices=Means.choices)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome.choices)
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    at = models.DateTimeField(_("时间"))
    request_id = models.CharField(max_length=32, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("换人记录")
        indexes = [models.Index(fields=["station", "-at"], name="placechange_of_station")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.by_id} {self.outcome}"
