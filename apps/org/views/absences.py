"""Who is away: the list, a new absence, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.models import Absence
from apps.org.permissions import Perm
from apps.org.services.absences import end_absence, record_absence
from apps.org.tenure_forms import AbsenceForm, PlainForm

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.models.facts import AbsenceQuerySet

ROWS = 50
SHOWN = {"now": gettext_lazy("现在与将来"), "past": gettext_lazy("已结束")}


@policy(Perm.RECORD_ABSENCE)
@require_http_methods(["GET", "POST"])
def absences(request: Request) -> HttpResponse:
    """Absences in reach; posted to, a new one."""
    if request.method == "GET":
        initial = {"starts_at": request.access.now, "staff": request.GET.get("staff", "")}
        return _list(request, AbsenceForm(access=request.access, initial=initial))
    form = AbsenceForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: record_absence(by=request.access, **f.values),
        page=lambda f, status: _list(request, f, status),
        done=lambda row: _done(request, _("已登记%(who)s缺勤。") % {"who": row.staff}),
    )


@policy(Perm.RECORD_ABSENCE)
@require_POST
def absence_end(request: Request, pk: int) -> HttpResponse:
    """The person is back, or never went."""
    row: Absence = request.access.get(
        Absence.objects.select_related("staff"), Perm.RECORD_ABSENCE, pk=pk
    )
    return submit(
        request,
        PlainForm(request.POST, access=request.access),
        do=lambda f: end_absence(by=request.access, absence=row, version=f.row_version),
        page=lambda f, status: _list(
            request, AbsenceForm(access=request.access), status, list(f.non_field_errors())
        ),
        done=lambda _row: _done(request, _("%(who)s已回岗。") % {"who": row.staff}),
    )


def _list(
    request: Request, form: AbsenceForm, status: int = 200, errors: list[Any] | None = None
) -> HttpResponse:
    show = "past" if request.GET.get("show") == "past" else "now"
    found = BoundedPaginator(_shown(request, show), ROWS)
    context = {
        "page": found.get_page(request.GET.get("page")),
        "views": list(SHOWN.items()),
        "show": show,
        "form": form,
        "errors": errors or [],
    }
    return page(request, "org/absences.html", context, status=status)


def _shown(request: Request, show: str) -> AbsenceQuerySet:
    rows = Absence.objects.visible_to(request.access, Perm.RECORD_ABSENCE).standing()
    rows = rows.select_related("staff", "staff__unit", "recorded_by")
    now = request.access.now
    if show == "past":
        return rows.filter(ends_at__lte=now).order_by("-ends_at", "-pk")
    return rows.filter(ends_at__gt=now).order_by("starts_at", "pk")


def _done(request: Request, words: str) -> str:
    messages.success(request, words)
    return reverse("org:absences")
