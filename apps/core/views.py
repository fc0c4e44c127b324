"""Private files."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_GET

from apps.core.models import StoredFile
from apps.core.policy import signed_in

if TYPE_CHECKING:
    from apps.core.requests import Request


@signed_in("the file is shown to those who see the row it belongs to")
@require_GET
def file(request: Request, token: uuid.UUID) -> HttpResponseBase:
    """A stored file, for those who see the row it belongs to."""
    row = StoredFile.objects.filter(token=token).first()
    owner = row.owner if row else None
    if row is None or owner is None or not request.access.sees(owner):
        raise Http404
    response = FileResponse(row.file.open("rb"), content_type=row.media_type)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
