"""Whether the manufacturer answers for a car, asked while a line is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import day_text
from apps.core.models import Setting
from apps.core.tones import Tone
from apps.warranty.choices import ClaimKind
from apps.warranty.terms import Coverage, coverage
from apps.workorders import hooks
from apps.workorders.choices import JobState, OrderState, Payer, RepairClass, WorkClass
from apps.workorders.hooks import Cover
from apps.workorders.models import LabourLine

if TYPE_CHECKING:
    from apps.workorders.models import WorkOrder

NO_EXPRESS = "warranty.brands_without_war_on_express"
EXPIRED = "warranty.expired_line"
MAINTENANCE = (RepairClass.LEVEL1, RepairClass.LEVEL2)


def covers(*, order: WorkOrder, payers: set[str]) -> list[Cover]:
    """What the terms say about each of these payers, and whether a line is turned away."""
    found: list[Cover] = []
    if Payer.WAR in payers:
        found.append(_repair(order))
    if Payer.FSV in payers:
        found.append(_first_service(order))
    if Payer.CP in payers and Payer.WAR not in payers:
        found += _perhaps_theirs(order)
    return found


def _period(order: WorkOrder, kind: str) -> Coverage:
    checkin = getattr(order.visit, "checkin", None)
    vehicle = order.visit.vehicle
    reading = checkin.odometer_km if checkin else None
    day = business_day(order.opened_at)
    return coverage(
        vehicle, kind, on=day, reading=vehicle.last_odometer_km if reading is None else reading
    )


def _repair(order: WorkOrder) -> Cover:
    day = business_day(order.opened_at)
    brand = order.visit.vehicle.model.brand
    banned = order.work_class == WorkClass.EXPRESS and brand in Setting.objects.value(
        NO_EXPRESS, day, order.store_id
    )
    if banned:
        words = _("%(brand)s规定快修工单不能有保修项目，请另开一般维修工单。")
        return Cover(Payer.WAR, Tone.LATE, words % {"brand": brand}, refused=True)
    period = _period(order, ClaimKind.WAR)
    refused = bool(period.expired) and (
        Setting.objects.value(EXPIRED, day, order.store_id) == "refuse"
    )
    return Cover(Payer.WAR, _tone(period), period.words, refused)


def _first_service(order: WorkOrder) -> Cover:
    period = _period(order, ClaimKind.FSV)
    if period.expired:
        return Cover(Payer.FSV, Tone.LATE, period.words, refused=True)
    done = (
        LabourLine.objects.filter(payer=Payer.FSV, job__order__visit__vehicle=order.visit.vehicle)
        .exclude(job__order=order)
        .exclude(job__state=JobState.CANCELLED)
        .exclude(job__order__state=OrderState.CANCELLED)
        .select_related("job__order")
        .first()
    )
    if done is not None:
        facts = {"day": day_text(business_day(done.job.order.opened_at))}
        words = _("首保只有一次，这辆车已于%(day)s做过。") % facts
        return Cover(Payer.FSV, Tone.LATE, words, refused=True)
    return Cover(Payer.FSV, _tone(period), period.words)


def _perhaps_theirs(order: WorkOrder) -> list[Cover]:
    """A hint where the customer pays for a repair inside the repair period."""
    repairs = order.jobs.exclude(state=JobState.CANCELLED).filter(labour_lines__payer=Payer.CP)
    repairs = repairs.exclude(operation__repair_class__in=MAINTENANCE).exclude(
        operation__schedule_items__isnull=False
    )
    if not repairs.exists():
        return []
    period = _period(order, ClaimKind.WAR)
    if period.expired or period.until is None:
        return []
    words = _("%(period)s属质量问题的项目由厂家保修付款，请先鉴定。") % {"period": period.words}
    return [Cover(Payer.CP, Tone.WORKING, words)]


def _tone(period: Coverage) -> Tone:
    return Tone.DONE if not period.expired and period.until is not None else Tone.BLOCKED


hooks.payer_cover.join(covers)
