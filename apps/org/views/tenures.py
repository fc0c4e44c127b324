"""Who holds which post: the list, the proposal, the page of one tenure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.models import Tenure
from apps.org.permissions import Perm
from apps.org.selectors.proposing import absent_holders, is_vacant, step_of, time_of
from apps.org.selectors.tenure import page_of
from apps.org.selectors.tenures import Asked, tenures_of, units_of, views_of
from apps.org.services import tenures as services
from apps.org.tenure_forms import ActForm, CorrectForm, EndForm, ProposeForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request
    from apps.org.models import Post

ROWS = 50


@policy(Perm.VIEW_TENURE)
@require_GET
def tenures(request: Request) -> HttpResponse:
    """Tenures in reach: waiting, live, coming, ended."""
    asked = Asked.of(request.GET)
    rows = BoundedPaginator(tenures_of(request.access, asked), ROWS)
    context = {
        "page": rows.get_page(request.GET.get("page")),
        "asked": asked,
        "views": views_of(request.access),
        "units": list(units_of(request.access)),
        "kinds": Tenure.Kind.choices,
        "may_propose": request.access.can(Perm.PROPOSE_TENURE),
    }
    return page(request, "org/tenures.html", context)


@policy(Perm.PROPOSE_TENURE)
@require_GET
def tenure_new(request: Request) -> HttpResponse:
    """Choose who, which post and as what; then see what that brings, and propose."""
    step = step_of(request.access, request.GET)
    initial: dict[str, Any] = {
        "staff": step.staff,
        "post": step.post,
        "kind": step.kind,
        "acting_for": request.GET.get("for", ""),
        "starts_at": time_of(request.GET.get("starts", "")) or request.access.now,
        "ends_at": time_of(request.GET.get("ends", "")),
        "reason": request.GET.get("reason", ""),
    }
    form = _propose_form(request, step.post, initial=initial) if step.complete else None
    return page(request, "org/tenure_new.html", {"step": step, "form": form})


@policy(Perm.PROPOSE_TENURE)
@require_POST
def tenure_propose(request: Request) -> HttpResponse:
    """Send the proposal; turned down, the page comes back with what was typed."""
    step = step_of(request.access, request.POST)
    form = _propose_form(request, step.post, request.POST)

    def show(form: ProposeForm, status: int) -> HttpResponse:
        return page(request, "org/tenure_new.html", {"step": step, "form": form}, status=status)

    return submit(
        request,
        form,
        do=lambda f: services.propose_tenure(by=request.access, **f.values),
        page=show,
        done=lambda tenure: _done(request, tenure, _("已提名，等待批准。")),
    )


@policy(Perm.VIEW_TENURE)
@require_GET
def tenure(request: Request, pk: int) -> HttpResponse:
    """One tenure: facts, what it brings, who did what, what is next."""
    return _tenure_page(request, pk)


@policy(Perm.APPROVE_TENURE, Perm.PROPOSE_TENURE, Perm.END_TENURE)
@require_POST
def tenure_act(request: Request, pk: int) -> HttpResponse:
    """Approve, refuse, withdraw or cancel."""
    row = _row(request, pk)
    form = ActForm(request.POST, access=request.access)
    return _run(request, row, "act_form", form, lambda f: _act(request, row, f))


@policy(Perm.PROPOSE_TENURE)
@require_POST
def tenure_correct(request: Request, pk: int) -> HttpResponse:
    """Other dates before the start; they are approved anew."""
    row = _row(request, pk)
    form = CorrectForm(request.POST, access=request.access, auto_id="id_c_%s")
    return _run(
        request,
        row,
        "correct_form",
        form,
        lambda f: services.correct_tenure(
            by=request.access, tenure=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.END_TENURE)
@require_POST
def tenure_end(request: Request, pk: int) -> HttpResponse:
    """End it early, and say who takes over."""
    row = _row(request, pk)
    form = EndForm(request.POST, access=request.access, besides=row.staff_id, auto_id="id_e_%s")
    return _run(
        request,
        row,
        "end_form",
        form,
        lambda f: services.end_tenure(
            by=request.access, tenure=row, version=f.row_version, **f.values
        ),
    )


def _propose_form(request: Request, post: Post | None, *args: Any, **more: Any) -> ProposeForm:
    now = request.access.now
    absent, vacant = absent_holders(post, now), is_vacant(post, now)
    return ProposeForm(*args, access=request.access, absent=absent, vacant=vacant, **more)


def _row(request: Request, pk: int) -> Tenure:
    found: Tenure = request.access.get(Tenure.objects.for_list(), Perm.VIEW_TENURE, pk=pk)
    return found


def _tenure_page(
    request: Request, pk: int, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    row, access = _row(request, pk), request.access
    common: dict[str, Any] = {"access": access, "version": row.version}
    dates = {"starts_at": row.starts_at, "ends_at": row.ends_at}
    context = {
        "found": page_of(access, row),
        "tenure": row,
        "correct_form": CorrectForm(initial=dates, auto_id="id_c_%s", **common),
        "end_form": EndForm(besides=row.staff_id, auto_id="id_e_%s", **common),
        **given,
    }
    return page(request, "org/tenure.html", context, status=status)


def _run(
    request: Request, row: Tenure, name: str, form: ServiceForm, do: Callable[[Any], Any]
) -> HttpResponse:
    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: _tenure_page(request, row.pk, status=status, **{name: f}),
        done=lambda tenure: _done(request, tenure, _("任职已更新。")),
    )


def _done(request: Request, tenure: Tenure, words: str) -> str:
    messages.success(request, words)
    return reverse("org:tenure", args=[tenure.pk])


def _act(request: Request, row: Tenure, form: ActForm) -> Tenure:
    steps: dict[str, Callable[..., Tenure]] = {
        "approve": services.approve_tenure,
        "refuse": services.refuse_tenure,
        "withdraw": services.withdraw_tenure,
        "cancel": services.cancel_tenure,
    }
    step = steps[form.cleaned_data["action"]]
    reason = form.cleaned_data["reason"]
    return step(by=request.access, tenure=row, version=form.row_version, reason=reason)
