"""The steps between a right password and the first page: new password, code, own facts.

As long as one is due, every address but that of the step leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from apps.org.kept import keep
from apps.org.sessions import CODE_DUE

if TYPE_CHECKING:
    from apps.core.requests import Request

PASSWORD = "org:password"
CODE = "org:code"
FACTS = "org:own_facts"
#: Pages that belong to a step beside its own.
BESIDE = {CODE: frozenset({"org:enrol"})}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def due(request: Request) -> str:
    """The address name of the step that is due, "" when none is."""
    user = request.user
    if user.initial_password:  # type: ignore[union-attr]  # signed in
        return PASSWORD
    if request.session.get(CODE_DUE):
        return CODE
    return FACTS if user.profile_due else ""  # type: ignore[union-attr]  # signed in


def at_step(request: Request) -> HttpResponse | None:
    """None when the person may go on; else the way to the step, with the typed form kept."""
    step = due(request)
    if not step:
        return None
    here = request.resolver_match.view_name if request.resolver_match else ""
    if here == step or here in BESIDE.get(step, ()):
        request.at_step = True
        return None
    return lead_to(request, step, wanted(request))


def lead_to(request: Request, step: str, next_address: str) -> HttpResponse:
    """A redirect to a page of the door; htmx is told to load it whole."""
    address = reverse(step)
    if next_address not in {"", "/", reverse("home")}:
        address = f"{address}?{urlencode({'next': next_address})}"
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = address
        return response
    return redirect(address)


def wanted(request: Request) -> str:
    """Where the person meant to go; a typed form is kept and meant to be sent again."""
    asked = request.GET.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    if request.method in _SAFE:
        return "" if getattr(request, "htmx", False) else request.get_full_path()
    kept = keep(request)
    return reverse("kept", args=[kept.token])


def next_of(request: Request, otherwise: str = "home") -> str:
    """The address that the page carries in ``next``, or another."""
    asked = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    return reverse(otherwise)
