"""Signing in and out, home, kept forms, the working store."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from apps.core import demo
from apps.core.policy import public, signed_in
from apps.core.responses import page
from apps.org.account_forms import LoginForm
from apps.org.home import home_of, overdue_of
from apps.org.kept import kept_for
from apps.org.middleware import STORE_IN_SESSION
from apps.org.models import Tenure

if TYPE_CHECKING:
    from apps.core.requests import Request


class Login(LoginView):
    """Username and password; demo installations list their logins."""

    template_name = "login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo logins when the data is the demo."""
        return super().get_context_data(**kwargs) | {"demo_logins": demo_logins()}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with its message."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class Logout(LogoutView):
    """Ends the session and tells the browser to forget what it has seen."""

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out."""
        response: HttpResponse = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


login = public("the way in")(Login.as_view())
logout = public("the way out")(Logout.as_view())


def demo_logins() -> list[dict[str, str]]:
    """The demo accounts with their positions; empty outside demo installations."""
    if not demo.installed():
        return []
    rows = Tenure.objects.filter(kind=Tenure.Kind.PERMANENT, staff__user__isnull=False)
    tenures = rows.select_related("staff__user", "post__position", "post__unit__store")
    return [
        {
            "username": t.staff.user.username if t.staff.user else "",
            "name": t.staff.name,
            "position": str(t.post.position),
            "store": str(t.post.unit.store or t.post.unit),
        }
        for t in tenures.order_by("post__unit__path", "post__position_id", "staff_id")
    ]


@signed_in("everyone has a home: their own duties")
@require_GET
def home(request: Request) -> HttpResponse:
    """The duty inbox."""
    context = {"home": home_of(request.access), "code_due": bool(request.access.withheld)}
    return page(request, "home.html", context)


@signed_in("a count over one's own queues")
@require_GET
def overdue(request: Request) -> HttpResponse:
    """The overdue count of the top bar."""
    return render(request, "components/overdue.html", {"count": overdue_of(request.access)})


@signed_in("a form the person typed before the login expired")
@require_GET
def kept(request: Request, token: uuid.UUID) -> HttpResponse:
    """The kept form, ready to be sent again."""
    found = kept_for(request, token)
    if found is None:
        raise Http404
    return page(request, "kept.html", {"kept": found})


@signed_in("choosing among the stores of one's own tenures")
@require_POST
def choose_store(request: Request) -> HttpResponse:
    """Work in another of one's stores from now on."""
    wanted = request.POST.get("store", "")
    if any(str(s.pk) == wanted for s in request.access.stores_held):
        request.session[STORE_IN_SESSION] = int(wanted)
    return HttpResponseRedirect(reverse("home"), status=303)


@public("the language of the page")
@require_POST
def choose_language(request: Request) -> HttpResponse:
    """Show pages in another language from now on, and stay on the page."""
    address = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        address = reverse("home")
    response = redirect(address)
    language = request.POST.get("language", "")
    return remember(response, language) if language in dict(settings.LANGUAGES) else response


def remember(response: HttpResponse, language: str) -> HttpResponse:
    """The browser asks for this language for a year."""
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax")
    return response
