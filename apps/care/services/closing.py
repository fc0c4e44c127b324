"""From handled to closed: the second call, the agreement, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.care.machines import COMPLAINT
from apps.care.permissions import Perm
from apps.care.services.locking import lock_complaint
from apps.care.services.opening import close_orders, open_recheck
from apps.core.services import service
from apps.core.transitions import perform

if TYPE_CHECKING:
    from apps.care.models import Complaint
    from apps.org.access import Access


@service
def finish_handling(*, by: Access, complaint: Complaint, version: int | None) -> Complaint:
    """The complaint is handled; another person calls the customer within three days."""
    complaint = lock_complaint(complaint, version)
    by.require(Perm.CHANGE_COMPLAINT, complaint)
    complaint.handled_at = by.now
    complaint.handler = complaint.handler or by.person
    perform(COMPLAINT, complaint, "handle", by=by)
    open_recheck(complaint, by=by)
    return complaint


@service
def close_complaint(*, by: Access, complaint: Complaint, version: int | None) -> Complaint:
    """The customer agreed and said so again; the complaint and its visit's orders are closed."""
    return _close(complaint, version, "close", "", by=by)


@service
def close_not_agreed(
    *, by: Access, complaint: Complaint, version: int | None, reason: str
) -> Complaint:
    """The manager ends what could not be agreed, with the written answer as the reason.

    The customer keeps every way of the law: 12315, consumer association, court (CPL art. 39).
    """
    return _close(complaint, version, "close_not_agreed", reason, by=by)


def _close(
    complaint: Complaint, version: int | None, action: str, reason: str, *, by: Access
) -> Complaint:
    complaint = lock_complaint(complaint, version)
    by.require(Perm.CLOSE_COMPLAINT, complaint)
    complaint.closed_by, complaint.closed_at = by.person, by.now
    perform(COMPLAINT, complaint, action, by=by, reason=reason)
    if complaint.order is not None:
        close_orders(complaint.order.visit, by=by, cause=f"complaint {complaint.number}")
    return complaint
