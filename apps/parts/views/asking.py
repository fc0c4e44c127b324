"""Asking for a part, and handing out at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.parts import services
from apps.parts.forms import HandOutForm, RequestForm
from apps.parts.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request
    from apps.parts.forms import PartForm
    from apps.parts.models import Demand


@policy(Perm.REQUEST_PART)
@require_http_methods(["GET", "POST"])
def request_part(request: Request) -> HttpResponse:
    """One more part on a document (领料申请)."""
    return _ask(request, RequestForm, services.request_demand, "parts/request.html")


@policy(Perm.ISSUE_PART)
@require_http_methods(["GET", "POST"])
def hand_out(request: Request) -> HttpResponse:
    """Ask and issue in one act, such as a gift."""
    return _ask(request, HandOutForm, services.hand_out, "parts/hand_out.html")


def _ask(
    request: Request, kind: type[PartForm], act: Callable[..., Demand], template: str
) -> HttpResponse:
    def show(form: PartForm, status: int) -> HttpResponse:
        return page(request, template, {"form": form}, status=status)

    def done(demand: Demand) -> str:
        words = _("%(part)s × %(quantity)s：%(state)s。")
        facts = {
            "part": demand.part,
            "quantity": f"{demand.quantity.normalize():f}",
            "state": demand.get_state_display(),
        }
        messages.success(request, words % facts)
        return reverse("parts:demand", args=[demand.pk])

    if request.method == "GET":
        asked = {name: request.GET.get(name, "") for name in ("document_no", "plate_no", "part")}
        return show(kind(access=request.access, initial=asked), 200)
    form = kind(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: act(by=request.access, **_place(request), **f.values),
        page=show,
        done=done,
    )


def _place(request: Request) -> dict[str, Any]:
    store = request.access.store
    if store is None:
        raise Refused(_("您不在任何门店任职，无法领料。"))
    units = [p.unit for p in request.access.posts if p.unit.store_id == store.pk]
    return {"store": store, "unit": units[0]}
