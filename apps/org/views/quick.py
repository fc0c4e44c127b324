"""One's own quick ways in at shared computers: PIN, printed badge, a code on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.policy import signed_in
from apps.core.responses import page, submit
from apps.org import quick, stations
from apps.org.account_forms import CurrentPasswordForm
from apps.org.selectors.stations import badge_given, own_quick
from apps.org.services import own_account as services
from apps.org.station_forms import PinForm

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.core.secret import Secret


@signed_in("one's own PIN")
@require_http_methods(["GET", "POST"])
def quick_ways(request: Request) -> HttpResponse:
    """How the quick ways stand; posted to, a new PIN."""
    if request.method != "POST":
        return _shown(request, PinForm(request=request))
    return submit(
        request,
        PinForm(request.POST, request=request),
        do=lambda f: services.set_pin(
            by=request.access, current=f.values["current_password"], pin=f.values["pin"]
        ),
        page=lambda f, status: _shown(request, f, status=status),
        done=lambda _user: _back(request, _("快速密码已设好。")),
    )


@signed_in("one's own badge")
@require_POST
def badge_new(request: Request) -> HttpResponse:
    """A badge to print; the one before no longer counts."""
    code = quick.new_badge()
    form = CurrentPasswordForm(request.POST, request=request, auto_id="id_badge_%s")
    response = submit(
        request,
        form,
        do=lambda f: services.issue_badge(
            by=request.access, code=code, current=f.values["current_password"]
        ),
        page=lambda f, status: _shown(request, PinForm(request=request), f, status),
        done=lambda _badge: reverse("org:quick"),
    )
    return _badge_shown(request, code, "print/badge.html") if _done(response) else response


@signed_in("one's own code for the scanner")
@require_POST
def badge_once(request: Request) -> HttpResponse:
    """A code on the screen of the own phone, good once and for a minute."""
    code = quick.new_badge()
    response = submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda _f: services.issue_badge(by=request.access, code=code),
        page=lambda _f, status: _shown(request, PinForm(request=request), status=status),
        done=lambda _badge: reverse("org:quick"),
    )
    return _badge_shown(request, code, "org/badge_once.html") if _done(response) else response


@signed_in("one's own quick ways")
@require_POST
def quick_drop(request: Request) -> HttpResponse:
    """PIN and badges count no longer."""
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda _f: services.drop_quick(by=request.access),
        page=lambda _f, status: _shown(request, PinForm(request=request), status=status),
        done=lambda _user: _back(request, _("快速密码和工牌码都已停用。")),
    )


def _done(response: HttpResponse) -> bool:
    return response.status_code == 303  # see other


def _badge_shown(request: Request, code: Secret, template: str) -> HttpResponse:
    """The code, once; the answer to a press done twice has none."""
    badge = badge_given(code)
    context = {
        "badge": badge,
        "code": code.reveal() if badge else "",
        "person": request.access.person,
        "seconds": stations.figure("badge_seconds", request.access.person.store_id or 0),
        "back": reverse("org:quick"),
        "printed_at": request.access.now,
        "dealer": {"name": str(request.access.store or "")},
    }
    return page(request, template, context)


def _shown(
    request: Request,
    form: PinForm,
    badge_form: CurrentPasswordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "badge_form": badge_form or CurrentPasswordForm(request=request, auto_id="id_badge_%s"),
        **own_quick(request.access),
    }
    return page(request, "org/quick.html", context, status=status)


def _back(request: Request, words: str) -> str:
    messages.success(request, words)
    return reverse("org:quick")
