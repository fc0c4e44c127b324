"""The organisation chart and the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.org.permissions import Perm
from apps.org.selectors.people import people_of
from apps.org.selectors.tree import chart_of

if TYPE_CHECKING:
    from apps.core.requests import Request

PEOPLE = 50

#: The words of every box and card, looked up once a page instead of once a post.
WORDS = {
    "held": _("在岗"),
    "planned": _("编制"),
    "established": _("核定"),
    "missing": _("缺编"),
    "surplus": _("超编"),
    "tasks": _("职能"),
    "powers": _("权力"),
    "acting": _("代"),
    "until": _("至"),
    "vacant": _("空缺"),
    "between": _("、"),
}


@policy(Perm.VIEW_ORGUNIT)
@require_GET
def chart(request: Request) -> HttpResponse:
    """The whole tree in reach, or what answers to a name or its pinyin initials."""
    term = request.GET.get("q", "")
    found = chart_of(request.access, term=term, store=request.GET.get("store", ""))
    context = {
        "chart": found,
        "term": term,
        "staff": request.access.can(Perm.VIEW_STAFF),
        "words": {name: str(word) for name, word in WORDS.items()},
    }
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
