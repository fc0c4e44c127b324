"""Receiving a car: the walk-round, the customer's words, and the draft order that starts there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_image, store_signature
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.customers.services import MOST_KM, store_of
from apps.org.models import OrgUnit
from apps.workorders import hooks
from apps.workorders.choices import OrderState, WorkClass
from apps.workorders.models import CheckIn, DamageMark, Statement, Visit, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services import arriving

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.customers.models import Vehicle
    from apps.org.access import Access

DAMAGE_PHOTO, CUSTOMER_SIGNATURE = "damage", "customer_signature"


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
    arrival: str = "walk_in",
    sender_name: str = "",
    sender_phone: str = "",
    signature: str = "",
    signed_on_paper: bool = False,
    again: bool = False,
) -> WorkOrder:
    """The car is in the house: visit, signed walk-round, statements and a draft order exist.

    ``walk`` holds the fields of the CheckIn; ``damages`` the fields of its marks.  A reading below
    the last one needs a reason, a missing one the word that it cannot be read.  Raises
    ValidationError beside the field, Refused when the car is in the house already and ``again`` is
    not confirmed.
    """
    car = lock(vehicle)
    store = store_of(by)
    _not_in_house(car, store, again)
    _readings(car, walk)
    if not statements:
        raise ValidationError({"statements": _("请记录客户的原话。")})
    visit = Visit(vehicle=car, store=store, advisor=by.person, opened_at=by.now)
    visit.unit = OrgUnit.objects.department(store, "front_desk")
    visit.number = next_number("JD", store, by.now)
    visit.plate_no, visit.owner = car.plate_no, car.owner
    visit.work_class, visit.arrival = work_class, arrival
    visit.sender_name, visit.sender_phone = sender_name, sender_phone
    visit.save()
    for position, text in enumerate(statements, start=1):
        Statement.objects.create(visit=visit, position=position, text=text)
    _walk_round(by, visit, walk, damages, photos, signature, signed_on_paper)
    _remember(car, walk.get("odometer_km"), by)
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


def _not_in_house(car: Vehicle, store: OrgUnit, again: bool) -> None:
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
    if reading is None:
        return
    if not 0 <= reading <= MOST_KM:
        raise ValidationError({"odometer_km": _("里程不合理，请核对。")})
    last = car.last_odometer_km
    if last is not None and reading < last and not walk.get("rollback_reason", "").strip():
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
    photos: Sequence[UploadedFile],
    signature: str,
    signed_on_paper: bool,
) -> None:
    checkin = CheckIn(visit=visit, taken_by=by.person, taken_at=by.now, **walk)
    checkin.previous_odometer_km = visit.vehicle.last_odometer_km
    signed = bool(signature) or signed_on_paper
    if not signed and visit.work_class != WorkClass.WASH and not checkin.unsigned_reason:
        raise ValidationError({"signed_on_paper": _("请客户签字，或写明未签字的原因。")})
    checkin.signed_at = by.now if signed else None
    checkin.unsigned_reason = "" if signed else checkin.unsigned_reason
    checkin.save()
    by.require(Perm.ADD_CHECKIN, checkin)
    for mark in damages:
        DamageMark.objects.create(checkin=checkin, **mark)
    for photo in photos:
        store_image(by, photo, owner=checkin, kind=DAMAGE_PHOTO)
    if signature:
        store_signature(by, signature, owner=checkin, kind=CUSTOMER_SIGNATURE)


def _remember(car: Vehicle, reading: int | None, by: Access) -> None:
    if reading is not None:
        car.last_odometer_km = reading
    car.last_visit_at = by.now
    car.save()
