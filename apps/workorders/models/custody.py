"""What the customer left in the store's keeping: keys, tyres, belongings, papers."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class


class CustodyItemQuerySet(ReachQuerySet["CustodyItem"]):
    """Things by whether they are still here."""

    def kept(self) -> Self:
        """Not yet given back."""
        return self.filter(returned_at=None)


class CustodyItem(TrackedRow):
    """One thing in keeping: what, under which tag, where, from whom, and to whom it went back."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        KEY = "key", _("钥匙")
        TYRE = "tyre", _("轮胎")
        BELONGING = "belonging", _("随车物品")
        PAPER = "paper", _("证件")
        PART = "part", _("旧件")

    visit = models.ForeignKey("workorders.Visit", models.PROTECT, related_name="custody")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind, default=Kind.BELONGING)
    what = models.CharField(_("物品"), max_length=120)
    quantity = models.PositiveSmallIntegerField(_("数量"), default=1)
    tag = models.CharField(_("标签号"), max_length=32)
    location = models.CharField(_("存放位置"), max_length=40)
    received_from = models.CharField(_("交来人"), max_length=40)
    received_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("收存时间"))
    returned_to = models.CharField(_("领取人"), max_length=40, blank=True)
    returned_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("领取时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=120, blank=True)

    state_tones = {"kept": Tone.WORKING, "returned": Tone.DONE}
    reach = ReachSpec(
        unit="visit__unit",
        owners=("visit__advisor",),
        rows=rows_by_class("visit__work_class"),
        shared_through=("visit", "visit__orders"),
        seen_by="workorders.add_checkin",
    )
    objects = CustodyItemQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("保管物品")
        ordering = ("-received_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(tag="") & ~Q(location="") & ~Q(received_from=""),
                name="custody_told_whole",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, returned_to="")
                | Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(returned_to=""),
                name="custody_returned_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["store", "tag"], condition=Q(returned_at=None), name="custody_tag_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="custody_something"),
        ]
        indexes = [
            models.Index(
                fields=["store", "received_at"],
                condition=Q(returned_at=None),
                name="custody_store_kept",
            ),
            models.Index(fields=["store", "-received_at"], name="custody_store_received"),
        ]

    def __str__(self) -> str:
        return f"{self.tag} {self.what}"

    @property
    def state(self) -> str:
        """Whether it is still here."""
        return "kept" if self.returned_at is None else "returned"

    def get_state_display(self) -> str:
        """The same in words."""
        return str(_("保管中") if self.returned_at is None else _("已领取"))
