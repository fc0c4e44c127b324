"""Forms of the advisor's side of the order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.clock import SHANGHAI
from apps.core.forms import MomentField, ServiceForm
from apps.org.models import Staff
from apps.workorders.choices import FindingState, JobState, Medium, OldParts, Payer, RepairClass
from apps.workorders.consent import waiting_jobs
from apps.workorders.models import Job, ScheduleItem, WorkOrder
from apps.workorders.models.consent import DeclineReason
from apps.workorders.permissions import Perm
from apps.workorders.selectors.menu import variants_of
from apps.workorders.selectors.orders import operations, parts
from apps.workorders.selectors.prepaid import usable_on
from apps.workorders.services.findings import Item

ROWS = 4
QUARTER = 15
USUAL = dt.timedelta(hours=2)
AT_DESK = [(m.value, m.label) for m in Medium if m != Medium.LINK]


class DescribeForm(ServiceForm):
    """Repair class and old parts."""

    repair_class = forms.ChoiceField(label=_("维修类别"), choices=RepairClass.choices)
    old_parts = forms.ChoiceField(
        label=_("旧件处理"), choices=[("", _("未选择")), *OldParts.choices], required=False
    )


class PromiseForm(ServiceForm):
    """When the car will be ready."""

    promised_at = MomentField(label=_("预交车时间"))
    reason = forms.CharField(label=_("改约原因"), required=False, max_length=160)
    agreed = forms.BooleanField(label=_("客户已同意"), required=False)


SIGNATURE = ("signer_name", "medium", "signature", "signed_on_paper")


class AuthoriseForm(ServiceForm):
    """The customer's word; nothing is asked when nobody signs."""

    signer_name = forms.CharField(label=_("签字人"), required=False, max_length=40)
    medium = forms.ChoiceField(label=_("授权方式"), choices=AT_DESK, initial=Medium.IN_PERSON)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)
    signed_on_paper = forms.BooleanField(label=_("客户已在纸上签字"), required=False)
    undecided = forms.ModelMultipleChoiceField(
        Job.objects.none(),
        label=_("客户还没有决定的项目（先不派工，以后再报价）"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        jobs = order.jobs.exclude(state=JobState.CANCELLED)
        field: Any = self.fields["undecided"]
        field.queryset = jobs
        self.asks_undecided = order.state == "draft" and len(jobs) > 1
        told = "signer_name" in self.data if self.is_bound else bool(waiting_jobs(order))
        unused: tuple[str, ...] = ()
        if not order.path.signature:
            unused = (*SIGNATURE, "undecided")
        elif order.signed_at and not told:
            unused = SIGNATURE
        for name in unused:
            self.fields.pop(name)
        self.initial.setdefault("signer_name", order.visit.sender_name)


class CommentForm(ServiceForm):
    """A remark."""

    text = forms.CharField(
        label=_("留言"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class ActForm(ServiceForm):
    """A step of the order with its reason."""

    action = forms.ChoiceField(
        choices=[("cancel_draft", _("作废")), ("cancel", _("取消工单"))], widget=forms.HiddenInput
    )
    reason = forms.CharField(label=_("原因"), required=False, max_length=200)


class ReassignForm(ServiceForm):
    """Another advisor of the same store."""

    advisor = forms.ModelChoiceField(Staff.objects.none(), label=_("服务顾问"))
    reason = forms.CharField(label=_("原因"), max_length=120)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["advisor"]
        field.queryset = Staff.objects.filter(
            unit__path__startswith=order.unit.path, is_active=True
        ).order_by("name")


class ItemForm(ServiceForm):
    """What to add: a picked operation or part, or a job in words, with payer and quantity."""

    pick = forms.CharField(max_length=200)
    find = forms.CharField(label=_("项目或配件"), required=False, max_length=80)
    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices, initial=Payer.CP)
    quantity = forms.DecimalField(
        label=_("工时/数量"), required=False, max_digits=12, decimal_places=3
    )
    unit_price = forms.DecimalField(
        label=_("单价（自定义项目）"), required=False, max_digits=12, decimal_places=2
    )
    place = forms.CharField(label=_("加到"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.statements = {f"s{s.pk}": s for s in order.visit.statements.all()}
        jobs = order.jobs.exclude(state=JobState.CANCELLED)
        self.jobs = {f"j{j.pk}": j for j in jobs}
        widget: Any = self.fields["place"].widget
        widget.choices = [
            ("", _("自动")),
            (_("客户原话"), [(k, str(v)[:30]) for k, v in self.statements.items()]),
            (_("维修项目（配件）"), [(k, v.name) for k, v in self.jobs.items()]),
        ]

    def clean_pick(self) -> Any:
        """The operation, part, package or list of due items; None for a job in words."""
        kind, _sep, key = self.cleaned_data["pick"].partition(":")
        if kind == "text":
            return None
        found: Any = None
        if kind == "due":
            found = self._due(key)
        elif key.isdigit():
            found = self._row(kind, int(key))
        if not found:
            raise forms.ValidationError(_("没有这个项目，请重新查找。"))
        return found

    def _row(self, kind: str, key: int) -> Any:
        if kind == "ppd":
            return usable_on(self.order, self.access).filter(pk=key).first()
        if kind == "pkg":
            return next((v for v in variants_of(self.order) if v.pk == key), None)
        rows = {"op": operations(self.access), "part": parts(self.access)}.get(kind)
        return rows.filter(pk=key).first() if rows is not None else None

    def _due(self, keys: str) -> list[ScheduleItem]:
        wanted = {int(key) for key in keys.split(",") if key.isdigit()}
        model = self.order.visit.vehicle.model_id
        rows = ScheduleItem.objects.visible_to(self.access, Perm.VIEW_WORKORDER)
        found = rows.filter(pk__in=wanted, schedule__model=model).select_related("operation")
        return list(found) if len(found) == len(wanted) else []

    @property
    def statement(self) -> Any:
        """The statement a new job answers: the chosen one, else the first."""
        chosen = self.statements.get(self.cleaned_data["place"])
        return chosen or next(iter(self.statements.values()), None)


class LineForm(ServiceForm):
    """Quantity or hours and payer of one line."""

    quantity = forms.DecimalField(label=_("工时/数量"), max_digits=12, decimal_places=3)
    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices)


class FindingForm(ServiceForm):
    """The customer's answer, word for word, and what was agreed."""

    answer = forms.ChoiceField(
        label=_("客户答复"), choices=FindingState.choices[1:], widget=forms.RadioSelect
    )
    medium = forms.ChoiceField(label=_("沟通方式"), choices=AT_DESK, initial=Medium.PHONE)
    customer_name = forms.CharField(label=_("答复人"), max_length=40)
    shown_text = forms.CharField(
        label=_("告知客户的原文"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.ChoiceField(
        label=_("为什么不做"), choices=[("", "—"), *DeclineReason.choices], required=False
    )
    reason = forms.CharField(label=_("不做的原因"), required=False, max_length=160)
    promised_at = MomentField(label=_("新的预交车时间"), required=False)
    items = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(ROWS):
            self.fields[f"name_{n}"] = forms.CharField(
                label=_("代码或名称"), required=False, max_length=80
            )
            self.fields[f"quantity_{n}"] = forms.DecimalField(
                label=_("工时/数量"),
                required=False,
                min_value=Decimal(0),
                max_digits=12,
                decimal_places=3,
            )
            self.fields[f"payer_{n}"] = forms.ChoiceField(
                label=_("付款方"), choices=Payer.choices, initial=Payer.CP, required=False
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The rows of agreed work as bound fields."""
        return [(self[f"name_{n}"], self[f"quantity_{n}"], self[f"payer_{n}"]) for n in range(ROWS)]

    def clean(self) -> dict[str, Any]:
        """Resolve each row: an operation by its code, a part by its number, else a job in words."""
        data = super().clean() or {}
        names = {n: data.get(f"name_{n}", "").strip() for n in range(ROWS)}
        found = [self._item(n, name, data) for n, name in names.items() if name]
        data["items"] = [item for item in found if item is not None]
        return data

    def _item(self, n: int, name: str, data: dict[str, Any]) -> Item | None:
        code = name.split(maxsplit=1)[0]
        operation = operations(self.access).filter(code__iexact=code).first()
        part = None if operation else parts(self.access).filter(code__iexact=code).first()
        quantity = data.get(f"quantity_{n}")
        if quantity is None:
            quantity = operation.std_hours if operation else Decimal(1) if part else None
        if quantity is None:
            self.add_error(f"quantity_{n}", _("自定义项目须填写工时。"))
            return None
        payer = data.get(f"payer_{n}") or Payer.CP.value
        return Item(quantity, payer, operation, part, "" if operation or part else name)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        mixed = ("name_", "quantity_", "payer_")
        return {k: v for k, v in super().values.items() if not k.startswith(mixed)}


def next_quarter(moment: dt.datetime) -> dt.datetime:
    """The quarter of an hour two hours after a moment, in the store's time."""
    local = (moment + USUAL).astimezone(SHANGHAI).replace(second=0, microsecond=0)
    return local + dt.timedelta(minutes=QUARTER - local.minute % QUARTER)
