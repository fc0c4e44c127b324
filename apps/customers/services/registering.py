"""Cars and customers become known to a store; what is known of a customer is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.files import store_image
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.customers import vin
from apps.customers.models import Customer, KnownAt, Ownership, Plate, Vehicle
from apps.customers.models.known_at import KnownHow
from apps.customers.models.vehicle import Usage
from apps.customers.permissions import Perm
from apps.customers.selectors import elsewhere
from apps.customers.services.checking import MOST_KM, checked_phone, checked_plate, checked_vin

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from apps.customers.models import VehicleModel
    from apps.org.access import Access
    from apps.org.models import OrgUnit

LICENCE = "licence"


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
    stock_car: bool = False,
    licence: UploadedFile | None = None,
) -> Vehicle:
    """A car and its owner are known to the store the person works in.

    An unusual plate passes when confirmed, a VIN whose check digit (ISO 3779) fails with a photo
    of the 行驶证; a car of the dealer's own stock has no owner yet.  Raises ValidationError beside
    the field otherwise, Refused when the car or the plate exists already.
    """
    store = store_of(by)
    number, kind = checked_plate(plate_no, plate_confirmed)
    text = checked_vin(vin_no, licence)
    _checked_rest(name or _("商品车"), phone, odometer_km)
    if not (name.strip() or stock_car):
        raise ValidationError({"name": _("请填写客户姓名；没有客户的新车请勾选“商品车”。")})
    vehicle = Vehicle(vin=text, model=model, last_odometer_km=odometer_km)
    vehicle.usage = Usage.STOCK if stock_car else Usage.FAMILY
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
        if name.strip():
            customer = customer_known(by, store, name.strip(), phone.strip())
            Ownership.objects.create(vehicle=vehicle, customer=customer, since=today)
    make_known(by, store, KnownHow.REGISTERED, vehicle=vehicle)
    by.require(Perm.ADD_CUSTOMER, vehicle)
    if licence is not None:
        store_image(by, licence, owner=vehicle, kind=LICENCE)
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
    make_known(by, store, KnownHow.TAKEN_OVER, vehicle=vehicle)
    if vehicle.owner and not KnownAt.objects.filter(store=store, customer=vehicle.owner).exists():
        make_known(by, store, KnownHow.TAKEN_OVER, customer=vehicle.owner)
    by.require(Perm.ADD_CUSTOMER, vehicle)
    return vehicle


def store_of(by: Access) -> OrgUnit:
    """The store the person works in; raises Refused for somebody without one."""
    if by.store is None:
        raise Refused(_("您当前没有所属门店，不能办理。"))
    return by.store


def customer_known(by: Access, store: OrgUnit, name: str, phone: str) -> Customer:
    """The customer of this name and phone that the store knows, else a new one."""
    same = Customer.objects.filter(name=name, phone=phone, known_at__store=store)
    customer = same.first() if phone else None
    if customer is None:
        customer = Customer.objects.create(name=name, phone=phone)
        make_known(by, store, KnownHow.REGISTERED, customer=customer)
    return customer


def make_known(
    by: Access,
    store: OrgUnit,
    how: KnownHow,
    *,
    vehicle: Vehicle | None = None,
    customer: Customer | None = None,
) -> None:
    """A store knows this car, or this customer, from now on."""
    KnownAt.objects.create(
        store=store, vehicle=vehicle, customer=customer, since=by.now, how=how, by=by.staff
    )


def _checked_rest(name: str, phone: str, odometer_km: int | None) -> None:
    if not name.strip():
        raise ValidationError({"name": _("请填写客户姓名。")})
    checked_phone(phone)
    if odometer_km is not None and not 0 <= odometer_km <= MOST_KM:
        raise ValidationError({"odometer_km": _("里程不合理，请核对。")})
