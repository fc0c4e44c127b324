"""The order comes before the complaint, and the complaint before its callback."""

from __future__ import annotations

from apps.care.models import Callback, Complaint
from apps.core.services import lock, lock_all


def lock_callback(callback: Callback, version: int | None) -> Callback:
    """The callback read afresh under the lock of its orders; raises Stale for another version."""
    if callback.visit is not None:
        lock_all(callback.visit.orders.all())
    complaint = lock(callback.complaint) if callback.complaint is not None else None
    fresh = lock(callback, version)
    fresh.complaint = complaint
    return fresh


def lock_complaint(complaint: Complaint, version: int | None) -> Complaint:
    """The complaint read afresh under the lock of its orders; raises Stale for another version."""
    if complaint.order is not None:
        lock_all(complaint.order.visit.orders.all())
    return lock(complaint, version)
