"""A car changes hands: what was arranged with the owner before ends, and who served them knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.refusals import Refused
from apps.core.services import lock_all
from apps.core.transitions import follow
from apps.customers.models.owner_change import Packages
from apps.org.services.notices import ring
from apps.workorders.machines import APPOINTMENT
from apps.workorders.selectors.owner_ties import (
    appointments_of,
    follow_ups_of,
    links_of,
    prepaid_of,
)
from apps.workorders.services.prepaid import hand_over
from apps.workorders.services.reminding import take_back_reminders
from apps.workorders.services.reserving import let_parts_go

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Customer, OwnerChange, Vehicle
    from apps.workorders.models import Appointment

CAUSE = "owner_changed"


def end_with_owner(vehicle: Vehicle, owner: Customer, *, by: Actor) -> None:
    """Their appointments are called off and reminders gone, links dead, nobody is called again.

    Acts as the event: whoever may change the owner need not hold the rights over these rows.  What
    they owe and what is held for them stays theirs.
    """
    for row in lock_all(appointments_of(vehicle, owner)):
        _call_off(row, by=by)
    for link in lock_all(links_of(vehicle, owner)):
        link.revoked_at = by.now
        link.save()
    for work in lock_all(follow_ups_of(vehicle)):
        work.call_at = None
        work.save()


def packages_with_owner(change: OwnerChange, *, by: Actor) -> None:
    """What the earlier owner prepaid for the car goes along or stays theirs, as was decided.

    Raises Refused beside the field where it was said that there is nothing.
    """
    assert change.before is not None
    rows = prepaid_of(change.vehicle, change.before.customer)
    if change.packages == Packages.NONE and (left := rows.first()) is not None:
        words = _("原车主还有未用的预收套餐 %(number)s：请选择随车转给新车主，或留给原车主。")
        raise Refused(words % {"number": left.number}, field="packages")
    if change.packages == Packages.GOES_ALONG:
        for prepaid in lock_all(rows):
            hand_over(
                prepaid,
                change.vehicle,
                change.after.customer,
                reason=_("车主变更"),
                person=change.by,
                by=by,
            )


def _call_off(row: Appointment, *, by: Actor) -> None:
    row.ended_at, row.reason = by.now, _("车主已变更")
    follow(APPOINTMENT, row, "owner_left", by=by, cause=CAUSE)
    take_back_reminders(row)
    let_parts_go(row, by=by, cause=CAUSE)
    ring(
        to={row.advisor_id},
        kind="appointment",
        words=gettext_lazy("%(plate)s 车主已变更，预约 %(number)s 已取消：请与新车主另约。"),
        facts={"plate": row.plate_no, "number": row.number},
        page=f"/workorders/appointments/{row.pk}/",
        at=by.now,
        key=f"owner-{row.pk}",
    )
