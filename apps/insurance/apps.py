"""Registers the app `insurance` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsuranceConfig(AppConfig):
    """Accident cases, loss assessment, rescue, renewals and insurers."""

    name = "apps.insurance"
    label = "insurance"
    verbose_name = _("保险事故")
