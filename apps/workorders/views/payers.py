"""The page of an order's payers: shares of lines, terms, insurance, goodwill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.views.asking import panel_of
from apps.workorders.approvals import GOODWILL
from apps.workorders.choices import Payer
from apps.workorders.consent import lines_agreed_to
from apps.workorders.following import kept_lines
from apps.workorders.forms.payers import SHARES, AssessForm, GoodwillForm, SplitForm, TermsForm
from apps.workorders.insurance import has_rounds
from apps.workorders.models import Job, WorkOrder
from apps.workorders.payer_papers import missing
from apps.workorders.permissions import Perm
from apps.workorders.selectors.money import goodwill_asked
from apps.workorders.services import goodwill, insured, payers
from apps.workorders.shares import shares_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

EDIT = (Perm.CHANGE_WORKORDER, Perm.CHANGE_PAYER)
WITH_TERMS = (Payer.CP, Payer.INS, Payer.EXT, Payer.INT, Payer.PDI, Payer.PKG, Payer.WAR)


@policy(*EDIT)
@require_GET
def order_payers(request: Request, pk: int) -> HttpResponse:
    """Who pays what of an order."""
    return _sheet(request, _order(request, pk))


@policy(*EDIT)
@require_POST
def split(request: Request, pk: int, kind: str, line_pk: int) -> HttpResponse:
    """Another payer, or several, for one line."""
    order = _order(request, pk)
    line = _line(order, kind, line_pk)
    form = SplitForm(request.POST, access=request.access)
    return _act(request, order, "split", form, payers.split_line, chosen=line, line=line)


@policy(*EDIT)
@require_POST
def terms(request: Request, pk: int) -> HttpResponse:
    """What one payer asks for."""
    order = _order(request, pk)
    form = TermsForm(request.POST, access=request.access, order=order)
    return _act(request, order, "terms", form, payers.set_terms, order=order)


@policy(*EDIT)
@require_POST
def assess(request: Request, pk: int) -> HttpResponse:
    """What the insurer assessed."""
    order = _order(request, pk)
    form = AssessForm(request.POST, access=request.access)
    return _act(request, order, "assess", form, insured.assess, order=order)


@policy(Perm.GIVE_GOODWILL)
@require_POST
def give(request: Request, pk: int, job_pk: int) -> HttpResponse:
    """Goodwill on one job."""
    order = _order(request, pk)
    job = order.jobs.filter(pk=job_pk).first()
    if job is None:
        raise Http404
    form = GoodwillForm(request.POST, access=request.access)
    return _act(request, order, "goodwill", form, goodwill.give_goodwill, job=job)


def _act(
    request: Request,
    of: WorkOrder,
    slot: str,
    form: ServiceForm,
    service: Any,
    *,
    chosen: Any = None,
    **facts: Any,
) -> HttpResponse:
    return submit(
        request,
        form,
        do=lambda f: service(by=request.access, version=f.row_version, **facts, **f.values),
        page=lambda f, status: _sheet(
            request, _order(request, of.pk), status, chosen=chosen, **{slot: f}
        ),
        done=lambda _: reverse("workorders:order_payers", args=[of.pk]),
    )


def _order(request: Request, pk: int) -> WorkOrder:
    rows = WorkOrder.objects.for_list().select_related("bill_to", "visit__owner")
    order: WorkOrder = request.access.get(rows, Perm.VIEW_WORKORDER, pk=pk)
    return order


def _line(order: WorkOrder, kind: str, pk: int) -> Any:
    labour, parts = kept_lines(order)
    found = (labour if kind == "labour" else parts).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _chosen(request: Request, order: WorkOrder) -> Any:
    kind, _dash, key = request.GET.get("line", "").partition("-")
    return _line(order, kind, int(key)) if key.isdigit() else None


def _sheet(
    request: Request, order: WorkOrder, status: int = 200, *, chosen: Any = None, **forms: Any
) -> HttpResponse:
    """The page with its forms, those given being refused ones."""
    chosen = chosen or _chosen(request, order)
    own = _forms(request, order, chosen) | forms
    context = {
        "order": order,
        "jobs": _jobs(order),
        "chosen": chosen,
        "chosen_kind": "labour" if chosen is not None and hasattr(chosen, "hours") else "part",
        "lacking": [*missing(order), *_unagreed(order, request.access)],
        "rounds": has_rounds(order),
        "may_edit": bool(request.access.allowed(order, EDIT)),
        "may_give": bool(request.access.allowed(order, (Perm.GIVE_GOODWILL,))),
        "asked": panel_of(request, GOODWILL.code, goodwill_asked(order)),
        "goodwill": order.goodwill.select_related("job", "given_by", "approved_by"),
        "changes": order.payer_changes.select_related("by"),
        "forms": own,
    }
    return page(request, "workorders/payers.html", context, status=status)


def _unagreed(order: WorkOrder, access: Any) -> list[str]:
    """What the customer pays and did not agree to, once the order is authorised."""
    why = lines_agreed_to(order, access) if order.authorised_at else None
    return [why] if why else []


def _jobs(order: WorkOrder) -> list[dict[str, Any]]:
    """The jobs with their lines and who pays what of each."""
    labour, parts = kept_lines(order)
    found: dict[int, dict[str, Any]] = {}
    for kind, rows in (("labour", labour), ("part", parts)):
        for line in rows.select_related("job").prefetch_related("splits"):
            job: Job = line.job
            group = found.setdefault(job.pk, {"job": job, "lines": []})
            shares = [
                {"label": Payer(s.payer).label if s.payer else "—", "amount": s.amount}
                for s in shares_of(line)
            ]
            words = getattr(line, "description", "") or getattr(line, "name", "")
            group["lines"].append({"kind": kind, "line": line, "words": words, "shares": shares})
    return sorted(found.values(), key=lambda g: (g["job"].position, g["job"].pk))


def _forms(request: Request, order: WorkOrder, chosen: Any) -> dict[str, Any]:
    common: dict[str, Any] = {"access": request.access, "version": order.version}
    known = {t.payer: t for t in order.payer_terms.all()}
    billed = {b.payer for b in order.buckets.all()}
    insured = known.get(Payer.INS)
    assessed = {
        "insurer": insured.insurer if insured else "",
        "document_no": insured.document_no if insured else "",
        "assessed": insured.assessed if insured else None,
        "deductible": insured.deductible if insured else None,
    }
    return {
        "split": SplitForm(initial=_shares(chosen), auto_id="split_%s", **common),
        "assess": AssessForm(initial=assessed, auto_id="assess_%s", **common)
        if Payer.INS in billed
        else None,
        "goodwill": GoodwillForm(auto_id="goodwill_%s", **common),
        "terms_of": [
            TermsForm(
                initial=_terms(p, known.get(p)), auto_id=f"terms_{p}_%s", order=order, **common
            )
            for p in WITH_TERMS
            if p in billed and p != Payer.INS
        ],
    }


def _terms(payer: str, known: Any) -> dict[str, Any]:
    named = ("document_no", "cost_centre", "requester", "agreed_by", "agreed_medium")
    return {"payer": payer, "label": Payer(payer).label} | {
        name: getattr(known, name, "") for name in named
    }


def _shares(line: Any) -> dict[str, Any]:
    """The shares of the chosen line as the form shows them."""
    if line is None:
        return {}
    splits = list(line.splits.order_by("position", "pk"))
    if not splits:
        return {"basis": payers.PERCENT, "payer_1": line.payer, "share_1": 100}
    percent = all(s.percent is not None for s in splits)
    found: dict[str, Any] = {"basis": payers.PERCENT if percent else payers.AMOUNT}
    for place, row in zip(SHARES, splits, strict=False):
        found[f"payer_{place}"] = row.payer
        found[f"share_{place}"] = row.percent if percent else row.amount
    return found
