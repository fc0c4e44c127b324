"""Callbacks: the list and the call sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from apps.care import selectors, services
from apps.care.choices import CallbackState
from apps.care.forms import AnswersForm, AttemptForm, CallActForm, PersonForm, people_of
from apps.care.machines import CALLBACK
from apps.care.models import Callback
from apps.care.permissions import Perm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.permissions import Perm as OrderPerm
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request
    from apps.customers.models import Customer

SHOWN = {
    "due": gettext_lazy("待回访"),
    "later": gettext_lazy("未到时间"),
    "mine": gettext_lazy("分给我的"),
    "done": gettext_lazy("已完成"),
}


@policy(Perm.VIEW_CALLBACK)
@require_GET
def callbacks(request: Request) -> HttpResponse:
    """Callbacks by their time, the most urgent first."""
    show = request.GET.get("show", "due" if request.access.can(Perm.PERFORM_CALLBACK) else "")
    term = request.GET.get("q", "")
    rows = selectors.callbacks_shown(request.access, show, term)
    context = {"page": paged(request, rows.for_list()), "show": show, "term": term, "views": SHOWN}
    return page(request, "care/callbacks.html", context)


def callback_of(request: Request, pk: int) -> Callback:
    """The callback if it is in reach; raises Http404."""
    rows = Callback.objects.for_list().select_related(
        "order__advisor", "order__store", "complaint__callback", "completed_by", "visit__checkin"
    )
    found: Callback = request.access.get(rows, Perm.VIEW_CALLBACK, pk=pk)
    return found


@policy(Perm.VIEW_CALLBACK)
@require_GET
def callback(request: Request, pk: int) -> HttpResponse:
    """The call sheet."""
    return callback_page(request, pk)


def callback_page(
    request: Request, pk: int, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The call sheet, with a form that was turned down in its place."""
    row, access = callback_of(request, pk), request.access
    steps = {o.action: o for o in available(CALLBACK, row, access)}
    customer = _customer(row)
    common: dict[str, Any] = {"access": access, "version": row.version}
    waiting = row.state == CallbackState.OPEN
    context = {
        "callback": row,
        "customer": customer,
        "phone_of": _phone_of(row),
        "phone_open": selectors.phone_open(access, customer),
        "work": selectors.work_done(row),
        "answers": selectors.answers_of(row),
        "calls": selectors.calls_of(row),
        "ask": steps.get("complete"),
        "options": [o for o in steps.values() if o.action in CallActForm.ACTIONS],
        "may_assign": waiting and access.may(Perm.ASSIGN_CALLBACK, row),
        "sees_order": row.order and access.may(OrderPerm.VIEW_WORKORDER, row.order),
        "answers_form": AnswersForm(auto_id="id_a_%s", **common),
        "attempt_form": AttemptForm(auto_id="id_t_%s", **common),
        "person_form": _person_form(row, **common),
        **given,
    }
    return page(request, "care/callback.html", context, status=status)


def _customer(row: Callback) -> Customer | None:
    if row.visit is not None:
        return row.visit.owner
    return row.complaint.customer if row.complaint else None


def _phone_of(row: Callback) -> tuple[Any, str]:
    """The row and the field that hold the number to call."""
    if row.complaint is not None and row.complaint.caller_phone:
        return row.complaint, "caller_phone"
    if row.visit is not None and row.visit.sender_phone:
        return row.visit, "sender_phone"
    return (row.visit.owner if row.visit else None), "phone"


def _person_form(row: Callback, *args: Any, **common: Any) -> PersonForm:
    people = people_of(row.store_id, row.not_for()).filter(unit=row.unit_id)
    initial = {"person": row.assignee_id}
    return PersonForm(*args, people=people, auto_id="id_p_%s", initial=initial, **common)


def _run(
    request: Request, row: Callback, name: str, form: ServiceForm, do: Callable[[Any], Callback]
) -> HttpResponse:
    def done(callback: Callback) -> str:
        opened = callback.complaints.first()
        if opened is not None and callback.satisfied is False:
            words = _("已转投诉 %(number)s，请在 24 小时内完成首次联系。")
            messages.warning(request, words % {"number": opened.number})
        else:
            messages.success(request, str(callback.get_state_display()))
        return reverse("care:callback", args=[callback.pk])

    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: callback_page(request, row.pk, status=status, **{name: f}),
        done=done,
    )


@policy(Perm.PERFORM_CALLBACK)
@require_POST
def attempt(request: Request, pk: int) -> HttpResponse:
    """Write down a call nobody answered."""
    row = callback_of(request, pk)
    form = AttemptForm(request.POST, access=request.access, auto_id="id_t_%s")
    return _run(
        request,
        row,
        "attempt_form",
        form,
        lambda f: services.log_attempt(
            by=request.access, callback=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.PERFORM_CALLBACK)
@require_POST
def answers(request: Request, pk: int) -> HttpResponse:
    """Write down what the customer said."""
    row = callback_of(request, pk)
    form = AnswersForm(request.POST, access=request.access, auto_id="id_a_%s")
    return _run(
        request,
        row,
        "answers_form",
        form,
        lambda f: services.complete_callback(
            by=request.access, callback=row, version=f.row_version, **f.answers
        ),
    )


@policy(Perm.PERFORM_CALLBACK)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Give up, or note that the customer declines."""
    row = callback_of(request, pk)
    form = CallActForm(request.POST, access=request.access)
    verbs = {"give_up": services.give_up, "decline": services.decline_callback}
    return _run(
        request,
        row,
        "act_form",
        form,
        lambda f: verbs[f.cleaned_data["action"]](
            by=request.access, callback=row, version=f.row_version
        ),
    )


@policy(Perm.ASSIGN_CALLBACK)
@require_POST
def assign(request: Request, pk: int) -> HttpResponse:
    """Give the call to somebody."""
    row = callback_of(request, pk)
    form = _person_form(row, request.POST, access=request.access)
    return _run(
        request,
        row,
        "person_form",
        form,
        lambda f: services.assign_callback(
            by=request.access,
            callback=row,
            version=f.row_version,
            assignee=f.cleaned_data["person"],
        ),
    )
