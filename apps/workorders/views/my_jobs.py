"""The technician's phone: my jobs, one car at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.forms import shop as forms
from apps.workorders.machines import JOB
from apps.workorders.models import Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors import jobs as read
from apps.workorders.services import clocking, inspection, work

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request

FORMS: dict[str, type[ServiceForm]] = {
    "confirm": forms.ConfirmForm,
    "isolate": forms.IsolationForm,
    "start": ServiceForm,
    "resume": ServiceForm,
    "pause": forms.PauseForm,
    "finding": forms.FindingForm,
    "part": forms.AskPartForm,
    "finish": forms.ChecklistForm,
}


@policy(Perm.CLOCK_JOB)
@require_GET
def my_jobs(request: Request) -> HttpResponse:
    """My unfinished jobs, the one my clock runs on first."""
    access = request.access
    running = read.running_job(access)
    rows = sorted(read.my_jobs(access), key=lambda job: job.pk != running)
    context = {
        "jobs": rows,
        "running": running,
        "credited": read.credited_today(access),
    }
    return page(request, "workorders/my_jobs.html", context)


@policy(Perm.VIEW_JOB)
@require_GET
def job(request: Request, pk: int) -> HttpResponse:
    """One job: the car, what to do, and the one next step; the code on the card leads here."""
    return _job_page(request, _job(request, pk))


@policy(Perm.CONFIRM_JOB)
@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """Plate and items were compared."""
    return _act(
        request,
        pk,
        "confirm",
        lambda f, job, facts: work.confirm_job(job=job, tail=f.cleaned_data["tail"], **facts),
    )


@policy(Perm.CLOCK_JOB)
@require_POST
def isolate(request: Request, pk: int) -> HttpResponse:
    """High voltage is off and somebody watches."""
    return _act(
        request,
        pk,
        "isolate",
        lambda f, job, facts: work.record_isolation(
            job=job, guardian=f.cleaned_data["guardian"], **facts
        ),
    )


@policy(Perm.CLOCK_JOB)
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """The clock runs."""
    return _act(request, pk, "start", lambda f, job, facts: clocking.start_work(job=job, **facts))


@policy(Perm.CLOCK_JOB)
@require_POST
def resume(request: Request, pk: int) -> HttpResponse:
    """The clock runs again."""
    return _act(request, pk, "resume", lambda f, job, facts: clocking.resume_work(job=job, **facts))


@policy(Perm.HOLD_JOB)
@require_POST
def pause(request: Request, pk: int) -> HttpResponse:
    """The clock stops, with the cause."""
    return _act(
        request,
        pk,
        "pause",
        lambda f, job, facts: clocking.pause_work(job=job, **f.values, **facts),
    )


@policy(Perm.ADD_FINDING)
@require_POST
def finding(request: Request, pk: int) -> HttpResponse:
    """Something outside the order was found."""
    return _act(
        request,
        pk,
        "finding",
        lambda f, job, facts: work.report_finding(job=job, **f.facts, **facts),
        said=_("已上报，等服务顾问取得客户答复。"),
    )


@policy(Perm.CLOCK_JOB)
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """A part is asked of the store."""
    return _act(
        request,
        pk,
        "part",
        lambda f, job, facts: work.ask_for_part(
            job=job, part=f.cleaned_data["code"], quantity=f.cleaned_data["quantity"], **facts
        ),
        said=_("已向仓库申请。"),
    )


@policy(Perm.CLOCK_JOB)
@require_POST
def fit(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """So much of a part is in the car."""
    row = _job(request, pk).part_lines.filter(pk=line_pk).first()
    if row is None:
        raise Http404
    return _act(
        request,
        pk,
        f"fit{line_pk}",
        lambda f, job, facts: work.fit_part(
            job=job, line=row, quantity=f.cleaned_data["quantity"], **facts
        ),
        kind=forms.FitForm,
    )


@policy(Perm.SELF_CHECK_JOB)
@require_POST
def finish(request: Request, pk: int) -> HttpResponse:
    """Done and checked by the one who did it."""
    return _act(
        request,
        pk,
        "finish",
        lambda f, job, facts: inspection.self_check(job=job, items=f.checked, **facts),
        said=_("已完工自检，交下道检验。"),
    )


def _act(
    request: Request,
    pk: int,
    name: str,
    act: Callable[[Any, Job, dict[str, Any]], object],
    *,
    kind: type[ServiceForm] | None = None,
    said: str = "",
) -> HttpResponse:
    """Check the form of one step, take it, and come back to the job."""
    row = _job(request, pk)
    form = (kind or FORMS[name])(request.POST, request.FILES, access=request.access)

    def done(result: object) -> str:
        if said:
            messages.success(request, said)
        return reverse("workorders:job", args=[pk])

    return submit(
        request,
        form,
        do=lambda f: act(f, row, {"by": request.access, "version": f.row_version}),
        page=lambda f, status: _job_page(request, row, status, **{name: f}),
        done=done,
    )


def _job(request: Request, pk: int) -> Job:
    related = ("order__visit__vehicle__model", "order__advisor", "guardian", "unit")
    rows = Job.objects.released().select_related(*related)
    found: Job = request.access.get(rows, Perm.VIEW_JOB, pk=pk)
    return found


def _job_page(request: Request, row: Job, status: int = 200, **bound: ServiceForm) -> HttpResponse:
    access = request.access
    parts = [
        (line, bound.get(f"fit{line.pk}") or _fit_form(access, line))
        for line in row.part_lines.select_related("demand__part")
    ]
    running = row.clock_entries.running().filter(staff=access.staff).exists()
    team = list(row.assignments.select_related("staff"))
    mine = access.staff_id in {a.staff_id for a in team}
    steps = {o.action: o for o in available(JOB, row, access)}
    step = read.next_step(row, mine=mine, running=running)
    context = {
        "job": row,
        "visit": row.order.visit,
        "checkin": getattr(row.order.visit, "checkin", None),
        "statements": row.order.visit.statements.all(),
        "team": team,
        "parts": parts,
        "findings": row.findings.select_related("reported_by"),
        "running": running,
        "hours": read.hours_of(row, access.now),
        "mine": mine,
        "step": step,
        "option": steps.get({"finish": "self_check"}.get(step, step)),
        "busy": mine and row.state in read.MINE and row.confirmed_at is not None,
        "last_fail": row.inspections.filter(result="fail").last()
        if row.state == "failed"
        else None,
        "forms": {
            name: bound.get(name) or kind(access=access, version=row.version)
            for name, kind in FORMS.items()
        },
    }
    return page(request, "workorders/job.html", context, status=status)


def _fit_form(access: Any, line: Any) -> forms.FitForm:
    return forms.FitForm(
        access=access, version=line.version, initial={"quantity": f"{line.kept.normalize():f}"}
    )
