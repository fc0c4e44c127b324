"""Which stores of the group know a customer or a car."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row
from apps.customers.reach import of_store
from apps.org.reach import ReachQuerySet


class KnownHow(models.TextChoices):
    """How a store came to know the row."""

    REGISTERED = "registered", _("本店建档")
    TAKEN_OVER = "taken_over", _("从集团接入")


class KnownAt(Row):
    """A store knows one customer or one car since a moment; this decides who may see it."""

    reach = of_store("store")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(
        "customers.Vehicle", models.PROTECT, null=True, blank=True, related_name="known_at"
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="known_at"
    )
    since = models.DateTimeField(_("起始时间"))
    how = models.CharField(_("来源"), max_length=12, choices=KnownHow, default=KnownHow.REGISTERED)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")

    objects = ReachQuerySet["KnownAt"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("建档门店")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(vehicle=None, customer__isnull=False)
                | models.Q(vehicle__isnull=False, customer=None),
                name="knownat_one_subject",
            ),
            models.UniqueConstraint(
                fields=["store", "vehicle"],
                condition=models.Q(vehicle__isnull=False),
                name="knownat_vehicle_once",
            ),
            models.UniqueConstraint(
                fields=["store", "customer"],
                condition=models.Q(customer__isnull=False),
                name="knownat_customer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.store_id}: {self.vehicle_id or self.customer_id}"
