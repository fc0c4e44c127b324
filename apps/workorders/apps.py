"""Registers the app `workorders` with Django."""

from importlib import import_module
from pkgutil import iter_modules

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkordersConfig(AppConfig):
    """Appointments, check-in, work orders, dispatch, inspection, settlement, delivery."""

    name = "apps.workorders"
    label = "workorders"
    verbose_name = _("维修业务")

    def ready(self) -> None:
        """Register queues, figures, menu entries and joined events of every part of the visit."""
        for package in ("inbox", "kpis", "menu", "joining"):
            found = import_module(f"{self.name}.{package}")
            for part in iter_modules(found.__path__):
                import_module(f"{found.__name__}.{part.name}")
