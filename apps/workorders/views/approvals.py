"""Deciding what others ask: discounts beyond their limit and refunds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import Machine, available
from apps.workorders.approvals import DISCOUNT_REQUEST, REFUND_REQUEST
from apps.workorders.forms.till import DecisionForm
from apps.workorders.inbox.till import discounts_to_decide, refunds_to_decide
from apps.workorders.models import DiscountRequest, RefundRequest
from apps.workorders.permissions import Perm
from apps.workorders.services.discounts import decide_discount
from apps.workorders.services.refunds import decide_refund
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

WITH_ORDER = ("settlement__order__visit__owner", "requested_by", "decided_by", "asked_of")


@dataclass(frozen=True)
class Kind:
    """One sort of request: its rows, right, queue, machine, service and addresses."""

    title: Any
    model: Any
    perm: Perm
    waiting: Any
    machine: Machine
    decide: Any
    list_url: str
    page_url: str


DISCOUNTS = Kind(
    title=_("折让审批"),
    model=DiscountRequest,
    perm=Perm.APPROVE_DISCOUNT,
    waiting=discounts_to_decide,
    machine=DISCOUNT_REQUEST,
    decide=decide_discount,
    list_url="workorders:discounts",
    page_url="workorders:discount",
)
REFUNDS = Kind(
    title=_("退款审批"),
    model=RefundRequest,
    perm=Perm.APPROVE_REFUND,
    waiting=refunds_to_decide,
    machine=REFUND_REQUEST,
    decide=decide_refund,
    list_url="workorders:refunds",
    page_url="workorders:refund",
)


@policy(Perm.APPROVE_DISCOUNT)
@require_GET
def discounts(request: Request) -> HttpResponse:
    """Discounts that wait for me (折让待批), or all in my reach."""
    return _list(request, DISCOUNTS)


@policy(Perm.APPROVE_REFUND)
@require_GET
def refunds(request: Request) -> HttpResponse:
    """Refunds that wait for me (退款待批), or all in my reach."""
    return _list(request, REFUNDS)


@policy(Perm.APPROVE_DISCOUNT)
@require_http_methods(["GET", "POST"])
def discount(request: Request, pk: int) -> HttpResponse:
    """One discount asked for, to be approved or refused."""
    return _one(request, DISCOUNTS, pk)


@policy(Perm.APPROVE_REFUND)
@require_http_methods(["GET", "POST"])
def refund(request: Request, pk: int) -> HttpResponse:
    """One refund asked for, to be approved or refused."""
    return _one(request, REFUNDS, pk)


def _list(request: Request, kind: Kind) -> HttpResponse:
    every = request.GET.get("view") == "all"
    rows = kind.waiting(request.access)
    if every:
        rows = kind.model.objects.visible_to(request.access, kind.perm)
    rows = rows.select_related(*WITH_ORDER).order_by("-requested_at", "-pk")
    context = {"kind": kind, "requests": paged(request, rows), "every": every}
    return page(request, "workorders/approvals.html", context)


def _one(request: Request, kind: Kind, pk: int) -> HttpResponse:
    found = request.access.get(kind.model.objects.select_related(*WITH_ORDER), kind.perm, pk=pk)

    def show(form: DecisionForm, status: int) -> HttpResponse:
        context = {
            "kind": kind,
            "asked": found,
            "settlement": found.settlement,
            "order": found.settlement.order,
            "buckets": found.settlement.buckets.all(),
            "options": available(kind.machine, found, request.access),
            "form": form,
        }
        return page(request, "workorders/approval.html", context, status=status)

    if request.method == "GET":
        return show(DecisionForm(access=request.access, version=found.version), 200)
    return submit(
        request,
        DecisionForm(request.POST, access=request.access),
        do=lambda f: kind.decide(
            by=request.access, request=found, version=f.row_version, **f.values
        ),
        page=show,
        done=lambda _: reverse(kind.list_url),
    )
