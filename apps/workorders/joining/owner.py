"""What was arranged with the owner of a car ends when the car belongs to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.customers import hooks
from apps.workorders.selectors.owner_ties import ties_of
from apps.workorders.services.owner_leaves import end_with_owner, packages_with_owner

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Customer, OwnerChange, Vehicle


def tell_ties(*, vehicle: Vehicle, owner: Customer, by: Actor, **facts: object) -> list[str]:
    """Appointments, links, follow-ups and money of the owner, each with what becomes of it."""
    return ties_of(vehicle, owner)


def end_ties(*, vehicle: Vehicle, change: OwnerChange, by: Actor, **facts: object) -> None:
    """Appointments, links and follow-ups of the earlier owner end; packages go as decided."""
    if change.before is not None:
        end_with_owner(vehicle, change.before.customer, by=by)
        packages_with_owner(change, by=by)


hooks.owner_ties.join(tell_ties)
hooks.owner_changed.connect(end_ties)
