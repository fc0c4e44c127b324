"""The forms of prepaid packages: find the car, sell, extend, transfer."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.core.money import ZERO
from apps.workorders.forms.money import money
from apps.workorders.forms.till import TILL_METHODS, day_input

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.org.models import Staff
    from apps.workorders.models import PackageVariant

ROWS = ("1", "2", "3")


class SellPrepaidForm(ServiceForm):
    """What a car's owner buys in advance: up to three services, the price, until when."""

    plate = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    price = money(_("实付金额"), min_value=Decimal("0.01"))
    valid_until = forms.DateField(label=_("有效期至"), widget=day_input())
    method = forms.ChoiceField(label=_("方式"), choices=TILL_METHODS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("流水号"), max_length=60, required=False, help_text=_("现金可不填")
    )

    def __init__(
        self,
        *args: Any,
        offered: list[PackageVariant],
        advisors: QuerySet[Staff],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(v.package_id): v for v in offered}
        choices = [("", "—"), *((k, v.package.name) for k, v in self.offered.items())]
        for row in ROWS:
            self.fields[f"package_{row}"] = forms.ChoiceField(
                label=_("服务套餐"), choices=choices, required=False
            )
            self.fields[f"times_{row}"] = forms.IntegerField(
                label=_("次数"), min_value=1, max_value=100, required=False
            )
        self.fields["advisor"] = forms.ModelChoiceField(advisors, label=_("经办顾问"))

    def clean(self) -> dict[str, Any]:
        """A service and its times come together."""
        data = super().clean() or {}
        for row in ROWS:
            package, times = data.get(f"package_{row}"), data.get(f"times_{row}")
            if package and times is None and f"times_{row}" not in self.errors:
                self.add_error(f"times_{row}", _("请填写次数。"))
            if times is not None and not package and f"package_{row}" not in self.errors:
                self.add_error(f"package_{row}", _("请选择服务套餐。"))
        return data

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each service beside each other."""
        return [(self[f"package_{row}"], self[f"times_{row}"]) for row in ROWS]

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: each package with its times and what it costs today."""
        data = self.cleaned_data
        contents = [
            (variant.package, data[f"times_{row}"], variant.price or ZERO)
            for row in ROWS
            if (variant := self.offered.get(data[f"package_{row}"])) is not None
        ]
        names = ("seen", "price", "valid_until", "method", "reference", "advisor")
        return {name: data[name] for name in names} | {"contents": contents}


class ExtendForm(ServiceForm):
    """Until when it may be used now, and why."""

    valid_until = forms.DateField(label=_("新的有效期"), widget=day_input())
    reason = forms.CharField(label=_("原因"), max_length=160)


class TransferForm(ServiceForm):
    """The car it serves from now on, by its plate, and why."""

    plate = forms.CharField(label=_("转给车牌"), max_length=12)
    reason = forms.CharField(label=_("原因"), max_length=160)
