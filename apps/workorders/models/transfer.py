"""A job done in another store of the group, and the handing over of the car on the way."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.path_choices import HandoverLeg, TransferState
from apps.workorders.reach import rows_by_class


class CarTransferQuerySet(ReachQuerySet["CarTransfer"]):
    """Transfers by where the car is."""

    def open(self) -> Self:
        """Not back and not called off."""
        return self.exclude(state__in=(TransferState.BACK, TransferState.CANCELLED))


class CarTransfer(TrackedRow):
    """A car goes to another store for one job (调往中心店) and comes back; there is one bill.

    ``price`` is what the store that does the work charges the one whose customer it is, VAT
    excluded.
    """

    number = models.CharField(_("调车单号"), max_length=32, unique=True)
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="transfers")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="transfers")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    to_store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, related_name="+", verbose_name=_("承做店")
    )
    reason = models.CharField(_("原因"), max_length=160)
    price = MoneyField(_("内部结算价"), default=ZERO)
    planned_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("登记时间"))
    due_at = models.DateTimeField(_("约定返回"))
    state = models.CharField(
        _("状态"), max_length=10, choices=TransferState, default=TransferState.PLANNED
    )

    reach = ReachSpec(
        store="handovers__store",
        unit="handovers__unit",
        owners=("order__advisor",),
        rows=rows_by_class("order__work_class"),
        shared_through=("order",),
    )
    state_tones = {"sent": Tone.BLOCKED, "returning": Tone.BLOCKED, "received": Tone.WORKING}
    objects = CarTransferQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("调车")
        ordering = ("-planned_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=~Q(state__in=("back", "cancelled")),
                name="transfer_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(store=F("to_store")), name="transfer_to_another_store"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="transfer_price_not_negative"),
        ]
        indexes = [
            models.Index(
                fields=["store", "due_at"],
                condition=~Q(state__in=("back", "cancelled")),
                name="transfer_store_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Handover(TrackedRow):
    """One way of a transferred car: what it looked like and held when given, and when taken.

    ``store`` is the side that takes the car: out the one that does the work, back the customer's
    own; through the two sheets both stores see the transfer.
    """

    transfer = models.ForeignKey(CarTransfer, models.PROTECT, related_name="handovers")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    leg = models.CharField(_("行程"), max_length=4, choices=HandoverLeg)
    given_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(_("交出时间"), null=True, blank=True)
    given_km = models.PositiveIntegerField(_("交出里程"), null=True, blank=True)
    given_condition = models.CharField(_("交出车况"), max_length=300, blank=True)
    custody = models.CharField(_("随车钥匙与物品"), max_length=300, blank=True)
    taken_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(_("接收时间"), null=True, blank=True)
    taken_km = models.PositiveIntegerField(_("接收里程"), null=True, blank=True)
    taken_condition = models.CharField(_("接收车况"), max_length=300, blank=True)

    reach = ReachSpec(rows=rows_by_class("transfer__order__work_class"))
    objects = ReachQuerySet["Handover"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("车辆交接")
        ordering = ("transfer", "pk")
        constraints = [
            models.UniqueConstraint(fields=["transfer", "leg"], name="handover_leg_once"),
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(given_at__isnull=False),
                name="handover_given_before_taken",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.get_leg_display()}"
