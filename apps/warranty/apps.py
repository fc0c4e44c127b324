"""Registers the app `warranty` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarrantyConfig(AppConfig):
    """Policies, claims, returned parts, the statutory 三包 clock and recalls."""

    name = "apps.warranty"
    label = "warranty"
    verbose_name = _("索赔")
