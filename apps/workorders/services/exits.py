"""A car leaves with its order open: the pass that lets it out, and the bays it gives free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.workorders.models import BaySlot, GatePass

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

CODE_DIGITS, MOST_ATTEMPTS = 8, 20


def passing(order: WorkOrder, purpose: str, *, by: Access) -> GatePass:
    """A gate pass of a locked order for this one exit."""
    number = next_number("CM", order.store, by.now)
    return GatePass.objects.create(
        order=order,
        store=order.store,
        purpose=purpose,
        number=number,
        code=_free_code(order, number),
        issued_by=by.person,
        issued_at=by.now,
    )


def free_bays(order: WorkOrder, *, by: Access) -> int:
    """Slots of the order that have not begun are taken off the board; gives how many."""
    rows = BaySlot.objects.standing().filter(job__order=order, during__startswith__gt=by.now)
    slots = list(rows.select_for_update(of=("self",)))
    for slot in slots:
        slot.cancelled_at, slot.planned_by_id = by.now, by.staff_id
        slot.save()
    return len(slots)


def _free_code(order: WorkOrder, number: str) -> str:
    """A code no valid pass of the store carries, which the number alone does not give away."""
    standing = GatePass.objects.filter(store_id=order.store_id, used_at=None, voided_at=None)
    for attempt in range(MOST_ATTEMPTS):
        digest = salted_hmac("workorders.gate_pass", f"{number}-{attempt}").hexdigest()
        code = f"{int(digest, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
        if not standing.filter(code=code).exists():
            return code
    raise Refused(_("出门条核验码用完，请稍后再试。"))
