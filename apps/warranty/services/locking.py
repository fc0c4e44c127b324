"""The order a claim belongs to is locked first, as everywhere."""

from __future__ import annotations

from apps.core.services import lock
from apps.warranty.models import Claim


def lock_claim(claim: Claim, version: int | None) -> Claim:
    """The claim read afresh under the lock of its order; raises Stale for another version."""
    order = lock(claim.order)
    fresh = lock(claim, version)
    fresh.order = order
    return fresh
