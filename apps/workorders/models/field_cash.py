"""Cash taken away from the till, until it is handed in."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import MoneyField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED


class FieldCash(TrackedRow):
    """Cash somebody took away from the till (rescue, collection); handed in the same day.

    Handed in, it becomes a deposit of its order.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("现场收款号"), max_length=32, unique=True)
    order = models.ForeignKey(
        "workorders.WorkOrder", models.PROTECT, null=True, blank=True, related_name="field_cash"
    )
    payer_name = models.CharField(_("交款人"), max_length=40)
    amount = MoneyField(_("金额"))
    place = models.CharField(_("地点与事由"), max_length=120)
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="field_cash", verbose_name=_("收款人")
    )
    at = models.DateTimeField(_("收款时间"))
    due_at = models.DateTimeField(_("应交回时间"))
    handed_to = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("接收人"),
    )
    handed_at = models.DateTimeField(_("交回时间"), null=True, blank=True)
    deposit = models.OneToOneField(
        "workorders.Deposit", models.PROTECT, null=True, blank=True, related_name="field_cash"
    )

    reach = ReachSpec(owners=("taken_by",), rows=UNNARROWED)
    objects = ReachQuerySet["FieldCash"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("现场收款")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fieldcash_positive"),
            models.CheckConstraint(
                condition=Q(handed_to=None, handed_at=None, deposit=None)
                | Q(handed_to__isnull=False, handed_at__isnull=False, deposit__isnull=False)
                & ~Q(handed_to=F("taken_by")),
                name="fieldcash_handed_to_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "at"], condition=Q(handed_at=None), name="fieldcash_store_out"
            ),
        ]

    def __str__(self) -> str:
        return self.number
