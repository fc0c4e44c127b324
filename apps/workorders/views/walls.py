"""The boards on the walls: the workshop's and the lounge's, and whether anything changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.core.clock import SHANGHAI
from apps.core.policy import policy
from apps.org.models import Station
from apps.workorders.permissions import Perm
from apps.workorders.selectors import lounge as waiting
from apps.workorders.selectors import walls as read
from apps.workorders.views.board import apply_time

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.workorders.selectors.walls import Sight

WORKSHOP, LOUNGE = Station.Kind.WORKSHOP, Station.Kind.LOUNGE


@policy(Perm.VIEW_DISPATCH_BOARD, screen=WORKSHOP)
@require_GET
def wall(request: Request) -> HttpResponse:
    """The workshop's board in large type."""
    sight = _sight(request, Perm.VIEW_DISPATCH_BOARD)
    context = {"wall": read.wall_of(sight), "tag": read.wall_version(sight)}
    return _board(request, "wall", sight, context)


@policy(Perm.VIEW_DISPATCH_BOARD, screen=WORKSHOP)
@require_GET
def wall_version(request: Request) -> HttpResponse:
    """Whether anything moved since: 304 when nothing did; what time does is applied on the way."""
    sight = _sight(request, Perm.VIEW_DISPATCH_BOARD)
    apply_time(request, sight.store)
    return _tagged(request, read.wall_version(sight))


@policy(Perm.VIEW_LOUNGE_BOARD, screen=LOUNGE)
@require_GET
def lounge(request: Request) -> HttpResponse:
    """The cars of the house as those who wait for them may see them: no name, no money."""
    sight = _sight(request, Perm.VIEW_LOUNGE_BOARD)
    context = {
        "lounge": waiting.lounge_of(sight),
        "steps": waiting.STEPS,
        "tag": waiting.lounge_version(sight),
    }
    return _board(request, "lounge", sight, context)


@policy(Perm.VIEW_LOUNGE_BOARD, screen=LOUNGE)
@require_GET
def lounge_version(request: Request) -> HttpResponse:
    """Whether anything changed since: 304 when nothing did."""
    sight = _sight(request, Perm.VIEW_LOUNGE_BOARD)
    return _tagged(request, waiting.lounge_version(sight))


def _sight(request: Request, perm: Perm) -> Sight:
    """Of a screen its store; of a person the store they work in, else the first in reach."""
    now = request.access.now.astimezone(SHANGHAI)
    if request.station is not None:
        return read.Sight(request.station.store, now, None)
    access = request.access
    stores = access.stores(perm)
    own = access.store
    store = own if own is not None and stores.filter(pk=own.pk).exists() else stores.first()
    if store is None:
        raise Http404
    return read.Sight(store, now, access)


def _board(request: Request, name: str, sight: Sight, context: dict[str, Any]) -> HttpResponse:
    theme = "light" if request.GET.get("theme") == "light" else "dark"
    frame = {"store": sight.store, "now": sight.now, "theme": theme, "screen": request.station}
    part = "#board" if request.headers.get("X-Watching") == "1" else ""
    return render(request, f"workorders/{name}.html{part}", frame | context)


def _tagged(request: Request, version: str) -> HttpResponse:
    tag = f'"{version}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(status=204, headers={"ETag": tag})
