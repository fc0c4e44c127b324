"""What a manufacturer promises for its cars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec

if TYPE_CHECKING:
    import datetime as dt

    from apps.customers.models import Vehicle


class WarrantyPolicyQuerySet(ReachQuerySet["WarrantyPolicy"]):
    """Finds the terms of a car."""

    def in_force(self, vehicle: Vehicle, on: dt.date) -> Self:
        """The terms for cars of this model sold on a day, the most special and newest first."""
        model = vehicle.model
        mine = self.filter(brand=model.brand, effective_from__lte=on)
        return mine.filter(Q(series="") | Q(series=model.series)).order_by(
            "-series", "-effective_from"
        )


class WarrantyPolicy(TrackedRow):
    """The terms of one brand, or of one series of it, for cars sold from a day on.

    Whichever of months and kilometres is reached first ends the period. ``wear_parts`` lists
    ``{"name", "months", "km"}`` of the parts with a shorter period of their own.
    """

    brand = models.CharField(_("品牌"), max_length=20)
    series = models.CharField(_("车系"), max_length=40, blank=True)
    repair_months = models.PositiveSmallIntegerField(_("包修期（月）"))
    repair_km = models.PositiveIntegerField(_("包修里程（公里）"))
    rr_months = models.PositiveSmallIntegerField(_("三包有效期（月）"))
    rr_km = models.PositiveIntegerField(_("三包里程（公里）"))
    wear_parts = models.JSONField(_("易损耗零部件"), default=list, blank=True)
    effective_from = models.DateField(_("适用于此日起售出的车"))
    source = models.CharField(_("依据"), max_length=200)

    reach = ReachSpec(level="group")
    objects = WarrantyPolicyQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("保修政策")
        ordering = ("brand", "series", "-effective_from")
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "series", "effective_from"], name="warrantypolicy_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    repair_months__gte=models.F("rr_months"), repair_km__gte=models.F("rr_km")
                ),
                name="warrantypolicy_repair_outlasts_rr",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand} {self.series}".strip()
