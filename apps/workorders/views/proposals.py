"""Proposals: the best places of a job, filling a day from the tray, what goes on tomorrow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.clock import SHANGHAI, business_day
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.workorders.conflicts import HARD, Plan, clock_words
from apps.workorders.forms.shop import TechnicianField
from apps.workorders.models import Bay, BaySlot, Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors import board as read
from apps.workorders.selectors import proposals
from apps.workorders.selectors.floor import Person
from apps.workorders.selectors.people import clocking_staff
from apps.workorders.services.carrying import Pick, fill_day, roll_forward
from apps.workorders.services.placing import against
from apps.workorders.views.board import day_of
from apps.workorders.views.dispatching import slot_in_reach

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request
    from apps.org.models import OrgUnit
    from apps.workorders.suggestions import Suggestion

PARTS_OF_A_PICK = 6


@policy(Perm.DISPATCH_JOB)
@require_GET
def suggest(request: Request, pk: int) -> HttpResponse:
    """The best places of a job, as the board shows them."""
    rows = Job.objects.select_related("order__visit", "store")
    job = request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)
    found = proposals.for_job(job, request.access.now)
    return JsonResponse({"found": [_told(s) for s in found]})


def _told(found: Suggestion) -> dict[str, Any]:
    start = found.plan.start.astimezone(SHANGHAI)
    return {
        "bay": found.plan.bay.pk,
        "technician": found.person.staff.pk,
        "start": f"{start:%Y-%m-%d %H:%M}",
        "minutes": found.minutes,
        "title": f"{found.plan.bay.name} · {found.person.staff.name}",
        "when": f"{start:%m-%d} {clock_words(found.plan.start, found.plan.end)}",
        "reasons": found.reasons,
        "warnings": [c.words for c in found.warnings],
        "accepted": found.accepted,
    }


@policy(Perm.DISPATCH_JOB)
@require_GET
def check(request: Request) -> HttpResponse:
    """What stands against a place, asked while a card is still in the air."""
    asked = request.GET
    if not (asked.get("slot") or asked.get("job")):
        return JsonResponse({"conflicts": []})
    slot = slot_in_reach(request, _number(asked.get("slot"))) if asked.get("slot") else None
    if slot is None:
        rows = Job.objects.select_related("order__visit", "store")
        job: Job = request.access.get(rows, Perm.DISPATCH_JOB, pk=_number(asked.get("job")))
    else:
        job = slot.job
    bays = Bay.objects.select_related("store", "unit")
    bay = request.access.get(bays, Perm.VIEW_DISPATCH_BOARD, pk=_number(asked.get("bay")))
    start = parse_datetime(asked.get("start", ""))
    if start is None:
        raise Http404
    start = start.replace(tzinfo=SHANGHAI)
    end = start + dt.timedelta(minutes=max(15, min(_number(asked.get("minutes")), 720)))
    wanted = _number(asked.get("technician") or 0)
    found = clocking_staff(request.access.now).filter(pk=wanted).first()
    who = found or (slot.technician if slot else None)
    person = Person(who, {}, {}, [], []) if who else None
    against_it = against(Plan(job, bay, person, start, end, slot), now=request.access.now)
    told = [{"code": c.code, "words": c.words, "hard": c.code in HARD} for c in against_it]
    return JsonResponse({"conflicts": told})


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def fill(request: Request) -> HttpResponse:
    """A place for every job of the tray on a day; ticked lines are planned together."""
    store, day = _store(request), max(day_of(request), business_day(request.access.now))

    def lines() -> list[proposals.Line]:
        return proposals.for_tray(request.access, store, day)

    def said(count: int) -> str:
        return ngettext("已安排 %(n)d 个项目。", "已安排 %(n)d 个项目。", count) % {"n": count}

    return _proposal(request, "fill", day, lines=lines, act=fill_day, said=said)


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def carry(request: Request) -> HttpResponse:
    """What will not be finished today, with its place from tomorrow on."""
    store, day = _store(request), business_day(request.access.now)

    def lines() -> list[proposals.Line]:
        return proposals.left_over(request.access, store)

    def said(count: int) -> str:
        return ngettext("已结转 %(n)d 个项目。", "已结转 %(n)d 个项目。", count) % {"n": count}

    return _proposal(request, "carry", day, lines=lines, act=roll_forward, said=said)


def _proposal(
    request: Request,
    kind: str,
    day: dt.date,
    *,
    lines: Callable[[], list[proposals.Line]],
    act: Callable[..., int],
    said: Callable[[int], str],
) -> HttpResponse:
    form = ServiceForm(request.POST or None, access=request.access)

    def show(form: ServiceForm, status: int = 200) -> HttpResponse:
        rows = lines()
        context = {"lines": rows, "form": form, "kind": kind, "day": day}
        context["placed"] = sum(1 for line in rows if line.suggestion)
        return page(request, "workorders/proposal.html", context, status=status)

    if request.method == "GET":
        return show(ServiceForm(access=request.access))

    def done(count: int) -> str:
        messages.success(request, said(count))
        return f"{reverse('workorders:board')}?day={day:%Y-%m-%d}"

    return submit(
        request,
        form,
        do=lambda _f: act(by=request.access, picks=_picks(request)),
        page=show,
        done=done,
    )


def _picks(request: Request) -> list[Pick]:
    """The ticked lines, each inside the reach of who sends them."""
    values = request.POST.getlist("pick")
    if not values:
        raise Refused(_("请至少勾选一行。"))
    return [_pick(request, value) for value in values]


def _pick(request: Request, value: str) -> Pick:
    head, __, moment = value.partition("@")
    parts, start = head.split(":"), parse_datetime(moment)
    if len(parts) != PARTS_OF_A_PICK or start is None:
        raise Refused(_("提交的安排看不懂，请刷新后再试。"))
    kind, *numbers = parts
    row, version, bay, technician, minutes = (_number(n) for n in numbers)
    access = request.access
    people = TechnicianField(perm=Perm.DISPATCH_JOB)
    people.limit_to(access)
    bays = Bay.objects.select_related("unit", "store")
    facts = {
        "bay": access.get(bays, Perm.DISPATCH_JOB, pk=bay),
        "technician": people.clean(technician),
        "start": start,
        "minutes": minutes,
        "version": version,
    }
    if kind == "slot":
        slots = BaySlot.objects.select_related("bay", "job__order__visit")
        return Pick(slot=access.get(slots, Perm.DISPATCH_JOB, pk=row), **facts)
    jobs = Job.objects.select_related("order__visit", "store")
    return Pick(job=access.get(jobs, Perm.DISPATCH_JOB, pk=row), **facts)


def _store(request: Request) -> OrgUnit:
    store = read.store_of(request.access)
    if store is None:
        raise Http404
    return store


def _number(text: object) -> int:
    try:
        return int(str(text))
    except ValueError:
        raise Http404 from None
