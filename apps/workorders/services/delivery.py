"""Handing the car over: the release, its gate pass and its certificate."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import perform
from apps.workorders.choices import InspectionLevel, JobState, OldParts, OrderState
from apps.workorders.handover import MOST_KM, MOST_KM_IN_SHOP, guarantee_of, km_in
from apps.workorders.hooks import vehicle_delivered
from apps.workorders.machines import ORDER
from apps.workorders.models import Delivery, GatePass, Inspection, WorkOrder
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access

LEFT = (OrderState.DELIVERED, OrderState.CLOSED, OrderState.CANCELLED)
CODE_DIGITS = 8


@service
def release_vehicle(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    old_parts: str,
    receiver_name: str = "",
    km_out: int | None = None,
    next_service_on: dt.date | None = None,
    next_service_km: int | None = None,
) -> Delivery:
    """The car is handed over with its guarantee, and a gate pass lets it out once.

    A certificate is numbered where the repair class needs one and an inspector passed every job.
    The credit stays with the order's advisor, whoever releases.  Raises Refused when a payer's
    part is open; ValidationError for a reading that cannot be.
    """
    order = lock(order, version)
    by.require(Perm.RELEASE_VEHICLE, order)
    if order.state != OrderState.SETTLED:
        raise Refused(
            _("工单现在是“%(state)s”，结算后才能交车。") % {"state": order.get_state_display()}
        )
    _check(
        order,
        by,
        old_parts=old_parts,
        km_out=km_out,
        next_on=next_service_on,
        next_km=next_service_km,
    )
    order.old_parts, order.delivered_at = old_parts, by.now
    _certify(order, by=by)
    _issue_pass(order, by=by)
    perform(ORDER, order, "deliver", by=by)
    until, km = guarantee_of(order, by.now)
    delivery = Delivery.objects.create(
        order=order,
        released_by=by.person,
        at=by.now,
        receiver_name=receiver_name,
        old_parts=old_parts,
        km_out=km_out,
        guarantee_until=until,
        guarantee_km=km,
        next_service_on=next_service_on,
        next_service_km=next_service_km,
    )
    _see_off(order, km_out, by=by)
    vehicle_delivered.send(order=order, delivery=delivery, by=by)
    return delivery


def _check(
    order: WorkOrder,
    by: Access,
    *,
    old_parts: str,
    km_out: int | None,
    next_on: dt.date | None,
    next_km: int | None,
) -> None:
    wrong: dict[str, str] = {}
    if old_parts not in OldParts.values:
        wrong["old_parts"] = _("请选择旧件处理方式。")
    why = _reading_wrong(km_in(order), km_out)
    if why:
        wrong["km_out"] = why
    if next_on is not None and next_on <= business_day(by.now):
        wrong["next_service_on"] = _("下次保养日期须在今天之后。")
    if next_km is not None and (next_km > MOST_KM or next_km <= (km_out or 0)):
        wrong["next_service_km"] = _("下次保养里程须大于出厂里程。")
    if wrong:
        raise ValidationError(wrong)


def _reading_wrong(before: int | None, after: int | None) -> str | None:
    """Why a reading at leaving cannot be right; it may be missing when there was none before."""
    if after is None:
        return None if before is None else _("请填写出厂里程。")
    if not 0 <= after <= MOST_KM:
        return _("出厂里程不合理，请核对。")
    if before is None:
        return None
    if after < before:
        return _("出厂里程不能小于进店里程 %(km)d。") % {"km": before}
    if after > before + MOST_KM_IN_SHOP:
        return _("比进店里程 %(km)d 多得不合理，请核对。") % {"km": before}
    return None


def _certify(order: WorkOrder, *, by: Access) -> None:
    """Number the certificate of a repair that needs one, once an inspector passed every job."""
    if not order.needs_certificate or order.certificate_no:
        return
    jobs = order.jobs.exclude(state=JobState.CANCELLED)
    last = [InspectionLevel.FINAL]
    if order.path.one_check:
        last.append(InspectionLevel.LEADER)
    passed = Inspection.objects.filter(job__in=jobs, level__in=last, result=Inspection.Result.PASS)
    if jobs.exclude(pk__in=passed.values("job")).exists():
        raise Refused(_("这类维修须终检合格并开具竣工出厂合格证后才能交车。"))
    order.certificate_no = next_number("HG", order.store, by.now)


def _issue_pass(order: WorkOrder, *, by: Access) -> GatePass:
    with constraint_words(gatepass_one_valid=_("这张工单已经有一张有效的出门条。")):
        return GatePass.objects.create(
            order=order,
            store=order.store,
            number=next_number("CM", order.store, by.now),
            code=_free_code(order),
            issued_by=by.person,
            issued_at=by.now,
        )


def _free_code(order: WorkOrder) -> str:
    """A code no valid pass of the store carries."""
    standing = GatePass.objects.filter(store_id=order.store_id, used_at=None, voided_at=None)
    while True:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        if not standing.filter(code=code).exists():
            return code


def _see_off(order: WorkOrder, km_out: int | None, *, by: Access) -> None:
    """Close the stay with its last order, and keep the reading of the car."""
    visit = lock(order.visit)
    if not visit.orders.exclude(state__in=LEFT).exists():
        visit.delivered_at = by.now
        visit.save()
    vehicle = lock(visit.vehicle)
    if km_out is not None and km_out >= (vehicle.last_odometer_km or 0):
        vehicle.last_odometer_km = km_out
        vehicle.save()
