"""Declined work: the list to ask about again, one paper of it, and offering it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.queues import queue
from apps.core.responses import page, submit
from apps.customers import plates
from apps.workorders.forms.estimate import CallForm, RiskForm
from apps.workorders.models import DeclinedWork
from apps.workorders.permissions import Perm
from apps.workorders.selectors import estimates as selectors
from apps.workorders.services import declined as services
from apps.workorders.views.estimates import quote_page
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

PAGE = 50
CALLS = "declined-calls"
RELATED = (
    "order__visit__owner",
    "order__advisor",
    "order__store",
    "vehicle__model",
    "item__estimate",
    "revived_job__order",
    "revived_offer__order",
)


@policy(Perm.VIEW_WORKORDER)
@require_GET
def declined(request: Request) -> HttpResponse:
    """Work customers did not want; those due for a call, or all."""
    asked = request.GET
    calls = asked.get("queue") == CALLS and request.access.can(queue(CALLS).capability)
    rows: Any = DeclinedWork.objects.visible_to(request.access, Perm.VIEW_WORKORDER)
    if calls:
        rows = queue(CALLS).rows(request.access)
    if asked.get("state") in DeclinedWork.State.values:
        rows = rows.filter(state=asked["state"])
    term = plates.normalised(str(asked.get("q", "")))
    if term:
        rows = rows.filter(order__visit__plate_no__contains=term)
    rows = rows.select_related("order__visit", "order__advisor", "vehicle__model")
    order = ("call_at", "pk") if calls else ("-declined_at", "-pk")
    context = {
        "found": BoundedPaginator(rows.order_by(*order), PAGE).get_page(asked.get("page")),
        "asked": asked,
        "states": DeclinedWork.State.choices,
        "queue": queue(CALLS) if calls else None,
    }
    return page(request, "workorders/declined.html", context)


def work_of(request: Request, pk: int, perm: Perm) -> DeclinedWork:
    """The work if it is in reach; raises Http404."""
    found: DeclinedWork = request.access.get(
        DeclinedWork.objects.select_related(*RELATED), perm, pk=pk
    )
    return found


@policy(Perm.VIEW_WORKORDER)
@require_http_methods(["GET", "POST"])
def declined_work(request: Request, pk: int) -> HttpResponse:
    """One piece of declined work: what was said, and what came of asking again."""
    work = work_of(request, pk, Perm.VIEW_WORKORDER)
    form = CallForm(request.POST or None, access=request.access, version=work.version)

    def shown(f: ServiceForm, status: int) -> HttpResponse:
        context = {
            "work": work,
            "order": work.order,
            "visit": work.order.visit,
            "lines": work.item.lines.all(),
            "form": f if isinstance(f, CallForm) else form,
            "risk_form": RiskForm(access=request.access, version=work.version),
            "signature": selectors.signature_of(work),
            "may_sign": request.access.may(Perm.AUTHORISE_WORKORDER, work),
        }
        return page(request, "workorders/declined_work.html", context, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.note_call(
            by=request.access, work=work, version=f.row_version, **f.values
        ),
        page=shown,
        done=lambda _w: reverse("workorders:declined_work", args=[pk]),
    )


@policy(Perm.AUTHORISE_WORKORDER)
@require_http_methods(["GET", "POST"])
def risk(request: Request, pk: int) -> HttpResponse:
    """The risk notice: printed, or signed on the screen."""
    work = work_of(request, pk, Perm.AUTHORISE_WORKORDER)
    form = RiskForm(request.POST or None, access=request.access, version=work.version)

    def shown(f: RiskForm, status: int) -> HttpResponse:
        context = {"work": work, "order": work.order, "visit": work.order.visit, "form": f}
        return page(request, "workorders/risk.html", context, status=status)

    def done(_work: DeclinedWork) -> str:
        messages.success(request, _("客户已签收风险告知。"))
        return reverse("workorders:declined_work", args=[pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.sign_risk(
            by=request.access, work=work, version=f.row_version, **f.values
        ),
        page=shown,
        done=done,
    )


@policy(Perm.VIEW_WORKORDER)
@require_GET
def print_risk(request: Request, pk: int) -> HttpResponse:
    """The risk notice on paper (未做项目风险告知书)."""
    work = work_of(request, pk, Perm.VIEW_WORKORDER)
    context = {
        "work": work,
        "order": work.order,
        "visit": work.order.visit,
        "lines": work.item.lines.all(),
        "signature": selectors.signature_of(work),
        "dealer": dealer_of(work.order.store),
        "document": {
            "title": _("未做项目风险告知书"),
            "number": work.item.estimate.number,
            "url": request.build_absolute_uri(reverse("workorders:declined_work", args=[pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return render(request, "print/risk_notice.html", context)


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def revive(request: Request, pk: int, work_pk: int) -> HttpResponse:
    """Declined work is offered again on this order."""
    order = order_of(request, pk)
    work = work_of(request, work_pk, Perm.VIEW_WORKORDER)
    form = ServiceForm(request.POST, access=request.access)

    def done(_work: DeclinedWork) -> str:
        messages.success(request, _("“%(name)s”已按今天的价格加入。") % {"name": work.name})
        name = "detail" if order.state == "draft" else "quote"
        return reverse(f"workorders:{name}", args=[pk])

    def shown(f: ServiceForm, status: int) -> HttpResponse:
        return quote_page(request, order, status=status, act_form=f)

    return submit(
        request,
        form,
        do=lambda f: services.revive(
            by=request.access, work=work, order=order, version=f.row_version
        ),
        page=shown,
        done=done,
    )
