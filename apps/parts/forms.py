"""What people type in the parts room."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.parts.models import Demand, Part, Supplier, Warehouse
from apps.parts.models.catalogue import plain_code
from apps.parts.permissions import Perm
from apps.parts.services import Arrival

if TYPE_CHECKING:
    from django.http import QueryDict

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum
    from apps.parts.models.demands import DemandQuerySet

LINES = 6


def quantity_field(**more: Any) -> forms.DecimalField:
    """Pieces or litres; the part itself checks what makes sense."""
    return forms.DecimalField(label=_("数量"), max_digits=12, decimal_places=3, **more)


class PartField(forms.CharField):
    """A part by number, by pinyin initials or by name, among those in the person's reach."""

    def __init__(self, *, perm: CapabilityEnum, **kwargs: Any) -> None:
        self.perm = perm
        super().__init__(max_length=60, **kwargs)

    def part(self, text: str, access: Actor) -> Part:
        """The one part meant; raises ValidationError with what to do."""
        parts = Part.objects.visible_to(access, self.perm).active().select_related("superseded_by")
        found = list(parts.filter(code_plain=plain_code(text))[:1]) or list(parts.search(text)[:2])
        if not found:
            raise ValidationError(_("目录中没有“%(text)s”，请核对零件号。") % {"text": text})
        if len(found) > 1:
            raise ValidationError(_("“%(text)s”有多个零件，请填零件号。") % {"text": text})
        if found[0].superseded_by is not None:
            raise ValidationError(
                _("该号已停用，由 %(new)s 替代。") % {"new": found[0].superseded_by.code}
            )
        return found[0]


class PartForm(ServiceForm):
    """A form with one part and its quantity."""

    part = PartField(label=_("零件"), perm=Perm.VIEW_STOCK, help_text=_("零件号、拼音首字母或名称"))
    quantity = quantity_field()

    def clean_part(self) -> Part:
        """The part itself in place of the typed words."""
        field = self.fields["part"]
        assert isinstance(field, PartField)
        return field.part(self.cleaned_data["part"], self.access)

    def clean(self) -> dict[str, Any]:
        """A quantity that makes sense for this part."""
        values = super().clean() or self.cleaned_data
        if isinstance(values.get("part"), Part) and values.get("quantity") is not None:
            values["quantity"] = values["part"].checked(values["quantity"])
        return values


class RequestForm(PartForm):
    """One more part for a document (领料申请)."""

    part = PartField(
        label=_("零件"), perm=Perm.REQUEST_PART, help_text=_("零件号、拼音首字母或名称")
    )
    document_no = forms.CharField(label=_("单据号"), max_length=40)
    plate_no = forms.CharField(label=_("车牌"), max_length=16, required=False)
    field_order = ("document_no", "plate_no", "part", "quantity")


class HandOutForm(PartForm):
    """Ask and issue in one act, such as a gift."""

    document_no = forms.CharField(
        label=_("单据号或事由"), max_length=40, help_text=_("工单号、活动名称等")
    )
    plate_no = forms.CharField(label=_("车牌"), max_length=16, required=False)


class IssueForm(ServiceForm):
    """The lines of one document to lay out or hand out."""

    document_no = ""
    action = forms.ChoiceField(choices=[("pick", _("拣货")), ("issue", _("发料"))])
    lines = forms.ModelMultipleChoiceField(
        queryset=Demand.objects.none(),
        error_messages={
            "required": _("请至少勾选一行。"),
            "invalid_choice": _("有一行已不在清单中，请刷新后再试。"),
        },
    )
    old_parts = forms.ModelMultipleChoiceField(queryset=Demand.objects.none(), required=False)
    no_old_part_reason = forms.CharField(
        label=_("未收旧件原因"), max_length=120, required=False, widget=forms.TextInput
    )

    def __init__(self, *args: Any, demands: DemandQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lines", "old_parts"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = demands

    def ticked(self, name: str) -> set[str]:
        """The keys ticked in a form that came back."""
        return set(cast("QueryDict", self.data).getlist(name)) if self.is_bound else set()


class ActForm(ServiceForm):
    """One step of a demand."""

    ACTIONS = ("reserve", "release", "cancel")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    reason = forms.CharField(max_length=200, required=False)


class QuantityForm(ServiceForm):
    """How much: to take back, or to ask for."""

    quantity = quantity_field()


class PriceForm(ServiceForm):
    """The price that came after the goods."""

    line_pk = 0
    unit_cost = forms.DecimalField(label=_("进价（不含税）"), max_digits=14, decimal_places=4)


class DirectForm(PartForm):
    """The three fields of a quick receipt: what, how much, from whom."""

    part = PartField(
        label=_("零件"), perm=Perm.RECEIVE_DIRECT, help_text=_("零件号、拼音首字母或名称")
    )
    supplier = ReachChoiceField(
        Supplier.objects.filter(active=True),
        perm=Perm.RECEIVE_DIRECT,
        label=_("来源"),
        required=False,
        empty_label=_("未定"),
    )
    warehouse = ReachChoiceField(
        Warehouse.objects.filter(active=True), perm=Perm.RECEIVE_DIRECT, widget=forms.HiddenInput
    )


class ReceiptForm(ServiceForm):
    """The head of a goods receipt; its lines are ``LineForm``s with a number as prefix."""

    warehouse = ReachChoiceField(
        Warehouse.objects.filter(active=True).select_related("store"),
        perm=Perm.RECEIVE_PART,
        label=_("入库仓库"),
        empty_label=None,
    )
    supplier = ReachChoiceField(
        Supplier.objects.filter(active=True),
        perm=Perm.RECEIVE_PART,
        label=_("供应商"),
        required=False,
        empty_label=_("未定"),
    )
    supplier_document = forms.CharField(label=_("送货单号"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [
            LineForm(self.data if self.is_bound else None, prefix=f"line{i}", access=self.access)
            for i in range(LINES)
        ]

    def is_valid(self) -> bool:
        """Head and all lines; at least one line is filled in."""
        head, lines = super().is_valid(), [line.is_valid() for line in self.lines]
        if head and all(lines) and not self.arrivals:
            self.add_error(None, _("请至少填写一行到货。"))
            return False
        return head and all(lines)

    @property
    def arrivals(self) -> list[Arrival]:
        """The lines that were filled in."""
        return [a for line in self.lines if (a := line.arrival())]


class LineForm(forms.Form):
    """One line of a receipt; an empty one is left out."""

    part = PartField(label=_("零件号"), perm=Perm.RECEIVE_PART, required=False)
    quantity = quantity_field(required=False)
    unit_cost = forms.DecimalField(
        label=_("进价（不含税）"),
        max_digits=14,
        decimal_places=4,
        min_value=Decimal(0),
        max_value=Decimal(1_000_000),
        required=False,
    )
    bin = forms.CharField(label=_("货位"), max_length=20, required=False)

    def __init__(self, *args: Any, access: Actor, **kwargs: Any) -> None:
        self.access = access
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Part and quantity belong together."""
        values = super().clean() or self.cleaned_data
        field = self.fields["part"]
        assert isinstance(field, PartField)
        if not values.get("part"):
            if values.get("quantity") is not None:
                self.add_error("part", _("请填写零件号"))
            return values
        try:
            values["part"] = field.part(values["part"], self.access)
        except ValidationError as error:
            self.add_error("part", error)
            return values
        if values.get("quantity") is None:
            if "quantity" not in self.errors:
                self.add_error("quantity", _("请填写数量"))
            return values
        values["quantity"] = values["part"].checked(values["quantity"])
        return values

    def arrival(self) -> Arrival | None:
        """The line as the service takes it, None for an empty one."""
        part = self.cleaned_data.get("part")
        if not isinstance(part, Part):
            return None
        return Arrival(
            part=part,
            quantity=self.cleaned_data["quantity"],
            unit_cost=self.cleaned_data["unit_cost"],
            bin_code=self.cleaned_data["bin"].strip().upper(),
        )
