"""What is typed about e-health records, audits of the process and their faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.models import Staff
from apps.workorders.models import ProcessAudit, ProcessQuestion, Severity
from apps.workorders.permissions import Perm
from apps.workorders.selectors.people import answering_staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor

TEXT = forms.Textarea(attrs={"rows": 3})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ANSWERS = (("yes", _("符合")), ("no", _("不符合")), ("na", _("不适用")))
MOST = 200


class SentForm(ServiceForm):
    """The platform's receipt."""

    receipt_no = forms.CharField(label=_("平台回执号"), max_length=60, required=False)


class FailedForm(ServiceForm):
    """Why the platform refused."""

    failure = forms.CharField(label=_("平台退回原因"), max_length=200, widget=TEXT)


class DrawForm(ServiceForm):
    """Which orders may be drawn, how many, and by what they are shared out."""

    first = forms.DateField(label=_("结算日从"), widget=DAY)
    last = forms.DateField(label=_("到"), widget=DAY)
    size = forms.IntegerField(label=_("抽取张数"), min_value=1, max_value=MOST)
    strata = forms.ChoiceField(label=_("分层"), choices=ProcessAudit.Strata.choices, required=False)
    fresh = forms.BooleanField(label=_("不含检查过的工单"), required=False, initial=True)
    due_on = forms.DateField(label=_("完成期限"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        """A period that ends after it begins and not after today."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        today = business_day(self.access.now)
        if first and last and last < first:
            self.add_error("last", _("结束日不能早于开始日。"))
        if last and last > today:
            self.add_error("last", _("结束日不能晚于今天。"))
        if given.get("due_on") and given["due_on"] < today:
            self.add_error("due_on", _("完成期限不能早于今天。"))
        return given


class OwnerField(ReachChoiceField):
    """Somebody whose duty is to put right what an audit finds."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Staff.objects.none(), perm=Perm.ADD_PROCESSAUDIT, **kwargs)

    def limit_to(self, access: Actor) -> None:
        """Keep those in reach."""
        found = access.limit_reach(answering_staff(access.now), self.perm)
        self.queryset = found.select_related("unit")

    def label_from_instance(self, person: Staff) -> str:
        """Name and unit."""
        return f"{person.name} · {person.unit}"


class CheckForm(ServiceForm):
    """The answers on one drawn order; each no names what, how bad, who and until when."""

    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(
        self, *args: Any, questions: Sequence[Any], owner: int, due: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        owners = OwnerField(label=_("责任人"), required=False)
        owners.limit_to(self.access)
        for n, asked in enumerate(self.questions):
            first = {True: "yes", False: "no"}.get(asked.recorded)
            self.fields[f"answer_{n}"] = forms.ChoiceField(
                label=asked.text, choices=ANSWERS, widget=forms.RadioSelect, initial=first
            )
            self.fields[f"what_{n}"] = forms.CharField(
                label=_("不符合之处"), max_length=200, required=False
            )
            self.fields[f"severity_{n}"] = forms.ChoiceField(
                label=_("程度"), choices=Severity.choices, initial=asked.severity, required=False
            )
            self.fields[f"owner_{n}"] = forms.ModelChoiceField(
                owners.queryset, label=_("责任人"), required=False, initial=owner
            )
            self.fields[f"due_{n}"] = forms.DateField(
                label=_("整改期限"), widget=DAY, required=False, initial=due
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Question by question: what the records say and the bound fields."""
        names = ("answer", "what", "severity", "owner", "due")
        return [
            {"asked": asked, **{name: self[f"{name}_{n}"] for name in names}}
            for n, asked in enumerate(self.questions)
        ]

    def clean(self) -> dict[str, Any]:
        """A fault without words, owner or day is not one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        today = business_day(self.access.now)
        for n in range(len(self.questions)):
            if given.get(f"answer_{n}") != "no":
                continue
            if not (given.get(f"what_{n}") or "").strip():
                self.add_error(f"what_{n}", _("请写明哪里不符合。"))
            if not given.get(f"owner_{n}") and f"owner_{n}" not in self.errors:
                self.add_error(f"owner_{n}", _("请选择整改责任人。"))
            due = given.get(f"due_{n}")
            if due is None and f"due_{n}" not in self.errors:
                self.add_error(f"due_{n}", _("请填写整改期限。"))
            elif due is not None and due < today:
                self.add_error(f"due_{n}", _("整改期限不能早于今天。"))
        return given

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What the service takes, question by question."""
        given = self.cleaned_data
        return [
            {
                "question": asked.text,
                "recorded": asked.recorded,
                "answer": given[f"answer_{n}"],
                "what": (given.get(f"what_{n}") or "").strip(),
                "severity": given.get(f"severity_{n}") or asked.severity,
                "owner": given.get(f"owner_{n}"),
                "due_on": given.get(f"due_{n}"),
            }
            for n, asked in enumerate(self.questions)
        ]


class MeasureForm(ServiceForm):
    """What was done."""

    measure = forms.CharField(label=_("整改措施"), max_length=400, widget=TEXT)


class QuestionForm(ServiceForm):
    """One question of the store's own."""

    text = forms.CharField(label=_("检查内容"), max_length=120)
    severity = forms.ChoiceField(label=_("不符合时的程度"), choices=Severity.choices)
    looks_at = forms.ChoiceField(
        label=_("系统核对"),
        choices=[("", _("由人核对")), *ProcessQuestion.Check.choices],
        required=False,
    )

    def clean_text(self) -> str:
        """Words, not blanks."""
        text: str = self.cleaned_data["text"].strip()
        if not text:
            raise ValidationError(_("请填写检查内容。"))
        return text
