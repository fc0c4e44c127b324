"""What time alone does to appointments, written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.clock import business_day, day_bounds
from apps.core.services import lock, service
from apps.core.transitions import follow
from apps.workorders.machines import APPOINTMENT
from apps.workorders.models import Appointment
from apps.workorders.services.appointments import note_lateness
from apps.workorders.services.reminding import take_back_reminders
from apps.workorders.services.reserving import let_parts_go

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit


@service
def sweep(*, by: Actor, store: OrgUnit) -> int:
    """Cars past their hold are late, those that did not come on their day are no-shows.

    Pages show both without it; this writes the moment down and gives the parts back.  Returns how
    many appointments changed.
    """
    start, __ = day_bounds(business_day(by.now))
    rows = Appointment.objects.filter(store=store)
    changed = 0
    for row in rows.overdue(by.now).order_by("pk"):
        note_lateness(lock(row), by=by)
        changed += 1
    for row in rows.awaited().filter(slot_at__lt=start).order_by("pk"):
        gone = lock(row)
        gone.ended_at = by.now
        follow(APPOINTMENT, gone, "give_up", by=by, cause="day")
        take_back_reminders(gone)
        let_parts_go(gone, by=by, cause="day")
        changed += 1
    return changed
