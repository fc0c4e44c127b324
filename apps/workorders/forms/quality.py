"""What is typed about incidents, comebacks, standards, clocks and shares."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.clock import SHANGHAI
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.permissions import Perm as OrgPerm
from apps.workorders.choices import ClockKind
from apps.workorders.forms.phone import VALUE
from apps.workorders.forms.shop import TechnicianField
from apps.workorders.models import Comeback, Job, QualityIncident
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.workorders.checklists import Item

TEXT = forms.Textarea(attrs={"rows": 3})
ITEM_ROWS, PEOPLE_ROWS = 14, 4
HOURS = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class IncidentForm(ServiceForm):
    """What went wrong."""

    source = forms.ChoiceField(label=_("来源"), choices=QualityIncident.Source.choices)
    what = forms.CharField(label=_("事故经过"), max_length=400, widget=TEXT)


class AnalysisForm(ServiceForm):
    """Why, and what is done."""

    cause_kind = forms.ChoiceField(label=_("原因类别"), choices=QualityIncident.Cause.choices)
    cause = forms.CharField(label=_("原因分析"), max_length=400, widget=TEXT)
    measure = forms.CharField(label=_("整改措施"), max_length=400, widget=TEXT)
    responsible = TechnicianField(perm=OrgPerm.VIEW_ORGUNIT, label=_("责任人"))
    due_on = forms.DateField(label=_("整改期限"), widget=forms.DateInput(attrs={"type": "date"}))


class ProofForm(ServiceForm):
    """What shows that the measure works."""

    proof = forms.CharField(label=_("验证结果"), max_length=400, widget=TEXT)


class ReasonForm(ServiceForm):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=160)


class VerdictForm(ServiceForm):
    """What a comeback comes from."""

    verdict = forms.ChoiceField(
        label=_("判定"), choices=Comeback.Verdict.choices, widget=forms.RadioSelect
    )
    grounds = forms.CharField(label=_("判定依据"), max_length=400, widget=TEXT)


class StandardForm(ServiceForm):
    """The items of the next edition of a checklist, row by row; empty rows fall away."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("修订原因"), max_length=160)

    def __init__(self, *args: Any, items: list[Item] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(ITEM_ROWS):
            item = items[n] if items and n < len(items) else None
            names = ("name", "unit", "low", "high", "photo") if item else ()
            self._row(n, {name: getattr(item, name) for name in names})

    def _row(self, n: int, first: dict[str, Any]) -> None:
        label = {"name": _("检验项目"), "unit": _("单位"), "low": _("下限"), "high": _("上限")}
        self.fields[f"name_{n}"] = forms.CharField(
            label=label["name"], max_length=80, required=False, initial=first.get("name")
        )
        self.fields[f"unit_{n}"] = forms.CharField(
            label=label["unit"], max_length=12, required=False, initial=first.get("unit")
        )
        for side in ("low", "high"):
            self.fields[f"{side}_{n}"] = forms.DecimalField(
                label=label[side], required=False, initial=first.get(side), **VALUE
            )
        self.fields[f"photo_{n}"] = forms.BooleanField(
            label=_("须拍照"), required=False, initial=first.get("photo")
        )

    @property
    def rows(self) -> list[list[Any]]:
        """The bound fields row by row."""
        names = ("name", "unit", "low", "high", "photo")
        return [[self[f"{name}_{n}"] for name in names] for n in range(ITEM_ROWS)]

    def clean(self) -> dict[str, Any]:
        """Limits need a unit and stand in order; a row with anything needs a name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(ITEM_ROWS):
            name, unit = given.get(f"name_{n}"), given.get(f"unit_{n}")
            low, high = given.get(f"low_{n}"), given.get(f"high_{n}")
            if not name and (unit or low is not None or high is not None):
                self.add_error(f"name_{n}", _("请填写检验项目。"))
            if (low is not None or high is not None) and not unit:
                self.add_error(f"unit_{n}", _("有上下限须填单位。"))
            if low is not None and high is not None and low > high:
                self.add_error(f"low_{n}", _("下限不能大于上限。"))
        return given

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items that were filled in."""
        given = self.cleaned_data
        keys = ("name", "unit", "low", "high", "photo")
        rows = [{key: given.get(f"{key}_{n}") for key in keys} for n in range(ITEM_ROWS)]
        return [row for row in rows if row["name"]]


class OpenJobField(ReachChoiceField):
    """A job somebody may have worked on."""

    def __init__(self) -> None:
        super().__init__(Job.objects.none(), perm=Perm.VIEW_JOB, label=_("项目"), required=False)

    def label_from_instance(self, job: Job) -> str:
        """Plate and work."""
        return f"{job.order.visit.plate_no} {job.name}"


class ClockForm(ServiceForm):
    """From when to when, and what for; times are those of the day."""

    start = forms.TimeField(label=_("开始"), widget=HOURS)
    end = forms.TimeField(label=_("结束"), widget=HOURS)
    kind = forms.ChoiceField(label=_("类别"), choices=ClockKind.choices)
    job = OpenJobField()
    reason = forms.CharField(label=_("更正原因"), max_length=160)

    def __init__(self, *args: Any, day: dt.date, jobs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["job"].queryset = jobs  # type: ignore[attr-defined]  # a choice of rows

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: moments of the day."""
        given = super().values
        moments: dict[str, Any] = {
            n: moment(self.day, given[n]) for n in ("start", "end", "at") if n in given
        }
        return {**given, **moments}


class SplitForm(ClockForm):
    """Where an entry is cut, and what its second part was."""

    field_order = ("at", "kind", "job", "reason")
    at = forms.TimeField(label=_("分割时间"), widget=HOURS)
    start = None  # type: ignore[assignment]  # a cut has one moment
    end = None  # type: ignore[assignment]


class AddClockForm(ClockForm):
    """Time of somebody that nobody clocked."""

    field_order = ("person", "start", "end", "kind", "job", "reason")
    person = TechnicianField(perm=Perm.CORRECT_CLOCK, label=_("技师"))


class SharesForm(ServiceForm):
    """Who works on a job, and with which share."""

    def __init__(self, *args: Any, team: Sequence[tuple[int, Decimal]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(PEOPLE_ROWS):
            person, share = team[n] if n < len(team) else (None, None)
            choice = TechnicianField(
                perm=Perm.DISPATCH_JOB, label=_("技师"), required=False, initial=person
            )
            choice.limit_to(self.access)
            self.fields[f"person_{n}"] = choice
            self.fields[f"share_{n}"] = forms.DecimalField(
                label=_("比例%"),
                min_value=0,
                max_value=100,
                max_digits=5,
                decimal_places=2,
                required=False,
                initial=share,
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Person and share, row by row."""
        return [(self[f"person_{n}"], self[f"share_{n}"]) for n in range(PEOPLE_ROWS)]

    def clean(self) -> dict[str, Any]:
        """Nobody twice; a person has a share."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        people = [given[f"person_{n}"] for n in range(PEOPLE_ROWS) if given.get(f"person_{n}")]
        if len({p.pk for p in people}) != len(people):
            raise ValidationError(_("同一个人不能出现两次。"))
        return given

    @property
    def shares(self) -> dict[int, Decimal]:
        """Shares by person."""
        given = self.cleaned_data
        found = [(given[f"person_{n}"], given.get(f"share_{n}")) for n in range(PEOPLE_ROWS)]
        return {person.pk: share or Decimal(0) for person, share in found if person}


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment of a business day."""
    return dt.datetime.combine(day, time, SHANGHAI)
