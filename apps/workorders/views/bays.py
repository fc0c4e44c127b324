"""Keeping the bays: the list, one bay, when it is out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.dispatching import BayForm, OutageForm
from apps.workorders.models import Bay, BayOutage
from apps.workorders.permissions import Perm
from apps.workorders.selectors.board import outages_ahead
from apps.workorders.selectors.preparation import kept_words
from apps.workorders.services.bays import close_bay, reopen_bay, save_bay

if TYPE_CHECKING:
    from apps.core.requests import Request

ROWS = 50
FIELDS = ("unit", "code", "name", "kind", "high_voltage", "active")


@policy(Perm.CHANGE_BAY)
@require_GET
def bays(request: Request) -> HttpResponse:
    """The bays of the stores in reach, with what is out of use now or soon."""
    rows = Bay.objects.visible_to(request.access, Perm.CHANGE_BAY).select_related("unit", "store")
    ahead = outages_ahead(request.access.now)
    rows = rows.prefetch_related(Prefetch("outages", ahead, to_attr="ahead"))
    found = BoundedPaginator(rows.order_by("store__path", "unit__path", "code"), ROWS)
    context = {"page": found.get_page(request.GET.get("page"))}
    return page(request, "workorders/bays.html", context)


@policy(Perm.CHANGE_BAY)
@require_http_methods(["GET", "POST"])
def bay_new(request: Request) -> HttpResponse:
    """A new bay."""
    return _edit(request, None)


@policy(Perm.CHANGE_BAY)
@require_http_methods(["GET", "POST"])
def bay(request: Request, pk: int) -> HttpResponse:
    """One bay: its facts and its outages."""
    rows = Bay.objects.select_related("unit", "store")
    return _edit(request, request.access.get(rows, Perm.CHANGE_BAY, pk=pk))


@policy(Perm.CHANGE_BAY)
@require_POST
def bay_close(request: Request, pk: int) -> HttpResponse:
    """The bay is out of use for a time."""
    row: Bay = request.access.get(Bay.objects.select_related("unit"), Perm.CHANGE_BAY, pk=pk)
    return submit(
        request,
        OutageForm(request.POST, access=request.access),
        do=lambda f: close_bay(by=request.access, bay=row, **f.values),
        page=lambda f, status: _page(request, row, _form(request, row), status, closing=f),
        done=lambda outage: _closed(request, row, outage),
    )


@policy(Perm.CHANGE_BAY)
@require_POST
def bay_reopen(request: Request, pk: int) -> HttpResponse:
    """The bay is in use again."""
    rows = BayOutage.objects.select_related("bay__unit")
    outage: BayOutage = request.access.get(rows, Perm.CHANGE_BAY, pk=pk)
    row = outage.bay
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda f: reopen_bay(by=request.access, outage=outage, version=f.row_version),
        page=lambda f, status: _page(request, row, _form(request, row), status, reopening=f),
        done=lambda _row: _done(request, row, _("工位恢复使用。")),
    )


def _edit(request: Request, row: Bay | None) -> HttpResponse:
    if request.method == "GET":
        return _page(request, row, _form(request, row))
    form = BayForm(request.POST, access=request.access, version=row.version if row else None)
    return submit(
        request,
        form,
        do=lambda f: save_bay(by=request.access, bay=row, version=f.row_version, **f.values),
        page=lambda f, status: _page(request, row, f, status),
        done=lambda saved: _done(request, saved, _("工位已保存。")),
    )


def _form(request: Request, row: Bay | None) -> BayForm:
    begin = {name: getattr(row, name) for name in FIELDS} if row else {"active": True}
    version = row.version if row else None
    return BayForm(access=request.access, version=version, initial=begin)


def _page(
    request: Request,
    row: Bay | None,
    form: BayForm,
    status: int = 200,
    *,
    closing: OutageForm | None = None,
    reopening: ServiceForm | None = None,
) -> HttpResponse:
    begin = {"starts_at": request.access.now}
    context = {
        "bay": row,
        "form": form,
        "closing": closing or OutageForm(access=request.access, initial=begin, auto_id="id_out_%s"),
        "reopening": reopening or ServiceForm(access=request.access),
        "outages": _outages(row),
    }
    return page(request, "workorders/bay.html", context, status=status)


def _outages(row: Bay | None) -> list[BayOutage]:
    if row is None:
        return []
    rows = row.outages.standing().select_related("recorded_by")
    return list(rows.order_by("-during")[:20])


def _closed(request: Request, row: Bay, outage: BayOutage) -> str:
    kept = kept_words(outage, request.access)
    if kept:
        messages.warning(request, kept)
    return _done(request, row, _("已登记停用。"))


def _done(request: Request, row: Bay, words: str) -> str:
    messages.success(request, words)
    return reverse("workorders:bay", args=[row.pk])
