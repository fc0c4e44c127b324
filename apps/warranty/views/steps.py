"""The steps of a claim, each one service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.policy import policy
from apps.core.responses import submit
from apps.warranty import services
from apps.warranty.forms import ActForm, AnswerForm, CreditForm, SubmitForm, WordsForm
from apps.warranty.permissions import Perm
from apps.warranty.views.claims import claim_of, claim_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request
    from apps.warranty.models import Claim


def _run(
    request: Request, row: Claim, name: str, form: ServiceForm, do: Callable[[Any], Claim]
) -> HttpResponse:
    """Run one act; turned down, the page comes back with its form."""

    def done(claim: Claim) -> str:
        facts = {"number": claim.number, "state": claim.get_state_display()}
        messages.success(request, _("%(number)s：%(state)s。") % facts)
        return reverse("warranty:claim", args=[claim.pk])

    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: claim_page(request, row.pk, status=status, **{name: f}),
        done=done,
    )


@policy(Perm.CHANGE_CLAIM)
@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Write the three Cs."""
    row = claim_of(request, pk)
    form = WordsForm(request.POST, access=request.access)
    return _run(
        request,
        row,
        "words_form",
        form,
        lambda f: services.change_claim(
            by=request.access, claim=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.JUDGE_CLAIM, Perm.REVIEW_CLAIM, Perm.RECORD_RESPONSE, Perm.SETTLE_CLAIM)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Judge, ask, review, send back, take back, write off."""
    row = claim_of(request, pk)
    form = ActForm(request.POST, access=request.access)
    return _run(request, row, "act_form", form, lambda f: _act(request, row, f))


def _act(request: Request, row: Claim, form: ActForm) -> Claim:
    common: dict[str, Any] = {"by": request.access, "claim": row, "version": form.row_version}
    action, reason = form.cleaned_data["action"], form.cleaned_data["reason"]
    verbs: dict[str, Callable[[], Claim]] = {
        "judge": lambda: services.judge_claim(**common, judgement=reason),
        "ask": lambda: services.judge_claim(**common, judgement=reason),
        "review": lambda: services.review_claim(**common),
        "send_back": lambda: services.send_back(**common, reason=reason),
        "return": lambda: services.return_claim(**common, reason=reason),
        "write_off": lambda: services.write_off(**common, reason=reason),
    }
    return verbs[action]()


@policy(Perm.SUBMIT_CLAIM)
@require_POST
def submit_one(request: Request, pk: int) -> HttpResponse:
    """Mark as submitted under the manufacturer's number."""
    row = claim_of(request, pk)
    form = SubmitForm(request.POST, access=request.access)
    return _run(
        request,
        row,
        "submit_form",
        form,
        lambda f: services.submit_claim(
            by=request.access, claim=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.RECORD_RESPONSE)
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Write down the manufacturer's answer line by line."""
    row = claim_of(request, pk)
    lines = row.lines.all()
    form = AnswerForm(request.POST, access=request.access, lines=lines, auto_id="id_answer_%s")
    return _run(
        request,
        row,
        "answer_form",
        form,
        lambda f: services.record_answer(
            by=request.access, claim=row, version=f.row_version, answers=f.answers
        ),
    )


@policy(Perm.SETTLE_CLAIM)
@require_POST
def credit(request: Request, pk: int) -> HttpResponse:
    """Book the manufacturer's credit."""
    row = claim_of(request, pk)
    form = CreditForm(request.POST, access=request.access)
    return _run(
        request,
        row,
        "credit_form",
        form,
        lambda f: services.settle_claim(
            by=request.access, claim=row, version=f.row_version, **f.values
        ),
    )
