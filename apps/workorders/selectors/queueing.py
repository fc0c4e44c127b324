"""The line at the front desk: tickets, and the appointments that are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.clock import business_day, day_bounds
from apps.core.transitions import Option, available
from apps.workorders.machines import TICKET
from apps.workorders.models import Appointment, QueueTicket
from apps.workorders.models.queue_ticket import TicketState
from apps.workorders.permissions import Perm
from apps.workorders.services.arriving import MAY_COME

if TYPE_CHECKING:
    from apps.org.access import Access

SERVED_SHOWN = 10


@dataclass(frozen=True)
class Line:
    """Who is called, who waits, who is due, and who was served last."""

    called: list[tuple[QueueTicket, list[Option]]]
    waiting: list[tuple[QueueTicket, list[Option]]]
    due: list[Appointment]
    done: list[QueueTicket]


def line_of(access: Access) -> Line:
    """Today's line of the store the person works in."""
    start, end = day_bounds(business_day(access.now))
    rows = QueueTicket.objects.visible_to(access, Perm.ADD_QUEUETICKET)
    today = rows.filter(store=access.store).of_day(start, end)
    line = list(today.in_line().select_related("appointment", "advisor"))
    steps = _steps(line, access)
    drawn = today.filter(appointment__isnull=False).exclude(state=TicketState.LEFT)
    coming = Appointment.objects.visible_to(access, Perm.VIEW_APPOINTMENT).between(start, end)
    due = coming.filter(store=access.store, state__in=MAY_COME, visit=None)
    done = today.filter(state__in=(TicketState.SERVED, TicketState.LEFT))
    return Line(
        called=[(t, steps[t.state]) for t in line if t.state == TicketState.CALLED],
        waiting=[(t, steps[t.state]) for t in line if t.state == TicketState.WAITING],
        due=list(due.exclude(tickets__in=drawn).for_list().order_by("slot_at", "pk")),
        done=list(done.select_related("advisor").order_by("-ended_at", "-pk")[:SERVED_SHOWN]),
    )


def before(ticket: QueueTicket) -> int:
    """How many stand before a ticket in its line."""
    start, end = day_bounds(business_day(ticket.taken_at))
    rows = QueueTicket.objects.filter(store=ticket.store, state=TicketState.WAITING)
    return rows.of_day(start, end).filter(turn_at__lt=ticket.turn_at).exclude(pk=ticket.pk).count()


def _steps(line: list[QueueTicket], access: Access) -> dict[str, list[Option]]:
    """The buttons of each state, asked once per state: rights do not differ inside the line."""
    first = {t.state: t for t in reversed(line)}
    return {state: available(TICKET, ticket, access) for state, ticket in first.items()}
