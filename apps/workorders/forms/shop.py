"""What the dispatcher, the technician and the inspector type in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.models import Staff
from apps.org.permissions import Perm as OrgPerm
from apps.parts.models import Part
from apps.parts.models.catalogue import plain_code
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.checklists import CHECKLISTS, answered
from apps.workorders.choices import InspectionLevel, JobKind, WaitingCause
from apps.workorders.models import Bay, Inspection
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


class ConfirmForm(ServiceForm):
    """Car and items compared with the order."""

    tail = forms.CharField(label=_("车牌后五位（无牌：VIN后五位）"), min_length=5, max_length=5)
    seen = forms.BooleanField(label=_("维修项目、配件与委托一致"))


class PauseForm(ServiceForm):
    """Why the work stops."""

    cause = forms.ChoiceField(
        label=_("暂停原因"),
        choices=[c for c in WaitingCause.choices if c[0] != WaitingCause.APPROVAL],
        initial=WaitingCause.PAUSED,
    )
    note = forms.CharField(label=_("说明"), max_length=160, required=False)


class IsolationForm(ServiceForm):
    """The steps before high-voltage work, each ticked by the one who did it."""

    guardian = TechnicianField(perm=OrgPerm.VIEW_ORGUNIT, label=_("监护人"))
    switched_off = forms.BooleanField(label=_("已断开高压并取下维修开关"))
    tagged = forms.BooleanField(label=_("已上锁挂牌"))
    measured = forms.BooleanField(label=_("已等待放电并验电为零"))


class FindingForm(ServiceForm):
    """What was found outside the order."""

    text = forms.CharField(label=_("发现的问题"), widget=forms.Textarea(attrs={"rows": 3}))
    work = forms.CharField(
        label=_("建议项目（每行一项）"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("价格由服务顾问填写，客户同意后才做。"),
    )
    photo = forms.FileField(
        label=_("照片"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    safety = forms.BooleanField(label=_("影响行车安全"), required=False)

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        lines = [line.strip()[:80] for line in given["work"].splitlines() if line.strip()]
        suggested = [
            {"kind": "labour", "name": n, "quantity": "1", "unit_price": "0"} for n in lines
        ]
        photos = [given["photo"]] if given["photo"] else []
        facts = {"text": given["text"], "safety": given["safety"]}
        return facts | {"suggested": suggested, "photos": photos}


class FitForm(ServiceForm):
    """How much of a part line is in the car."""

    quantity = forms.DecimalField(
        label=_("装车数量"), min_value=0, max_value=10_000, max_digits=12, decimal_places=3
    )


class AskPartForm(ServiceForm):
    """A part the job needs, by its number."""

    code = forms.CharField(label=_("零件号"), max_length=40)
    quantity = forms.DecimalField(
        label=_("数量"),
        min_value=Decimal("0.001"),
        max_value=10_000,
        max_digits=12,
        decimal_places=3,
        initial=1,
    )

    def clean_code(self) -> Part:
        """The part of this number."""
        rows = Part.objects.visible_to(self.access, PartsPerm.REQUEST_PART).active()
        part = rows.filter(code_plain=plain_code(self.cleaned_data["code"])).first()
        if part is None:
            raise ValidationError(_("没有这个零件号，请核对。"))
        return part


class ChecklistForm(ServiceForm):
    """The items of one level; what is right is ticked."""

    level = InspectionLevel.SELF
    items = forms.MultipleChoiceField(
        label=_("检验项目"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, level: InspectionLevel | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level or self.level
        self.fields["items"].choices = CHECKLISTS[self.level]  # type: ignore[attr-defined]  # ours

    @property
    def checked(self) -> list[dict[str, object]]:
        """The whole list with its answers."""
        return answered(self.level, self.cleaned_data["items"])


class CheckForm(ChecklistForm):
    """A leader's or inspector's word on a job."""

    failed = forms.CharField(required=False)  # the button that sends it back
    road_test_km = forms.IntegerField(
        label=_("路试里程"), min_value=0, max_value=500, required=False
    )
    fail_code = forms.ChoiceField(
        label=_("不合格类别"), choices=[("", "—"), *Inspection.FailCode.choices], required=False
    )
    fail_reason = forms.CharField(
        label=_("不合格说明"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        names = ("road_test_km", "fail_code", "fail_reason")
        facts = {name: given[name] for name in names}
        return facts | {"passed": not given["failed"], "items": self.checked}
