"""The stay of a car after check-in: where it stands, what was missing, and reminders to collect."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.files import store_signature
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.models import StorageNotice
from apps.workorders.permissions import Perm
from apps.workorders.services.reception import CUSTOMER_SIGNATURE, check_reading

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import CheckIn, Visit


@service
def place_car(
    *, by: Access, checkin: CheckIn, version: int | None, key_tag: str, parking_spot: str
) -> CheckIn:
    """Key and car are under this tag and on this spot now; it may change all through the stay."""
    checkin = _of_stay(by, checkin, version)
    checkin.key_tag, checkin.parking_spot = key_tag.strip(), parking_spot.strip()
    checkin.save()
    return checkin


@service
def sign_later(
    *,
    by: Access,
    checkin: CheckIn,
    version: int | None,
    signature: str = "",
    signed_on_paper: bool = False,
) -> CheckIn:
    """The customer signed the walk-round after all."""
    checkin = _of_stay(by, checkin, version)
    if checkin.signed_at is not None:
        raise Refused(_("接车单已经签字。"))
    if not signature and not signed_on_paper:
        raise ValidationError({"signed_on_paper": _("请客户签字，或勾选已在纸上签字。")})
    checkin.signed_at, checkin.unsigned_reason = by.now, ""
    checkin.save()
    if signature:
        store_signature(by, signature, owner=checkin, kind=CUSTOMER_SIGNATURE)
    return checkin


@service
def read_odometer(
    *,
    by: Access,
    checkin: CheckIn,
    version: int | None,
    odometer_km: int,
    rollback_reason: str = "",
) -> CheckIn:
    """The reading that could not be taken at intake is known now."""
    checkin = _of_stay(by, checkin, version)
    if checkin.odometer_km is not None:
        raise Refused(_("里程已经登记。"))
    car = lock(checkin.visit.vehicle)
    check_reading(car, odometer_km, rollback_reason)
    checkin.previous_odometer_km = car.last_odometer_km
    checkin.odometer_km, checkin.odometer_unreadable = odometer_km, False
    checkin.rollback_reason = rollback_reason.strip()
    checkin.save()
    car.last_odometer_km = odometer_km
    car.save()
    return checkin


@service
def record_consent(
    *, by: Access, visit: Visit, version: int | None, consent: str, consent_note: str
) -> Visit:
    """The owner of a car taken in provisionally agreed; by which way, and where that is kept."""
    intake = lock(visit.intake, version)
    by.require(Perm.ADD_CHECKIN, visit.checkin)
    if not consent_note.strip():
        raise ValidationError({"consent_note": _("请写明录音编号、链接或签字人。")})
    intake.consent, intake.consent_note = consent, consent_note.strip()
    intake.consent_at = by.now
    intake.save()
    return visit


@service
def notify_owner(*, by: Access, visit: Visit, kind: str, text: str, sent_to: str) -> StorageNotice:
    """The owner was told to collect the car or to pay; days and storage fee as of now."""
    visit = lock(visit)
    by.require(Perm.ADD_CHECKIN, visit.checkin)
    if visit.delivered_at is not None:
        raise Refused(_("车辆已离店。"))
    if not text.strip():
        raise ValidationError({"text": _("请填写通知内容。")})
    if not sent_to.strip():
        raise ValidationError({"sent_to": _("请填写收件人。")})
    days, fee = storage_of(visit, by)
    return StorageNotice.objects.create(
        visit=visit,
        kind=kind,
        text=text.strip(),
        days=days,
        fee=fee,
        sent_to=sent_to.strip(),
        by=by.person,
        at=by.now,
    )


def storage_of(visit: Visit, by: Access) -> tuple[int, Decimal]:
    """Days since the car could be collected (or came), and the storage fee beyond the free ones."""
    today = business_day(by.now)
    since = business_day(visit.ready_at or visit.opened_at)
    days = (today - since).days
    free, fee = (
        Setting.objects.value(f"workorders.{name}", today, visit.store_id)
        for name in ("storage_free_days", "storage_fee_cny")
    )
    return days, Decimal(max(days - int(free), 0)) * Decimal(str(fee))


def _of_stay(by: Access, checkin: CheckIn, version: int | None) -> CheckIn:
    checkin = lock(checkin, version)
    by.require(Perm.ADD_CHECKIN, checkin)
    if checkin.visit.delivered_at is not None:
        raise Refused(_("车辆已离店，不能再改接车单。"))
    return checkin
