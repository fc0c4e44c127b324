"""What lies on the shelves, and how it came there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.parts.models import Part, StockMove
from apps.parts.permissions import Perm
from apps.parts.selectors import stock_rows

if TYPE_CHECKING:
    from apps.core.requests import Request

PARTS = 50
MOVES = 50


@policy(Perm.VIEW_STOCK)
@require_GET
def stock(request: Request) -> HttpResponse:
    """The catalogue with balances; searched by part number, pinyin initials or name."""
    term, category = request.GET.get("q", ""), request.GET.get("category", "")
    found = Part.objects.visible_to(request.access, Perm.VIEW_STOCK).search(term)
    if category in Part.Category.values:
        found = found.filter(category=category)
    parts = BoundedPaginator(found.select_related("superseded_by").order_by("code"), PARTS)
    shown = parts.get_page(request.GET.get("page"))
    context = {
        "rows": stock_rows(request.access, shown),
        "page": shown,
        "term": term,
        "category": category,
        "categories": Part.Category.choices,
        "with_cost": request.access.can(Perm.VIEW_COST),
    }
    return page(request, "parts/stock.html", context)


@policy(Perm.VIEW_STOCK)
@require_GET
def part(request: Request, pk: int) -> HttpResponse:
    """One part: prices, balances and its ledger."""
    parts = Part.objects.select_related("superseded_by")
    row = request.access.get(parts, Perm.VIEW_STOCK, pk=pk)
    (stock_row,) = stock_rows(request.access, [row])
    ledger = StockMove.objects.visible_to(request.access, Perm.VIEW_STOCK).filter(part=row)
    moves = ledger.select_related("warehouse", "by").order_by("-pk")
    costed = {lv.warehouse_id for lv in stock_row.levels if lv.pk in stock_row.costed}
    context = {
        "part": row,
        "row": stock_row,
        "costed": costed,
        "moves": BoundedPaginator(moves, MOVES).get_page(request.GET.get("page")),
    }
    return page(request, "parts/part.html", context)
