"""Who owned a car when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.customers.reach import of_store
from apps.org.reach import ReachQuerySet


class Ownership(TrackedRow):
    """A period in which a car belonged to a customer; the one without an end is the present one."""

    reach = of_store("vehicle__known_at__store")

    vehicle = models.ForeignKey("customers.Vehicle", models.PROTECT, related_name="ownerships")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="ownerships")
    since = models.DateField(_("开始日"))
    until = models.DateField(_("结束日"), null=True, blank=True)

    objects = ReachQuerySet["Ownership"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("所有权")
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=models.Q(until=None), name="ownership_one_current"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="ownership_dates_ordered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vehicle_id} – {self.customer_id}"
