"""What the dispatcher, the technician and the inspector type in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField
from apps.org.models import Staff
from apps.workorders.choices import JobKind
from apps.workorders.models import Bay
from apps.workorders.selectors.people import clocking_staff

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 900}, format="%Y-%m-%dT%H:%M")


class BayField(ReachChoiceField):
    """A bay with its team."""

    def label_from_instance(self, bay: Bay) -> str:
        """Bay and team."""
        return f"{bay.name} · {bay.unit}"


class TechnicianField(ReachChoiceField):
    """A technician with team and skills, among those whose duty is to clock work."""

    def __init__(self, *, perm: CapabilityEnum, **kwargs: Any) -> None:
        super().__init__(Staff.objects.none(), perm=perm, **kwargs)

    def limit_to(self, access: Actor) -> None:
        """Keep those in reach, with what their line shows."""
        people = access.limit_reach(clocking_staff(access.now), self.perm)
        self.queryset = people.prefetch_related("skills").select_related("unit")

    def label_from_instance(self, person: Staff) -> str:
        """Name, team, skills with their level, high-voltage permit."""
        kinds = dict(JobKind.choices)
        skills = [f"{kinds.get(s.skill, s.skill)}{s.level}" for s in person.skills.all()]
        if getattr(person, "high_voltage", False):
            skills.append(str(_("高压证")))
        return " · ".join([person.name, str(person.unit), *([" ".join(skills)] if skills else [])])
