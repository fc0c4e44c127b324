"""Who is asking, and whether the view is for them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI
from apps.core.forms import KEY
from apps.core.policy import Policy, policy_of
from apps.core.refusals import Denied, Refused
from apps.org import second_factor, sessions, stations
from apps.org.access import Access
from apps.org.kept import keep
from apps.org.landing import strayed
from apps.org.steps import CODE, at_step, wanted
from apps.org.why import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request

STORE_IN_SESSION = "store"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class AccessMiddleware:
    """Put ``request.access`` on the request: the person's rights at the request's instant."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Run the request with its access."""
        request.access = SimpleLazyObject(lambda: access_for(request))
        request.at_step = False
        request.station = None
        return self.get_response(request)


class PolicyMiddleware:
    """Refuse by default: a view without a policy is closed; refusals become pages with reasons."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Run the request."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: object, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let through who may, send to the login who is unknown, refuse the rest with words."""
        policy = policy_of(view)
        if policy is None:
            raise PermissionError(f"{request.resolver_match} carries no policy")
        if not policy.login or _is_screen(request, policy):
            return None
        if not request.user.is_authenticated:
            return _ask_login(request)
        if sessions.expired(request):
            return _end(request)
        if not _asks_by_itself(request):
            sessions.seen(request)
        return at_step(request) or _closed(request, policy) or _without_key(request)

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        """Turn the refusals of services into pages."""
        if isinstance(error, Denied):
            return denied_page(request, error)
        if isinstance(error, Refused):
            return refusal_page(request, str(error.message), error.status)
        return None


def access_for(request: Request) -> Access:
    """The access of the signed-in person at the instant of the request."""
    staff = getattr(request.user, "staff", None)
    return Access(
        staff=staff,
        now=request.now.astimezone(SHANGHAI),  # a true datetime: psycopg2 takes no lazy one
        operation_key=_key(request),
        request_id=request.request_id,
        chosen_store_id=request.session.get(STORE_IN_SESSION),
        confirmed=not second_factor.asked() or _is_verified(request),
        reading=request.method in _SAFE,
    )


def _is_verified(request: Request) -> bool:
    user: Any = request.user
    return bool(user.is_authenticated and user.is_verified())


def refusal_page(request: Request, message: str, status: int, **context: object) -> HttpResponse:
    """A page that says what happened and what to do."""
    name = "refusal.html#main" if getattr(request, "htmx", False) else "refusal.html"
    facts = {"message": message, "status": status, **context}
    return render(request, name, facts, status=status)


def denied_page(request: Request, error: Denied) -> HttpResponse:
    """403 with the reason, the positions that could and who holds them now.

    For a right that waits for the second factor: the way to show it, with the typed form kept.
    """
    if (home := strayed(request)) is not None:
        return home
    if request.access.withholds(error.perm):
        return _ask_code(request, error)
    told = explain(request.access, error.perm, error.obj)  # type: ignore[arg-type]
    message = _("您不能“%(right)s”。") % {"right": error.perm.label}
    return refusal_page(request, message, 403, explanation=told)


def _ask_code(request: Request, error: Denied) -> HttpResponse:
    message = _("“%(right)s”需要动态口令。") % {"right": error.perm.label}
    here = wanted(request)
    way = reverse(CODE) + (f"?{urlencode({'next': here})}" if here else "")
    return refusal_page(request, message, 403, code_address=way, kept=request.method not in _SAFE)


def _asks_by_itself(request: Request) -> bool:
    """Whether an open page asks without anybody there: the overdue count, the board."""
    return request.headers.get("X-Watching") == "1"


def _is_screen(request: Request, policy: Policy) -> bool:
    """Whether a screen on the wall asks for its own board."""
    if not policy.screen or request.method not in _SAFE:
        return False
    here = stations.station_of(request)
    if here is None or here.station.kind != policy.screen:
        return False
    request.station = here.station
    return True


def _end(request: Request) -> HttpResponse:
    response_to = _ask_login(request)
    logout(request)
    return response_to


def _closed(request: Request, policy: Policy) -> HttpResponse | None:
    if not policy.perms or any(request.access.can(p) for p in policy.perms):
        return None
    waiting = (p for p in policy.perms if request.access.withholds(p))
    return denied_page(request, Denied(next(waiting, policy.perms[0])))


def _without_key(request: Request) -> HttpResponse | None:
    if request.method in _SAFE or request.access.operation_key is not None:
        return None
    message = _("表单缺少操作号，请重新打开页面再提交。")
    return refusal_page(request, message, 422)


def _ask_login(request: Request) -> HttpResponse:
    if getattr(request, "htmx", False):
        return refusal_page(request, _("登录已过期，请重新登录。"), 401)
    door = reverse("switch" if sessions.STATION in request.session else "login")
    if request.method in _SAFE:
        return redirect(f"{door}?{urlencode({'next': request.get_full_path()})}")
    kept = keep(request)
    address = reverse("kept", args=[kept.token])
    return redirect(f"{door}?{urlencode({'next': address})}")


def _key(request: Request) -> uuid.UUID | None:
    if request.method in _SAFE:
        return None
    try:
        return uuid.UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """404: the address does not exist, or its row is out of reach."""
    if (home := strayed(request)) is not None:
        return home
    message = _("没有这个页面，或者它不在您的权限范围内。")
    return refusal_page(request, message, 404, gone=isinstance(exception, Http404))


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """403 where Django itself refuses."""
    return refusal_page(request, _("您不能打开这一页。"), 403)


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """400: too much was sent, or it could not be read."""
    return refusal_page(request, _("发送的内容太大或读不懂，没有保存。"), 400)


def forged(request: Request, reason: str = "") -> HttpResponse:
    """403 for a form whose security token is missing or of another login."""
    message = _(
        "页面打开后登录过别的账号或放得太久，这次提交没有保存。请返回上一页，刷新后再提交。"
    )
    return refusal_page(request, message, 403)
