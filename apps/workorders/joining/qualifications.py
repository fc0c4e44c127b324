"""The skills and permits that work on a car asks for."""

from django.utils.translation import gettext_lazy as _

from apps.org.qualifications import name_permits, name_skills
from apps.workorders.choices import JobKind
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

name_skills(JobKind.choices)
name_permits([(HIGH_VOLTAGE_PERMIT, _("高压作业证（低压电工）"))])
