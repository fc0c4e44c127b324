"""Changing places at a shared computer: who was here lately, their PIN or badge, and the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django import forms
from django.contrib import auth
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.client import address_of
from apps.core.policy import public
from apps.core.responses import page
from apps.core.secret import Secret
from apps.org import quick, second_factor, sessions, stations
from apps.org.access import Access
from apps.org.landing import land
from apps.org.middleware import STORE_IN_SESSION
from apps.org.models import PlaceChange
from apps.org.services.places import change_places

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.models import Station, User

Means, Outcome = PlaceChange.Means, PlaceChange.Outcome
BACKEND = "apps.org.accounts.QuickBackend"
WHY_PUBLIC = "a shared computer asks who comes; without a right PIN or badge it opens nothing"
MOST_PEOPLE = quick.MOST_SHOWN


class PlaceForm(forms.Form):
    """Who, with six digits; or the code of a badge."""

    person = forms.IntegerField(required=False)
    pin = forms.CharField(required=False, max_length=20)
    badge = forms.CharField(required=False, max_length=80)
    next = forms.CharField(required=False, max_length=500)


@public(WHY_PUBLIC)
@csp_update({"script-src": "'wasm-unsafe-eval'"})  # type: ignore[arg-type]  # our own request
@require_http_methods(["GET", "POST"])
def switch(request: Request) -> HttpResponse:
    """The people of this computer; a right PIN or badge opens a session in place of the present."""
    request.at_step = True  # no frame: nothing of the person before
    here = stations.station_of(request)
    if here is None or here.station.is_screen:
        return page(request, "org/switch_none.html", {}, status=403)
    if here.moved:
        words = _("这台电脑换了网络，请先用密码登录一次，快速换人才能再用。")
        return _shown(request, here.station, words, 403 if request.method == "POST" else 200, True)
    if request.method != "POST":
        return _shown(request, here.station)
    form = PlaceForm(request.POST)
    form.is_valid()
    user, words = _judged(request, here.station, form.cleaned_data)
    if user is None:
        return _shown(request, here.station, words, 422)
    return _opened(request, here.station, user, form.cleaned_data.get("next", ""))


@public("ending a session needs no right")
@require_POST
def lock(request: Request) -> HttpResponse:
    """Nobody is at the computer: the session ends, and the address waits for the person."""
    here = request.POST.get("next", "")
    shared = sessions.STATION in request.session
    auth.logout(request)
    door = reverse("switch" if shared else "login")
    query = urlencode({"next": here, "locked": "1"}) if here else "locked=1"
    return HttpResponseRedirect(f"{door}?{query}", status=303)


def _judged(request: Request, station: Station, typed: dict[str, Any]) -> tuple[Any, str]:
    """The account, or what is wrong in words; the try is written down either way."""
    badge = quick.badge_with(Secret(typed["badge"])) if typed.get("badge") else None
    means = Means.BADGE if typed.get("badge") else Means.PIN
    if means == Means.BADGE:
        staff = getattr(badge.user, "staff", None) if badge else None
        secret: dict[str, Any] = {"badge": badge}
    else:
        staff = quick.people_of(station).filter(pk=typed.get("person") or 0).first()
        secret = {"pin": Secret(typed.get("pin", ""))}
    user: Any = None
    if staff is not None and staff.user is not None:
        request.changed_by = means  # type: ignore[attr-defined]  # read where sessions begin
        name = staff.user.get_username()
        user = auth.authenticate(request, username=name, station=station, **secret)
    locked = getattr(request, "axes_locked_out", False)
    outcome = Outcome.DONE if user else Outcome.LOCKED if locked else Outcome.WRONG
    change_places(
        by=Access(staff=staff, now=request.access.now, request_id=request.request_id),
        station=station,
        left=request.access.staff,
        means=means,
        outcome=Outcome.BARRED if staff is None else outcome,
        address=address_of(request) or "",
    )
    if means == Means.BADGE:
        return user, _("这个工牌码不能用：已经用过、过期、作废，或者本人最近没有用密码登录过。")
    return user, _("快速密码不对。") if staff else _("请先选人；名单里没有的人用密码登录。")


def _opened(request: Request, station: Station, user: User, asked: str) -> HttpResponse:
    auth.logout(request)  # a new session: nothing of the person before is in it
    auth.login(request, user, backend=BACKEND)
    request.session[STORE_IN_SESSION] = station.store_id
    staff = user.staff
    confirmed = not second_factor.asked()
    access = Access(staff=staff, now=request.access.now, confirmed=confirmed)
    response = redirect(land(request, access, asked))
    response.status_code = 303
    key = stations.new_key()
    stations.replace_key(station, key)
    stations.hand_out(response, request, station, key)
    return response


def _shown(
    request: Request, station: Station, words: str = "", status: int = 200, moved: bool = False
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "station": station,
        "people": [] if moved else list(quick.people_of(station)[:MOST_PEOPLE]),
        "present": request.access.staff_id,
        "chosen": asked.get("person", ""),
        "next": asked.get("next", ""),
        "locked": "locked" in request.GET,
        "words": words,
        "moved": moved,
    }
    return page(request, "org/switch.html", context, status=status)
