"""Lists page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page

from apps.core.paging import BoundedPaginator

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.core.requests import Request

ROWS = 50


def paged(request: Request, rows: QuerySet[Any]) -> Page[Any]:
    """The page of a list the address asks for."""
    return BoundedPaginator(rows, ROWS).get_page(request.GET.get("page"))
