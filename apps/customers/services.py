"""Acts on customers and cars at the reception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.customers import plates, vin
from apps.customers.models import Customer, KnownAt, Ownership, Plate, Vehicle
from apps.customers.models.known_at import KnownHow
from apps.customers.permissions import Perm
from apps.customers.selectors import elsewhere

if TYPE_CHECKING:
    from apps.customers.models import VehicleModel
    from apps.org.access import Access
    from apps.org.models import OrgUnit

PHONE_FORM = re.compile(r"\+?\d[\d\- ]{5,18}\d")
MOST_KM = 2_000_000
LONGEST_PLATE = 12


@service
def register_car(
    *,
    by: Access,
    plate_no: str,
    vin_no: str,
    model: VehicleModel,
    name: str,
    phone: str,
    odometer_km: int | None = None,
    plate_confirmed: bool = False,
    vin_confirmed: bool = False,
) -> Vehicle:
    """A car and its owner are known to the store the person works in.

    An unusual plate and a VIN whose check digit (ISO 3779) fails pass only when confirmed; raises
    ValidationError beside the field otherwise, Refused when the car or the plate exists already.
    """
    store = store_of(by)
    number, kind = _checked_plate(plate_no, plate_confirmed)
    text = _checked_vin(vin_no, vin_confirmed)
    _checked_rest(name, phone, odometer_km)
    vehicle = Vehicle(vin=text, model=model, last_odometer_km=odometer_km)
    vehicle.vin_confirmed = not vin.check_digit_valid(text)
    with constraint_words(
        vehicle_vin_once=_("这个 VIN 已经建过档，请用 VIN 搜索。"),
        plate_on_one_vehicle=_("这个车牌登记在另一辆车上，请核对。"),
    ):
        if Vehicle.objects.filter(vin=text).exists():
            raise Refused(_("这个 VIN 已经建过档，请用 VIN 搜索。"), field="vin_no")
        if number and Plate.objects.filter(number=number, until=None).exists():
            raise Refused(_("这个车牌登记在另一辆车上，请核对。"), field="plate_no")
        vehicle.save()
        today = business_day(by.now)
        if number:
            Plate.objects.create(vehicle=vehicle, number=number, kind=kind, since=today)
        customer = _customer(by, store, name.strip(), phone.strip())
        Ownership.objects.create(vehicle=vehicle, customer=customer, since=today)
    _known(by, store, KnownHow.REGISTERED, vehicle=vehicle)
    by.require(Perm.ADD_CUSTOMER, customer)
    return vehicle


@service
def change_customer(
    *, by: Access, customer: Customer, version: int | None, **facts: Any
) -> Customer:
    """Name, phone, address and invoice data of a customer are as given.

    Raises ValidationError beside the field, Stale when somebody else changed them meanwhile.
    """
    customer = lock(customer, version)
    by.require(Perm.CHANGE_CUSTOMER, customer)
    _checked_rest(facts["name"], facts["phone"], None)
    for name, value in facts.items():
        setattr(customer, name, value)
    customer.save()
    return customer


@service
def take_over(*, by: Access, term: str) -> Vehicle:
    """The store the person works in knows a car of another store from now on, and its owner.

    The term must name the car exactly (see ``selectors.elsewhere``); raises Http404 otherwise.
    """
    store = store_of(by)
    vehicle = elsewhere(by, term)
    if vehicle is None:
        raise Http404
    _known(by, store, KnownHow.TAKEN_OVER, vehicle=vehicle)
    if vehicle.owner and not KnownAt.objects.filter(store=store, customer=vehicle.owner).exists():
        _known(by, store, KnownHow.TAKEN_OVER, customer=vehicle.owner)
    by.require(Perm.ADD_CUSTOMER, vehicle)
    return vehicle


def store_of(by: Access) -> OrgUnit:
    """The store the person works in; raises Refused for somebody without one."""
    if by.store is None:
        raise Refused(_("您当前没有所属门店，不能办理。"))
    return by.store


def _customer(by: Access, store: OrgUnit, name: str, phone: str) -> Customer:
    """The customer of this name and phone that the store knows, else a new one."""
    same = Customer.objects.filter(name=name, phone=phone, known_at__store=store)
    customer = same.first() if phone else None
    if customer is None:
        customer = Customer.objects.create(name=name, phone=phone)
        _known(by, store, KnownHow.REGISTERED, customer=customer)
    return customer


def _known(
    by: Access,
    store: OrgUnit,
    how: KnownHow,
    *,
    vehicle: Vehicle | None = None,
    customer: Customer | None = None,
) -> None:
    KnownAt.objects.create(
        store=store, vehicle=vehicle, customer=customer, since=by.now, how=how, by=by.staff
    )


def _checked_plate(text: str, confirmed: bool) -> tuple[str, str]:
    number = plates.normalised(text)
    kind = plates.kind_of(number)
    if len(number) > LONGEST_PLATE:
        raise ValidationError({"plate_no": _("车牌太长，请核对。")})
    if kind is None and not confirmed:
        words = _("没见过这种车牌格式。核对无误请勾选“车牌已核对”。")
        raise ValidationError({"plate_no": words})
    return number, kind or plates.PlateKind.TEMPORARY


def _checked_vin(text: str, confirmed: bool) -> str:
    number = vin.normalised(text)
    if not vin.well_formed(number):
        raise ValidationError(
            {
                "vin_no": _("VIN 应为 17 位字母数字（不含 I、O、Q），现在是 %(n)d 位。")
                % {"n": len(number)}
            }
        )
    if not vin.check_digit_valid(number) and not confirmed:
        words = _("VIN 校验位不符（第 9 位应为 %(digit)s）。对照行驶证无误请勾选“VIN 已核对”。")
        raise ValidationError({"vin_no": words % {"digit": vin.check_digit(number)}})
    return number


def _checked_rest(name: str, phone: str, odometer_km: int | None) -> None:
    if not name.strip():
        raise ValidationError({"name": _("请填写客户姓名。")})
    if phone.strip() and not PHONE_FORM.fullmatch(phone.strip()):
        raise ValidationError({"phone": _("电话号码格式不对。")})
    if odometer_km is not None and not 0 <= odometer_km <= MOST_KM:
        raise ValidationError({"odometer_km": _("里程不合理，请核对。")})
