"""Forms of the estimate: drafting it, sending it, and the customer's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import MomentField, ServiceForm
from apps.parts.models import Part
from apps.workorders.choices import Medium, Payer
from apps.workorders.models import Job, Offer
from apps.workorders.models.consent import DeclineReason, Word
from apps.workorders.said import Said
from apps.workorders.selectors.orders import operations, parts

if TYPE_CHECKING:
    from apps.workorders.models import EstimateItem, WorkOrder

REASONS = [("", _("请选择原因")), *DeclineReason.choices]
AT_DESK = [(m.value, m.label) for m in Medium if m != Medium.LINK]
ITEM = "item-"


class PublishForm(ServiceForm):
    """When the car will be ready, and a remark; ``seen`` is how many editions were shown."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    promised_at = MomentField(label=_("预交车时间"), required=False)
    note = forms.CharField(label=_("给客户的说明"), required=False, max_length=200)


class OtherWayForm(ServiceForm):
    """Another way of doing a job."""

    job = forms.ModelChoiceField(Job.objects.none(), widget=forms.HiddenInput)
    option = forms.CharField(label=_("方案名称"), max_length=40)
    labour_only = forms.BooleanField(label=_("不带配件，自己加"), required=False)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["job"]
        field.queryset = order.jobs.all()


class MoreForm(ServiceForm):
    """More work: an operation by its code or name, or in words with its hours."""

    name = forms.CharField(label=_("项目名称或工时代码"), max_length=80)
    hours = forms.DecimalField(
        label=_("工时"), required=False, max_digits=7, decimal_places=2, min_value=0
    )
    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices, initial=Payer.CP)
    instead_of = forms.ModelChoiceField(
        Offer.objects.none(),
        label=_("作为哪一项的另一方案"),
        required=False,
        empty_label=_("单独一项"),
    )
    option = forms.CharField(label=_("方案名称"), max_length=40, required=False)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instead_of"]
        field.queryset = order.offers.standing().filter(job=None, instead_of=None)

    def clean(self) -> dict[str, Any]:
        """The operation of this code or name where there is one; another way needs a name."""
        data = super().clean() or {}
        text = data.get("name", "").strip()
        rows = operations(self.access)
        code = text.split(maxsplit=1)[0] if text else ""
        found = rows.filter(code__iexact=code).first() or rows.filter(name=text).first()
        data["operation"] = found
        if data.get("instead_of") and not data.get("option", "").strip():
            self.add_error("option", _("请写方案名称，如“同质件”“局部修复”。"))
        return data


class OfferItemForm(ServiceForm):
    """A part picked from the hits, or labour in words, for an offer."""

    part = forms.ModelChoiceField(Part.objects.none(), required=False, widget=forms.HiddenInput)
    labour = forms.CharField(label=_("工时项目"), required=False, max_length=80)
    quantity = forms.DecimalField(
        label=_("数量"), required=False, max_digits=12, decimal_places=3, min_value=0
    )
    unit_price = forms.DecimalField(
        label=_("单价"), required=False, max_digits=12, decimal_places=2, min_value=0
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["part"]
        field.queryset = parts(self.access)


class OfferLineForm(ServiceForm):
    """The quantity of a line of an offer."""

    quantity = forms.DecimalField(label=_("数量"), max_digits=12, decimal_places=3, min_value=0)


class AnswerForm(ServiceForm):
    """The customer's word on each group: a way of it, or why not, with a name and a signature."""

    customer_name = forms.CharField(label=_("姓名"), max_length=40)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, groups: dict[int, list[EstimateItem]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group, items in groups.items():
            self.fields[f"word_{group}"] = forms.ChoiceField(
                label=str(items[0]), choices=_words(items), widget=forms.RadioSelect, required=False
            )
            self.fields[f"reason_{group}"] = forms.ChoiceField(
                label=_("不做的原因"), choices=REASONS, required=False
            )
            self.fields[f"note_{group}"] = forms.CharField(
                label=_("补充说明"), required=False, max_length=160
            )

    @property
    def rows(self) -> list[tuple[int, list[EstimateItem], Any, Any, Any]]:
        """Each group with its items and bound fields."""
        return [
            (g, items, self[f"word_{g}"], self[f"reason_{g}"], self[f"note_{g}"])
            for g, items in self.groups.items()
        ]

    @property
    def answers(self) -> dict[int, Said]:
        """What was said, by group."""
        return {group: self._said(group) for group in self.groups}

    def _said(self, group: int) -> Said:
        word = self.cleaned_data.get(f"word_{group}", "")
        if word.startswith(ITEM):
            return Said(Word.APPROVED, int(word.removeprefix(ITEM)))
        return Said(
            word,
            None,
            self.cleaned_data.get(f"reason_{group}", ""),
            self.cleaned_data.get(f"note_{group}", ""),
        )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        mixed = ("word_", "reason_", "note_")
        plain = {k: v for k, v in super().values.items() if not k.startswith(mixed)}
        return {**plain, "answers": self.answers}


class DeskAnswerForm(AnswerForm):
    """The answer as the advisor records it."""

    medium = forms.ChoiceField(label=_("答复方式"), choices=AT_DESK, initial=Medium.IN_PERSON)
    signed_on_paper = forms.BooleanField(label=_("客户已在纸上签字"), required=False)


class BroughtForm(ServiceForm):
    """A part the customer brings, with the signature under the waiver."""

    job = forms.ModelChoiceField(Job.objects.none(), label=_("用于项目"))
    name = forms.CharField(label=_("配件名称"), max_length=120)
    brand = forms.CharField(label=_("品牌"), max_length=40, required=False)
    code = forms.CharField(label=_("零件号"), max_length=40, required=False)
    quantity = forms.DecimalField(label=_("数量"), max_digits=8, decimal_places=3, initial=1)
    signer_name = forms.CharField(label=_("签字人"), max_length=40)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)
    signed_on_paper = forms.BooleanField(label=_("客户已在纸上签字"), required=False)

    def __init__(self, *args: Any, order: WorkOrder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["job"]
        field.queryset = order.jobs.unfinished()
        self.initial.setdefault("signer_name", order.visit.sender_name)


class CallForm(ServiceForm):
    """What came of asking the customer about declined work."""

    note = forms.CharField(label=_("回访结果"), max_length=160)
    call_at = MomentField(label=_("下次回访时间（不填则不再跟进）"), required=False)


class RiskForm(ServiceForm):
    """The customer's signature under the risk notice."""

    signature = forms.CharField(widget=forms.HiddenInput, required=False)


def _words(items: list[EstimateItem]) -> list[tuple[str, Any]]:
    if len(items) == 1:
        return list(Word.choices)
    ways = [(f"{ITEM}{i.pk}", i.option or _("原方案")) for i in items]
    return [*ways, (Word.DECLINED.value, _("都不做")), (Word.DEFERRED.value, Word.DEFERRED.label)]
