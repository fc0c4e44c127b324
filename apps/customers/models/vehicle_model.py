"""Car models with the maintenance and warranty figures of the manufacturer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.customers.reach import UNNARROWED
from apps.org.reach import ReachQuerySet, ReachSpec


class Power(models.TextChoices):
    """What drives the car; an electric one shows charge instead of fuel."""

    FUEL = "fuel", _("燃油")
    HYBRID = "hybrid", _("混合动力")
    EV = "ev", _("纯电动")


class VehicleModel(TrackedRow):
    """One model of a brand as sold: series and trim, its service interval and warranty terms."""

    reach = ReachSpec(level="group", rows=UNNARROWED)

    brand = models.CharField(_("品牌"), max_length=20, default="起亚")
    series = models.CharField(_("车系"), max_length=40)
    name = models.CharField(_("车型"), max_length=80)
    power = models.CharField(_("动力"), max_length=8, choices=Power, default=Power.FUEL)
    maintenance_km = models.PositiveIntegerField(_("保养间隔里程（公里）"), default=10_000)
    maintenance_months = models.PositiveSmallIntegerField(_("保养间隔（月）"), default=12)
    first_service_km = models.PositiveIntegerField(_("首保里程（公里）"), default=5_000)
    first_service_months = models.PositiveSmallIntegerField(_("首保期限（月）"), default=6)
    warranty_months = models.PositiveSmallIntegerField(_("包修期（月）"), default=36)
    warranty_km = models.PositiveIntegerField(_("包修里程（公里）"), default=60_000)
    active = models.BooleanField(_("在用"), default=True)

    objects = ReachQuerySet["VehicleModel"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("车型")
        ordering = ("brand", "series", "name")
        constraints = [
            models.UniqueConstraint(fields=["brand", "series", "name"], name="vehiclemodel_once"),
            models.CheckConstraint(
                condition=models.Q(maintenance_km__gt=0, maintenance_months__gt=0),
                name="vehiclemodel_interval_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand}{self.name}"

    @property
    def has_high_voltage(self) -> bool:
        """Whether work on it may touch a high-voltage system."""
        return self.power != Power.FUEL

    @property
    def shows_charge(self) -> bool:
        """Whether check-in notes the charge in percent instead of fuel in eighths."""
        return self.power == Power.EV
