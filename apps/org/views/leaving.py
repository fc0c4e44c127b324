"""The last day of a person, and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.permissions import Perm
from apps.org.selectors.leaving import last_day, leaver
from apps.org.services.leaving import come_back, leave, waive_handover
from apps.org.staff_forms import ReasonForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request

_DEEDS: dict[str, Callable[..., Any]] = {
    "leave": leave,
    "waive": waive_handover,
    "return": come_back,
}


@policy(Perm.CHANGE_STAFF, Perm.APPROVE_TENURE)
@require_http_methods(["GET", "POST"])
def leaving(request: Request, pk: int) -> HttpResponse:
    """What is still open, and the act: agree, end, or take back."""
    staff = leaver(request.access, pk)

    def shown(form: ReasonForm, status: int = 200) -> HttpResponse:
        context = {"check": last_day(request.access, staff), "form": form}
        return page(request, "org/leaving.html", context, status=status)

    def done(_row: object) -> str:
        messages.success(request, _("已记录。"))
        return reverse("org:leaving", args=[pk])

    if request.method != "POST":
        return shown(ReasonForm(access=request.access))
    deed = _DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    form = ReasonForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: deed(by=request.access, staff=staff, **f.values),
        page=shown,
        done=done,
    )
