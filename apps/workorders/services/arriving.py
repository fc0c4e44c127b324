"""The car of an appointment is here: what reception takes over without typing it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.core.clock import business_day, day_bounds
from apps.core.services import lock
from apps.core.transitions import follow
from apps.workorders.choices import Arrival, Payer
from apps.workorders.following import refresh_totals
from apps.workorders.machines import APPOINTMENT, TICKET
from apps.workorders.models import Appointment, LabourRate, QueueTicket
from apps.workorders.models.appointment import AWAITED, AppointmentState
from apps.workorders.models.queue_ticket import IN_LINE
from apps.workorders.permissions import Perm
from apps.workorders.services import lines
from apps.workorders.services.appointments import note_lateness
from apps.workorders.services.telling import tell_arrival

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Vehicle
    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.workorders.models import Visit, WorkOrder

MAY_COME = (*AWAITED, AppointmentState.NO_SHOW, AppointmentState.ARRIVED)


def due_today(by: Actor, store: OrgUnit | None, vehicle: Vehicle) -> Appointment | None:
    """Today's appointment of a car, under which it has not been received yet."""
    start, end = day_bounds(business_day(by.now))
    rows = Appointment.objects.filter(store=store, visit=None, state__in=MAY_COME)
    rows = rows.between(start, end)
    plate = vehicle.plate_no
    mine = rows.filter(vehicle=vehicle).order_by("slot_at").first()
    told = rows.filter(vehicle=None, plate_no=plate).order_by("slot_at") if plate else rows.none()
    return mine or told.first()


def prefill(by: Access, vehicle: Vehicle) -> dict[str, Any]:
    """What the check-in sheet of a car starts with when it has an appointment today."""
    row = due_today(by, by.store, vehicle)
    if row is None:
        return {}
    return {
        "statements": row.concerns,
        "work_class": row.work_class,
        "arrival": Arrival.APPOINTMENT,
        "sender_name": row.caller_name,
    }


def come_in(row: Appointment, *, by: Actor, cause: str) -> None:
    """The car of a locked appointment is here; the first time it is seen counts."""
    if row.state == AppointmentState.ARRIVED:
        return
    note_lateness(row, by=by)
    row.arrived_at, row.ended_at = by.now, None
    follow(APPOINTMENT, row, "arrive", by=by, cause=cause)
    tell_arrival(row, by=by)


def receive(visit: Visit, order: WorkOrder, *, by: Access) -> Appointment | None:
    """A car just checked in takes over its appointment: arrival, work and place in the queue.

    Called by the check-in with the new visit and its draft order; None when nothing was agreed.
    """
    found = due_today(by, visit.store, visit.vehicle)
    if found is None:
        return None
    row = lock(found)
    come_in(row, by=by, cause=visit.number)
    row.visit, row.vehicle = visit, visit.vehicle
    row.customer = row.customer or visit.owner
    row.save()
    visit.arrival = Arrival.APPOINTMENT
    visit.save()
    _write_jobs(row, order, by=by)
    for ticket in QueueTicket.objects.filter(appointment=row, state__in=IN_LINE):
        ticket.ended_at = by.now
        follow(TICKET, lock(ticket), "check_in", by=by, cause=visit.number)
    return row


def _write_jobs(row: Appointment, order: WorkOrder, *, by: Access) -> None:
    """The agreed work stands on the draft; without a labour price it is left to the advisor."""
    day = business_day(order.opened_at)
    priced = LabourRate.objects.in_force(order.store_id, Payer.CP, day) is not None
    works = list(row.works.select_related("operation"))
    if not works or not priced or not by.may(Perm.CHANGE_WORKORDER, order):
        return
    said = list(order.visit.statements.all())
    for work in works:
        job = lines.write_job(
            by, order, payer=Payer.CP, operation=work.operation, name=work.name, hours=work.hours
        )
        job.kind = work.kind
        job.statement = said[0] if len(said) == 1 else None
        job.save()
    for wanted in row.parts.select_related("part"):
        lines.write_part(job, part=wanted.part, quantity=wanted.quantity, payer=Payer.CP)
    refresh_totals(order)
