"""The forms of who pays a line and on which terms."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.core.money import ZERO
from apps.org.models import Staff
from apps.workorders.choices import Medium, Payer
from apps.workorders.forms.till import EmptyIsZero
from apps.workorders.services.payers import AMOUNT, PERCENT

if TYPE_CHECKING:
    from apps.workorders.models import WorkOrder

PAYERS = [("", _("（不分）")), *Payer.choices]
MEDIA = [("", "—"), *Medium.choices]
SHARES = (1, 2, 3)


class SplitForm(ServiceForm):
    """Up to three payers of a line with their shares; the first alone takes all of it."""

    basis = forms.ChoiceField(
        label=_("拆分方式"), choices=[(PERCENT, _("按比例 %")), (AMOUNT, _("按金额 ¥"))]
    )
    shares = forms.CharField(required=False, widget=forms.HiddenInput)
    medium = forms.ChoiceField(label=_("客户同意方式"), choices=MEDIA, required=False)
    consented_by = forms.CharField(label=_("同意人"), max_length=40, required=False)
    reason = forms.CharField(label=_("原因"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in SHARES:
            self.fields[f"payer_{place}"] = forms.ChoiceField(
                label=_("付款方 %(n)d") % {"n": place}, choices=PAYERS, required=place == 1
            )
            self.fields[f"share_{place}"] = forms.DecimalField(
                label=_("份额 %(n)d") % {"n": place}, required=False, max_digits=12
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: the payers that were filled in with their shares."""
        data = self.cleaned_data
        rows = [(data[f"payer_{n}"], data[f"share_{n}"]) for n in SHARES]
        kept = [(payer, share) for payer, share in rows if payer]
        basis = data["basis"]
        if len(kept) == 1:
            basis, kept = PERCENT, [(kept[0][0], Decimal(100))]
        named = {k: data[k] for k in ("medium", "consented_by", "reason")}
        return named | {"basis": basis, "shares": [(p, s or ZERO) for p, s in kept]}


class TermsForm(ServiceForm):
    """What a payer asks for before it pays."""

    payer = forms.ChoiceField(choices=Payer.choices, widget=forms.HiddenInput)
    document_no = forms.CharField(label=_("付款方单据号"), max_length=60, required=False)
    cost_centre = forms.CharField(label=_("成本中心"), max_length=40, required=False)
    requester: forms.ModelChoiceField[Staff] = forms.ModelChoiceField(
        queryset=Staff.objects.none(), label=_("需求人"), required=False
    )
    agreed_by = forms.CharField(label=_("授权/同意人"), max_length=40, required=False)
    agreed_medium = forms.ChoiceField(label=_("同意方式"), choices=MEDIA, required=False)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["requester"]
        people.queryset = Staff.objects.filter(store=order.store_id, is_active=True).order_by(
            "name"
        )


class AssessForm(ServiceForm):
    """What the insurer assessed, and the customer's consent to the rest."""

    insurer = forms.CharField(label=_("保险公司"), max_length=60)
    document_no = forms.CharField(label=_("报案号"), max_length=60)
    assessed = forms.DecimalField(
        label=_("定损金额"), min_value=ZERO, max_digits=12, decimal_places=2, required=False
    )
    deductible = EmptyIsZero(
        label=_("免赔额"), min_value=ZERO, max_digits=12, decimal_places=2, required=False
    )
    medium = forms.ChoiceField(label=_("客户同意方式"), choices=MEDIA, required=False)
    consented_by = forms.CharField(label=_("同意人"), max_length=40, required=False)


class GoodwillForm(ServiceForm):
    """How much of a job maker and store bear out of goodwill."""

    maker_pct = EmptyIsZero(label=_("厂家承担"), min_value=ZERO, max_value=100, required=False)
    dealer_pct = EmptyIsZero(label=_("店端承担"), min_value=ZERO, max_value=100, required=False)
    reason = forms.CharField(label=_("原因"), max_length=160)
    medium = forms.ChoiceField(label=_("客户同意方式"), choices=MEDIA, required=False)
    consented_by = forms.CharField(label=_("同意人"), max_length=40, required=False)
