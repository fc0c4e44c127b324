"""The steps of a complaint, each one service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.care import services
from apps.care.forms import ActForm, ContactForm, OpinionForm, RemedyForm
from apps.care.models import Complaint
from apps.care.permissions import Perm
from apps.care.views.complaints import complaint_of, complaint_page, handle_form, person_form
from apps.core.policy import policy
from apps.core.responses import submit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request


def _run(
    request: Request, row: Complaint, name: str, form: ServiceForm, do: Callable[[Any], Any]
) -> HttpResponse:
    """Run one act; turned down, the page comes back with its form."""

    def done(_result: Any) -> str:
        messages.success(request, _("%(number)s 已更新。") % {"number": row.number})
        return reverse("care:complaint", args=[row.pk])

    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: complaint_page(request, row.pk, status=status, **{name: f}),
        done=done,
    )


@policy(Perm.CONTACT_COMPLAINT)
@require_POST
def contact(request: Request, pk: int) -> HttpResponse:
    """Write down a talk or a try."""
    row = complaint_of(request, pk)
    form = ContactForm(request.POST, access=request.access, auto_id="id_c_%s")
    return _run(
        request,
        row,
        "contact_form",
        form,
        lambda f: services.log_contact(
            by=request.access, complaint=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.ASSIGN_COMPLAINT)
@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """Give the complaint to somebody."""
    row = complaint_of(request, pk)
    form = person_form(row, request.POST, access=request.access)
    return _run(
        request,
        row,
        "person_form",
        form,
        lambda f: services.assign_complaint(
            by=request.access,
            complaint=row,
            version=f.row_version,
            handler=f.cleaned_data["person"],
        ),
    )


@policy(Perm.CHANGE_COMPLAINT)
@require_POST
def handle(request: Request, pk: int) -> HttpResponse:
    """Write cause, plan, action and agreement."""
    row = complaint_of(request, pk)
    form = handle_form(row, request.POST, access=request.access)
    return _run(
        request,
        row,
        "handle_form",
        form,
        lambda f: services.change_complaint(
            by=request.access, complaint=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.CHANGE_COMPLAINT, Perm.APPROVE_REMEDY)
@require_POST
def remedy(request: Request, pk: int) -> HttpResponse:
    """Grant goodwill, or ask for it."""
    row = complaint_of(request, pk)
    form = RemedyForm(request.POST, access=request.access, auto_id="id_r_%s")
    return _run(
        request,
        row,
        "remedy_form",
        form,
        lambda f: services.propose_remedy(
            by=request.access, complaint=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.ADD_OPINION)
@require_POST
def opinion(request: Request, pk: int) -> HttpResponse:
    """Add an expert's view."""
    row = complaint_of(request, pk)
    form = OpinionForm(request.POST, access=request.access, auto_id="id_o_%s")
    return _run(
        request,
        row,
        "opinion_form",
        form,
        lambda f: services.add_opinion(by=request.access, complaint=row, **f.values),
    )


@policy(Perm.CHANGE_COMPLAINT, Perm.CLOSE_COMPLAINT, Perm.ESCALATE_COMPLAINT)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Finish handling, close, close without agreement, escalate."""
    row = complaint_of(request, pk)
    form = ActForm(request.POST, access=request.access)
    return _run(request, row, "act_form", form, lambda f: _act(request, row, f))


def _act(request: Request, row: Complaint, form: ActForm) -> Complaint:
    common: dict[str, Any] = {
        "by": request.access,
        "complaint": row,
        "version": form.row_version,
    }
    reason = form.cleaned_data["reason"]
    verbs: dict[str, Callable[[], Complaint]] = {
        "handle": lambda: services.finish_handling(**common),
        "close": lambda: services.close_complaint(**common),
        "close_not_agreed": lambda: services.close_not_agreed(**common, reason=reason),
        "escalate": lambda: services.escalate(**common, reason=reason),
    }
    return verbs[form.cleaned_data["action"]]()
