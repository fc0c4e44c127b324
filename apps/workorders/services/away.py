"""The customer drives while the part is ordered; the car comes back and the order goes on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.clock import SHANGHAI
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, lock_all, service
from apps.org.services.notices import ring
from apps.workorders.choices import Arrival, JobState, WaitingCause
from apps.workorders.models import CarAway, CheckIn, Visit
from apps.workorders.models.order import IN_WORKSHOP, OPEN
from apps.workorders.path_choices import GatePurpose
from apps.workorders.permissions import Perm
from apps.workorders.services.exits import free_bays, passing
from apps.workorders.services.orders import move_promise
from apps.workorders.services.waiting import BLOCKABLE, block, unblock

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

EVENING = dt.time(17, 30)
SHORT = ("requested", "short")


@service
def let_drive(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    reason: str,
    safe_to_drive: bool,
    left_km: int,
    expected_on: dt.date | None = None,
) -> CarAway:
    """The car leaves with its order open (待料放车): a gate pass, bays freed, repair days stop.

    Every unfinished job waits for parts; the promise moves to the day the part is expected.
    Refused while somebody works on it, or when no part is missing.
    """
    order = lock(order, version)
    by.require(Perm.RELEASE_VEHICLE, order)
    _may_leave(order, by, safe_to_drive)
    if not reason.strip():
        raise ValidationError({"reason": _("请写明为什么放车。")})
    free_bays(order, by=by)
    for job in lock_all(order.jobs.filter(state__in=(*BLOCKABLE, JobState.WAITING))):
        job.order = order
        if job.waiting_cause != WaitingCause.PARTS:
            block(job, WaitingCause.PARTS, by=by, note=_("待料放车"))
    if expected_on is not None:
        promised = dt.datetime.combine(expected_on, EVENING, SHANGHAI)
        move_promise(by, order, promised, _("待料放车：%(why)s") % {"why": reason.strip()}, True)
        order.save()
    with constraint_words(away_one_open=_("这辆车已经登记待料放车。")):
        away = CarAway.objects.create(
            order=order,
            store=order.store,
            from_visit=order.visit,
            gate_pass=passing(order, GatePurpose.AWAY, by=by),
            reason=reason.strip()[:160],
            safe_to_drive=safe_to_drive,
            left_at=by.now,
            left_by=by.person,
            left_km=left_km,
            expected_on=expected_on,
        )
    visit = lock(order.visit)
    visit.delivered_at = by.now
    visit.save()
    return away


def _may_leave(order: WorkOrder, by: Access, safe: bool) -> None:
    if order.state not in IN_WORKSHOP:
        raise Refused(_("只有维修中的工单可以待料放车。"))
    if order.jobs.filter(clock_entries__during__upper_inf=True).exists():
        raise Refused(_("还有技师在打卡作业：请先停工。"))
    if not order.jobs.filter(part_lines__demand__state__in=SHORT).exists():
        raise Refused(_("这张工单没有缺件：请继续维修或办理结算交车。"))
    if order.visit.orders.filter(state__in=OPEN).exclude(pk=order.pk).exists():
        raise Refused(_("同次进店还有未完的工单：请先完成或取消。"))
    if not safe:
        raise ValidationError({"safe_to_drive": _("请由技师确认可以安全行驶；不能行驶的车不放。")})


def parts_came(order: WorkOrder, *, by: Actor) -> bool:
    """Whether the car of a locked order is away; the last part then calls the customer back.

    The order's advisor is rung, and the car stands on the call list until the customer is told.
    """
    away = order.aways.out().first()
    if away is None:
        return False
    still = order.jobs.exclude(state=JobState.CANCELLED)
    if away.arrived_at is None and not still.filter(part_lines__demand__state__in=SHORT).exists():
        away = lock(away)
        away.arrived_at = by.now
        away.save()
        ring(
            to=[order.advisor_id],
            kind="parts_for_away",
            words=gettext_lazy("%(plate)s 待料放车的配件已到齐，请通知客户返店。"),
            facts={"plate": order.visit.plate_no or order.number},
            page=f"{reverse('workorders:aways')}?call=1",
            at=by.now,
            key=f"away-{away.pk}-arrived",
        )
    return True


@service
def call_customer(*, by: Access, away: CarAway, version: int | None, note: str) -> CarAway:
    """The customer was told that the parts are there, with what was agreed."""
    order = lock(away.order)
    by.require(Perm.CHANGE_WORKORDER, order)
    away = lock(away, version)
    if away.back_at is not None:
        raise Refused(_("车辆已经返店。"))
    if not note.strip():
        raise ValidationError({"note": _("请写明通知结果，例如约好的返店时间。")})
    away.called_at, away.called_by, away.call_note = by.now, by.person, note.strip()[:160]
    away.save()
    return away


@service
def come_back(
    *,
    by: Access,
    away: CarAway,
    version: int | None,
    odometer_km: int,
    sender_name: str = "",
    belongings: str = "",
) -> Visit:
    """The car is in the house again: a new visit goes on with the order and its lines.

    Jobs whose parts are all there go back to dispatch, the others keep waiting.
    """
    order = lock(away.order)
    by.require(Perm.CHANGE_WORKORDER, order)
    away = lock(away, version)
    if away.back_at is not None:
        raise Refused(_("车辆已经返店。"))
    least = max(away.left_km or 0, order.visit.vehicle.last_odometer_km or 0)
    if odometer_km < least:
        words = _("返店里程不能小于离店里程 %(km)d。") % {"km": least}
        raise ValidationError({"odometer_km": words})
    visit = _new_visit(by, order, odometer_km, sender_name, belongings)
    order.visit = visit
    order.save()
    away.back_at, away.back_visit = by.now, visit
    away.save()
    waiting = order.jobs.filter(state=JobState.WAITING, waiting_cause=WaitingCause.PARTS)
    for job in lock_all(waiting):
        job.order = order
        if not job.part_lines.filter(demand__state__in=SHORT).exists():
            unblock(job, WaitingCause.PARTS, by=by, event="car_back")
    return visit


def _new_visit(
    by: Access, order: WorkOrder, odometer_km: int, sender_name: str, belongings: str
) -> Visit:
    old = order.visit
    visit = Visit.objects.create(
        number=next_number("JD", order.store, by.now),
        store=order.store,
        unit=order.unit,
        vehicle=old.vehicle,
        plate_no=old.vehicle.plate_no or old.plate_no,
        owner=old.owner,
        sender_name=sender_name.strip() or old.sender_name,
        sender_phone=old.sender_phone,
        arrival=Arrival.WALK_IN,
        work_class=old.work_class,
        advisor=order.advisor,
        opened_at=by.now,
    )
    CheckIn.objects.create(
        visit=visit,
        odometer_km=odometer_km,
        previous_odometer_km=old.vehicle.last_odometer_km,
        belongings=belongings.strip(),
        taken_by=by.person,
        taken_at=by.now,
        unsigned_reason=_("待料返店，沿用原委托书"),
    )
    car = lock(old.vehicle)
    car.last_odometer_km = max(odometer_km, car.last_odometer_km or 0)
    car.last_visit_at = by.now
    car.save()
    return visit
