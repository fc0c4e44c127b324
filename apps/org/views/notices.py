"""One's own bell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import signed_in
from apps.core.responses import page
from apps.org.selectors.notices import notices_of
from apps.org.services.notices import open_notice, read_all

if TYPE_CHECKING:
    from apps.core.requests import Request

ON_PAGE = 50
MOST_SHOWN = 99


@signed_in("one's own notices")
@require_GET
def notices(request: Request) -> HttpResponse:
    """What rang this person, newest first."""
    rows = notices_of(request.access)
    found = BoundedPaginator(rows, ON_PAGE).get_page(request.GET.get("page"))
    return page(request, "org/notices.html", {"page": found})


@signed_in("one's own notices")
@require_GET
def bell(request: Request) -> HttpResponse:
    """How many wait, and the newest of them for the screen to ring with."""
    unread = list(notices_of(request.access).unread()[: MOST_SHOWN + 1])
    shown = {"count": len(unread), "most": MOST_SHOWN, "newest": unread[0] if unread else None}
    return render(request, "components/bell.html", shown)


@signed_in("one's own notices")
@require_POST
def open_(request: Request, pk: int) -> HttpResponse:
    """To the page the notice is about; it counts as read."""
    notice = notices_of(request.access).filter(pk=pk).first()
    if notice is None:
        raise Http404
    return HttpResponseRedirect(open_notice(by=request.access, notice=notice).page, status=303)


@signed_in("one's own notices")
@require_POST
def read(request: Request) -> HttpResponse:
    """All of them count as read."""
    read_all(by=request.access)
    return redirect("org:notices")
