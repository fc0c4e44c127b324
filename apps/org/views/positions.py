"""Position sheets: the list, the page, the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.core.responses import page
from apps.org.models import Position
from apps.org.permissions import Perm
from apps.org.selectors.draft_view import draft_view_of
from apps.org.selectors.matrix import owners_of
from apps.org.selectors.positions import positions_of
from apps.org.selectors.sheet import sheet_of
from apps.org.selectors.sheet_actions import sheet_actions
from apps.org.selectors.signatures import signatures_of

if TYPE_CHECKING:
    from apps.core.requests import Request


@policy(Perm.VIEW_POSITION)
@require_GET
def positions(request: Request) -> HttpResponse:
    """The positions of one store and of the group, with edition and holders."""
    owners = owners_of(request.access, request.GET.get("store", ""))
    rows = positions_of(request.access, owners, request.GET.get("q", ""))
    context = {"rows": rows, "owners": owners, "term": request.GET.get("q", "")}
    return page(request, "org/positions.html", context)


@policy(Perm.VIEW_POSITION)
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The document with what is true now in the margin, or one edition with what it changes."""
    row, access = _row(request, pk), request.access
    found = sheet_of(access, row, request.GET.get("edition", ""))
    coming = found.edition if found.is_coming else None
    context = {
        "sheet": found,
        "actions": sheet_actions(access, found),
        "draft": draft_view_of(access, coming) if coming else None,
        "signatures": signatures_of(found.edition) if found.edition else [],
    }
    return page(request, "org/sheet.html", context)


@policy(Perm.VIEW_POSITION)
@require_GET
def sheet_print(request: Request, pk: int) -> HttpResponse:
    """The document as it is signed and hung on the wall."""
    row = _row(request, pk)
    found = sheet_of(request.access, row, request.GET.get("edition", ""))
    owner: Any = row.owner
    context = {
        "sheet": found,
        "dealer": {
            "name": owner.legal_name or str(owner),
            "address": owner.address,
            "phone": owner.phone,
            "credit_code": owner.credit_code,
        },
        "document": {
            "number": str(found.edition or ""),
            "url": request.build_absolute_uri(reverse("org:position_sheet", args=[row.pk])),
        },
        "signatures": signatures_of(found.edition) if found.edition else [],
        "printed_at": request.access.now,
        "printed_by": str(request.access.staff or ""),
    }
    return page(request, "print/position_sheet.html", context)


def _row(request: Request, pk: int) -> Position:
    rows = Position.objects.select_related("owner")
    row: Position = request.access.get(rows, Perm.VIEW_POSITION, pk=pk)
    return row
