"""Handing the car back and letting it out of the gate."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import OldParts
from apps.workorders.path_choices import GatePurpose
from apps.workorders.reach import of_order


class GatePass(TrackedRow):
    """The paper that lets one car of one order out (出门条), used once."""

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="gate_passes")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("出门条号"), max_length=32, unique=True)
    purpose = models.CharField(
        _("出门原因"), max_length=10, choices=GatePurpose, default=GatePurpose.DELIVERY
    )
    code = models.CharField(_("核验码"), max_length=12)
    issued_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("开具时间"))
    used_at = models.DateTimeField(_("出门时间"), null=True, blank=True)
    checked_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    voided_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    reach = of_order("order", store="store")
    objects = ReachQuerySet["GatePass"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("出门条")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(voided_at=None, purpose="delivery"),
                name="gatepass_one_valid",
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, checked_by=None)
                | Q(used_at__isnull=False, checked_by__isnull=False, voided_at=None),
                name="gatepass_checked_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "issued_at"],
                condition=Q(used_at=None, voided_at=None),
                name="gatepass_store_unused",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Delivery(TrackedRow):
    """The handover of the car to the customer, with the guarantee it leaves with."""

    order = models.OneToOneField("workorders.WorkOrder", models.PROTECT, related_name="delivery")
    released_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="deliveries", verbose_name=_("交车人")
    )
    at = models.DateTimeField(_("交车时间"))
    receiver_name = models.CharField(_("接车人"), max_length=40, blank=True)
    old_parts = models.CharField(_("旧件处理"), max_length=8, choices=OldParts)
    km_out = models.PositiveIntegerField(_("出厂里程（公里）"), null=True, blank=True)
    guarantee_until = models.DateField(_("质保至"))
    guarantee_km = models.PositiveIntegerField(_("质保里程（公里）"))
    next_service_on = models.DateField(_("下次保养日期"), null=True, blank=True)
    next_service_km = models.PositiveIntegerField(_("下次保养里程"), null=True, blank=True)

    reach = of_order("order")
    objects = ReachQuerySet["Delivery"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("交车")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.order_id} {self.at:%Y-%m-%d %H:%M}"
