"""Registers the app `care` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    """Complaints, inquiries, callbacks, surveys, campaigns and visits."""

    name = "apps.care"
    label = "care"
    verbose_name = _("客户关怀")
