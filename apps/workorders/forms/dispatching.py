"""What the dispatcher types in or drops."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import MomentField, ReachChoiceField, ServiceForm
from apps.org.models import OrgUnit
from apps.workorders.forms.shop import MOMENT, BayField, TechnicianField
from apps.workorders.models import Bay, BaySlot
from apps.workorders.permissions import Perm
from apps.workorders.services.placing import GRID_MINUTES, LONGEST_MINUTES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.http import QueryDict

TEAM = OrgUnit.Kind.TEAM


class PlanForm(ServiceForm):
    """A plan that may be warned of: ``accepted`` are the warnings the dispatcher says yes to."""

    accepted = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("越过提醒的理由"), max_length=160, required=False)

    def clean_accepted(self) -> list[str]:
        """The codes, one by one."""
        return [code for code in self.cleaned_data["accepted"].split(",") if code]

    def accept(self, codes: Iterable[str]) -> None:
        """The next time the form is sent it says yes to these warnings."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("accepted")] = ",".join([*self.cleaned_data["accepted"], *codes])
        self.data = data
        self.warned = True


class PlaceForm(PlanForm):
    """Where and when; times lie on the grid of the board."""

    bay = BayField(
        Bay.objects.filter(active=True).select_related("unit").order_by("unit__path", "code"),
        perm=Perm.DISPATCH_JOB,
        label=_("工位"),
    )
    start = forms.DateTimeField(label=_("开始"), widget=MOMENT)
    minutes = forms.IntegerField(
        label=_("时长"), min_value=GRID_MINUTES, max_value=LONGEST_MINUTES, step_size=GRID_MINUTES
    )

    def clean_start(self) -> dt.datetime:
        """On the grid."""
        start: dt.datetime = self.cleaned_data["start"]
        if start.minute % GRID_MINUTES or start.second:
            raise ValidationError(_("开始时间须落在15分钟的刻度上。"))
        return start


class TechnicianForm(PlanForm):
    """Who does it."""

    technician = TechnicianField(perm=Perm.DISPATCH_JOB, label=_("技师"))


class DispatchForm(TechnicianForm, PlaceForm):
    """Bay, technician, start and length of a job."""

    field_order = ("bay", "technician", "start", "minutes", "reason")


class SwapForm(ServiceForm):
    """The slot to change places with, and the version of it that was seen."""

    other = ReachChoiceField(BaySlot.objects.standing(), perm=Perm.DISPATCH_JOB)
    other_version = forms.IntegerField(required=False)


class PinForm(ServiceForm):
    """Whether others may push it."""

    pinned = forms.BooleanField(required=False, widget=forms.HiddenInput)


class BayForm(ServiceForm):
    """One bay."""

    unit = ReachChoiceField(
        OrgUnit.objects.filter(kind=TEAM).order_by("path"), perm=Perm.CHANGE_BAY, label=_("班组")
    )
    code = forms.CharField(label=_("工位号"), max_length=12)
    name = forms.CharField(label=_("名称"), max_length=40)
    kind = forms.ChoiceField(label=_("类型"), choices=Bay.Kind.choices)
    high_voltage = forms.BooleanField(label=_("高压隔离工位"), required=False)
    active = forms.BooleanField(label=_("在用"), required=False, initial=True)


class OutageForm(ServiceForm):
    """From when to when a bay is out of use, and why."""

    starts_at = MomentField(label=_("停用开始"))
    ends_at = MomentField(label=_("停用结束"))
    reason = forms.CharField(label=_("原因"), max_length=80)
