"""What becomes known of a car after it was registered: plate, VIN, papers; and unknown cars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.files import store_image
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.customers import plates, vin
from apps.customers.models import Ownership, Plate, Vehicle, VehicleModel
from apps.customers.models.known_at import KnownHow
from apps.customers.permissions import Perm
from apps.customers.services.checking import checked_phone, checked_plate, checked_vin
from apps.customers.services.registering import LICENCE, customer_known, make_known, store_of

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access

TAIL = 5


@service
def change_plate(
    *,
    by: Access,
    vehicle: Vehicle,
    version: int | None,
    plate_no: str,
    since: dt.date,
    plate_confirmed: bool = False,
) -> Vehicle:
    """The car carries this plate from a day on, or none; the one before stays as dated history."""
    vehicle = lock(vehicle, version)
    by.require(Perm.CHANGE_CUSTOMER, vehicle)
    number, kind = checked_plate(plate_no, plate_confirmed)
    old = Plate.objects.filter(vehicle=vehicle, until=None).first()
    if since > business_day(by.now):
        raise ValidationError({"since": _("日期还没有到。")})
    if old is not None and old.number == number:
        raise ValidationError({"plate_no": _("这就是现在的车牌。")})
    if old is not None and since < old.since:
        raise ValidationError({"since": _("不能早于现在车牌的起用日。")})
    words = _("这个车牌登记在另一辆车上，请核对。")
    if number and Plate.objects.filter(number=number, until=None).exists():
        raise Refused(words, field="plate_no")
    if old is not None:
        old.until = since
        old.save()
    with constraint_words(plate_on_one_vehicle=words):
        if number:
            Plate.objects.create(vehicle=vehicle, number=number, kind=kind, since=since)
    vehicle.save()
    return vehicle


@service
def enter_vin(
    *,
    by: Access,
    vehicle: Vehicle,
    version: int | None,
    vin_no: str,
    licence: UploadedFile | None = None,
) -> Vehicle:
    """The car that came without one has its VIN; a failing check digit needs the 行驶证."""
    vehicle = lock(vehicle, version)
    by.require(Perm.CHANGE_CUSTOMER, vehicle)
    if vehicle.vin:
        raise Refused(_("这辆车的 VIN 已经登记。"))
    number = checked_vin(vin_no, licence)
    words = _("这个 VIN 已经建过档，请用 VIN 搜索那辆车接车。")
    if Vehicle.objects.filter(vin=number).exists():
        raise Refused(words, field="vin_no")
    vehicle.vin = number
    vehicle.vin_confirmed = not vin.check_digit_valid(number)
    with constraint_words(vehicle_vin_once=words):
        vehicle.save()
    if licence is not None:
        store_image(by, licence, owner=vehicle, kind=LICENCE)
    return vehicle


@service
def change_car(*, by: Access, vehicle: Vehicle, version: int | None, **facts: object) -> Vehicle:
    """Colour, use, insurance and inspection of a car are as given."""
    vehicle = lock(vehicle, version)
    by.require(Perm.CHANGE_CUSTOMER, vehicle)
    for name in ("model", "colour", "usage", "insurer", "policy_until", "inspection_until"):
        if name in facts:
            setattr(vehicle, name, facts[name])
    vehicle.save()
    return vehicle


@service
def take_unknown(
    *,
    by: Access,
    plate_no: str,
    name: str,
    phone: str,
    model: VehicleModel | None = None,
    plate_confirmed: bool = False,
) -> Vehicle:
    """A car nobody here knows is known by plate and phone; its VIN is entered later.

    Its model is the one seen, or one that says it is still to be found out.
    """
    store = store_of(by)
    number, kind = checked_plate(plate_no, plate_confirmed)
    if not number and not phone.strip():
        raise ValidationError({"plate_no": _("车牌和电话至少填一样，才能再找到这辆车。")})
    if number and Plate.objects.filter(number=number, until=None).exists():
        raise Refused(_("这个车牌登记在另一辆车上，请从搜索结果接车。"), field="plate_no")
    vehicle = Vehicle.objects.create(vin="", model=model or _unseen_model())
    today = business_day(by.now)
    if number:
        Plate.objects.create(vehicle=vehicle, number=number, kind=kind, since=today)
    if name.strip():
        customer = customer_known(by, store, name.strip(), checked_phone(phone))
        Ownership.objects.create(vehicle=vehicle, customer=customer, since=today)
    make_known(by, store, KnownHow.REGISTERED, vehicle=vehicle)
    by.require(Perm.ADD_CUSTOMER, vehicle)
    return vehicle


def _unseen_model() -> VehicleModel:
    facts = {"brand": "—", "series": "—", "name": "车型待核"}
    found, _made = VehicleModel.objects.get_or_create(**facts, defaults={"active": False})
    return found


def same_plate(seen: str, carried: str) -> bool:
    """Whether what was read on the car is the plate on file, whole or its last five signs."""
    read, known = plates.normalised(seen), plates.normalised(carried)
    return read == known or (len(read) >= TAIL and known.endswith(read))
