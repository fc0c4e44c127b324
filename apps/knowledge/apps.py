"""Registers the app `knowledge` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgeConfig(AppConfig):
    """Technical cases, bulletins and controlled documents."""

    name = "apps.knowledge"
    label = "knowledge"
    verbose_name = _("技术资料")
