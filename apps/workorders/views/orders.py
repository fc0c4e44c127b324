"""The order page and the advisor's acts on the order."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders import hooks
from apps.workorders.choices import OrderState, Payer
from apps.workorders.forms import orders as forms
from apps.workorders.machines import ORDER
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.selectors import orders as selectors
from apps.workorders.services import orders as services

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse, QueryDict

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

HERE = frozenset({"cancel_draft", "cancel"})
ON_PAGE = (
    Perm.CHANGE_WORKORDER,
    Perm.AUTHORISE_WORKORDER,
    Perm.SET_PROMISEDTIME,
    Perm.COMMENT_WORKORDER,
    Perm.REASSIGN_WORKORDER,
)


def order_of(request: Request, pk: int) -> WorkOrder:
    """The order if it is in reach; raises Http404."""
    rows = WorkOrder.objects.select_related(
        "visit__vehicle__model", "visit__owner", "visit__checkin", "advisor", "store", "unit"
    )
    order: WorkOrder = request.access.get(rows, Perm.VIEW_WORKORDER, pk=pk)
    return order


@policy(Perm.VIEW_WORKORDER)
@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    """The order: lines by the customer's words, payers, findings, what happened, what is next."""
    return order_page(request, order_of(request, pk))


def order_page(
    request: Request, order: WorkOrder, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The order page, with a form that was turned down in its place."""
    access = request.access
    may = {p.rpartition(".")[2] for p in access.allowed(order, ON_PAGE)}
    term = request.GET.get("find", "")
    item = given.get("item_form")
    term = item["find"].value() or term if item else term
    context = {
        "order": order,
        "visit": order.visit,
        "may": may,
        "draft": order.state == OrderState.DRAFT,
        "phone_open": selectors.phone_open(order, access),
        "buckets": list(order.buckets.all()),
        "groups": selectors.groups_of(order, access),
        "findings": selectors.findings_of(order, access),
        "moments": selectors.timeline_of(order),
        "photos": selectors.photos_of(order),
        "options": [o for o in available(ORDER, order, access) if o.action in HERE],
        "steps": hooks.order_steps.ask(order=order, by=access),
        "term": term,
        "payers": Payer.choices,
        "fresh_key": uuid.uuid4,
        "hits": selectors.hits_for(term, order, access) if order.state == "draft" else [],
        **_forms(request, order),
        **given,
    }
    return page(request, "workorders/detail.html", context, status=status)


def _forms(request: Request, order: WorkOrder) -> dict[str, ServiceForm]:
    common: dict[str, Any] = {"access": request.access, "version": order.version}
    described = {"repair_class": order.repair_class, "old_parts": order.old_parts}
    promised = order.promised_at or forms.next_quarter(request.access.now)
    return {
        "describe_form": forms.DescribeForm(initial=described, **common),
        "promise_form": forms.PromiseForm(initial={"promised_at": promised}, **common),
        "comment_form": forms.CommentForm(access=request.access, auto_id="id_comment_%s"),
        "reassign_form": forms.ReassignForm(order=order, auto_id="id_reassign_%s", **common),
        "item_form": forms.ItemForm(order=order, auto_id="id_item_%s", **common),
    }


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


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def describe(request: Request, pk: int) -> HttpResponse:
    """Repair class and old parts."""
    order = order_of(request, pk)
    form = forms.DescribeForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "describe_form",
        form,
        lambda f: services.describe(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.SET_PROMISEDTIME)
@require_POST
def promise(request: Request, pk: int) -> HttpResponse:
    """The promised time, first or changed."""
    order = order_of(request, pk)
    form = forms.PromiseForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "promise_form",
        form,
        lambda f: services.promise(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.COMMENT_WORKORDER)
@require_POST
def comment(request: Request, pk: int) -> HttpResponse:
    """A remark."""
    order = order_of(request, pk)
    form = forms.CommentForm(request.POST, access=request.access, auto_id="id_comment_%s")
    return act_on(
        request,
        order,
        "comment_form",
        form,
        lambda f: services.comment(by=request.access, order=order, **f.values),
    )


@policy(Perm.CANCEL_DRAFT, Perm.CANCEL_WORKORDER)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Void a draft or cancel an order."""
    order = order_of(request, pk)
    form = forms.ActForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "act_form",
        form,
        lambda f: services.call_off(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        said=_("工单已取消。"),
    )


@policy(Perm.REASSIGN_WORKORDER)
@require_POST
def reassign(request: Request, pk: int) -> HttpResponse:
    """Another advisor."""
    order = order_of(request, pk)
    form = forms.ReassignForm(
        request.POST, access=request.access, order=order, auto_id="id_reassign_%s"
    )
    return act_on(
        request,
        order,
        "reassign_form",
        form,
        lambda f: services.reassign(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        said=_("已改派服务顾问。"),
    )


@policy(Perm.AUTHORISE_WORKORDER)
@require_http_methods(["GET", "POST"])
def authorise(request: Request, pk: int) -> HttpResponse:
    """The customer reads what is agreed and signs."""
    order = order_of(request, pk)
    version = None if request.method == "POST" else order.version
    form = forms.AuthoriseForm(
        request.POST or None, access=request.access, order=order, version=version
    )

    def shown(form: forms.AuthoriseForm, status: int) -> HttpResponse:
        context = {
            "order": order_again(order, form),
            "form": form,
            "visit": order.visit,
            "groups": selectors.groups_of(order, request.access),
            "buckets": list(order.buckets.all()),
        }
        return page(request, "workorders/authorise.html", context, status=status)

    def done(_order: WorkOrder) -> str:
        messages.success(request, _("客户已授权，工单已排入车间。"))
        return reverse("workorders:detail", args=[pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.authorise(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        page=shown,
        done=done,
    )
