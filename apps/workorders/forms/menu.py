"""What people type on the pages of packages and schedules: rows of operations and parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.customers.models import VehicleModel
from apps.parts.models import Part
from apps.workorders.choices import Payer
from apps.workorders.forms.prices import DatedForm, day_field
from apps.workorders.models import LabourOperation
from apps.workorders.models.lines import SANE_PRICE
from apps.workorders.selectors.orders import parts
from apps.workorders.services.contents import Content, Extra

if TYPE_CHECKING:
    from apps.workorders.models import MaintenanceSchedule, PackageVariant

LEAST, SPARE, MOST = 6, 3, 30
NUMBERS = {
    "km": _("每隔公里"),
    "months": _("每隔月数"),
    "first_km": _("首次公里"),
    "first_months": _("首次月数"),
}


class PackageForm(DatedForm):
    """The head of a package."""

    code = forms.CharField(label=_("套餐代码"), max_length=20)
    name = forms.CharField(label=_("套餐名称"), max_length=60)
    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices)
    express = forms.BooleanField(label=_("快修项目"), required=False)
    active = forms.BooleanField(label=_("在用"), required=False, initial=True)

    @property
    def head(self) -> dict[str, Any]:
        """What the service takes."""
        return {k: v for k, v in self.values.items() if k != "effective_from"}


class ContentForm(ServiceForm):
    """Rows of codes: an operation, and below it the parts that go with it."""

    model = forms.ModelChoiceField(
        VehicleModel.objects.none(), label=_("车型"), required=False, empty_label=_("全部车型")
    )
    effective_from = day_field()
    columns: tuple[str, ...] = ()

    def __init__(self, *args: Any, content: list[Content] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["model"]
        chosen.queryset = VehicleModel.objects.filter(active=True)
        self.filled = list(_cells(content or []))
        for n in range(self._many()):
            self._add_row(n)
        for n, cells in enumerate(self.filled):
            self.initial.update({f"{name}_{n}": value for name, value in cells.items()})

    def _many(self) -> int:
        typed = [n for n in range(MOST) if self.data.get(f"code_{n}")]
        return min(MOST, max(LEAST, len(self.filled) + SPARE, max(typed, default=0) + 1 + SPARE))

    def _add_row(self, n: int) -> None:
        self.fields[f"code_{n}"] = forms.CharField(
            label=_("工时代码或零件号"), required=False, max_length=40
        )
        self.fields[f"quantity_{n}"] = forms.DecimalField(
            label=_("工时/数量"), required=False, max_digits=12, decimal_places=3
        )
        for name in self.columns:
            self.fields[f"{name}_{n}"] = forms.IntegerField(
                label=NUMBERS[name], required=False, min_value=1, max_value=1_000_000
            )

    @property
    def rows(self) -> list[list[Any]]:
        """The rows as bound fields."""
        names = ("code", "quantity", *self.columns)
        many = sum(1 for name in self.fields if name.startswith("code_"))
        return [[self[f"{name}_{n}"] for name in names] for n in range(many)]

    def clean(self) -> dict[str, Any]:
        """Resolve each row, in order: an operation by its code, else a part by its number."""
        data = super().clean() or {}
        content: list[Content] = []
        for n in range(MOST):
            code = (data.get(f"code_{n}") or "").strip()
            if code:
                self._row(n, code, data, content)
        data["content"] = content
        return data

    def _row(self, n: int, code: str, data: dict[str, Any], content: list[Content]) -> None:
        operation = LabourOperation.objects.filter(code__iexact=code, active=True).first()
        quantity = data.get(f"quantity_{n}")
        if operation is not None:
            spans = {name: data.get(f"{name}_{n}") for name in self.columns}
            content.append(Content(operation, quantity, spans, []))
            return
        part: Part | None = parts(self.access).filter(code__iexact=code).first()
        if part is None:
            self.add_error(f"code_{n}", _("没有这个工时代码或零件号。"))
        elif not content:
            self.add_error(f"code_{n}", _("配件写在它的工时项目下面，请先写工时。"))
        else:
            content[-1].parts.append(Extra(part, quantity or part.pack))

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        cells = ("code_", "quantity_", *(f"{name}_" for name in self.columns))
        return {k: v for k, v in super().values.items() if not k.startswith(cells)}


class VariantForm(ContentForm):
    """What a package holds and costs for a model from a day on."""

    price = forms.DecimalField(
        label=_("套餐价（含税）"),
        required=False,
        min_value=0,
        max_value=SANE_PRICE,
        max_digits=12,
        decimal_places=2,
        help_text=_("留空则按各项合计。"),
    )


class ScheduleForm(ContentForm):
    """What a model needs and how often, from a day on."""

    severe = forms.BooleanField(label=_("苛刻使用条件"), required=False)
    source = forms.CharField(label=_("依据"), max_length=200)
    columns = ("km", "months", "first_km", "first_months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"].required = True


def _cells(content: list[Content]) -> Iterator[dict[str, Any]]:
    for row in content:
        spans = {k: v for k, v in row.spans.items() if v is not None}
        yield {"code": row.operation.code, "quantity": row.hours, **spans}
        for extra in row.parts:
            yield {"code": extra.part.code, "quantity": extra.quantity.normalize()}


def content_of(variant: PackageVariant) -> list[Content]:
    """The content of a package as the form shows it."""
    return [
        Content(
            item.operation,
            item.hours,
            {},
            [Extra(p.part, p.quantity) for p in item.parts.all()],
        )
        for item in variant.items.all()
    ]


def intervals_of(schedule: MaintenanceSchedule) -> list[Content]:
    """The content of a schedule as the form shows it."""
    return [
        Content(
            item.operation,
            None,
            {
                "km": item.every_km,
                "months": item.every_months,
                "first_km": item.first_km,
                "first_months": item.first_months,
            },
            [Extra(p.part, p.quantity) for p in item.parts.all()],
        )
        for item in schedule.items.all()
    ]
