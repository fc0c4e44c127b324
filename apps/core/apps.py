"""Registers the app `core` with Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every app stands on: base models, services, transitions, history, pages."""

    name = "apps.core"
    label = "core"
    verbose_name = _("基础")

    def ready(self) -> None:
        """Read what every app declares, so that the registries are whole."""
        autodiscover_modules("permissions", "audit", "reconcile")
