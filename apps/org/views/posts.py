"""One seat of the chart, and the seats that lack somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.models import Post
from apps.org.permissions import Perm
from apps.org.selectors.post import deputies_for, post_page_of, posts_with_units
from apps.org.selectors.vacancies import lines_of, seats_lacking
from apps.org.services.deputies import name_deputy
from apps.org.tenure_forms import DeputyForm

if TYPE_CHECKING:
    from apps.core.requests import Request

ROWS = 30


@policy(Perm.VIEW_ORGUNIT)
@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """Who holds a seat now, who will, who did."""
    row: Post = request.access.get(posts_with_units(), Perm.VIEW_ORGUNIT, pk=pk)
    return _post_page(request, row)


@policy(Perm.PROPOSE_TENURE)
@require_POST
def post_deputy(request: Request, pk: int) -> HttpResponse:
    """Name the position whose holders stand in first."""
    row: Post = request.access.get(posts_with_units(), Perm.PROPOSE_TENURE, pk=pk)
    form = DeputyForm(request.POST, access=request.access, positions=deputies_for(row))

    def done(_result: object) -> str:
        messages.success(request, _("代理岗位已更新。"))
        return reverse("org:post", args=[row.pk])

    return submit(
        request,
        form,
        do=lambda f: name_deputy(by=request.access, post=row, version=f.row_version, **f.values),
        page=lambda f, status: _post_page(request, row, f, status),
        done=done,
    )


@policy(Perm.PROPOSE_TENURE)
@require_GET
def vacancies(request: Request) -> HttpResponse:
    """Seats without anybody at work, what stands still, and who could stand in."""
    show = "all" if request.GET.get("show") == "all" else "uncovered"
    rows = seats_lacking(request.access, whole=show == "all")
    found = BoundedPaginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": found,
        "lines": lines_of(request.access, list(found)),
        "show": show,
        "may_record": request.access.can(Perm.RECORD_ABSENCE),
    }
    return page(request, "org/vacancies.html", context)


def _post_page(
    request: Request, row: Post, form: DeputyForm | None = None, status: int = 200
) -> HttpResponse:
    found = post_page_of(request.access, row)
    if form is None and found.may_propose:
        form = DeputyForm(
            access=request.access,
            positions=deputies_for(row),
            version=row.position.version,
            initial={"deputy": row.position.deputy_id},
        )
    context = {
        "found": found,
        "post": row,
        "form": form if found.may_propose else None,
        "sections": found.sections(),
        "sees_tenures": request.access.may(Perm.VIEW_TENURE, row),
    }
    return page(request, "org/post.html", context, status=status)
