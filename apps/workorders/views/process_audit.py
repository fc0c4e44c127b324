"""The audit of the process: drawing, looking, putting right, and what is asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.forms import files as forms
from apps.workorders.forms.quality import ProofForm, ReasonForm
from apps.workorders.machines import AUDIT_FINDING, AUDITED
from apps.workorders.models import AuditFinding, ProcessQuestion, Severity
from apps.workorders.permissions import Perm
from apps.workorders.selectors import process_audit as selectors
from apps.workorders.selectors.figures import figure
from apps.workorders.services import process_audit as services
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request
    from apps.org.models import OrgUnit
    from apps.workorders.models import AuditedOrder, ProcessAudit

SHARE, DAYS = "workorders.audit_share_pct", "workorders.audit_days"
FORMS: dict[str, type[ServiceForm]] = {
    "fix": forms.MeasureForm,
    "close": ProofForm,
    "return": ReasonForm,
}
ACTS: dict[str, Callable[..., Any]] = {
    "fix": services.fix_finding,
    "close": services.close_finding,
    "return": services.return_finding,
}
LOOK = (Perm.ANSWER_PROCESSAUDIT, Perm.VIEW_PROCESSAUDIT)


@policy(Perm.VIEW_PROCESSAUDIT)
@require_GET
def audits(request: Request) -> HttpResponse:
    """What was drawn, newest first, with how it came out."""
    context = {
        "page": paged(request, selectors.audits_seen(request.access)),
        "may_draw": request.access.can(Perm.ADD_PROCESSAUDIT),
    }
    return page(request, "workorders/process_audits.html", context)


@policy(Perm.ADD_PROCESSAUDIT)
@require_http_methods(["GET", "POST"])
def draw(request: Request) -> HttpResponse:
    """A new sample of the orders of a period."""
    store = _store(request)

    def show(form: forms.DrawForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "store": store}
        return page(request, "workorders/process_draw.html", context, status=status)

    if request.method == "GET":
        return show(forms.DrawForm(access=request.access, initial=_proposal(request, store)))
    return submit(
        request,
        forms.DrawForm(request.POST, access=request.access),
        do=lambda f: services.draw_audit(by=request.access, store=store, **f.values),
        page=show,
        done=lambda made: reverse("workorders:process_audit", args=[made.pk]),
    )


@policy(Perm.VIEW_PROCESSAUDIT)
@require_GET
def audit(request: Request, pk: int) -> HttpResponse:
    """One sample: its orders, its result, and how to draw it again."""
    found: ProcessAudit = request.access.get(
        selectors.audits_seen(request.access), Perm.VIEW_PROCESSAUDIT, pk=pk
    )
    context = {
        "audit": found,
        "page": paged(request, selectors.drawn_of(found)),
        "result": selectors.result_of(found),
        "again": selectors.drawn_again(found),
        "candidates": len(found.population),
    }
    return page(request, "workorders/process_audit.html", context)


@policy(Perm.ADD_PROCESSAUDIT)
@require_GET
def audited_orders(request: Request) -> HttpResponse:
    """The drawn orders nobody has looked at."""
    rows = selectors.samples_seen(request.access).to_check()
    related = rows.select_related("order__visit", "order__advisor", "audit")
    context = {"page": paged(request, related.order_by("audit__due_on", "pk"))}
    return page(request, "workorders/audited_orders.html", context)


@policy(Perm.VIEW_PROCESSAUDIT)
@require_GET
def audited_order(request: Request, pk: int) -> HttpResponse:
    """One drawn order: the questions with what the records say, or the answers given."""
    return _sample(request, _drawn(request, pk))


@policy(Perm.ADD_PROCESSAUDIT)
@require_POST
def check(request: Request, pk: int) -> HttpResponse:
    """The answers on a drawn order."""
    sample = _drawn(request, pk)
    return submit(
        request,
        _check_form(request, sample, request.POST),
        do=lambda f: services.check_order(
            by=request.access,
            sample=sample,
            answers=f.answers,
            note=f.cleaned_data["note"],
            version=f.row_version,
        ),
        page=lambda f, status: _sample(request, sample, status, check=f),
        done=lambda row: reverse("workorders:process_audit", args=[row.audit_id]),
    )


@policy(Perm.ADD_PROCESSAUDIT)
@require_POST
def check_again(request: Request, pk: int) -> HttpResponse:
    """A wrong result is taken back."""
    sample = _drawn(request, pk)
    return submit(
        request,
        ReasonForm(request.POST, access=request.access),
        do=lambda f: services.check_again(
            by=request.access, sample=sample, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sample(request, sample, status, again=f),
        done=lambda _row: reverse("workorders:audited_order", args=[pk]),
    )


@policy(*LOOK)
@require_GET
def findings(request: Request) -> HttpResponse:
    """The faults: mine, to be seen, late, open, all."""
    show = request.GET.get("show", "")
    context = {
        "show": show,
        "page": paged(request, selectors.findings_seen(request.access, show)),
        "today": business_day(request.access.now),
        "audits": request.access.can(Perm.VIEW_PROCESSAUDIT),
    }
    return page(request, "workorders/audit_findings.html", context)


@policy(*LOOK)
@require_GET
def finding(request: Request, pk: int) -> HttpResponse:
    """One fault with what may be done about it."""
    return _finding_page(request, _finding(request, pk))


@policy(Perm.ANSWER_PROCESSAUDIT, Perm.ADD_PROCESSAUDIT)
@require_POST
def finding_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Put right, seen to be right, or sent back."""
    row, kind = _finding(request, pk), FORMS.get(act)
    if kind is None:
        raise Http404
    return submit(
        request,
        kind(request.POST, access=request.access),
        do=lambda f: ACTS[act](by=request.access, finding=row, version=f.row_version, **f.values),
        page=lambda f, status: _finding_page(request, row, status, **{act: f}),
        done=lambda _row: reverse("workorders:audit_finding", args=[pk]),
    )


@policy(Perm.ADD_PROCESSAUDIT)
@require_http_methods(["GET", "POST"])
def questions(request: Request) -> HttpResponse:
    """What is asked: the group's questions and the store's own."""
    store = _store(request)

    def show(form: forms.QuestionForm, status: int = 200) -> HttpResponse:
        return _questions(request, store, form, status)

    if request.method == "GET":
        return show(forms.QuestionForm(access=request.access))
    return submit(
        request,
        forms.QuestionForm(request.POST, access=request.access),
        do=lambda f: services.add_question(by=request.access, store=store, **f.values),
        page=show,
        done=lambda _row: reverse("workorders:process_questions"),
    )


@policy(Perm.ADD_PROCESSAUDIT)
@require_POST
def drop_question(request: Request, pk: int) -> HttpResponse:
    """One of the store's own is asked no more."""
    rows = ProcessQuestion.objects.all()
    row = request.access.get(rows, Perm.ADD_PROCESSAUDIT, pk=pk)
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda f: services.drop_question(by=request.access, question=row, version=f.row_version),
        page=lambda _f, status: _questions(
            request, row.store, forms.QuestionForm(access=request.access), status
        ),
        done=lambda _row: reverse("workorders:process_questions"),
    )


def _questions(request: Request, store: OrgUnit, form: ServiceForm, status: int) -> HttpResponse:
    today = business_day(request.access.now)
    own, severities = selectors.own_questions(store), dict(Severity.choices)
    context = {
        "form": form,
        "store": store,
        "asked": [
            (text, severities[severity], source)
            for text, severity, _reads, source in selectors.common_questions(store.pk, today)
        ],
        "own": [(q, ServiceForm(access=request.access, version=q.version)) for q in own],
    }
    return page(request, "workorders/process_questions.html", context, status=status)


def _store(request: Request) -> OrgUnit:
    store: OrgUnit | None = request.access.store
    if store is None:
        raise Http404
    return store


def _proposal(request: Request, store: OrgUnit) -> dict[str, Any]:
    """Last week, and the usual share of what was settled in it."""
    today = business_day(request.access.now)
    last = today - dt.timedelta(days=1)
    first = last - dt.timedelta(days=6)
    there = len(selectors.population_of(store, first, last, "", fresh=True))
    size = max(1, round(there * figure(SHARE, today, store.pk) / 100))
    due = today + dt.timedelta(days=int(figure(DAYS, today, store.pk)))
    return {"first": first, "last": last, "size": size, "due_on": due, "fresh": True}


def _drawn(request: Request, pk: int) -> AuditedOrder:
    row: AuditedOrder = request.access.get(
        selectors.sample_read(request.access), Perm.VIEW_PROCESSAUDIT, pk=pk
    )
    return row


def _check_form(request: Request, sample: AuditedOrder, data: Any = None) -> forms.CheckForm:
    today = business_day(request.access.now)
    return forms.CheckForm(
        data,
        access=request.access,
        version=sample.version,
        questions=selectors.questions_for(sample, today),
        owner=sample.order.advisor_id,
        due=today + dt.timedelta(days=int(figure(DAYS, today, sample.store_id))),
    )


def _sample(
    request: Request, sample: AuditedOrder, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    options = available(AUDITED, sample, request.access)
    doing = {o.action for o in options if o.allowed}
    reason = ReasonForm(access=request.access, version=sample.version)
    context = {
        "sample": sample,
        "order": sample.order,
        "options": options,
        "form": given.get("check") or (_check_form(request, sample) if "pass" in doing else None),
        "again": given.get("again") or (reason if "again" in doing else None),
        "faults": sample.findings.select_related("owner"),
    }
    return page(request, "workorders/audited_order.html", context, status=status)


def _finding(request: Request, pk: int) -> AuditFinding:
    rows = selectors.findings_seen(request.access, "all").select_related(
        "sample__order__visit", "sample__audit", "owner", "found_by", "fixed_by", "closed_by"
    )
    row: AuditFinding | None = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _finding_page(
    request: Request, row: AuditFinding, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    steps = [
        (o, given.get(o.action) or FORMS[o.action](access=request.access, version=row.version))
        for o in available(AUDIT_FINDING, row, request.access)
    ]
    context = {"row": row, "steps": steps, "order": row.sample.order}
    return page(request, "workorders/audit_finding.html", context, status=status)
