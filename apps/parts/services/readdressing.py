"""What was asked for one document belongs to another from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.services import lock_all
from apps.parts.models import Demand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


def readdress(
    demands: Iterable[Demand], *, document_no: str, plate_no: str, needed_at: dt.datetime | None
) -> None:
    """The demands name another document, car and time; what they hold stays held.

    It follows from an act on the documents, whose locks are held already.
    """
    rows = lock_all(Demand.objects.filter(pk__in=[d.pk for d in demands]))
    for row in rows:
        row.document_no, row.plate_no, row.needed_at = document_no, plate_no, needed_at
        row.save()
