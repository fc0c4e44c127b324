"""Where somebody comes out who changed places: on the same page if it is for them, else at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.policy import policy_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.org.access import Access

LANDING = "landing"
SOON = 60  # seconds


def land(request: Request, access: Access, asked: str) -> str:
    """The page asked for when the person may open its kind; whether the row is theirs shows there.

    Nothing of the one before is kept but the address.
    """
    if not asked or not url_has_allowed_host_and_scheme(asked, {request.get_host()}):
        return reverse("home")
    try:
        policy = policy_of(resolve(asked.partition("?")[0]).func)
    except Resolver404:
        return reverse("home")
    if policy is None or not policy.login:
        return reverse("home")
    if policy.perms and not any(access.can(p) for p in policy.perms):
        return reverse("home")
    request.session[LANDING] = [asked, clock.real().timestamp()]
    return asked


def strayed(request: Request) -> HttpResponse | None:
    """The way home for somebody who just came to a row that is not theirs; else None."""
    session = getattr(request, "session", None)
    if session is None or LANDING not in session:
        return None
    asked, at = session.pop(LANDING)
    if asked != request.get_full_path() or clock.real().timestamp() - at > SOON:
        return None
    messages.info(request, _("刚才那一页不在您的权限范围内，已回到首页。"))
    return redirect("home")
