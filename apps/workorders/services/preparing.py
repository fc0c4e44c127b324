"""Getting ready for tomorrow's cars: bay, parts, history, recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.parts.models import Demand
from apps.workorders.models import Appointment, Bay, BayOutage, BaySlot, PreparationTick
from apps.workorders.models.appointment import EXPECTED
from apps.workorders.permissions import Perm
from apps.workorders.services.appointments import lock_day

if TYPE_CHECKING:
    from apps.org.access import Access

Item = PreparationTick.Item


@service
def tick(
    *, by: Access, appointment: Appointment, version: int | None, item: str, ready: bool
) -> Appointment:
    """Somebody looked after one thing; with all of them ready the car may come."""
    row = _open(by, appointment, version)
    if item not in Item.values:
        raise ValidationError({"item": _("没有这个准备事项。")})
    if ready and item == Item.BAY and row.bay_id is None:
        raise Refused(_("请先选定工位。"), field="bay")
    if ready and item == Item.PARTS:
        _parts_there(row)
    _set(row, item, ready, by=by)
    return _judged(row, by=by)


@service
def choose_bay(
    *, by: Access, appointment: Appointment, version: int | None, bay: Bay
) -> Appointment:
    """The car will stand in this bay; nothing else is planned there at that time."""
    lock_day(appointment.store, business_day(appointment.slot_at))
    row = _open(by, appointment, version)
    if bay.store_id != row.store_id or not bay.active:
        raise Refused(_("没有这个工位，请重新选择。"), field="bay")
    other = Appointment.objects.filter(bay=bay, slot_at=row.slot_at, state__in=EXPECTED)
    taken = other.exclude(pk=row.pk).first()
    if taken is not None:
        words = _("%(bay)s 这个时间已留给 %(plate)s，请换工位。")
        facts = {"bay": bay.name, "plate": taken.plate_no or taken.car}
        raise Refused(words % facts, field="bay")
    planned = BaySlot.objects.standing().filter(bay=bay, during__contains=row.slot_at)
    slot = planned.select_related("job__order__visit").first()
    if slot is not None:
        words = _("%(bay)s 这个时间排了 %(plate)s，请换工位。")
        facts = {"bay": bay.name, "plate": slot.job.order.visit.plate_no or _("无牌")}
        raise Refused(words % facts, field="bay")
    shut = BayOutage.objects.standing().filter(bay=bay, during__contains=row.slot_at).first()
    if shut is not None:
        words = _("%(bay)s 这个时间停用：%(why)s。请换工位。")
        raise Refused(words % {"bay": bay.name, "why": shut.reason}, field="bay")
    row.bay = bay
    _set(row, Item.BAY, True, by=by)
    return _judged(row, by=by)


def _parts_there(row: Appointment) -> None:
    missing = row.parts.exclude(demand__state__in=(Demand.State.RESERVED, Demand.State.PICKED))
    names = [line.part.name for line in missing.select_related("part")]
    if names:
        raise Refused(_("还没备齐：%(names)s。") % {"names": _("、").join(names)}, field="item")


def _set(row: Appointment, item: str, ready: bool, *, by: Access) -> None:
    found = PreparationTick.objects.filter(appointment=row, item=item).first()
    mark = found or PreparationTick(appointment=row, item=item)
    mark.ready, mark.by, mark.at = ready, by.person, by.now
    mark.save()


def _judged(row: Appointment, *, by: Access) -> Appointment:
    done = row.ticks.filter(ready=True).count() == len(Item)
    row.prepared_at = (row.prepared_at or by.now) if done else None
    row.save()
    return row


def _open(by: Access, appointment: Appointment, version: int | None) -> Appointment:
    row = lock(appointment, version)
    by.require(Perm.CHANGE_APPOINTMENT, row)
    if row.state not in EXPECTED:
        words = _("预约现在是“%(state)s”，不用再准备。")
        raise Refused(words % {"state": row.get_state_display()})
    return row
