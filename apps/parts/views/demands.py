"""The keeper's day: what is asked, laid out, handed out and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available, changes_of
from apps.parts import services
from apps.parts.forms import ActForm, IssueForm, QuantityForm
from apps.parts.machines import DEMAND
from apps.parts.models import Demand
from apps.parts.permissions import Perm
from apps.parts.selectors import bins_of, demands_shown, documents_of, sheets

if TYPE_CHECKING:
    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

ANY = (Perm.ISSUE_PART, Perm.RESERVE_PART, Perm.REQUEST_PART, Perm.RETURN_TO_STOCK)
SHEETS = 20
DEMAND_WORDS = {t.action: t.label for t in DEMAND.transitions} | {"raise": gettext_lazy("提出")}
SHOWN = {
    "": gettext_lazy("未完成"),
    "issue": gettext_lazy("待发料"),
    "reserve": gettext_lazy("待备货"),
    "short": gettext_lazy("缺件"),
    "awaited": gettext_lazy("待到货"),
    "workshop": gettext_lazy("已发在用"),
}


@policy(*ANY)
@require_GET
def demands(request: Request) -> HttpResponse:
    """Demands by document, short ones first."""
    return demands_page(request, None, 200)


def demands_page(request: Request, back: IssueForm | None, status: int) -> HttpResponse:
    """The list, with the form that came back in its place."""
    show, term = request.GET.get("show", ""), request.GET.get("q", "")
    rows = demands_shown(request.access, show, term)
    numbers = BoundedPaginator(documents_of(rows), SHEETS).get_page(request.GET.get("page"))
    forms = {
        n["document_no"]: IssueForm(access=request.access, demands=Demand.objects.none())
        for n in numbers
    }
    if back is not None:
        forms[back.document_no] = back
    context = {
        "sheets": sheets(request.access, rows, numbers, forms),
        "page": numbers,
        "show": show,
        "term": term,
        "views": _views(request),
        "may_request": request.access.can(Perm.REQUEST_PART),
        "may_hand_out": request.access.can(Perm.ISSUE_PART),
    }
    return page(request, "parts/demands.html", context, status=status)


def _views(request: Request) -> list[tuple[str, str]]:
    keeper = request.access.can(Perm.ISSUE_PART)
    hidden = {"awaited"} if keeper else {"issue", "reserve", "short"}
    return [(code, str(words)) for code, words in SHOWN.items() if code not in hidden]


@policy(Perm.ISSUE_PART)
@require_POST
def issue(request: Request, document_no: str) -> HttpResponse:
    """Lay out or hand out the ticked lines of one document."""
    mine = Demand.objects.visible_to(request.access, Perm.ISSUE_PART)
    chosen = mine.filter(document_no=document_no)
    if not chosen.exists():
        raise Http404
    form = IssueForm(request.POST, access=request.access, demands=chosen)
    form.document_no = document_no
    return submit(
        request,
        form,
        do=lambda f: _issue(request, f),
        page=lambda f, status: demands_page(request, f, status),
        done=lambda rows: _issued(request, rows),
    )


def _issue(request: Request, form: IssueForm) -> list[Demand]:
    values = form.values
    if values["action"] == "pick":
        return services.pick(by=request.access, demands=list(values["lines"]))
    return services.issue(
        by=request.access,
        demands=list(values["lines"]),
        old_parts=sorted(d.pk for d in values["old_parts"]),
        no_old_part_reason=values["no_old_part_reason"],
    )


def _issued(request: Request, rows: list[Demand]) -> str:
    words = _("%(document)s：%(count)d 行%(state)s。")
    facts = {
        "document": rows[0].document_no,
        "count": len(rows),
        "state": rows[0].get_state_display(),
    }
    messages.success(request, words % facts)
    return reverse("parts:demands")


@policy(*ANY)
@require_GET
def slip(request: Request, document_no: str) -> HttpResponse:
    """The 领料单 on paper."""
    rows = Demand.objects.visible_to(request.access).filter(document_no=document_no)
    lines = list(
        rows.exclude(state=Demand.State.CANCELLED)
        .select_related("part", "warehouse", "requester", "store")
        .order_by("part__code", "pk")
    )
    if not lines:
        raise Http404
    bins = bins_of(lines)
    context = {
        "lines": [(line, bins.get((line.part_id, line.warehouse_id), "")) for line in lines],
        "first": lines[0],
        "dealer": lines[0].store,
        "document": {"title": gettext_lazy("领料单"), "number": document_no},
        "printed_at": request.access.now,
        "printed_by": request.access.staff,
    }
    return render(request, "parts/slip.html", context)


@policy(*ANY)
@require_GET
def demand(request: Request, pk: int) -> HttpResponse:
    """One demand with its movements and what can be done about it."""
    return demand_page(request, pk, {}, 200)


def demand_page(
    request: Request, pk: int, back: dict[str, ServiceForm], status: int
) -> HttpResponse:
    """The demand, with a form that came back in its place."""
    row = _visible(request, pk)
    steps = available(DEMAND, row, request.access)
    held = request.access.allowed(row, [Perm.RETURN_TO_STOCK, Perm.REQUEST_PART])
    form = {
        name: QuantityForm(access=request.access, version=row.version, initial={"quantity": amount})
        for name, amount in (("take_back", row.kept), ("quantity", row.quantity))
    }
    context = {
        "demand": row,
        "options": [s for s in steps if s.action in ActForm.ACTIONS],
        "form": form | back,
        "may_take_back": Perm.RETURN_TO_STOCK in held and row.kept > 0,
        "may_change": Perm.REQUEST_PART in held and row.state in Demand.OPEN_STATES,
        "moves": row.moves.select_related("by").order_by("-pk"),
        "changes": [(c, DEMAND_WORDS.get(c.action, c.action)) for c in changes_of([row])],
    }
    return page(request, "parts/demand.html", context, status=status)


@policy(Perm.RESERVE_PART, Perm.REQUEST_PART)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Reserve, release or cancel."""
    row = _visible(request, pk)
    form = ActForm(request.POST, access=request.access)
    verbs = {
        "reserve": lambda v: services.reserve(**v),
        "release": lambda v: services.release(**v, reason=form.cleaned_data["reason"]),
        "cancel": lambda v: services.cancel_demand(**v, reason=form.cleaned_data["reason"]),
    }
    return submit(
        request,
        form,
        do=lambda f: verbs[f.cleaned_data["action"]](
            {"by": request.access, "demand": row, "version": f.row_version}
        ),
        page=lambda f, status: demand_page(request, pk, {"act": f}, status),
        done=lambda done: reverse("parts:demand", args=[done.pk]),
    )


@policy(Perm.RETURN_TO_STOCK)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Parts come back from the workshop."""
    row = _visible(request, pk)
    form = QuantityForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.return_to_stock(
            by=request.access, demand=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: demand_page(request, pk, {"take_back": f}, status),
        done=lambda done: reverse("parts:demand", args=[done.pk]),
    )


@policy(Perm.REQUEST_PART)
@require_POST
def change_quantity(request: Request, pk: int) -> HttpResponse:
    """Ask for more or less."""
    row = _visible(request, pk)
    form = QuantityForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.change_quantity(
            by=request.access, demand=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: demand_page(request, pk, {"quantity": f}, status),
        done=lambda done: reverse("parts:demand", args=[done.pk]),
    )


def _visible(request: Request, pk: int) -> Demand:
    rows = Demand.objects.visible_to(request.access).filter(pk=pk)
    row = rows.select_related("part", "warehouse", "requester", "taken_by").first()
    if row is None:
        raise Http404
    return row
