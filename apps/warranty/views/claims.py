"""The list of claims and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.policy import policy
from apps.core.responses import page
from apps.core.transitions import available
from apps.org.views.asking import panel_of
from apps.warranty import selectors
from apps.warranty.choices import ClaimKind
from apps.warranty.forms import WORDS, ActForm, AnswerForm, CreditForm, SubmitForm, WordsForm
from apps.warranty.inbox import VIEWS
from apps.warranty.machines import CLAIM, REQUEST
from apps.warranty.models import Claim
from apps.warranty.permissions import Perm
from apps.warranty.services.judging import CHANGEABLE
from apps.warranty.terms import coverage
from apps.workorders.permissions import Perm as OrderPerm
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from apps.core.forms import ServiceForm
    from apps.core.requests import Request


@policy(Perm.VIEW_CLAIM)
@require_GET
def claims(request: Request) -> HttpResponse:
    """Claims with the count of each state, by queue, state, kind or typed words."""
    asked = {name: request.GET.get(name, "") for name in ("show", "state", "kind")}
    term = request.GET.get("q", "")
    rows = selectors.claims_shown(request.access, term=term, **asked)
    shown = paged(request, rows.for_list())
    for row in shown:
        row.left = row.days_left(request.access.now)
    context = {
        **asked,
        "term": term,
        "page": shown,
        "states": selectors.states_counted(request.access),
        "views": [(n, v[1]) for n, v in VIEWS.items() if request.access.can(v[0])],
        "kinds": ClaimKind.choices,
        "warn_days": _warn_days(request),
    }
    return page(request, "warranty/claims.html", context)


def _warn_days(request: Request) -> int:
    today = business_day(request.access.now)
    return int(Setting.objects.value("warranty.warn_days", today))


def claim_of(request: Request, pk: int) -> Claim:
    """The claim if it is in reach; raises Http404."""
    rows = Claim.objects.for_list().select_related("judged_by", "decided_by", "reviewed_by")
    found: Claim = request.access.get(rows, Perm.VIEW_CLAIM, pk=pk)
    return found


@policy(Perm.VIEW_CLAIM)
@require_GET
def claim(request: Request, pk: int) -> HttpResponse:
    """One claim: lines, three Cs, what happened, what is next."""
    return claim_page(request, pk)


def claim_page(
    request: Request, pk: int, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The claim, with a form that was turned down in its place."""
    row, access = claim_of(request, pk), request.access
    steps = {o.action: o for o in available(CLAIM, row, access)}
    over = not access.covers(Perm.JUDGE_CLAIM, row, {"claim_cny": row.claimed})
    steps.pop("judge" if over else "ask", None)
    lines = list(row.lines.all())
    on = business_day(row.order.opened_at)
    context = {
        "claim": row,
        "lines": lines,
        "asked": panel_of(request, REQUEST.code, row.requests.pending()),
        "coverage": coverage(row.vehicle, row.kind, on=on, reading=row.odometer_km),
        "options": [o for o in steps.values() if o.action in ActForm.ACTIONS],
        "submit_step": steps.get("submit"),
        "credit_step": steps.get("credit"),
        "may_answer": "accept" in steps,
        "may_change": row.state in CHANGEABLE and access.may(Perm.CHANGE_CLAIM, row),
        "sees_order": access.may(OrderPerm.VIEW_WORKORDER, row.order),
        "moments": selectors.moments_of(row),
        "left": row.days_left(access.now),
        **_forms(request, row, lines),
        **given,
    }
    return page(request, "warranty/claim.html", context, status=status)


def _forms(request: Request, row: Claim, lines: list[Any]) -> dict[str, ServiceForm]:
    common: dict[str, Any] = {"access": request.access, "version": row.version}
    words = {name: getattr(row, name) for name in WORDS}
    return {
        "words_form": WordsForm(initial=words, **common),
        "submit_form": SubmitForm(initial={"oem_number": row.oem_number}, **common),
        "answer_form": AnswerForm(lines=lines, auto_id="id_answer_%s", **common),
        "credit_form": CreditForm(initial={"amount": row.approved}, **common),
    }
