"""The short way of a small job: what the customer signed is promised and authorised in one act."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import JobState, Medium, RepairClass, WorkClass
from apps.workorders.services.orders import authorise, promise

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

MINUTES = "workorders.express_minutes"
SMALL = (RepairClass.MINOR, RepairClass.LEVEL1)
QUARTER = 15


def hindrance(order: WorkOrder) -> str:
    """Why an order may not take the short way, in words; empty when it may."""
    if order.work_class != WorkClass.EXPRESS:
        return _("只有快保快修工单可以一步授权。")
    if order.repair_class not in SMALL:
        facts = {"kind": order.get_repair_class_display()}
        return _("%(kind)s不能走快修，请按一般维修办理。") % facts
    if order.jobs.exclude(state=JobState.CANCELLED).filter(high_voltage=True).exists():
        return _("涉高压的项目不能走快修。")
    return ""


@service
def authorise_express(*, by: Access, order: WorkOrder, version: int | None) -> WorkOrder:
    """The customer signed on paper beside the car: a small order is promised and authorised.

    The promise is the standard hours, at least an hour, from now.  Raises Refused for work that is
    not small.
    """
    order = lock(order, version)
    words = hindrance(order)
    if words:
        raise Refused(words)
    if order.promised_at is None:
        order = promise(by=by, order=order, version=None, promised_at=_by_when(order, by.now))
    return authorise(
        by=by,
        order=order,
        version=None,
        signer_name=order.visit.sender_name or str(order.visit.owner or ""),
        medium=Medium.IN_PERSON,
        signed_on_paper=True,
    )


def _by_when(order: WorkOrder, now: dt.datetime) -> dt.datetime:
    least = int(Setting.objects.value(MINUTES, business_day(now), order.store_id))
    hours = sum(job.std_hours for job in order.jobs.exclude(state=JobState.CANCELLED))
    until = now + dt.timedelta(minutes=max(least, int(hours * 60 * 3 / 2)))
    late = -until.minute % QUARTER
    return until.replace(second=0, microsecond=0) + dt.timedelta(minutes=late)
