"""The dispatch board: bays across, hours along, and the jobs that wait beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from apps.core.policy import policy
from apps.core.responses import page
from apps.org.access import Access
from apps.workorders.permissions import Perm
from apps.workorders.selectors import board as read
from apps.workorders.services import overruns
from apps.workorders.services.watching import watch_promises

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.models import OrgUnit

TWO = 2
RING_EVERY = 60  # seconds


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board(request: Request) -> HttpResponse:
    """The board of a day; it brings scripts of its own, so a boosted visit loads it whole."""
    if request.htmx:
        return HttpResponseClientRedirect(request.get_full_path())
    day, days = day_of(request), days_of(request)
    show = "parts" if request.GET.get("show") == "parts" else ""
    shown = read.board_of(request.access, day, show, days)
    context = {
        "board": shown,
        "show": show,
        "people": shown.strip.technicians if shown.strip and shown.may_dispatch else [],
        "previous": day - dt.timedelta(days=days),
        "next": day + dt.timedelta(days=days),
        "today": read.today(request.access),
        "version": read.version_of(request.access, day, days),
        "may_keep_bays": request.access.can(Perm.CHANGE_BAY),
    }
    return page(request, "workorders/board.html", context)


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board_feed(request: Request) -> HttpResponse:
    """The board as the calendar reads it."""
    return JsonResponse(read.feed_of(request.access, day_of(request), days_of(request)))


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board_version(request: Request) -> HttpResponse:
    """Whether anything moved since: 304 when nothing did; what time does is applied on the way."""
    store = read.store_of(request.access)
    if store is not None:
        apply_time(request, store)
    tag = f'"{read.version_of(request.access, day_of(request), days_of(request))}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(status=204, headers={"ETag": tag})


def apply_time(request: Request, store: OrgUnit) -> None:
    """Whoever watches a board lets overruns push, and promises ring once a minute."""
    nobody = Access(staff=None, now=request.access.now, request_id=request.access.request_id)
    if overruns.due(store, nobody.now):
        overruns.push_overruns(by=nobody, store=store)
    if cache.add(f"promises:{store.pk}", "", RING_EVERY):
        watch_promises(by=nobody, store=store)


def day_of(request: Request) -> dt.date:
    """The day asked for; today when none or nonsense was."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or read.today(request.access)


def days_of(request: Request) -> int:
    """One day or two."""
    return TWO if request.GET.get("days") == "2" else 1
