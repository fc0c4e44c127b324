"""The jobs a leader or inspector has to look at, and their word on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.choices import InspectionLevel, JobState
from apps.workorders.forms.checks import CheckForm, PartCheckForm
from apps.workorders.machines import JOB
from apps.workorders.models import Inspection, Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors.jobs import CHECK_PERMS, inspections_of, to_check
from apps.workorders.services import inspection as services
from apps.workorders.services import readings

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.access import Access

ACTIONS = {
    InspectionLevel.LEADER: ("leader_pass", "leader_finish", "leader_fail"),
    InspectionLevel.FINAL: ("final_pass", "final_fail"),
}


@policy(Perm.LEADER_CHECK_JOB, Perm.INSPECT_JOB, Perm.VIEW_INSPECTION)
@require_GET
def checks(request: Request) -> HttpResponse:
    """What waits for the person's check, by level; ``level`` shows one of them alone."""
    access, asked = request.access, request.GET.get("level", "")
    levels = [level for level, perm in CHECK_PERMS.items() if access.can(perm)]
    shown = [level for level in levels if level == asked] or levels
    lists = [(level, list(to_check(access, level))) for level in shown]
    recent = Inspection.objects.visible_to(access, Perm.VIEW_INSPECTION)
    related = ("job__order__visit", "inspector")
    context = {
        "lists": lists,
        "levels": levels,
        "asked": asked,
        "recent": recent.select_related(*related).order_by("-at", "-pk")[:10],
    }
    return page(request, "workorders/checks.html", context)


@policy(Perm.LEADER_CHECK_JOB, Perm.INSPECT_JOB)
@require_http_methods(["GET", "POST"])
def check(request: Request, pk: int) -> HttpResponse:
    """One job to check: its list, and pass or fail."""
    job, level = _job_to_check(request.access, pk)

    def show(form: CheckForm, status: int = 200) -> HttpResponse:
        return page(
            request, "workorders/check.html", _facts(request, job, level, form), status=status
        )

    if request.method == "GET":
        return show(CheckForm(access=request.access, version=job.version, level=level, job=job))
    facts = {"access": request.access, "version": job.version, "level": level, "job": job}
    form = CheckForm(request.POST, request.FILES, **facts)
    act = services.leader_check if level == InspectionLevel.LEADER else services.final_check
    return submit(
        request,
        form,
        do=lambda f: act(by=request.access, job=job, version=f.row_version, **f.facts),
        page=show,
        done=lambda found: _done(request, found),
    )


@policy(Perm.ADD_PARTCHECK)
@require_POST
def check_part(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """A fitted part was looked at."""
    rows = Job.objects.select_related("order__visit__vehicle__model", "unit")
    job = request.access.get(rows, Perm.ADD_PARTCHECK, pk=pk)
    line = job.part_lines.filter(pk=line_pk).first()
    if line is None:
        raise Http404
    level = _job_to_check(request.access, pk)[1] if may_check(request.access) else None
    whole = CheckForm(
        access=request.access, version=job.version, level=level or InspectionLevel.FINAL, job=job
    )

    def show(f: PartCheckForm, status: int) -> HttpResponse:
        facts = _facts(request, job, level or InspectionLevel.FINAL, whole, {line_pk: f})
        return page(request, "workorders/check.html", facts, status=status)

    return submit(
        request,
        PartCheckForm(request.POST, access=request.access, version=job.version),
        do=lambda f: readings.check_part(by=request.access, job=job, line=line, **f.values),
        page=show,
        done=lambda _r: reverse("workorders:check", args=[pk]),
    )


def may_check(access: Access) -> bool:
    """Whether the person checks jobs at any level."""
    return any(access.can(perm) for perm in CHECK_PERMS.values())


def _done(request: Request, found: Inspection) -> str:
    facts = {"level": found.get_level_display(), "result": found.get_result_display()}
    messages.success(request, _("%(level)s：%(result)s。") % facts)
    return reverse("workorders:checks")


def _job_to_check(access: Access, pk: int) -> tuple[Job, InspectionLevel]:
    """The job, and the level at which the person would check it now."""
    rows = Job.objects.select_related("order__visit__vehicle__model", "unit")
    perm = Perm.INSPECT_JOB if access.can(Perm.INSPECT_JOB) else Perm.LEADER_CHECK_JOB
    job = access.get(rows, perm, pk=pk)
    leads = access.can(Perm.LEADER_CHECK_JOB) and job.state == JobState.SELF_CHECKED
    leader = leads and access.may(Perm.LEADER_CHECK_JOB, job)
    return job, InspectionLevel.LEADER if leader else InspectionLevel.FINAL


def _facts(
    request: Request,
    job: Job,
    level: InspectionLevel,
    form: CheckForm,
    tried: dict[int, PartCheckForm] | None = None,
) -> dict[str, Any]:
    """What the page of one check shows; a step that may not be taken says why."""
    options = {o.action: o for o in available(JOB, job, request.access)}
    mine = [options[a] for a in ACTIONS[level] if a in options]
    return {
        "job": job,
        "level": level.label,
        "form": form,
        "can_pass": next((o for o in mine if not o.action.endswith("fail") and o.allowed), None),
        "can_fail": next((o for o in mine if o.action.endswith("fail") and o.allowed), None),
        "why": next((o.why for o in mine if not o.allowed), ""),
        "team": job.assignments.select_related("staff"),
        "parts": _parts(request, job, tried or {}),
        "readings": job.readings.select_related("taken_by"),
        "checkin": getattr(job.order.visit, "checkin", None),
        "may_report": request.access.can(Perm.ADD_QUALITYINCIDENT),
        "statements": job.order.visit.statements.all(),
        "past": inspections_of(job),
        "reworks": job.reworks.count(),
    }


def _parts(request: Request, job: Job, tried: dict[int, PartCheckForm]) -> list[Any]:
    """The part lines with the looks at them, and the form of another look where one may."""
    may = request.access.can(Perm.ADD_PARTCHECK) and request.access.may(Perm.ADD_PARTCHECK, job)
    lines = job.part_lines.select_related("demand").prefetch_related("checks__checked_by")
    return [
        (
            line,
            tried.get(line.pk) or PartCheckForm(access=request.access, auto_id=f"id_{line.pk}_%s"),
        )
        if may and line.fitted_quantity
        else (line, None)
        for line in lines
    ]
