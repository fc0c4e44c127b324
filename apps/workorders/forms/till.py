"""The forms of settlement, cashier, delivery and gate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.core.money import ZERO
from apps.workorders.choices import REAL_MONEY, OldParts, Payer
from apps.workorders.models import Payment
from apps.workorders.tax_numbers import why_wrong

HUNDRED = Decimal(100)
TILL_METHODS = [(m.value, m.label) for m in REAL_MONEY]


def day_input() -> forms.DateInput:
    """The browser's picker for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class EmptyIsZero(forms.DecimalField):
    """A figure that is zero when nothing is typed."""

    def clean(self, value: Any) -> Decimal:
        """The figure; raises ValidationError."""
        typed: Decimal | None = super().clean(value)
        return ZERO if typed is None else typed


class DiscountForm(ServiceForm):
    """What the customer is let off: percent of labour, percent of parts, rounding."""

    labour_pct = EmptyIsZero(
        label=_("工时折让"), min_value=ZERO, max_value=HUNDRED, decimal_places=2, required=False
    )
    parts_pct = EmptyIsZero(
        label=_("材料折让"), min_value=ZERO, max_value=HUNDRED, decimal_places=2, required=False
    )
    round_off = EmptyIsZero(
        label=_("抹零"), min_value=ZERO, max_digits=8, decimal_places=2, required=False
    )
    reason = forms.CharField(label=_("超额理由"), max_length=160, required=False)


class InvoiceForm(ServiceForm):
    """For whom the invoice is written."""

    invoice_title = forms.CharField(label=_("发票抬头"), max_length=120, required=False)
    tax_no = forms.CharField(label=_("税号"), max_length=20, required=False)

    def clean_tax_no(self) -> str:
        """The tax number in capitals; raises ValidationError for one of a wrong form."""
        number: str = self.cleaned_data["tax_no"].strip().upper()
        why = why_wrong(number)
        if why:
            raise forms.ValidationError(why)
        return number


class PrepareForm(DiscountForm, InvoiceForm):
    """All that is asked to prepare a settlement."""


class ReasonForm(ServiceForm):
    """Why something is taken back."""

    reason = forms.CharField(label=_("原因"), max_length=160)


class PaymentForm(ServiceForm):
    """Money taken at the counter."""

    amount = forms.DecimalField(
        label=_("收款金额"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2
    )
    method = forms.ChoiceField(label=_("方式"), choices=TILL_METHODS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("流水号"), max_length=60, required=False, help_text=_("现金可不填")
    )
    tendered = forms.DecimalField(
        label=_("实收现金"),
        max_digits=10,
        decimal_places=2,
        required=False,
        help_text=_("收现金时填客户给的钱，自动算找零"),
    )
    finish = forms.BooleanField(required=False, widget=forms.HiddenInput)


class KeyForm(ServiceForm):
    """Nothing but the keys: a button that acts."""


class SettleForm(ServiceForm):
    """Closing a settlement: whose parts stay open for now, and why."""

    hold = forms.MultipleChoiceField(
        label=_("暂不关闭"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hold_reason = forms.CharField(label=_("暂不关闭的原因"), max_length=120, required=False)

    def __init__(self, *args: Any, payers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["hold"]
        chosen.choices = [(p, Payer(p).label) for p in payers]


class CreditForm(ServiceForm):
    """Until when the customer will pay what is left, and why the car may go."""

    pay_by = forms.DateField(label=_("承诺付款日"), widget=day_input())
    reason = forms.CharField(label=_("申请理由"), max_length=160)


class RefundForm(ServiceForm):
    """Which payment is to go back and why; none means the whole settlement."""

    payment: forms.ModelChoiceField[Payment] = forms.ModelChoiceField(
        queryset=Payment.objects.none(),
        label=_("要退的收款"),
        required=False,
        empty_label=_("整单冲销"),
    )
    reason = forms.CharField(label=_("退款原因"), max_length=160)

    def __init__(self, *args: Any, payments: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["payment"]
        chosen.queryset = payments


class ReleaseForm(ServiceForm):
    """What is written down when the car is handed over."""

    receiver_name = forms.CharField(label=_("接车人"), max_length=40)
    km_out = forms.IntegerField(label=_("出厂里程"), min_value=0, required=False)
    old_parts = forms.ChoiceField(
        label=_("旧件处理"), choices=OldParts.choices, widget=forms.RadioSelect
    )
    next_service_on = forms.DateField(
        label=_("下次保养日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    next_service_km = forms.IntegerField(label=_("下次保养里程"), min_value=0, required=False)


class GateForm(ServiceForm):
    """The code on a gate pass, typed or scanned."""

    code = forms.CharField(label=_("核验码"), max_length=12)
