"""The record of who changed places with whom at which shared computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core import clock
from apps.core.services import service
from apps.org.models import PlaceChange

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff, Station


@service
def change_places(
    *, by: Access, station: Station, left: Staff | None, means: str, outcome: str, address: str
) -> PlaceChange:
    """One try is written down, also one that did not succeed; what was typed never is."""
    return PlaceChange.objects.create(
        station=station,
        store=station.store,
        by=by.staff,
        left=left,
        means=means,
        outcome=outcome,
        address=address or None,
        at=clock.real(),
        request_id=by.request_id,
    )
