"""The dashboard and the rows behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.kpi.dashboard import line_of, lines_of
from apps.kpi.forms import PeriodForm
from apps.kpi.permissions import Perm

if TYPE_CHECKING:
    from apps.core.requests import Request

PAGE_SIZE = 50


@policy(Perm.VIEW_DASHBOARD)
@require_GET
def dashboard(request: Request) -> HttpResponse:
    """The person's figures over a period."""
    form = PeriodForm(request.GET or None, now=request.access.now)
    lines = lines_of(request.access, form.period)
    context = {"form": form, "lines": lines, "period": form.period}
    return page(request, "kpi/dashboard.html", context, status=form.status)


@policy(Perm.VIEW_DASHBOARD)
@require_GET
def rows(request: Request, code: str) -> HttpResponse:
    """The very rows a number is made of."""
    form = PeriodForm(request.GET or None, now=request.access.now)
    line = line_of(code, request.access, form.period)
    if line is None:
        raise Http404
    found = line.figure.rows(request.access, form.period)
    listed = BoundedPaginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "line": line,
        "period": form.period,
        "page": listed,
        "rows": [line.figure.show(row) for row in listed],
    }
    return page(request, "kpi/rows.html", context, status=form.status)
