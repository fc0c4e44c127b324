"""Registers the app `people` with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Attendance, leave, appraisal, training, handover and work reports."""

    name = "apps.people"
    label = "people"
    verbose_name = _("人员")
