"""Shared computers and wall screens: the list, enrolling one, taking one out, typing the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.client import device_of
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy, public
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.org import stations as known
from apps.org.access import Access
from apps.org.models import Station
from apps.org.permissions import Perm
from apps.org.selectors.stations import code_given, stations_of
from apps.org.services import stations as services
from apps.org.station_forms import PairForm, StationForm, StationStepForm

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.core.secret import Secret

ROWS = 50
SCREEN_PAGES = {
    Station.Kind.WORKSHOP: "workorders:wall",
    Station.Kind.LOUNGE: "workorders:lounge",
    Station.Kind.SHARED: "login",
}


@policy(Perm.CHANGE_STATION)
@require_http_methods(["GET", "POST"])
def stations(request: Request) -> HttpResponse:
    """The devices in reach; posted to, a new one with its code."""
    if request.method == "GET":
        store = request.access.store
        form = StationForm(access=request.access, initial={"store": store.pk if store else None})
        return _list(request, form)
    code = known.new_code()
    form = StationForm(request.POST, access=request.access)
    made: list[Station] = []
    response = submit(
        request,
        form,
        do=lambda f: services.enrol(
            by=request.access, code=code, **{k: v for k, v in f.values.items() if k != "here"}
        ),
        page=lambda f, status: _list(request, f, status),
        done=lambda row: _made(made, row),
    )
    if not made:
        return response
    if form.cleaned_data["here"] and code_given(made[0], code):
        return _paired(request, code)
    return _code_shown(request, made[0], code)


@policy(Perm.CHANGE_STATION)
@require_POST
def station_code(request: Request, pk: int) -> HttpResponse:
    """Another code for a device that has lost its cookie."""
    row: Station = request.access.get(Station.objects.all(), Perm.CHANGE_STATION, pk=pk)
    code = known.new_code()
    response = submit(
        request,
        StationStepForm(request.POST, access=request.access),
        do=lambda f: services.renew_code(
            by=request.access, station=row, version=f.row_version, code=code
        ),
        page=lambda f, status: _list(request, None, status, f),
        done=lambda _row: reverse("org:stations"),
    )
    return _code_shown(request, row, code) if response.status_code == 303 else response


@policy(Perm.CHANGE_STATION)
@require_POST
def station_revoke(request: Request, pk: int) -> HttpResponse:
    """The device is out of use."""
    row: Station = request.access.get(Station.objects.all(), Perm.CHANGE_STATION, pk=pk)
    return submit(
        request,
        StationStepForm(request.POST, access=request.access),
        do=lambda f: services.revoke(
            by=request.access,
            station=row,
            version=f.row_version,
            reason=f.cleaned_data["reason"],
        ),
        page=lambda f, status: _list(request, None, status, f),
        done=lambda _row: _said(request, _("已停用，在那台设备上打开的登录都已退出。")),
    )


@public("the code typed here was given out by somebody with the right, for once and for minutes")
@require_http_methods(["GET", "POST"])
def screen(request: Request) -> HttpResponse:
    """The door of a device: what it is, or where to type the code that makes it one."""
    request.at_step = True
    here = known.station_of(request)
    if request.method == "GET":
        if here is not None and here.station.is_screen and "new" not in request.GET:
            return redirect(SCREEN_PAGES[Station.Kind(here.station.kind)])
        first = {"code": request.GET.get("code", "")}
        context = {"form": PairForm(initial=first), "station": here.station if here else None}
        return page(request, "org/screen.html", context)
    form = PairForm(request.POST)
    if not form.is_valid():
        return page(request, "org/screen.html", {"form": form}, status=422)
    try:
        return _paired(request, form.cleaned_data["code"])
    except Refused as refusal:
        form.add_error("code", str(refusal.message))
        return page(request, "org/screen.html", {"form": form}, status=409)


def _paired(request: Request, code: Secret) -> HttpResponse:
    key = known.new_key()
    station = services.pair(
        by=Access(staff=None, now=request.access.now, request_id=request.request_id),
        code=code,
        key=key,
        client=device_of(request),
        network=known.network_of(request),
    )
    response = redirect(SCREEN_PAGES[Station.Kind(station.kind)])
    if request.user.is_authenticated and not station.is_screen:
        messages.success(request, _("这台电脑登记为“%(name)s”。") % {"name": station.name})
        response = redirect("org:stations")
    response.status_code = 303
    known.hand_out(response, request, station, key)
    return response


def _code_shown(request: Request, station: Station, code: Secret) -> HttpResponse:
    """The code, once; the answer to a press done twice has none."""
    given = code_given(station, code)
    address = request.build_absolute_uri(reverse("screen"))
    plain = code.reveal() if given else ""
    context = {
        "station": station,
        "code": plain,
        "address": address,
        "link": f"{address}?code={plain}",
        "minutes": known.figure("pairing_minutes", station.store_id),
    }
    return render(request, "org/station_code.html", context)


def _list(
    request: Request, form: StationForm | None, status: int = 200, step: Any = None
) -> HttpResponse:
    found = BoundedPaginator(stations_of(request.access, request.GET.get("show", "")), ROWS)
    context = {
        "found": found.get_page(request.GET.get("page")),
        "show": request.GET.get("show", ""),
        "form": form or StationForm(access=request.access),
        "words": [str(w) for errors in step.errors.values() for w in errors] if step else [],
    }
    return page(request, "org/stations.html", context, status=status)


def _made(made: list[Station], row: Station) -> str:
    made.append(row)
    return reverse("org:stations")


def _said(request: Request, words: str) -> str:
    messages.success(request, words)
    return reverse("org:stations")
