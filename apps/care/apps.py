"""Registers the app `care` with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Complaints, inquiries, callbacks, surveys, campaigns and visits."""

    name = "apps.care"
    label = "care"
    verbose_name = _("客户关怀")

    def ready(self) -> None:
        """Register queues, figures, menu entries and joined events."""
        for part in ("inbox", "kpis", "menu", "joining", "requests"):
            import_module(f"{self.name}.{part}")
