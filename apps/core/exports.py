"""Files that leave the house are recorded: who, what, how much, and the print of the file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import HttpResponse

from apps.core.models import ExportAudit
from apps.core.services import service
from apps.core.sheets import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.core.actor import Actor


@service
def record_export(
    *,
    by: Actor,
    kind: str,
    store_id: int | None,
    chosen: Mapping[str, str],
    rows: int,
    content: bytes,
) -> ExportAudit:
    """The export stands in the record before the file is sent."""
    return ExportAudit.objects.create(
        kind=kind,
        store_id=store_id,
        chosen=dict(chosen),
        rows=rows,
        sha256=hashlib.sha256(content).hexdigest(),
        by_id=by.staff_id,
        request_id=by.request_id,
        at=by.now,
    )


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """The file as a download."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
