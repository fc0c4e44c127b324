"""Forms about one car: its plate, VIN, papers and owner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.customers import plates, vin
from apps.customers.forms import DayInput, PhotoField
from apps.customers.models import Vehicle, VehicleModel
from apps.customers.models.customer import CustomerKind
from apps.customers.models.owner_change import Packages
from apps.customers.models.vehicle import Usage
from apps.customers.permissions import Perm


class CarForm(ServiceForm):
    """A form about one car that starts on today's business day."""

    def __init__(self, *args: Any, vehicle: Vehicle, **kwargs: Any) -> None:
        super().__init__(*args, version=vehicle.version, **kwargs)
        self.vehicle = vehicle
        if "since" in self.fields:
            self.initial.setdefault("since", business_day(self.access.now))

    def _typed(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))


class PlateForm(CarForm):
    """The plate the car carries from a day on; empty for none."""

    plate_no = forms.CharField(
        label=_("新车牌"), required=False, max_length=20, help_text=_("留空就是无牌。")
    )
    since = forms.DateField(label=_("起用日"), widget=DayInput)
    plate_confirmed = forms.BooleanField(label=_("车牌已核对"), required=False)

    @property
    def asks_plate(self) -> bool:
        """Whether the typed plate needs a second look."""
        return self.is_bound and plates.kind_of(plates.normalised(self._typed("plate_no"))) is None


class VinForm(CarForm):
    """The VIN of a car that came without one."""

    vin_no = forms.CharField(label=_("VIN（17 位）"), max_length=24)
    licence = PhotoField(label=_("行驶证照片"), required=False)

    @property
    def asks_licence(self) -> bool:
        """Whether the typed VIN has 17 characters but a wrong check digit."""
        number = vin.normalised(self._typed("vin_no"))
        return self.is_bound and vin.well_formed(number) and not vin.check_digit_valid(number)


class PapersForm(CarForm):
    """What the car is and until when its insurance and inspection run."""

    model = ReachChoiceField(VehicleModel.objects.all(), perm=Perm.VIEW_CUSTOMER, label=_("车型"))
    colour = forms.CharField(label=_("颜色"), max_length=20, required=False)
    usage = forms.ChoiceField(label=_("使用性质"), choices=Usage.choices)
    insurer = forms.CharField(label=_("承保公司"), max_length=40, required=False)
    policy_until = forms.DateField(label=_("保险到期"), required=False, widget=DayInput)
    inspection_until = forms.DateField(label=_("年检到期"), required=False, widget=DayInput)

    def __init__(self, *args: Any, vehicle: Vehicle, **kwargs: Any) -> None:
        super().__init__(*args, vehicle=vehicle, **kwargs)
        for name in ("model", "colour", "usage", "insurer", "policy_until", "inspection_until"):
            self.initial.setdefault(name, getattr(vehicle, name))


class OwnerForm(CarForm):
    """The new owner, since when, the proof, and what becomes of unused packages."""

    name = forms.CharField(label=_("新车主姓名/单位"), max_length=80)
    kind = forms.ChoiceField(label=_("类型"), choices=CustomerKind.choices)
    phone = forms.CharField(label=_("手机"), max_length=20)
    since = forms.DateField(label=_("过户日期"), widget=DayInput)
    packages = forms.ChoiceField(
        label=_("未用套餐与余额"),
        choices=Packages.choices,
        help_text=_("三包凭证随车转移，不用选择。"),
    )
    proof = PhotoField(label=_("登记证书或行驶证照片"))
    contact_agreed = forms.BooleanField(
        label=_("新车主已同意接收回访和提醒"),
        required=False,
        help_text=_("须当面征得新车主同意；不勾选则不回访、不提醒。原车主的同意不随车转移。"),
    )
    note = forms.CharField(label=_("说明"), max_length=120, required=False)
