"""Registers the app `customers` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    """Customers, vehicles, who owned which when, and their consent."""

    name = "apps.customers"
    label = "customers"
    verbose_name = _("客户与车辆")
