"""Drawing a number at the front desk, and calling the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform, record
from apps.customers import plates
from apps.customers.services import LONGEST_PLATE, store_of
from apps.org.models import OrgUnit
from apps.workorders.machines import TICKET
from apps.workorders.models import Appointment, QueueTicket
from apps.workorders.models.appointment import AppointmentState
from apps.workorders.models.queue_ticket import IN_LINE, TicketState
from apps.workorders.permissions import Perm
from apps.workorders.services.arriving import MAY_COME, come_in

if TYPE_CHECKING:
    from apps.org.access import Access


@service
def draw(
    *,
    by: Access,
    appointment: Appointment | None = None,
    plate_no: str = "",
    caller_name: str = "",
    work_class: str = "express",
) -> QueueTicket:
    """Somebody who came has a number; the car of an appointment is noted down as arrived.

    Who came inside the hold stands in line by the slot, everybody else by the moment.
    """
    store = store_of(by)
    ticket = QueueTicket(store=store, taken_at=by.now, turn_at=by.now, taken_by=by.staff)
    ticket.unit = OrgUnit.objects.department(store, "front_desk")
    if appointment is None:
        ticket.plate_no = plates.normalised(plate_no)
        ticket.caller_name, ticket.work_class = caller_name.strip(), work_class
        if not ticket.plate_no and not ticket.caller_name:
            raise ValidationError({"plate_no": _("请填写车牌或称呼，叫号时要用。")})
        if len(ticket.plate_no) > LONGEST_PLATE:
            raise ValidationError({"plate_no": _("车牌太长，请核对。")})
    else:
        _for_appointment(ticket, lock(appointment), by=by)
    ticket.number = next_number("PD", store, by.now)
    ticket.code = f"{'Y' if appointment else 'W'}{int(ticket.number[-4:]):03d}"
    ticket.save()
    by.require(Perm.ADD_QUEUETICKET, ticket)
    record(ticket, "draw", "", TicketState.WAITING, by=by)
    return ticket


@service
def call_next(*, by: Access) -> QueueTicket:
    """The next in line for the person calling; two who call at once get two different ones."""
    start, end = day_bounds(business_day(by.now))
    rows = QueueTicket.objects.visible_to(by, Perm.ADD_QUEUETICKET).of_day(start, end)
    mine = Q(advisor=None) | Q(advisor=by.staff_id)
    waiting = rows.filter(mine, state=TicketState.WAITING, store=store_of(by))
    line = waiting.order_by("turn_at", "pk")
    ticket = line.select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if ticket is None:
        raise Refused(_("没有等候的客户。"))
    return _call(ticket, by=by)


@service
def act(*, by: Access, ticket: QueueTicket, version: int | None, action: str) -> QueueTicket:
    """Call again, begin, or note down that the customer left."""
    row = lock(ticket, version)
    if action == "call":
        return _call(row, by=by)
    row.ended_at = by.now
    perform(TICKET, row, action, by=by)
    return row


def _call(row: QueueTicket, *, by: Access) -> QueueTicket:
    row.calls += 1
    row.called_at, row.advisor = by.now, by.staff
    perform(TICKET, row, "call", by=by)
    return row


def _for_appointment(ticket: QueueTicket, row: Appointment, *, by: Access) -> None:
    if row.state not in MAY_COME or business_day(row.slot_at) != business_day(by.now):
        words = _("预约现在是“%(state)s”，不能取号。")
        raise Refused(words % {"state": row.get_state_display()})
    if row.visit_id or row.tickets.filter(state__in=IN_LINE).exists():
        raise Refused(_("这个预约已经取过号或已接车。"))
    if by.now <= row.held_until:
        ticket.turn_at = min(row.slot_at, by.now) if row.slot_at < by.now else row.slot_at
        ticket.advisor = row.advisor
    ticket.appointment, ticket.plate_no = row, row.plate_no
    ticket.caller_name, ticket.work_class = row.caller_name, row.work_class
    if row.state != AppointmentState.ARRIVED:
        come_in(row, by=by, cause="queue")
