"""Parts laid by for a car that will come."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.models import OrgUnit
from apps.parts.models import Demand
from apps.parts.permissions import Perm as PartsPerm
from apps.parts.services import raise_demands, withdraw_demands
from apps.parts.services.readdressing import readdress
from apps.workorders.models import Appointment, AppointmentPart, PartLine
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.parts.models import Part
    from apps.workorders.models import WorkOrder


@service
def want_part(
    *, by: Access, appointment: Appointment, version: int | None, part: Part, quantity: Decimal
) -> AppointmentPart:
    """The appointment needs so many of a part; a part named again is wanted in the new quantity."""
    row = _open(by, appointment, version)
    wanted = AppointmentPart.objects.filter(appointment=row, part=part).first()
    if wanted is None:
        wanted = AppointmentPart(appointment=row, part=part)
    if wanted.demand_id is not None:
        raise Refused(_("这个配件已经预留，要改数量请先取消预留。"), field="find")
    wanted.quantity = part.checked(quantity)
    wanted.save()
    row.save()
    return wanted


@service
def drop_part(*, by: Access, wanted: AppointmentPart, version: int | None) -> Appointment:
    """The appointment does not need the part; what was reserved for it is free again."""
    row = _open(by, wanted.appointment, version)
    demand = wanted.demand
    wanted.delete()
    if demand is not None:
        withdraw_demands(by=by, demands=[demand], cause=row.number)
    row.save()
    return row


@service
def reserve_parts(*, by: Access, appointment: Appointment, version: int | None) -> Appointment:
    """Every wanted part not reserved yet is asked of the warehouse, which holds what is free."""
    row = _open(by, appointment, version)
    wanted = list(row.parts.filter(demand=None).select_related("part"))
    if not wanted:
        raise Refused(_("没有需要预留的配件。"))
    demands = raise_demands(
        by=by,
        store=row.store,
        unit=OrgUnit.objects.department(row.store, "workshop"),
        document_no=row.number,
        plate_no=row.plate_no,
        needed_at=row.slot_at,
        lines=[(w.part, w.quantity) for w in wanted],
    )
    for line, demand in zip(wanted, demands, strict=True):
        by.require(PartsPerm.RESERVE_PART, demand)
        line.demand = demand
        line.save()
    row.save()
    return row


def let_parts_go(row: Appointment, *, by: Actor, cause: str) -> None:
    """What lies by for a car that does not come serves others."""
    demands = Demand.objects.open().filter(appointment_part__appointment=row)
    withdraw_demands(by=by, demands=list(demands), cause=cause)


def carry_parts(old: Appointment, new: Appointment) -> None:
    """The parts of a moved appointment lie by for the new time."""
    lines = list(old.parts.select_related("part", "demand"))
    demands = [line.demand for line in lines if line.demand is not None]
    for line in lines:
        line.appointment = new
        line.save()
    readdress(demands, document_no=new.number, plate_no=new.plate_no, needed_at=new.slot_at)


def hand_over_parts(order: WorkOrder, *, by: Actor) -> None:
    """What was laid by for the appointment of an order's visit becomes that of its part lines.

    A line takes what was reserved of the same part in the same quantity; the rest is let go, so
    that asking for the lines anew finds it on the shelf.
    """
    row = Appointment.objects.filter(visit=order.visit_id).first()
    if row is None:
        return
    held = Demand.objects.open().filter(appointment_part__appointment=row)
    by_part = {d.part_id: d for d in held}
    lines = PartLine.objects.filter(job__order=order, demand=None, part__in=by_part)
    for line in lines.exclude(job__state="cancelled").order_by("pk"):
        demand = by_part.get(line.part_id or 0)
        if demand is None or demand.quantity != line.quantity:
            continue
        del by_part[demand.part_id]
        readdress(
            [demand],
            document_no=order.number,
            plate_no=order.visit.plate_no,
            needed_at=order.promised_at,
        )
        line.demand = demand
        line.save()
    withdraw_demands(by=by, demands=list(by_part.values()), cause=order.number)


def _open(by: Access, appointment: Appointment, version: int | None) -> Appointment:
    row = lock(appointment, version)
    by.require(Perm.CHANGE_APPOINTMENT, row)
    if row.state not in {"booked", "confirmed", "late"}:
        words = _("预约现在是“%(state)s”，不能再修改。")
        raise Refused(words % {"state": row.get_state_display()})
    return row
