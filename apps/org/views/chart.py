"""The organisation chart and the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.org.permissions import Perm
from apps.org.selectors.chart import chart_of
from apps.org.selectors.people import people_of

if TYPE_CHECKING:
    from apps.core.requests import Request

PEOPLE = 50


@policy(Perm.VIEW_ORGUNIT)
@require_GET
def chart(request: Request) -> HttpResponse:
    """The whole tree in reach, or what answers to a name or its pinyin initials."""
    term = request.GET.get("q", "")
    found = chart_of(request.access, term=term, store=request.GET.get("store", ""))
    context = {"chart": found, "term": term, "staff": request.access.can(Perm.VIEW_STAFF)}
    return page(request, "org/chart.html", context)


@policy(Perm.VIEW_STAFF)
@require_GET
def staff(request: Request) -> HttpResponse:
    """The people in reach with the posts they hold now."""
    term = request.GET.get("q", "")
    rows = BoundedPaginator(people_of(request.access, term), PEOPLE)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "term": term,
        "maintains": request.access.can(Perm.CHANGE_STAFF),
    }
    return page(request, "org/staff.html", context)
