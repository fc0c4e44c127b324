"""Registers the app `warranty` with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarrantyConfig(AppConfig):
    """Policies, claims, returned parts, the statutory 三包 clock and recalls."""

    name = "apps.warranty"
    label = "warranty"
    verbose_name = _("索赔")

    def ready(self) -> None:
        """Register queues, figures, menu entries and joined events."""
        for part in ("inbox", "kpis", "menu", "joining", "cover", "requests"):
            import_module(f"{self.name}.{part}")
