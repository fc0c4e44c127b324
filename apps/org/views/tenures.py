"""Who holds which post: the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.org.models import Tenure
from apps.org.permissions import Perm
from apps.org.selectors.tenures import Asked, tenures_of, units_of, views_of

if TYPE_CHECKING:
    from apps.core.requests import Request

ROWS = 50


@policy(Perm.VIEW_TENURE)
@require_GET
def tenures(request: Request) -> HttpResponse:
    """Tenures in reach: waiting, live, coming, ended."""
    asked = Asked.of(request.GET)
    rows = BoundedPaginator(tenures_of(request.access, asked), ROWS)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "asked": asked,
        "views": views_of(request.access),
        "units": list(units_of(request.access)),
        "kinds": Tenure.Kind.choices,
        "may_propose": request.access.can(Perm.PROPOSE_TENURE),
    }
    return page(request, "org/tenures.html", context)
