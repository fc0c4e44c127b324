"""Forms of the appointment book and the queue."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from apps.core.clock import SHANGHAI
from apps.core.forms import MomentField, ReachChoiceField, ServiceForm
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomersPerm
from apps.workorders.choices import JobKind, WorkClass
from apps.workorders.forms.desk import LinesField
from apps.workorders.models import Bay
from apps.workorders.models.appointment import AppointmentSource
from apps.workorders.models.slot_quota import Weekday
from apps.workorders.permissions import Perm
from apps.workorders.selectors.orders import operations
from apps.workorders.services.appointments import Work
from apps.workorders.slots import advisors_of

if TYPE_CHECKING:
    from apps.org.models import OrgUnit, Staff
    from apps.workorders.models import Appointment, LabourOperation

MOST_WORKS = 4
PICK = re.compile(r"(?P<at>[0-9T:+\-]{16,32})\|(?P<advisor>\d+)")


class AdvisorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """One of the advisors of the store; nobody chosen leaves it to the book."""

    default_error_messages = {"invalid_choice": _("没有这位服务顾问，请重新选择。")}

    def __init__(self, **kwargs: Any) -> None:
        rows = Vehicle.objects.none()
        super().__init__(rows, label=_("服务顾问"), empty_label=_("自动分配"), **kwargs)

    def label_from_instance(self, obj: Staff) -> str:
        """The name."""
        return obj.name


class PlacedForm(ServiceForm):
    """A form about a slot and an advisor; a free place picked from a refusal sets both."""

    slot_at = MomentField(label=_("预约时间"))
    advisor = AdvisorField(required=False)

    def __init__(self, data: Any = None, *args: Any, store: OrgUnit | None, **kwargs: Any) -> None:
        picked = PICK.fullmatch(data.get("pick", "")) if data is not None else None
        if picked is not None:
            data = data.copy()
            at = parse_datetime(picked["at"])
            data["slot_at"] = at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M") if at else ""
            data["advisor"] = picked["advisor"]
        super().__init__(data, *args, **kwargs)
        field: Any = self.fields["advisor"]
        field.queryset = advisors_of(store, self.access.now) if store else field.queryset


class WordsForm(ServiceForm):
    """What the customer says and wants, and who it is."""

    caller_name = forms.CharField(label=_("预约人"), max_length=40, required=False)
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    concerns = LinesField(label=_("客户原话"), help_text=_("一行一件事，照客户说的写。"))
    work_class = forms.ChoiceField(
        label=_("业务类别"), choices=WorkClass.choices, initial=WorkClass.EXPRESS
    )
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].widget.input_type = "tel"
        self.fields["concerns"].required = False
        self.offered: list[LabourOperation] = list(operations(self.access))
        for n in range(1, MOST_WORKS + 1):
            self.fields[f"work_{n}"] = forms.CharField(
                label=_("项目"), max_length=120, required=False
            )
            self.fields[f"hours_{n}"] = forms.DecimalField(
                label=_("工时"), required=False, min_value=0, max_value=99, decimal_places=2
            )
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=_("工种"), choices=[("", "—"), *JobKind.choices], required=False
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The lines of work: what, hours, kind."""
        numbers = range(1, MOST_WORKS + 1)
        return [(self[f"work_{n}"], self[f"hours_{n}"], self[f"kind_{n}"]) for n in numbers]

    def clean(self) -> dict[str, Any]:
        """Every named work as the service takes it."""
        cleaned = super().clean() or {}
        works = [self._work(cleaned, n) for n in range(1, MOST_WORKS + 1)]
        cleaned["works"] = [work for work in works if work is not None]
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        own = {
            f"{name}_{n}" for name in ("work", "hours", "kind") for n in range(1, MOST_WORKS + 1)
        }
        return {k: v for k, v in super().values.items() if k not in own}

    def _work(self, cleaned: dict[str, Any], n: int) -> Work | None:
        text, hours = cleaned.get(f"work_{n}", ""), cleaned.get(f"hours_{n}")
        if not text:
            return None
        found = next((o for o in self.offered if text in {o.code, o.name, str(o)}), None)
        kind = cleaned.get(f"kind_{n}") or (found.kind if found else JobKind.MECHANICAL)
        if found is None and hours is None:
            self.add_error(f"hours_{n}", _("价目表里没有这个项目，请填写预计工时。"))
        due = hours if hours is not None else found.std_hours if found else Decimal(0)
        return Work(found.name if found else text, kind, due, found)


class AppointmentForm(WordsForm, PlacedForm):
    """A new appointment, in the order of the talk on the phone."""

    field_order = ("vehicle", "plate_no", "car_words", "caller_name", "phone", "concerns")

    vehicle = ReachChoiceField(
        Vehicle.objects.all(),
        perm=CustomersPerm.VIEW_CUSTOMER,
        required=False,
        widget=forms.HiddenInput,
    )
    plate_no = forms.CharField(label=_("车牌"), max_length=20, required=False)
    car_words = forms.CharField(label=_("车型"), max_length=60, required=False)
    source = forms.ChoiceField(label=_("来源"), choices=AppointmentSource.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plate_no"].widget.attrs["autocapitalize"] = "characters"


class ChangeForm(WordsForm):
    """Everything about an appointment but its time."""

    advisor = AdvisorField(required=False)

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, version=appointment.version, **kwargs)
        field: Any = self.fields["advisor"]
        field.queryset = advisors_of(appointment.store, self.access.now)
        self.initial.update(
            advisor=appointment.advisor_id,
            caller_name=appointment.caller_name,
            concerns=appointment.concerns,
            work_class=appointment.work_class,
            note=appointment.note,
        )
        self.fields["phone"].help_text = _("不填则保留原号码。")
        for n, work in enumerate(appointment.works.all()[:MOST_WORKS], start=1):
            shown = str(work.operation) if work.operation else work.name
            row = {f"work_{n}": shown, f"hours_{n}": work.hours, f"kind_{n}": work.kind}
            self.initial.update(row)


class MoveForm(PlacedForm):
    """Another time, and why."""

    reason = forms.CharField(label=_("改期原因"), max_length=200)


class PartForm(ServiceForm):
    """A part of the catalogue and how many."""

    pick = forms.RegexField(r"part:\d+", label=_("配件"))
    quantity = forms.DecimalField(
        label=_("数量"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"), initial=1
    )


class TickForm(ServiceForm):
    """One thing looked after, or not after all."""

    item = forms.CharField(max_length=8)
    ready = forms.BooleanField(required=False)


class BayForm(ServiceForm):
    """The bay kept for a car."""

    bay = ReachChoiceField(
        Bay.objects.filter(active=True).order_by("code"),
        perm=Perm.CHANGE_APPOINTMENT,
        label=_("工位"),
        empty_label=_("选工位"),
    )

    def __init__(self, *args: Any, store: OrgUnit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bay"]
        field.queryset = field.queryset.filter(store=store)


class StepForm(ServiceForm):
    """A step of an appointment or a ticket, with its reason."""

    action = forms.SlugField(max_length=30, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("原因"), required=False, max_length=200)


class TicketForm(ServiceForm):
    """A number for somebody without an appointment."""

    plate_no = forms.CharField(label=_("车牌"), max_length=20, required=False)
    caller_name = forms.CharField(label=_("称呼"), max_length=40, required=False)
    work_class = forms.ChoiceField(
        label=_("来店目的"), choices=WorkClass.choices, initial=WorkClass.EXPRESS
    )


class QuotaForm(ServiceForm):
    """How many places a slot has, for a weekday or a date."""

    weekday = forms.TypedChoiceField(
        label=_("星期"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("每天")), *Weekday.choices],
    )
    day = forms.DateField(
        label=_("仅此日期"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    starts = forms.TimeField(
        label=_("时段开始（空为全天）"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    places = forms.IntegerField(label=_("名额（0 为不开放）"), min_value=0, max_value=99)
    online = forms.IntegerField(label=_("其中网上名额"), min_value=0, max_value=99, required=False)
    effective_from = forms.DateField(
        label=_("生效日"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    note = forms.CharField(label=_("说明"), max_length=80, required=False)


def asked_moment(text: str) -> dt.datetime | None:
    """A moment from an address, None for nonsense."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
