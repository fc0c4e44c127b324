"""Forms about campaigns and the cars they name."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.customers.forms import DayInput, PhotoField
from apps.warranty.models import Recall, RecallVehicle


class ImportForm(ServiceForm):
    """A campaign as the manufacturer announced it, with its VINs pasted one below the other."""

    number = forms.CharField(label=_("活动编号"), max_length=40)
    kind = forms.ChoiceField(label=_("类型"), choices=Recall.Kind.choices)
    title = forms.CharField(label=_("名称"), max_length=120)
    brand = forms.CharField(label=_("品牌"), max_length=20, required=False)
    announced_on = forms.DateField(label=_("公布日期"), widget=DayInput)
    text = forms.CharField(
        label=_("缺陷与处理办法"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    vins = forms.CharField(
        label=_("受影响车辆 VIN"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("从厂家清单粘贴，一行一个；同一编号再导入只加新车。"),
    )


class AnswerForm(ServiceForm):
    """What became of one car."""

    state = forms.ChoiceField(
        label=_("处理结果"),
        choices=[c for c in RecallVehicle.State.choices if c[0] != RecallVehicle.State.OPEN],
    )
    order_number = forms.CharField(label=_("工单号"), max_length=32, required=False)
    note = forms.CharField(label=_("说明"), max_length=120, required=False)
    proof = PhotoField(label=_("书面拒绝照片"), required=False)
