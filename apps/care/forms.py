"""What people type in customer care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.care.choices import CallResult, Fixed, Grade, Medium, Source, Topic
from apps.care.questions import QUESTIONS
from apps.core.forms import ServiceForm
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomerPerm
from apps.org.models import OrgUnit, Staff
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm as OrderPerm

if TYPE_CHECKING:
    from collections.abc import Iterable

RATINGS = [(str(n), str(n)) for n in range(1, 6)]
NOT_REACHED = [c for c in CallResult.choices if c[0] != CallResult.REACHED]


def _words(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=2000, widget=area, **more)


class AnswersForm(ServiceForm):
    """The call sheet: each question 1 to 5 where it applies, fixed or not, and the whole."""

    fixed = forms.ChoiceField(
        label=_("车修好了吗"), choices=Fixed.choices, widget=forms.RadioSelect
    )
    overall = forms.TypedChoiceField(
        label=_("总体满意度（1–10）"),
        choices=[(str(n), str(n)) for n in range(1, 11)],
        coerce=int,
        widget=forms.RadioSelect,
    )
    recommend = forms.TypedChoiceField(
        label=_("愿意推荐给朋友吗（0–10）"),
        choices=[("", "—"), *((str(n), str(n)) for n in range(11))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    words = _words(_("客户意见与期望"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in QUESTIONS.items():
            self.fields[code] = forms.TypedChoiceField(
                label=words,
                choices=[*RATINGS, ("", _("不适用"))],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial="",
            )

    def questions(self) -> list[forms.BoundField]:
        """The rated questions in the order they are asked."""
        return [self[code] for code in QUESTIONS]

    @property
    def answers(self) -> dict[str, Any]:
        """What the service takes."""
        v = self.values
        ratings = {q: v[q] for q in QUESTIONS if v.get(q) is not None}
        return {
            "ratings": ratings,
            **{k: v[k] for k in ("fixed", "overall", "recommend", "words")},
        }


class AttemptForm(ServiceForm):
    """A call nobody answered."""

    result = forms.ChoiceField(label=_("未接通"), choices=NOT_REACHED)
    note = forms.CharField(label=_("备注"), max_length=160, required=False)


class CallActForm(ServiceForm):
    """A callback ends without answers."""

    ACTIONS = ("give_up", "decline")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])


class ActForm(ServiceForm):
    """A step of a complaint without words of its own but a reason."""

    ACTIONS = ("handle", "close", "close_not_agreed", "escalate")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    reason = forms.CharField(max_length=500, required=False)


class PersonForm(ServiceForm):
    """Who is to do it, among the people of the store."""

    person = forms.ModelChoiceField(label=_("人员"), queryset=Staff.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class ContactForm(ServiceForm):
    """One try to speak with the customer."""

    medium = forms.ChoiceField(label=_("联系方式"), choices=Medium.choices)
    result = forms.ChoiceField(label=_("结果"), choices=CallResult.choices)
    note = _words(_("沟通内容"), required=False)


class HandleForm(ServiceForm):
    """Cause, plan, action, who answers for it, and whether the customer agrees."""

    cause = _words(_("原因"), required=False)
    plan = _words(_("处理方案"), required=False)
    action = _words(_("已采取措施"), required=False)
    responsible_unit = forms.ModelChoiceField(
        label=_("责任部门"), queryset=OrgUnit.objects.none(), required=False
    )
    agreed = forms.BooleanField(label=_("客户已认可"), required=False)
    agreement = forms.CharField(
        label=_("认可凭据"), max_length=160, required=False, help_text=_("通话时间或确认书编号")
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["responsible_unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class RemedyForm(ServiceForm):
    """Goodwill for the customer."""

    amount = forms.DecimalField(label=_("补偿金额"), max_digits=12, decimal_places=2)
    reason = forms.CharField(label=_("补偿理由"), max_length=160)


class OpinionForm(ServiceForm):
    """An expert's view."""

    text = _words(_("技术意见"))


class ComplaintForm(ServiceForm):
    """A complaint by telephone or at the counter; six fields."""

    car = forms.CharField(
        label=_("工单号、车牌或 VIN"),
        max_length=40,
        required=False,
        help_text=_("与车无关的可不填"),
    )
    caller_name = forms.CharField(label=_("投诉人"), max_length=80)
    caller_phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    topic = forms.ChoiceField(label=_("投诉内容"), choices=Topic.choices)
    grade = forms.ChoiceField(label=_("等级"), choices=Grade.choices, initial=Grade.GENERAL)
    source = forms.ChoiceField(
        label=_("来源"), choices=[c for c in Source.choices if c[0] != Source.CALLBACK]
    )
    statement = _words(_("客户陈述"), rows=3, help_text=_("用客户自己的话"))

    def clean(self) -> dict[str, Any]:
        """The order or the car itself in place of the typed words."""
        values = super().clean() or self.cleaned_data
        term = (values.pop("car", "") or "").strip()
        values["order"] = values["vehicle"] = None
        if not term:
            return values
        orders = WorkOrder.objects.visible_to(self.access, OrderPerm.VIEW_WORKORDER)
        values["order"] = orders.filter(number=term.upper()).first()
        if values["order"] is None:
            values["vehicle"] = self._car(term)
        return values

    def _car(self, term: str) -> Vehicle | None:
        cars = Vehicle.objects.visible_to(self.access, CustomerPerm.VIEW_CUSTOMER).matching(term)
        found = list(cars[:2])
        if len(found) == 1:
            return found[0]
        words = (
            _("有多辆车符合，请填完整车牌或 VIN。") if found else _("没有找到这张工单或这辆车。")
        )
        self.add_error("car", ValidationError(words))
        return None


def people_of(store_id: int, without: Iterable[int] = ()) -> Any:
    """The active people of a store."""
    rows = Staff.objects.filter(unit__store=store_id, is_active=True)
    return rows.exclude(pk__in=list(without)).order_by("unit__path", "name")
