"""The forms of shifts, deposits, field cash, receipts, accounts and invoices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.field_policy import rule_of
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.core.money import ZERO
from apps.customers.models import Customer
from apps.customers.permissions import Perm as CustomerPerm
from apps.workorders.choices import REAL_MONEY, Payer, PaymentMethod
from apps.workorders.forms.till import TILL_METHODS, EmptyIsZero, InvoiceForm, day_input
from apps.workorders.models import CreditAccount, Receivable, ReceivableReminder


def money(label: Any, **facts: Any) -> forms.DecimalField:
    """A sum in yuan."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, **facts)


class CloseShiftForm(ServiceForm):
    """The count of a shift: one sum for each way of paying, a reason where it differs."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("说明"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for method in REAL_MONEY:
            self.fields[f"counted_{method}"] = EmptyIsZero(
                label=PaymentMethod(method).label, max_digits=12, decimal_places=2, required=False
            )
            self.fields[f"reason_{method}"] = forms.CharField(
                label=_("差额原因"), max_length=160, required=False
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: counts and reasons by way of paying."""
        data = self.cleaned_data
        return {
            "seen": data["seen"],
            "note": data["note"],
            "counted": {str(m): data[f"counted_{m}"] for m in REAL_MONEY},
            "reasons": {str(m): data[f"reason_{m}"] for m in REAL_MONEY},
        }


class FloatForm(ServiceForm):
    """The change in the drawer at the start."""

    amount = money(_("备用金"), min_value=ZERO)


class NoteForm(ServiceForm):
    """A remark that may be left out."""

    note = forms.CharField(label=_("说明"), max_length=160, required=False)


class DepositForm(ServiceForm):
    """Money taken before the work; ``seen`` is how many deposits of the order were shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    amount = money(_("定金金额"), min_value=Decimal("0.01"))
    method = forms.ChoiceField(label=_("方式"), choices=TILL_METHODS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("流水号"), max_length=60, required=False, help_text=_("现金可不填")
    )
    payer_name = forms.CharField(label=_("交款人"), max_length=40, required=False)
    purpose = forms.CharField(label=_("用途"), max_length=80, required=False)


class FieldCashForm(ServiceForm):
    """Cash taken on the road, for which order."""

    number = forms.CharField(label=_("工单号"), max_length=32)
    payer_name = forms.CharField(label=_("交款人"), max_length=40)
    amount = money(_("金额"), min_value=Decimal("0.01"))
    place = forms.CharField(label=_("地点与事由"), max_length=120)


class HandInForm(ServiceForm):
    """What the cashier counted."""

    counted = money(_("清点金额"), min_value=Decimal("0.01"))


class ReceiptForm(ServiceForm):
    """One sum that came in, and how it is divided among what is owed."""

    amount = money(_("回款金额"), min_value=Decimal("0.01"))
    method = forms.ChoiceField(label=_("方式"), choices=TILL_METHODS)
    reference = forms.CharField(label=_("流水号"), max_length=60, required=False)
    payer_name = forms.CharField(label=_("付款单位"), max_length=80, required=False)

    def __init__(self, *args: Any, owed: list[Receivable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owed = owed
        for row in owed:
            field = money(str(row.order), required=False)
            self.fields[f"share_{row.pk}"] = field

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: the shares that were filled in, by receivable."""
        data = self.cleaned_data
        shares = {r.pk: data[f"share_{r.pk}"] for r in self.owed if data[f"share_{r.pk}"]}
        named = {k: data[k] for k in ("amount", "method", "reference", "payer_name")}
        return named | {"shares": shares}


class RemindForm(ServiceForm):
    """The reminder that went out, and what was answered."""

    way = forms.ChoiceField(
        label=_("方式"), choices=ReceivableReminder.Way.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("内容"), widget=forms.Textarea(attrs={"rows": 6}))
    answer = forms.CharField(label=_("对方答复"), max_length=160, required=False)


class AccountForm(ServiceForm):
    """The terms of a customer on account."""

    limit = money(_("挂账额度"), min_value=ZERO)
    term_days = forms.IntegerField(label=_("账期（天）"), min_value=0, max_value=365)
    authorise_over = money(
        _("超过此金额须车队授权"), required=False, min_value=ZERO, help_text=_("留空表示不需要")
    )
    manager_name = forms.CharField(label=_("车队负责人"), max_length=40, required=False)
    manager_phone = forms.CharField(label=_("负责人电话"), max_length=20, required=False)
    po_required = forms.BooleanField(label=_("须有客户订单号（PO）"), required=False)
    monthly = forms.BooleanField(label=_("按月对账开票"), required=False)
    active = forms.BooleanField(label=_("启用"), required=False)
    note = forms.CharField(label=_("备注"), max_length=160, required=False)

    def __init__(self, *args: Any, account: CreditAccount | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = account.manager_phone if account else ""
        rule = rule_of(CreditAccount, "manager_phone")
        self._masked = rule.masked(self._kept) if rule and self._kept else ""
        self.initial["manager_phone"] = self._masked

    def clean_manager_phone(self) -> str:
        """A mask left as it was means no change; a half-typed one is refused."""
        typed = str(self.cleaned_data["manager_phone"])
        if self._kept and typed == self._masked:
            return self._kept
        if "***" in typed:
            raise forms.ValidationError(_("请填写完整的内容；不想改就保持原样。"))
        return typed


class NewAccountForm(AccountForm):
    """A customer who is to pay later."""

    customer = ReachChoiceField(
        Customer.objects.filter(kind="company").order_by("name"),
        perm=CustomerPerm.VIEW_CUSTOMER,
        label=_("客户（单位）"),
    )


class PriceForm(ServiceForm):
    """Prices agreed from a day on."""

    effective_from = forms.DateField(label=_("生效日"), widget=day_input())
    until = forms.DateField(label=_("截止日"), widget=day_input(), required=False)
    labour_rate = money(
        _("协议工时单价"), required=False, min_value=ZERO, help_text=_("留空则按优惠比例")
    )
    labour_pct = EmptyIsZero(label=_("工时优惠"), min_value=ZERO, max_value=100, required=False)
    parts_pct = EmptyIsZero(label=_("配件优惠"), min_value=ZERO, max_value=100, required=False)


class PeriodForm(ServiceForm):
    """The period of a statement."""

    period_from = forms.DateField(label=_("期间起"), widget=day_input())
    period_until = forms.DateField(label=_("期间止"), widget=day_input())


class ConfirmForm(ServiceForm):
    """Who of the fleet agreed."""

    name = forms.CharField(label=_("客户确认人"), max_length=40)


class IssueForm(InvoiceForm):
    """The invoice as the tax office numbered it, and what it is for."""

    number = forms.CharField(label=_("数电票号"), max_length=20)
    buckets = forms.MultipleChoiceField(label=_("开票的结算"), widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, chosen: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = {str(b.pk): b for b in chosen}
        self.fields["invoice_title"].required = True
        field: Any = self.fields["buckets"]
        field.choices = [(k, k) for k in self.chosen]

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "number": data["number"].strip(),
            "title": data["invoice_title"],
            "tax_no": data["tax_no"],
            "buckets": [self.chosen[k] for k in data["buckets"]],
        }


class RedForm(ServiceForm):
    """The red invoice that cancels one."""

    red_number = forms.CharField(label=_("红字票号"), max_length=20)
    reason = forms.CharField(label=_("红冲原因"), max_length=160)


PAYER_CHOICES = [("", "—"), *Payer.choices]
