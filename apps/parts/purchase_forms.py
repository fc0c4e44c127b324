"""What people type when they buy parts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.parts.forms import PartField, quantity_field
from apps.parts.models import Demand, Part, Supplier, Warehouse
from apps.parts.permissions import Perm
from apps.parts.services import Arrived, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from apps.core.actor import Actor
    from apps.parts.models import PurchaseLine, PurchaseOrder

LEAST, SPARE, MORE, MOST = 5, 1, 5, 200
CELLS = ("part", "quantity", "unit_price", "vat_rate", "demands")


def date_field(**more: Any) -> forms.DateField:
    """A day from the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


def supplier_field() -> ReachChoiceField:
    """One of the suppliers in use."""
    return ReachChoiceField(
        Supplier.objects.filter(active=True), perm=Perm.ADD_PURCHASEORDER, label=_("供应商")
    )


class PurchaseLineForm(forms.Form):
    """One line; an empty one is left out.  ``demands`` are the keys of those it is for."""

    part = PartField(label=_("零件号"), perm=Perm.ADD_PURCHASEORDER, required=False)
    quantity = quantity_field(required=False, min_value=Decimal("0.001"))
    unit_price = forms.DecimalField(
        label=_("单价（不含税）"),
        max_digits=14,
        decimal_places=4,
        min_value=Decimal(0),
        max_value=Decimal(1_000_000),
        required=False,
    )
    vat_rate = forms.DecimalField(
        label=_("税率%"),
        max_digits=4,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal(50),
        required=False,
    )
    demands = forms.RegexField(r"^[\d,]*$", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, access: Actor, **kwargs: Any) -> None:
        self.access = access
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A part with quantity, price and rate, or nothing."""
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
        for name, words in (
            ("quantity", _("请填写数量")),
            ("unit_price", _("请填写单价")),
            ("vat_rate", _("请填写税率")),
        ):
            if values.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        if values.get("quantity") is not None:
            values["quantity"] = values["part"].checked(values["quantity"])
        return values

    def wanted(self) -> Wanted | None:
        """The line as the service takes it, None for an empty one."""
        values = self.cleaned_data
        if not isinstance(values.get("part"), Part):
            return None
        keys = [int(k) for k in values["demands"].split(",") if k]
        return Wanted(
            values["part"],
            values["quantity"],
            values["unit_price"],
            values["vat_rate"],
            tuple(keys),
        )


class PurchaseForm(ServiceForm):
    """The head of a purchase order; its lines are forms of their own with a number as prefix."""

    warehouse = ReachChoiceField(
        Warehouse.objects.filter(active=True).select_related("store").order_by("showroom", "pk"),
        perm=Perm.ADD_PURCHASEORDER,
        label=_("收货仓库"),
        empty_label=None,
    )
    supplier = supplier_field()
    expected_on = date_field(label=_("预计到货"), required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        vat_rate: Decimal,
        lines: Sequence[dict[str, Any]] = (),
        spare: int = SPARE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        bound = self.data if self.is_bound else None
        count = typed_rows(bound) if bound else max(LEAST, len(lines) + spare)
        shown = [*lines, *[{"vat_rate": vat_rate}] * (count - len(lines))]
        self.lines = [
            PurchaseLineForm(bound, prefix=f"line{i}", access=self.access, initial=values)
            for i, values in enumerate(shown)
        ]

    def is_valid(self) -> bool:
        """Head and all lines; at least one line is filled in."""
        head, lines = super().is_valid(), [line.is_valid() for line in self.lines]
        if head and all(lines) and not self.wanted:
            self.add_error(None, _("请至少填写一行零件。"))
            return False
        return head and all(lines)

    @property
    def wanted(self) -> list[Wanted]:
        """The lines that were filled in."""
        return [w for line in self.lines if (w := line.wanted())]


def typed_rows(data: Any) -> int:
    """How many lines a form that came back has."""
    text = str(data.get("rows", ""))
    return min(int(text), MOST) if text.isdecimal() else LEAST


def typed_lines(data: QueryDict) -> list[dict[str, Any]]:
    """The lines as typed, with one taken out or more room made, before anything is checked."""
    out = data.get("drop", "")
    lines = [
        {name: data.get(f"line{i}-{name}", "") for name in CELLS}
        for i in range(typed_rows(data))
        if str(i) != out
    ]
    return [line for line in lines if line["part"] or line["quantity"]]


def lines_of(order: PurchaseOrder) -> list[dict[str, Any]]:
    """The lines of a draft as its form shows them."""
    rows = order.lines.select_related("part").prefetch_related("covers")
    return [
        {
            "part": line.part.code,
            "quantity": line.quantity.normalize(),
            "unit_price": line.unit_price.normalize(),
            "vat_rate": line.vat_rate,
            "demands": ",".join(str(c.demand_id) for c in line.covers.all()),
        }
        for line in rows
    ]


class ShortageForm(ServiceForm):
    """Ticked shortages become one draft for one supplier."""

    supplier = supplier_field()
    demands = forms.ModelMultipleChoiceField(
        queryset=Demand.objects.none(),
        error_messages={
            "required": _("请至少勾选一行。"),
            "invalid_choice": _("有一行已不在清单中，请刷新后再试。"),
        },
    )

    def __init__(self, *args: Any, demands: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["demands"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = demands


class PurchaseActForm(ServiceForm):
    """A step without figures of its own."""

    ACTIONS = ("submit", "cancel", "close")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    reason = forms.CharField(max_length=160, required=False)


class PlaceForm(ServiceForm):
    """The supplier's own number and the day it named."""

    supplier_order_no = forms.CharField(label=_("厂家单号"), max_length=40, required=False)
    expected_on = date_field(label=_("预计到货"))


class ExpectForm(ServiceForm):
    """Another day, and why."""

    expected_on = date_field(label=_("预计到货"))
    reason = forms.CharField(label=_("改期原因"), max_length=160)


class ArrivalForm(ServiceForm):
    """What came of each line, and where it lies."""

    supplier_document = forms.CharField(label=_("送货单号"), max_length=40, required=False)

    def __init__(self, *args: Any, lines: Sequence[PurchaseLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_lines = lines
        for line in lines:
            self.fields[f"quantity_{line.pk}"] = quantity_field(
                required=False, min_value=Decimal(0), initial=line.open.normalize()
            )
            self.fields[f"bin_{line.pk}"] = forms.CharField(
                label=_("货位"), max_length=20, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Something came."""
        values = super().clean() or self.cleaned_data
        if not self.errors and not self.arrived:
            raise ValidationError(_("请至少填写一行到货。"))
        return values

    @property
    def arrived(self) -> list[Arrived]:
        """The lines of which something came."""
        values = self.cleaned_data
        return [
            Arrived(line.pk, quantity, values.get(f"bin_{line.pk}", ""))
            for line in self.order_lines
            if (quantity := values.get(f"quantity_{line.pk}"))
        ]

    @property
    def rows(self) -> list[tuple[PurchaseLine, Any, Any]]:
        """Each line with its two fields."""
        return [
            (line, self[f"quantity_{line.pk}"], self[f"bin_{line.pk}"]) for line in self.order_lines
        ]


class SupplierForm(ServiceForm):
    """A supplier's facts."""

    code = forms.CharField(label=_("供应商编码"), max_length=20)
    name = forms.CharField(label=_("供应商"), max_length=120)
    kind = forms.ChoiceField(
        label=_("类型"), choices=[("outside", _("外采")), ("manufacturer", _("厂家"))]
    )
    contact = forms.CharField(label=_("联系人"), max_length=60, required=False)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    active = forms.BooleanField(label=_("在用"), required=False, initial=True)
