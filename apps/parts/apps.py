"""Registers the app `parts` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartsConfig(AppConfig):
    """Catalogue, stock ledger, reservations, purchasing, counting and sales of parts."""

    name = "apps.parts"
    label = "parts"
    verbose_name = _("配件")
