"""The order page itself, and how an act on it answers."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.core.refusals import Denied
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.customers.permissions import Perm as CustomerPerm
from apps.workorders import hooks
from apps.workorders.choices import OrderState, Payer
from apps.workorders.consent import waiting_jobs
from apps.workorders.forms import orders as forms
from apps.workorders.machines import ORDER
from apps.workorders.models.order import FINISHED
from apps.workorders.permissions import Perm
from apps.workorders.selectors import orders as selectors
from apps.workorders.selectors.guests import jobs_done_here, transfers_of
from apps.workorders.selectors.offers import offers_of
from apps.workorders.selectors.paths import path_facts
from apps.workorders.services.express import hindrance

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse, QueryDict

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request
    from apps.org.access import Access
    from apps.workorders.models import Job, WorkOrder

VIEW = Perm.VIEW_WORKORDER
HERE = frozenset({"cancel_draft", "cancel"})
ON_PAGE = (
    Perm.CHANGE_WORKORDER,
    Perm.AUTHORISE_WORKORDER,
    Perm.SET_PROMISEDTIME,
    Perm.COMMENT_WORKORDER,
    Perm.REASSIGN_WORKORDER,
)


NEXT = frozenset({Perm.CHANGE_WORKORDER, Perm.SET_PROMISEDTIME, Perm.REASSIGN_WORKORDER})


def order_of(request: Request, pk: int) -> WorkOrder:
    """The order if it is in reach; raises Http404."""
    order: WorkOrder = request.access.get(selectors.orders_with_car(), VIEW, pk=pk)
    return order


@policy(Perm.VIEW_WORKORDER)
@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    """The order: lines by the customer's words, payers, findings, what happened, what is next.

    The store that does one of its jobs for another sees that job and the car, and no more.
    """
    try:
        order = order_of(request, pk)
    except (Http404, Denied):
        jobs = jobs_done_here(pk, request.access)
        if not jobs:
            raise
        return _guest_page(request, jobs)
    return order_page(request, order)


def _guest_page(request: Request, jobs: list[Job]) -> HttpResponse:
    order = jobs[0].order
    context = {
        "order": order,
        "visit": order.visit,
        "jobs": jobs,
        "transfers": transfers_of(order.pk, request.access),
    }
    return page(request, "workorders/guest.html", context)


def order_page(
    request: Request, order: WorkOrder, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The order page, with a form that was turned down in its place."""
    item = given.get("item_form")
    facts = _facts(request, order)
    rights = _rights(request, order)
    term = (item["find"].value() if item else "") or request.GET.get("find", "")
    context = {
        **facts,
        "offers": offers_of(order, facts["groups"], facts["uses"], facts["usable"], request.access),
        "express": order.state == OrderState.DRAFT and not hindrance(order),
        **rights,
        **_forms(request, order, rights["may"]),
        "term": term,
        "hits": selectors.hits_for(term, order, request.access) if order.state == "draft" else [],
        **given,
    }
    return page(request, "workorders/detail.html", context, status=status)


def _facts(request: Request, order: WorkOrder) -> dict[str, Any]:
    return {
        "order": order,
        "visit": order.visit,
        "draft": order.state == OrderState.DRAFT,
        "buckets": list(order.buckets.all()),
        "groups": selectors.groups_of(order, request.access),
        "findings": selectors.findings_of(order, request.access),
        "moments": selectors.timeline_of(order),
        "photos": selectors.photos_of(order),
        "payers": Payer.choices,
        **path_facts(order, request.access),
        "fresh_key": uuid.uuid4,
        "unsaid": {job.pk for job in waiting_jobs(order)} if order.authorised_at else set(),
    }


def _rights(request: Request, order: WorkOrder) -> dict[str, Any]:
    access = request.access
    allowed = access.allowed(order, ON_PAGE)
    options = [o for o in available(ORDER, order, access) if o.action in HERE]
    alerts = _alerts(order, access)
    return {
        "may": {p.rpartition(".")[2] for p in allowed},
        "phone_open": selectors.phone_open(order, access),
        "file_open": access.can(CustomerPerm.VIEW_VEHICLEHISTORY),
        "options": options,
        "visit_open": access.may(Perm.VIEW_WORKORDER, order.visit),
        "next_steps": bool(options) or not NEXT.isdisjoint(allowed),
        "steps": hooks.order_steps.ask(order=order, by=access),
        "alerts": alerts,
        "told": {str(alert.words) for alert in alerts},
    }


def _alerts(order: WorkOrder, access: Access) -> list[hooks.Alert]:
    """What to know of the car while it is here."""
    if order.state in FINISHED:
        return []
    return hooks.checkin_alerts.ask(vehicle=order.visit.vehicle, by=access, order=order)


def _forms(request: Request, order: WorkOrder, may: set[str]) -> dict[str, ServiceForm]:
    """The forms of the acts that are open to the person."""
    common: dict[str, Any] = {"access": request.access, "version": order.version}
    shown: dict[str, ServiceForm] = {}
    if "change_workorder" in may:
        described = {"repair_class": order.repair_class, "old_parts": order.old_parts}
        shown["describe_form"] = forms.DescribeForm(initial=described, **common)
    if "change_workorder" in may and order.state == OrderState.DRAFT:
        shown["item_form"] = forms.ItemForm(order=order, auto_id="id_item_%s", **common)
    if "set_promisedtime" in may:
        promised = order.promised_at or forms.next_quarter(request.access.now)
        shown["promise_form"] = forms.PromiseForm(initial={"promised_at": promised}, **common)
    if "reassign_workorder" in may:
        shown["reassign_form"] = forms.ReassignForm(order=order, auto_id="id_reassign_%s", **common)
    if "comment_workorder" in may:
        access = request.access
        shown["comment_form"] = forms.CommentForm(access=access, auto_id="id_comment_%s")
    return shown


def act_on(
    request: Request,
    order: WorkOrder,
    name: str,
    form: Any,
    do: Callable[[Any], Any],
    *,
    said: str = "",
) -> HttpResponse:
    """Run one act of the order page; turned down, the page comes back with its form."""

    def done(_result: Any) -> str:
        if said:
            messages.success(request, said)
        return reverse("workorders:detail", args=[order.pk])

    def shown(form: Any, status: int) -> HttpResponse:
        now = order_again(order, form)
        return order_page(request, now, status=status, **{name: form})

    return submit(request, form, do=do, page=shown, done=done)


def order_again(order: WorkOrder, form: ServiceForm) -> WorkOrder:
    """The order as it is now, after an act on it was turned down.

    The form is shown beside it, so what it sends next is about this version.
    """
    order.refresh_from_db()
    form.renew_key()
    if form.is_bound:
        data = cast("QueryDict", form.data).copy()
        data["version"] = str(order.version)
        form.data = data
    return order
