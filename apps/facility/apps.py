"""Registers the app `facility` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilityConfig(AppConfig):
    """Tools, equipment, 5S inspections, cleaning, safety and incidents."""

    name = "apps.facility"
    label = "facility"
    verbose_name = _("设施工具")
