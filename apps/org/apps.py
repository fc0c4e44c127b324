"""Registers the app `org` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    """Units, positions, duties, staff, and the only permission engine."""

    name = "apps.org"
    label = "org"
    verbose_name = _("组织与岗位")
