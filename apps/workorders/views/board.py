"""The dispatch board: bays across, hours along, and the jobs that wait beside it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from apps.core.clock import SHANGHAI
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.forms.shop import DispatchForm, PlaceForm, SwapForm, TechnicianForm
from apps.workorders.machines import JOB
from apps.workorders.models import BaySlot, Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors import board as read
from apps.workorders.services import dispatch as services

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board(request: Request) -> HttpResponse:
    """The board of a day; it brings scripts of its own, so a boosted visit loads it whole."""
    if request.htmx:
        return HttpResponseClientRedirect(request.get_full_path())
    day = _day(request)
    show = "parts" if request.GET.get("show") == "parts" else ""
    shown = read.board_of(request.access, day, show)
    loads = read.loads(shown.slots)
    people = list(read.technicians(request.access, shown.store)) if shown.may_dispatch else []
    context = {
        "board": shown,
        "show": show,
        "people": [(p, loads.get(p.pk, 0)) for p in people],
        "tray": [(j, read.health(j, request.now), read.blocks_of(j)) for j in shown.tray],
        "rows": [
            (s, read.health(s.job, request.now), read.words_of(s.job, request.now))
            for s in shown.slots
        ],
        "previous": day - dt.timedelta(days=1),
        "next": day + dt.timedelta(days=1),
        "today": read.today(request.access),
        "version": read.version_of(request.access, day),
    }
    return page(request, "workorders/board.html", context)


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board_feed(request: Request) -> HttpResponse:
    """The board as the calendar reads it."""
    return JsonResponse(read.feed_of(request.access, _day(request)))


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def board_version(request: Request) -> HttpResponse:
    """Whether anything moved since: 304 when nothing did."""
    tag = f'"{read.version_of(request.access, _day(request))}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(status=204, headers={"ETag": tag})


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def dispatch_job(request: Request, pk: int) -> HttpResponse:
    """Give a job bay, technician and time: the card dropped on the board, or the form."""
    rows = Job.objects.select_related("order__visit__vehicle__model", "order__store")
    job = request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)

    def show(form: ServiceForm, status: int = 200) -> HttpResponse:
        facts = {"job": job, "form": form, "blocks": read.blocks_of(job)}
        return page(request, "workorders/dispatch.html", facts, status=status)

    if request.method == "GET":
        begin = {"start": _next_slot(request.now), "minutes": _minutes(job)}
        return show(DispatchForm(access=request.access, version=job.version, initial=begin))
    form = DispatchForm(request.POST, access=request.access, version=job.version)
    by = request.access
    return _answer(
        request,
        form,
        lambda f: services.dispatch(by=by, job=job, version=f.row_version, **f.values),
        show,
    )


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def slot(request: Request, pk: int) -> HttpResponse:
    """One slot with what can be done to it."""
    return _slot_page(request, _slot(request, pk))


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def slot_state(request: Request, pk: int) -> HttpResponse:
    """What became of a slot after a drag: its version, and a warning when there is one."""
    row = _slot(request, pk)
    warning = services.overlap_warning(row) if row.cancelled_at is None else ""
    return JsonResponse({"id": row.pk, "version": row.version, "warning": warning})


@policy(Perm.DISPATCH_JOB)
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Another bay, another time, longer or shorter."""
    return _change(request, pk, "place", services.move_slot)


@policy(Perm.DISPATCH_JOB)
@require_POST
def swap(request: Request, pk: int) -> HttpResponse:
    """Change places with another slot."""
    return _change(request, pk, "swap", services.swap_slots)


@policy(Perm.DISPATCH_JOB)
@require_POST
def reassign(request: Request, pk: int) -> HttpResponse:
    """Another technician."""
    return _change(request, pk, "person", services.reassign)


@policy(Perm.DISPATCH_JOB)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Back to the tray."""
    return _change(request, pk, "withdraw", services.withdraw)


FORMS: dict[str, type[ServiceForm]] = {
    "place": PlaceForm,
    "person": TechnicianForm,
    "swap": SwapForm,
    "withdraw": ServiceForm,
}


def _change(request: Request, pk: int, name: str, act: Callable[..., BaySlot]) -> HttpResponse:
    row = _slot(request, pk)
    form = FORMS[name](request.POST, access=request.access, version=row.version)
    return _answer(
        request,
        form,
        lambda f: act(by=request.access, slot=row, version=f.row_version, **f.values),
        lambda f, status: _slot_page(request, row, status, **{name: f}),
    )


def _answer(
    request: Request,
    form: ServiceForm,
    act: Callable[[ServiceForm], BaySlot],
    show: Callable[[ServiceForm, int], HttpResponse],
) -> HttpResponse:
    """A drag gets words and the slot in the way as JSON, a form its page."""
    in_the_way: list[BaySlot] = []

    def do(form: ServiceForm) -> BaySlot:
        try:
            return act(form)
        except services.Occupied as refusal:
            in_the_way.extend([refusal.slot] if refusal.slot else [])
            raise

    def refuse(form: ServiceForm, status: int) -> HttpResponse:
        words = " ".join(str(w) for errors in form.errors.values() for w in errors)
        clash = [{"id": s.pk, "version": s.version} for s in in_the_way]
        return JsonResponse({"words": words, "clash": clash}, status=status)

    dragged = request.headers.get("Accept") == "application/json"
    if dragged:
        return submit(
            request,
            form,
            do=do,
            page=refuse,
            done=lambda row: reverse("workorders:slot_state", args=[row.pk]),
        )
    return submit(request, form, do=do, page=show, done=lambda row: _done(request, row))


def _done(request: Request, row: BaySlot) -> str:
    """Back to the board of the day, with what was planned in words."""
    plate = row.job.order.visit.plate_no
    if row.cancelled_at is not None:
        messages.success(request, _("%(plate)s 已撤回待派工。") % {"plate": plate})
        return reverse("workorders:board")
    words = _("%(plate)s 排在 %(bay)s %(span)s。")
    span = services.span_words(row)
    messages.success(request, words % {"plate": plate, "bay": row.bay, "span": span})
    warning = services.overlap_warning(row)
    if warning:
        messages.warning(request, warning)
    begins: Any = row.during.lower
    return f"{reverse('workorders:board')}?day={begins.astimezone(SHANGHAI):%Y-%m-%d}"


def _slot(request: Request, pk: int) -> BaySlot:
    related = ("bay__unit", "technician", "planned_by", "job__order__visit__vehicle__model")
    rows = BaySlot.objects.select_related(*related)
    found: BaySlot = request.access.get(rows, Perm.VIEW_DISPATCH_BOARD, pk=pk)
    return found


def _slot_page(
    request: Request, row: BaySlot, status: int = 200, **bound: ServiceForm
) -> HttpResponse:
    span: Any = row.during
    access = request.access
    may = access.may(Perm.DISPATCH_JOB, row.job) and row.cancelled_at is None
    minutes = int((span.upper - span.lower).total_seconds() // 60)
    begin = {"bay": row.bay, "start": span.lower, "minutes": minutes, "technician": row.technician}
    forms = {
        name: bound.get(name) or kind(access=access, version=row.version, initial=begin)
        for name, kind in (FORMS.items() if may else ())
    }
    context = {
        "slot": row,
        "job": row.job,
        "span": services.span_words(row),
        "blocks": read.blocks_of(row),
        "forms": forms,
        "options": [o for o in available(JOB, row.job, access) if o.action == "unassign"],
    }
    return page(request, "workorders/slot.html", context, status=status)


def _day(request: Request) -> dt.date:
    """The day asked for; today when none or nonsense was."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or read.today(request.access)


def _next_slot(now: dt.datetime) -> dt.datetime:
    """The next quarter of an hour."""
    step = dt.timedelta(minutes=services.GRID_MINUTES)
    begun = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return begun + step


def _minutes(job: Job) -> int:
    """The standard hours on the grid of the board; an hour where there are none."""
    step = services.GRID_MINUTES
    minutes = -(-int(job.std_hours * 60) // step) * step or 60
    return min(minutes, services.LONGEST_MINUTES)
