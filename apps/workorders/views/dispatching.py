"""One card: giving it a place, moving it, changing its technician, taking it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.clock import SHANGHAI
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.conflicts import span_words
from apps.workorders.forms.dispatching import (
    DispatchForm,
    PinForm,
    PlaceForm,
    SwapForm,
    TechnicianForm,
)
from apps.workorders.machines import JOB
from apps.workorders.models import BaySlot, Job, SlotMove
from apps.workorders.permissions import Perm
from apps.workorders.selectors import cards, proposals
from apps.workorders.selectors.card_facts import one_card
from apps.workorders.selectors.floor import span_of
from apps.workorders.services import dispatch as services
from apps.workorders.services.placing import GRID_MINUTES, Occupied, Warned
from apps.workorders.services.undoing import undo
from apps.workorders.suggestions import length_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request

LAST_MOVES = 8


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def dispatch_job(request: Request, pk: int) -> HttpResponse:
    """Give a job bay, technician and time: the card dropped on the board, or the form."""
    rows = Job.objects.select_related("order__visit__vehicle__model", "order__store", "store")
    job = request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)

    def show(form: ServiceForm, status: int = 200) -> HttpResponse:
        found = proposals.for_job(job, request.access.now) if job.state == "pending" else []
        facts = {"job": job, "form": form, "signs": cards.signs_of(job), "suggestions": found}
        return page(request, "workorders/dispatch.html", facts, status=status)

    if request.method == "GET":
        minutes = int(length_of(job).total_seconds() // 60)
        begin = {"start": _next_slot(request.access.now), "minutes": minutes}
        return show(DispatchForm(access=request.access, version=job.version, initial=begin))
    form = DispatchForm(request.POST, access=request.access, version=job.version)
    by = request.access
    return answer(
        request,
        form,
        lambda f: services.dispatch(by=by, job=job, version=f.row_version, **f.values),
        show,
    )


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def slot(request: Request, pk: int) -> HttpResponse:
    """One slot with what can be done to it."""
    return _slot_page(request, slot_in_reach(request, pk))


@policy(Perm.VIEW_DISPATCH_BOARD)
@require_GET
def slot_state(request: Request, pk: int) -> HttpResponse:
    """What became of a slot after a drag: its version, and the act that can be taken back."""
    row = slot_in_reach(request, pk)
    last = row.moves.first()
    mine = last if last and last.by_id == request.access.staff_id else None
    words = " ".join(mine.overridden) if mine else ""
    url = reverse("workorders:slot_undo", args=[mine.pk]) if mine else ""
    return JsonResponse({"id": row.pk, "version": row.version, "warning": words, "undo": url})


@policy(Perm.DISPATCH_JOB)
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Another bay, another time, longer or shorter."""
    return _change(request, pk, "place", services.move_slot)


@policy(Perm.DISPATCH_JOB)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Another span of time for the same job."""
    return _change(request, pk, "more", services.add_slot)


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


@policy(Perm.DISPATCH_JOB)
@require_POST
def pin(request: Request, pk: int) -> HttpResponse:
    """Not to be pushed by others, or to be pushed again."""
    return _change(request, pk, "pin", services.pin)


@policy(Perm.DISPATCH_JOB)
@require_POST
def undo_move(request: Request, pk: int) -> HttpResponse:
    """Take back one's own last change."""
    rows = SlotMove.objects.select_related("slot__job__order__visit", "from_bay", "to_bay")
    last: SlotMove = request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)
    return answer(
        request,
        ServiceForm(request.POST, access=request.access),
        lambda _f: undo(by=request.access, move=last),
        lambda f, status: _slot_page(request, last.slot, status, withdraw=f),
    )


FORMS: dict[str, type[ServiceForm]] = {
    "place": PlaceForm,
    "more": PlaceForm,
    "person": TechnicianForm,
    "swap": SwapForm,
    "withdraw": ServiceForm,
    "pin": PinForm,
}


def _change(request: Request, pk: int, name: str, act: Callable[..., BaySlot]) -> HttpResponse:
    row = slot_in_reach(request, pk)
    form = FORMS[name](request.POST, access=request.access, version=row.version)
    return answer(
        request,
        form,
        lambda f: act(by=request.access, slot=row, version=f.row_version, **f.values),
        lambda f, status: _slot_page(request, row, status, **{name: f}),
    )


def answer(
    request: Request,
    form: ServiceForm,
    act: Callable[[ServiceForm], BaySlot],
    show: Callable[[ServiceForm, int], HttpResponse],
    *,
    back: str = "",
) -> HttpResponse:
    """A drag gets words, warnings and the slot in the way as JSON, a form its page."""
    said: dict[str, list[Any]] = {"clash": [], "warnings": []}

    def do(form: ServiceForm) -> BaySlot:
        try:
            return act(form)
        except Occupied as refusal:
            found = [refusal.slot] if refusal.slot else []
            said["clash"] = [{"id": s.pk, "version": s.version} for s in found]
            raise
        except Warned as refusal:
            said["warnings"] = [[c.code, c.words] for c in refusal.warnings]
            form.accept([c.code for c in refusal.warnings])  # type: ignore[attr-defined]  # of PlanForm
            raise

    def refuse(form: ServiceForm, status: int) -> HttpResponse:
        words = " ".join(str(w) for errors in form.errors.values() for w in errors)
        return JsonResponse({"words": words, **said}, status=status)

    if request.headers.get("Accept") == "application/json":
        return submit(
            request,
            form,
            do=do,
            page=refuse,
            done=lambda row: reverse("workorders:slot_state", args=[row.pk]),
        )
    return submit(request, form, do=do, page=show, done=lambda row: _done(request, row, back))


def _done(request: Request, row: BaySlot, back: str = "") -> str:
    """Back to where it came from, else the board of the day, with what was planned in words."""
    plate = row.job.order.visit.plate_no
    if row.cancelled_at is not None:
        messages.success(request, _("%(plate)s 已撤回待派工。") % {"plate": plate})
        return reverse("workorders:board")
    words = _("%(plate)s 排在 %(bay)s %(span)s。")
    messages.success(request, words % {"plate": plate, "bay": row.bay, "span": span_words(row)})
    last = row.moves.first()
    for warning in last.overridden if last else []:
        messages.warning(request, warning)
    begins = span_of(row)[0].astimezone(SHANGHAI)
    return back or f"{reverse('workorders:board')}?day={begins:%Y-%m-%d}"


def slot_in_reach(request: Request, pk: int) -> BaySlot:
    """A slot the person may see."""
    related = ("bay__unit", "bay__store", "technician", "planned_by")
    rows = BaySlot.objects.select_related(*related, "job__order__visit__vehicle__model")
    found: BaySlot = request.access.get(rows, Perm.VIEW_DISPATCH_BOARD, pk=pk)
    return found


def _slot_page(
    request: Request, row: BaySlot, status: int = 200, **bound: ServiceForm
) -> HttpResponse:
    access = request.access
    may = access.may(Perm.DISPATCH_JOB, row.job) and row.cancelled_at is None
    start, end = span_of(row)
    minutes = int((end - start).total_seconds() // 60)
    begin = {"bay": row.bay, "start": start, "minutes": minutes, "technician": row.technician}
    after = {**begin, "start": end}
    forms = {
        name: bound.get(name)
        or kind(
            access=access,
            version=row.version,
            initial={**(after if name == "more" else begin), "pinned": not row.pinned},
            auto_id=f"id_{name}_%s",
        )
        for name, kind in (FORMS.items() if may else ())
    }
    context = {
        "slot": row,
        "job": row.job,
        "job_open": access.may(Perm.VIEW_JOB, row.job),
        "card": one_card(row, request.access.now),
        "moves": row.moves.select_related("by", "from_bay", "to_bay")[:LAST_MOVES],
        "forms": forms,
        "options": [o for o in available(JOB, row.job, access) if o.action == "unassign"],
    }
    return page(request, "workorders/slot.html", context, status=status)


def _next_slot(now: dt.datetime) -> dt.datetime:
    """The next quarter of an hour."""
    begun = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return begun + dt.timedelta(minutes=GRID_MINUTES)
