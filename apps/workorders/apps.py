"""Registers the app `workorders` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkordersConfig(AppConfig):
    """Appointments, check-in, work orders, dispatch, inspection, settlement, delivery."""

    name = "apps.workorders"
    label = "workorders"
    verbose_name = _("维修业务")
