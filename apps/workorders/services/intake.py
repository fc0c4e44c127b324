"""Cars that come without their owner: by tow, at night, from the police."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.numbering import next_number
from apps.core.services import lock, service
from apps.customers.services import checked_phone, store_of, take_unknown
from apps.org.models import OrgUnit
from apps.workorders.choices import Arrival
from apps.workorders.models import CheckIn, CustodyItem, ProvisionalIntake, Statement, Visit
from apps.workorders.permissions import Perm
from apps.workorders.services.photos import keep_upload, lay_on
from apps.workorders.services.reception import (
    check_reading,
    not_in_house,
    open_order,
    remember,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.customers.models import Vehicle
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

UNSIGNED = "车主不在场，待补签"


@service
def take_in(
    *,
    by: Access,
    vehicle: Vehicle | None,
    unknown: dict[str, Any] | None = None,
    why: str,
    brought_by: str,
    work_class: str,
    said: str = "",
    odometer_km: int | None = None,
    photos: Sequence[UploadedFile] = (),
    car_photos: Sequence[int] = (),
    key_tag: str = "",
    parking_spot: str = "",
    key_place: str = "",
    again: bool = False,
    rollback_reason: str = "",
    **facts: str,
) -> WorkOrder:
    """The car is in the house with a draft order, though much may be missing.

    ``unknown`` holds plate, name and phone of a car the house does not know.  Consent, signature,
    reading and VIN come later: they hold up the authority, never the intake.  A key left in the
    drop box is in custody from now on.
    """
    store = store_of(by)
    if not brought_by.strip():
        raise ValidationError({"brought_by": _("请填写谁送来的。")})
    phone = checked_phone(facts.get("brought_phone", ""), "brought_phone")
    car = lock(vehicle) if vehicle is not None else take_unknown(by=by, **(unknown or {}))
    not_in_house(car, store, again)
    if odometer_km is not None:
        check_reading(car, odometer_km, rollback_reason)
    visit = _stay(by, car, store, brought_by.strip(), phone, work_class, why)
    sheet = CheckIn(visit=visit, taken_by=by.person, taken_at=by.now, unsigned_reason=UNSIGNED)
    sheet.odometer_km, sheet.odometer_unreadable = odometer_km, odometer_km is None
    sheet.previous_odometer_km, sheet.rollback_reason = car.last_odometer_km, rollback_reason
    sheet.key_tag, sheet.parking_spot = key_tag.strip(), parking_spot.strip()
    sheet.save()
    by.require(Perm.ADD_CHECKIN, sheet)
    for position, text in enumerate([x.strip() for x in said.splitlines() if x.strip()], start=1):
        Statement.objects.create(visit=visit, position=position, text=text)
    _note(by, visit, why, brought_by.strip(), phone, facts)
    if key_place.strip():
        _keep_key(by, visit, key_place.strip(), brought_by.strip())
    lay_on(by, sheet, car_photos)
    for photo in photos:
        keep_upload(by, sheet, photo)
    remember(car, odometer_km, by)
    return open_order(by=by, visit=visit, work_class=work_class)


def _stay(  # noqa: PLR0917  # what a stay is made of
    by: Access, car: Vehicle, store: OrgUnit, who: str, phone: str, work_class: str, why: str
) -> Visit:
    visit = Visit(vehicle=car, store=store, advisor=by.person, opened_at=by.now)
    visit.unit = OrgUnit.objects.department(store, "front_desk")
    visit.number = next_number("JD", store, by.now)
    visit.plate_no, visit.owner = car.plate_no, car.owner
    visit.work_class = work_class
    towed = why in {ProvisionalIntake.Why.TOW, ProvisionalIntake.Why.POLICE}
    visit.arrival = Arrival.TOWED if towed else Arrival.WALK_IN
    visit.sender_name, visit.sender_phone = who, phone
    visit.save()
    return visit


def _note(  # noqa: PLR0917  # the words of one form
    by: Access, visit: Visit, why: str, who: str, phone: str, facts: dict[str, str]
) -> ProvisionalIntake:
    return ProvisionalIntake.objects.create(
        visit=visit,
        why=why,
        brought_by=who,
        brought_phone=phone,
        from_where=facts.get("from_where", "").strip(),
        keys_note=facts.get("keys_note", "").strip(),
        hold_number=facts.get("hold_number", "").strip(),
        taken_by=by.person,
        taken_at=by.now,
    )


def _keep_key(by: Access, visit: Visit, place: str, who: str) -> CustodyItem:
    return CustodyItem.objects.create(
        visit=visit,
        store=visit.store,
        kind=CustodyItem.Kind.KEY,
        what=_("车钥匙"),
        tag=next_number("BG", visit.store, by.now),
        location=place,
        received_from=who,
        received_by=by.person,
        received_at=by.now,
    )
