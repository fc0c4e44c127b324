"""What is typed about tenures and absences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.models import Absence, Position, Post, Staff, Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from django.db.models import QuerySet


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    """A date with the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


def words(label: Any, **more: Any) -> forms.CharField:
    """Some sentences."""
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, widget=area, **more)


class ProposeForm(ServiceForm):
    """Who, which post and how were chosen a step before; here until when, and why."""

    staff = ReachChoiceField(
        Staff.objects.all(), perm=Perm.PROPOSE_TENURE, widget=forms.HiddenInput
    )
    post = ReachChoiceField(
        Post.objects.select_related("position", "unit__store"),
        perm=Perm.PROPOSE_TENURE,
        widget=forms.HiddenInput,
    )
    kind = forms.ChoiceField(choices=Tenure.Kind.choices, widget=forms.HiddenInput)
    acting_for = forms.ModelChoiceField(Tenure.objects.none(), label=_("代理谁"), required=False)
    starts_at = moment(_("开始"))
    ends_at = moment(_("结束"), required=False)
    reason = words(_("原因"))
    conflict_reason = words(_("仍要任命的理由"), required=False)

    def __init__(self, *args: Any, absent: QuerySet[Tenure], vacant: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["acting_for"]
        choice.queryset = absent
        choice.empty_label = _("空缺（现在没有人在任）") if vacant else _("请选择")
        choice.label_from_instance = _person_and_dates


def _person_and_dates(tenure: Tenure) -> str:
    return f"{tenure.staff}（{tenure.get_kind_display()}）"


class CorrectForm(ServiceForm):
    """Other dates before the start."""

    starts_at = moment(_("开始"))
    ends_at = moment(_("结束"), required=False)
    reason = words(_("原因"), required=False)


class ActForm(ServiceForm):
    """A step with perhaps a reason."""

    ACTIONS = ("approve", "refuse", "withdraw", "cancel")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    reason = forms.CharField(max_length=500, required=False)


class EndForm(ServiceForm):
    """When it ends, why, and who takes over what is open."""

    ends_at = moment(_("结束时间"), required=False, help_text=_("不填就是现在。"))
    handed_to = ReachChoiceField(
        Staff.objects.filter(is_active=True),
        perm=Perm.END_TENURE,
        label=_("未办事项交给"),
        required=False,
        empty_label=_("没有要交接的人"),
    )
    reason = words(_("原因"))

    def __init__(self, *args: Any, besides: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["handed_to"]
        people.queryset = people.queryset.exclude(pk=besides)


class DeputyForm(ServiceForm):
    """Whose holders stand in first."""

    deputy = forms.ModelChoiceField(
        Position.objects.none(),
        label=_("代理岗位"),
        required=False,
        empty_label=_("不指定（由上级代理）"),
    )

    def __init__(self, *args: Any, positions: QuerySet[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["deputy"]
        choice.queryset = positions


class AbsenceForm(ServiceForm):
    """Who is away, why and from when to when."""

    staff = ReachChoiceField(
        Staff.objects.filter(is_active=True).select_related("unit"),
        perm=Perm.RECORD_ABSENCE,
        label=_("人员"),
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Absence.Kind.choices)
    starts_at = moment(_("开始"))
    ends_at = moment(_("结束"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class PlainForm(ServiceForm):
    """A button alone."""
