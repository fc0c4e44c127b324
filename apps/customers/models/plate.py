"""Number plates as dated history of a car."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.customers.plates import PlateKind
from apps.customers.reach import of_store
from apps.org.reach import ReachQuerySet


class Plate(TrackedRow):
    """A plate a car carried from a day on; the one without an end is on the car now."""

    reach = of_store("vehicle__known_at__store")

    vehicle = models.ForeignKey("customers.Vehicle", models.PROTECT, related_name="plates")
    number = models.CharField(_("车牌"), max_length=12)
    kind = models.CharField(_("牌照种类"), max_length=10, choices=PlateKind)
    since = models.DateField(_("起用日"))
    until = models.DateField(_("停用日"), null=True, blank=True)

    objects = ReachQuerySet["Plate"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("车牌")
        constraints = [
            models.UniqueConstraint(
                fields=["vehicle"], condition=models.Q(until=None), name="plate_one_per_vehicle"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(until=None), name="plate_on_one_vehicle"
            ),
            models.CheckConstraint(condition=~models.Q(number=""), name="plate_numbered"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="plate_dates_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["number"], opclasses=["text_pattern_ops"], name="plate_prefix"),
            GinIndex(fields=["number"], opclasses=["gin_trgm_ops"], name="plate_fragment"),
        ]

    def __str__(self) -> str:
        return self.number
