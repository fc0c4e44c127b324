"""Receiving a car: the walk-round, the customer's words, and the draft order that starts there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_signature
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.customers.services import MOST_KM, checked_phone, same_plate, store_of
from apps.org.models import OrgUnit
from apps.workorders import hooks
from apps.workorders.choices import OrderState, WorkClass
from apps.workorders.models import CheckIn, DamageMark, Statement, Visit, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services import arriving
from apps.workorders.services.photos import keep_upload, lay_on
from apps.workorders.sheet import Cover

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.customers.models import Vehicle
    from apps.org.access import Access

CUSTOMER_SIGNATURE = "customer_signature"


@service
def check_in(
    *,
    by: Access,
    vehicle: Vehicle,
    work_class: str,
    statements: Sequence[str],
    walk: dict[str, Any],
    damages: Sequence[dict[str, Any]] = (),
    photos: Sequence[UploadedFile] = (),
    car_photos: Sequence[int] = (),
    arrival: str = "walk_in",
    sender_name: str = "",
    sender_phone: str = "",
    signature: str = "",
    signed_on_paper: bool = False,
    again: bool = False,
) -> WorkOrder:
    """The car is in the house: visit, signed walk-round, statements and a draft order exist.

    ``walk`` holds the fields of the CheckIn; ``damages`` the fields of its marks, each with the
    keys of the ``photos`` that lie on it; ``car_photos`` are keys of photos of the car as a whole.
    A reading below the last one needs a reason, a missing one the word that it cannot be read.
    Raises ValidationError beside the field, Refused when the plate on the car is not the one on
    file, or the car is in the house already and ``again`` is not confirmed.
    """
    car = lock(vehicle)
    store = store_of(by)
    _same_car(car, walk.get("plate_seen", ""))
    not_in_house(car, store, again)
    _readings(car, walk)
    if not statements:
        raise ValidationError({"statements": _("请记录客户的原话。")})
    visit = Visit(vehicle=car, store=store, advisor=by.person, opened_at=by.now)
    visit.unit = OrgUnit.objects.department(store, "front_desk")
    visit.number = next_number("JD", store, by.now)
    visit.plate_no, visit.owner = car.plate_no, car.owner
    visit.work_class, visit.arrival = work_class, arrival
    visit.sender_name = sender_name
    visit.sender_phone = checked_phone(sender_phone, "sender_phone")
    visit.save()
    for position, text in enumerate(statements, start=1):
        Statement.objects.create(visit=visit, position=position, text=text)
    sheet = _walk_round(by, visit, walk, damages, signature, signed_on_paper)
    lay_on(by, sheet, car_photos)
    for photo in photos:
        keep_upload(by, sheet, photo)
    remember(car, walk.get("odometer_km"), by)
    order = open_order(by=by, visit=visit, work_class=work_class)
    arriving.receive(visit, order, by=by)
    return order


@service
def open_order(*, by: Access, visit: Visit, work_class: str) -> WorkOrder:
    """A draft order on a visit, of which the person acting is the advisor."""
    order = WorkOrder.objects.create(
        number=next_number("GD", visit.store, by.now),
        visit=visit,
        store=visit.store,
        unit=visit.unit,
        advisor=by.person,
        work_class=work_class,
        bill_to=visit.owner,
        opened_at=by.now,
    )
    by.require(Perm.ADD_WORKORDER, order)
    record(order, "open", "", OrderState.DRAFT, by=by, cause=visit.number)
    hooks.order_opened.send(by=by, order=order)
    return order


def _same_car(car: Vehicle, seen: str) -> None:
    """What was read on the car is its plate, or the end of its VIN where it has none."""
    if not seen.strip():
        return
    if not car.plate_no and not car.vin:
        return
    if not same_plate(seen, car.plate_no or car.vin):
        words = _("与档案的 %(plate)s 不符：车认错了请返回重找，换过牌请先登记换牌。")
        raise Refused(words % {"plate": car.plate_no or car.vin[-6:]}, field="plate_seen")


def not_in_house(car: Vehicle, store: OrgUnit, again: bool) -> None:
    """The car has no open order in the store, or another stay is confirmed; else Refused."""
    visits = Visit.objects.in_house().filter(vehicle=car, store=store)
    order = WorkOrder.objects.open().filter(visit__in=visits).order_by("-pk").first()
    if order is not None and not again:
        raise Refused(
            _("这辆车还有未完的工单 %(number)s。确认另开一次进店请勾选。")
            % {"number": order.number},
            field="again",
        )


def _readings(car: Vehicle, walk: dict[str, Any]) -> None:
    reading = walk.get("odometer_km")
    if reading is None and not walk.get("odometer_unreadable"):
        raise ValidationError({"odometer_km": _("请填写里程，或勾选“里程无法读取”。")})
    if reading is not None:
        check_reading(car, reading, walk.get("rollback_reason", ""))


def check_reading(car: Vehicle, reading: int, rollback_reason: str) -> None:
    """A reading is bearable and not below the last one without a reason; else ValidationError."""
    if not 0 <= reading <= MOST_KM:
        raise ValidationError({"odometer_km": _("里程不合理，请核对。")})
    last = car.last_odometer_km
    if last is not None and reading < last and not rollback_reason.strip():
        raise ValidationError(
            {
                "rollback_reason": _("里程低于上次的 %(last)s 公里，请核对或填写原因。")
                % {"last": f"{last:,}"}
            }
        )


def _walk_round(  # noqa: PLR0917  # the parts of one sheet of paper
    by: Access,
    visit: Visit,
    walk: dict[str, Any],
    damages: Sequence[dict[str, Any]],
    signature: str,
    signed_on_paper: bool,
) -> CheckIn:
    checkin = CheckIn(visit=visit, taken_by=by.person, taken_at=by.now, **walk)
    checkin.previous_odometer_km = visit.vehicle.last_odometer_km
    checkin.covers_on = checkin.covers_on or set(Cover.values) <= set(checkin.covers)
    signed = bool(signature) or signed_on_paper
    if not signed and visit.work_class != WorkClass.WASH and not checkin.unsigned_reason:
        raise ValidationError({"signed_on_paper": _("请客户签字，或写明未签字的原因。")})
    checkin.signed_at = by.now if signed else None
    checkin.unsigned_reason = "" if signed else checkin.unsigned_reason
    checkin.save()
    by.require(Perm.ADD_CHECKIN, checkin)
    for mark in damages:
        fields = {name: value for name, value in mark.items() if name != "photos"}
        row = DamageMark.objects.create(checkin=checkin, **fields)
        lay_on(by, checkin, mark.get("photos", ()), row)
    if signature:
        store_signature(by, signature, owner=checkin, kind=CUSTOMER_SIGNATURE)
    return checkin


def remember(car: Vehicle, reading: int | None, by: Access) -> None:
    """The car's last reading and last visit are those of now."""
    if reading is not None:
        car.last_odometer_km = reading
    car.last_visit_at = by.now
    car.save()
