"""What people type on the pages of prices, operations, packages and schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.parts.models import Part
from apps.workorders.choices import JobKind, Payer, PriceBasis, RepairClass
from apps.workorders.models import LabourOperation
from apps.workorders.models.lines import SANE_PRICE
from apps.workorders.selectors.orders import parts
from apps.workorders.services.price_list import spans_group

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access


def day_field() -> forms.DateField:
    """From which day on a price or a content counts."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=_("生效日"), widget=widget)


class DatedForm(ServiceForm):
    """A price or content from a day on, of one store or, for those who reach it, of the group."""

    whole_group = forms.BooleanField(label=_("用于全集团"), required=False)

    def __init__(self, *args: Any, perm: CapabilityEnum, access: Access, **kwargs: Any) -> None:
        super().__init__(*args, access=access, **kwargs)
        self.initial.setdefault("effective_from", business_day(access.now))
        if not spans_group(access, perm):
            self.fields.pop("whole_group")

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes; a holder inside a store sets the store's."""
        return {"whole_group": False, **super().values}


class RateForm(DatedForm):
    """What an hour costs a payer."""

    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices)
    kind = forms.ChoiceField(
        label=_("工种"), required=False, choices=[("", _("全部工种")), *JobKind.choices]
    )
    rate = forms.DecimalField(
        label=_("工时单价（元/小时，含税）"),
        min_value=0,
        max_value=100_000,
        max_digits=12,
        decimal_places=2,
    )
    vat_rate = forms.DecimalField(
        label=_("税率%"), min_value=0, max_value=99, max_digits=4, decimal_places=2, initial=13
    )
    effective_from = day_field()


class PartPriceForm(DatedForm):
    """What a part, a category or every part costs a payer: a fixed price or a percentage."""

    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices)
    part = forms.CharField(
        label=_("零件号"), required=False, max_length=40, help_text=_("留空则按类别或全部配件。")
    )
    category = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部配件")), *Part.Category.choices]
    )
    price = forms.DecimalField(
        label=_("固定单价（含税）"),
        required=False,
        min_value=0,
        max_value=SANE_PRICE,
        max_digits=12,
        decimal_places=2,
    )
    basis = forms.ChoiceField(label=_("计价基础"), choices=PriceBasis.choices)
    percent = forms.DecimalField(
        label=_("基础的百分比%"), required=False, max_digits=6, decimal_places=2
    )
    effective_from = day_field()

    def clean_part(self) -> Part | None:
        """The part with this number, if one is named."""
        code = self.cleaned_data["part"].strip()
        if not code:
            return None
        found: Part | None = parts(self.access).filter(code__iexact=code).first()
        if found is None:
            raise forms.ValidationError(_("没有这个零件号。"))
        return found


class OperationForm(ServiceForm):
    """One operation of the standard-hour list."""

    code = forms.CharField(label=_("工时代码"), max_length=20)
    name = forms.CharField(label=_("项目名称"), max_length=80)
    kind = forms.ChoiceField(label=_("工种"), choices=JobKind.choices)
    repair_class = forms.ChoiceField(
        label=_("维修类别"), choices=RepairClass.choices, initial=RepairClass.MINOR
    )
    std_hours = forms.DecimalField(
        label=_("标准工时"), min_value=0, max_value=999, max_digits=7, decimal_places=2
    )
    high_voltage = forms.BooleanField(label=_("涉高压"), required=False)
    includes = forms.CharField(
        label=_("包含的工时代码"),
        required=False,
        max_length=200,
        help_text=_("做了这一项就等于做了哪些小项，用空格分开。"),
    )
    active = forms.BooleanField(label=_("在用"), required=False, initial=True)

    def clean_includes(self) -> list[str]:
        """The codes, each of which exists."""
        codes: list[str] = (
            self.cleaned_data["includes"].replace("，", " ").replace(",", " ").upper().split()
        )
        rows = LabourOperation.objects.filter(code__in=codes)
        known = set(rows.values_list("code", flat=True))
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise forms.ValidationError(_("没有工时代码：%(codes)s") % {"codes": " ".join(unknown)})
        return codes
