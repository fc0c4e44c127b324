"""Quality incidents and comebacks: the lists, and the word of each person on one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.forms import quality as forms
from apps.workorders.machines import COMEBACK, INCIDENT
from apps.workorders.models import Comeback, Job, QualityIncident
from apps.workorders.permissions import Perm
from apps.workorders.selectors.comebacks import comebacks_seen
from apps.workorders.services import comebacks as words
from apps.workorders.services import incidents as services

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request

PAGE = 50
INCIDENT_FORMS: dict[str, type[ServiceForm]] = {
    "analyse": forms.AnalysisForm,
    "close": forms.ProofForm,
    "reopen": forms.ReasonForm,
}
INCIDENT_ACTS: dict[str, Callable[..., object]] = {
    "analyse": services.analyse_incident,
    "close": services.close_incident,
    "reopen": services.reopen_incident,
}
COMEBACK_FORMS: dict[str, type[ServiceForm]] = {
    "confirm": ServiceForm,
    "dismiss": forms.ReasonForm,
    "propose": forms.VerdictForm,
    "agree": ServiceForm,
    "disagree": forms.ReasonForm,
}
COMEBACK_ACTS: dict[str, Callable[..., object]] = {
    "confirm": words.confirm_comeback,
    "dismiss": words.dismiss_comeback,
    "propose": words.propose_verdict,
    "agree": words.agree_verdict,
    "disagree": words.disagree_verdict,
}
WORDS = (Perm.JUDGE_COMEBACK, Perm.AGREE_COMEBACK, Perm.CHANGE_WORKORDER)
LOOK = (Perm.VIEW_QUALITYINCIDENT, Perm.ADD_QUALITYINCIDENT)


@policy(*LOOK)
@require_GET
def incidents(request: Request) -> HttpResponse:
    """The incidents, those not closed first; ``show=open`` leaves the others out."""
    rows = QualityIncident.objects.visible_to(request.access)
    asked = request.GET.get("show", "")
    rows = rows.open() if asked == "open" else rows
    related = rows.select_related("job__order__visit", "responsible", "opened_by")
    found = BoundedPaginator(related, PAGE).get_page(request.GET.get("page"))
    return page(request, "workorders/incidents.html", {"found": found, "asked": asked})


@policy(Perm.ADD_QUALITYINCIDENT)
@require_http_methods(["GET", "POST"])
def incident_new(request: Request, pk: int) -> HttpResponse:
    """A new incident about a job."""
    rows = Job.objects.select_related("order__visit", "order__store")
    job = request.access.get(rows, Perm.VIEW_JOB, pk=pk)
    last = job.inspections.filter(result="fail").last()
    first = {"source": "inspection" if last else "floor", "what": last.fail_reason if last else ""}
    form = forms.IncidentForm(request.POST or None, access=request.access, initial=first)

    def show(f: forms.IncidentForm, status: int = 200) -> HttpResponse:
        facts = {"job": job, "form": f}
        return page(request, "workorders/incident_new.html", facts, status=status)

    if request.method == "GET":
        return show(form)
    return submit(
        request,
        form,
        do=lambda f: services.open_incident(
            by=request.access, job=job, inspection=last, **f.values
        ),
        page=show,
        done=lambda row: reverse("workorders:incident", args=[row.pk]),
    )


@policy(*LOOK)
@require_GET
def incident(request: Request, pk: int) -> HttpResponse:
    """One incident with what may be done about it."""
    return _incident_page(request, _incident(request, pk))


@policy(Perm.ADD_QUALITYINCIDENT)
@require_POST
def incident_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Analysed, closed or opened again."""
    row, kind = _incident(request, pk), INCIDENT_FORMS.get(act)
    if kind is None:
        raise Http404
    form = kind(request.POST, access=request.access, version=row.version)
    return submit(
        request,
        form,
        do=lambda f: INCIDENT_ACTS[act](
            by=request.access, incident=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: _incident_page(request, row, status, **{act: f}),
        done=lambda _r: reverse("workorders:incident", args=[pk]),
    )


@policy(*WORDS)
@require_GET
def comebacks(request: Request) -> HttpResponse:
    """The comebacks, newest first; ``show=open`` those without a final word."""
    rows = comebacks_seen(request.access)
    asked = request.GET.get("show", "")
    rows = rows.open() if asked == "open" else rows
    related = rows.select_related(
        "order__visit", "earlier", "statement", "job", "proposed_by", "judged_by"
    )
    found = BoundedPaginator(related, PAGE).get_page(request.GET.get("page"))
    return page(request, "workorders/comebacks.html", {"found": found, "asked": asked})


@policy(*WORDS)
@require_GET
def comeback(request: Request, pk: int) -> HttpResponse:
    """One comeback: what was said now and done then, and the words on it."""
    return _comeback_page(request, _comeback(request, pk))


@policy(*WORDS)
@require_POST
def comeback_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Confirmed, judged, agreed to."""
    row, kind = _comeback(request, pk), COMEBACK_FORMS.get(act)
    if kind is None:
        raise Http404
    form = kind(request.POST, access=request.access, version=row.version)
    return submit(
        request,
        form,
        do=lambda f: COMEBACK_ACTS[act](
            by=request.access, comeback=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: _comeback_page(request, row, status, **{act: f}),
        done=lambda _r: reverse("workorders:comeback", args=[pk]),
    )


def _incident(request: Request, pk: int) -> QualityIncident:
    related = (
        "job__order__visit",
        "inspection",
        "responsible",
        "opened_by",
        "analysed_by",
        "closed_by",
    )
    rows = QualityIncident.objects.visible_to(request.access).select_related(*related)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _incident_page(
    request: Request, row: QualityIncident, status: int = 200, **bound: ServiceForm
) -> HttpResponse:
    first = {n: getattr(row, n) for n in ("cause_kind", "cause", "measure", "due_on")}
    first["responsible"] = row.responsible_id
    options = available(INCIDENT, row, request.access)
    steps = [
        (o, bound.get(o.action) or _form(request, row, INCIDENT_FORMS[o.action], first))
        for o in options
    ]
    context = {"row": row, "steps": steps, "job": row.job}
    return page(request, "workorders/incident.html", context, status=status)


def _comeback(request: Request, pk: int) -> Comeback:
    related = (
        "order__visit__vehicle",
        "earlier__visit",
        "statement",
        "job",
        "confirmed_by",
        "proposed_by",
        "judged_by",
    )
    found = comebacks_seen(request.access).select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _comeback_page(
    request: Request, row: Comeback, status: int = 200, **bound: ServiceForm
) -> HttpResponse:
    options = available(COMEBACK, row, request.access)
    steps = [
        (o, bound.get(o.action) or _form(request, row, COMEBACK_FORMS[o.action], {}))
        for o in options
    ]
    context: dict[str, Any] = {
        "row": row,
        "steps": steps,
        "workers": row.job.assignments.select_related("staff") if row.job else (),
        "late": row.state in row.OPEN and request.access.now > row.proof_due_at,
    }
    return page(request, "workorders/comeback.html", context, status=status)


def _form(
    request: Request, row: Any, kind: type[ServiceForm], first: dict[str, Any]
) -> ServiceForm:
    return kind(access=request.access, version=row.version, initial=first)
