"""Forms of the reception about customers and cars."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import model_to_dict
from django.utils.translation import gettext_lazy as _

from apps.core.field_policy import rules_of
from apps.core.files import check_image
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.customers import plates, vin
from apps.customers.models import Customer, VehicleModel
from apps.customers.models.customer import CustomerKind
from apps.customers.permissions import Perm
from apps.customers.services import MOST_KM


class DayInput(forms.DateInput):
    """A day typed with the browser's picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PhotoField(forms.FileField):
    """One photo of bearable size."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload; raises ValidationError in words for what is no picture."""
        upload = super().clean(data, initial)
        if upload:
            check_image(upload)
        return upload or None


class SearchForm(ServiceForm):
    """One field: plate, phone, VIN, name or pinyin initials."""

    q = forms.CharField(label=_("车牌、手机、VIN、姓名或拼音首字母"), required=False, max_length=60)


class TakeOverForm(ServiceForm):
    """The exact term that named a car of another store."""

    term = forms.CharField(widget=forms.HiddenInput, max_length=60)


class RegisterForm(ServiceForm):
    """A car the house does not know: six fields; the rest appears only when it is needed."""

    plate_no = forms.CharField(label=_("车牌"), required=False, max_length=20)
    name = forms.CharField(label=_("客户姓名/单位"), max_length=80, required=False)
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    model = ReachChoiceField(
        VehicleModel.objects.filter(active=True), perm=Perm.VIEW_CUSTOMER, label=_("车型")
    )
    vin_no = forms.CharField(label=_("VIN（17 位）"), max_length=24)
    odometer_km = forms.IntegerField(
        label=_("里程"), required=False, min_value=0, max_value=MOST_KM
    )
    plate_confirmed = forms.BooleanField(label=_("车牌已核对"), required=False)
    licence = PhotoField(label=_("行驶证照片"), required=False)
    stock_car = forms.BooleanField(label=_("商品车（还没有客户）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plate_no"].widget.attrs["autocapitalize"] = "characters"
        self.fields["phone"].widget.input_type = "tel"

    def clean(self) -> dict[str, Any]:
        """A customer has a phone; only a car of the dealer's own stock has no customer."""
        cleaned = super().clean() or {}
        if not cleaned.get("stock_car"):
            for name in ("name", "phone"):
                if name not in self.errors and not str(cleaned.get(name) or "").strip():
                    self.add_error(name, _("请填写；没有客户的新车请勾选“商品车”。"))
        return cleaned

    @property
    def asks_plate(self) -> bool:
        """Whether the typed plate needs a second look."""
        return self.is_bound and plates.kind_of(plates.normalised(self._typed("plate_no"))) is None

    @property
    def asks_vin(self) -> bool:
        """Whether the typed VIN has 17 characters but a wrong check digit."""
        number = vin.normalised(self._typed("vin_no"))
        return self.is_bound and vin.well_formed(number) and not vin.check_digit_valid(number)

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class CustomerForm(ServiceForm):
    """What may be changed about a customer; contact fields stand masked until they are retyped."""

    name = forms.CharField(label=_("客户姓名/单位"), max_length=80)
    kind = forms.ChoiceField(label=_("类型"), choices=CustomerKind.choices)
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    contact_name = forms.CharField(label=_("联系人"), max_length=40, required=False)
    address = forms.CharField(label=_("地址"), max_length=160, required=False)
    invoice_title = forms.CharField(label=_("发票抬头"), max_length=120, required=False)
    tax_no = forms.CharField(label=_("税号"), max_length=20, required=False)
    birthday = forms.DateField(label=_("生日"), required=False, widget=DayInput)
    vip = forms.BooleanField(label=_("重要客户"), required=False)
    no_marketing = forms.BooleanField(label=_("不接受营销联系"), required=False)

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        self.customer = customer
        kept = model_to_dict(customer, fields=list(self.base_fields))
        masked = {n: r.masked(kept[n]) for n, r in rules_of(Customer).items() if kept.get(n)}
        super().__init__(*args, initial=kept | masked, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A mask left as it was means no change; a half-typed one is refused."""
        cleaned = super().clean() or {}
        for name, rule in rules_of(Customer).items():
            stored, typed = getattr(self.customer, name), cleaned.get(name, "")
            if stored and typed == rule.masked(stored):
                cleaned[name] = stored
            elif "***" in typed:
                self.add_error(name, _("请填写完整的内容；不想改就保持原样。"))
        return cleaned


def first_guess(term: str) -> dict[str, str]:
    """Where a searched term that found nothing belongs in the new car's form."""
    text = plates.normalised(term)
    if vin.well_formed(text):
        return {"vin_no": text}
    if text.isdigit():
        return {"phone": text}
    if plates.kind_of(text) not in {None, plates.PlateKind.NONE}:
        return {"plate_no": text}
    return {"name": term.strip()} if term.strip() else {}
