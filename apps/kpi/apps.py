"""Registers the app `kpi` with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KpiConfig(AppConfig):
    """KPI definitions, targets, facts, dashboards and reports."""

    name = "apps.kpi"
    label = "kpi"
    verbose_name = _("指标")

    def ready(self) -> None:
        """Join the home page and the menu."""
        import_module(f"{self.name}.joining")
