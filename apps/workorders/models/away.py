"""Cars that left with their order open (待料放车)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet
from apps.workorders.reach import of_order


class CarAwayQuerySet(ReachQuerySet["CarAway"]):
    """Cars by whether they came back."""

    def out(self) -> Self:
        """Cars that have not come back."""
        return self.filter(back_at=None)


class CarAway(TrackedRow):
    """The customer drives while the part is ordered: the order stays open, the visit has ended.

    When the car comes back the order goes on in a new visit; ``from_visit`` keeps the first.
    ``arrived_at`` is when the last part it waits for was there, ``called_at`` when the customer
    was told.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="aways")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    from_visit = models.ForeignKey("workorders.Visit", models.PROTECT, related_name="+")
    gate_pass = models.OneToOneField(
        "workorders.GatePass", models.PROTECT, related_name="away", null=True
    )
    reason = models.CharField(_("放车原因"), max_length=160)
    safe_to_drive = models.BooleanField(_("确认可安全行驶"), default=False)
    left_at = models.DateTimeField(_("离店时间"))
    left_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    left_km = models.PositiveIntegerField(_("离店里程"), null=True, blank=True)
    expected_on = models.DateField(_("预计到料"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("配件到齐时间"), null=True, blank=True)
    called_at = models.DateTimeField(_("通知客户时间"), null=True, blank=True)
    called_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    call_note = models.CharField(_("通知结果"), max_length=160, blank=True)
    back_at = models.DateTimeField(_("返店时间"), null=True, blank=True)
    back_visit = models.ForeignKey(
        "workorders.Visit", models.PROTECT, null=True, related_name="continues"
    )

    reach = of_order("order", store="store")
    objects = CarAwayQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("待料放车")
        ordering = ("-left_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(back_at=None), name="away_one_open"
            ),
            models.CheckConstraint(
                condition=Q(back_at=None, back_visit=None)
                | Q(back_at__gte=F("left_at"), back_visit__isnull=False),
                name="away_back_in_a_visit",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "left_at"], condition=Q(back_at=None), name="away_store_out"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.left_at:%Y-%m-%d}"
