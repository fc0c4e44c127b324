"""The technician's phone: my day, my jobs, one car at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day
from apps.core.files import files_of
from apps.core.policy import policy, public
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.clocks import figure, tapped
from apps.workorders.forms import phone as forms
from apps.workorders.forms.checks import ChecklistForm
from apps.workorders.machines import JOB
from apps.workorders.models import Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors import hours
from apps.workorders.selectors import jobs as read
from apps.workorders.services import clocking
from apps.workorders.services.readings import VOICE
from apps.workorders.views.queued import answered, is_queued, of_another, refused

if TYPE_CHECKING:
    from apps.core.requests import Request

FORMS: dict[str, type[forms.PhoneForm]] = {
    "confirm": forms.ConfirmForm,
    "isolate": forms.LockOutForm,
    "restore": forms.RestoreForm,
    "quarantine": forms.QuarantineForm,
    "start": forms.PhoneForm,
    "resume": forms.PhoneForm,
    "pause": forms.PauseForm,
    "finding": forms.FindingForm,
    "ask": forms.AskForm,
    "voice": forms.VoiceForm,
    "reading": forms.ReadingForm,
    "part": forms.AskPartForm,
    "finish": ChecklistForm,
}
TURNS = {"on": clocking.clock_on, "break": clocking.take_break, "off": clocking.clock_off}
OWN_IDS = ("reading", "quarantine", "part", "voice", "restore", "isolate", "ask")
OPTION_OF = {"finish": "self_check"}


@policy(Perm.CLOCK_JOB)
@require_GET
def my_jobs(request: Request) -> HttpResponse:
    """The clock that runs, and my unfinished jobs in the order of today's slots."""
    return _day_page(request)


@policy(Perm.CLOCK_JOB)
@require_POST
def clock(request: Request, turn: str) -> HttpResponse:
    """上班, 休息, 下班."""
    if turn not in TURNS:
        raise Http404
    form, queued = forms.PhoneForm(request.POST, access=request.access), is_queued(request)
    other = of_another(request)
    if other is not None:
        return other

    def do(f: forms.PhoneForm) -> object:
        return TURNS[turn](by=tapped(request.access, f.tapped))

    def show(f: forms.PhoneForm, status: int) -> HttpResponse:
        if queued:
            return refused(f, status)
        messages.error(request, " ".join(str(e) for errors in f.errors.values() for e in errors))
        return _day_page(request, status)

    answer = submit(request, form, do=do, page=show, done=lambda _r: reverse("workorders:my_jobs"))
    return answered(answer) if queued else answer


@policy(Perm.CLOCK_JOB)
@require_GET
def my_hours(request: Request) -> HttpResponse:
    """The credited hours of this month, job by job."""
    access = request.access
    day = business_day(access.now)
    rows = list(hours.credited_rows(access, day.replace(day=1), day))
    context = {"rows": rows, "credit": hours.credit_of(access), "day": day}
    return page(request, "workorders/my_hours.html", context)


@policy(Perm.VIEW_JOB)
@require_GET
def job(request: Request, pk: int) -> HttpResponse:
    """One job: the car, what to do, and the one next step; the code on the card leads here."""
    return job_page(request, job_of(request, pk))


@policy(Perm.VIEW_JOB)
@require_GET
@csp_update({"script-src": "'wasm-unsafe-eval'"})  # type: ignore[arg-type]  # our own request
def scan(request: Request) -> HttpResponse:
    """The camera reads the code on a job card and opens the job."""
    return page(request, "workorders/scan.html", {})


@public("a script without data; it keeps the phone's pages for a cellar")
@require_GET
def worker(request: Request) -> HttpResponse:
    """The script that answers the phone's pages while there is no network."""
    return render(request, "workorders/worker.js", content_type="text/javascript")


def _day_page(request: Request, status: int = 200) -> HttpResponse:
    access = request.access
    running = hours.running_clock(access)
    context = {
        "jobs": hours.ordered_jobs(access, running),
        "running": running,
        "credit": hours.credit_of(access),
        "turn": forms.PhoneForm(access=access),
    }
    return page(request, "workorders/my_jobs.html", context, status=status)


def job_of(request: Request, pk: int) -> Job:
    """A released job in reach."""
    related = ("order__visit__vehicle__model", "order__advisor", "guardian", "unit")
    rows = Job.objects.released().select_related(*related)
    found: Job = request.access.get(rows, Perm.VIEW_JOB, pk=pk)
    return found


def form_of(
    request: Request, row: Job, name: str, *, kind: type[forms.PhoneForm] | None = None
) -> forms.PhoneForm:
    """The form of a step as it was sent."""
    kind = kind or FORMS[name]
    more: dict[str, Any] = {"job": row} if issubclass(kind, ChecklistForm) else {}
    return kind(request.POST, request.FILES, access=request.access, auto_id=ids_of(name), **more)


def ids_of(name: str) -> str:
    """Ids of the fields of a step that share their names with another one's on the page."""
    return f"id_{name}_%s" if name in OWN_IDS else "id_%s"


def job_page(
    request: Request, row: Job, status: int = 200, **bound: forms.PhoneForm
) -> HttpResponse:
    """The page of a job, with a refused form as it was typed."""
    access = request.access
    running = read.runs_on(row, access)
    team = list(row.assignments.select_related("staff"))
    mine = access.staff_id in {a.staff_id for a in team}
    lockout = row.lockouts.select_related("guardian", "technician", "bay").last()
    standing = lockout if lockout and lockout.restored_at is None else None
    steps = {o.action: o for o in available(JOB, row, access)}
    step = read.next_step(row, mine=mine, running=running, lockout=standing)
    option = steps.get(OPTION_OF.get(step, step))
    blocked = option is not None and not option.allowed and step not in {"confirm", "finish"}
    context = {
        "job": row,
        "visit": row.order.visit,
        "checkin": getattr(row.order.visit, "checkin", None),
        "statements": row.order.visit.statements.all(),
        "team": team,
        "findings": row.findings.select_related("reported_by"),
        "consults": row.consults.select_related("asked_by", "answered_by"),
        "readings": row.readings.select_related("taken_by"),
        "voices": files_of(row, VOICE),
        "voice_seconds": figure("workorders.voice_seconds", access.now, row.store_id),
        "lockout": lockout,
        "quarantine": row.order.quarantines.standing().first() if row.high_voltage else None,
        "running": running,
        "hours": read.hours_of(row, access.now),
        "mine": mine,
        "step": step,
        "at": "" if blocked else step,
        "option": option,
        "guard_url": request.build_absolute_uri(reverse("workorders:lockout", args=[lockout.pk]))
        if lockout
        else "",
        "busy": mine and row.state in read.MINE and row.confirmed_at is not None,
        "may_reopen": mine and row.state in read.MINE,
        "route": read.route_of(row),
        "may_isolate": read.may_isolate(row, mine=mine, running=running, lockout=standing),
        "last_fail": row.inspections.filter(result="fail").last()
        if row.state == "failed"
        else None,
        "may_share": access.may(Perm.DISPATCH_JOB, row) if access.can(Perm.DISPATCH_JOB) else False,
        **_forms(request, row, bound),
    }
    return page(request, "workorders/job.html", context, status=status)


def _forms(request: Request, row: Job, bound: dict[str, forms.PhoneForm]) -> dict[str, Any]:
    """The forms of the page, and the part lines each with its own."""
    access = request.access
    made: dict[str, forms.PhoneForm] = {}
    for name, kind in FORMS.items():
        if name in {"isolate", "restore", "quarantine"} and not row.high_voltage:
            continue
        more: dict[str, Any] = {"job": row} if name == "finish" else {}
        facts = {"access": access, "version": row.version, "auto_id": ids_of(name)}
        made[name] = bound.get(name) or kind(**facts, **more)
    parts = [
        (line, bound.get(f"fit{line.pk}") or _fit_form(access, line))
        for line in row.part_lines.select_related("demand__part")
    ]
    return {"forms": made, "parts": parts}


def _fit_form(access: Any, line: Any) -> forms.FitForm:
    return forms.FitForm(
        access=access, version=line.version, initial={"quantity": f"{line.kept.normalize():f}"}
    )
