"""The advisor's side of a settlement: preparing, discounting, invoicing, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.views.asking import panel_of
from apps.workorders.approvals import CREDIT, DISCOUNT
from apps.workorders.billing import bills
from apps.workorders.choices import OrderState, SettlementState
from apps.workorders.consent import lines_agreed_to
from apps.workorders.following import charged_lines
from apps.workorders.forms.till import (
    CreditForm,
    DiscountForm,
    InvoiceForm,
    PrepareForm,
    ReasonForm,
)
from apps.workorders.inbox.till import to_prepare
from apps.workorders.models import Settlement, WorkOrder
from apps.workorders.payer_papers import missing
from apps.workorders.permissions import Perm
from apps.workorders.services import credit as credit_service
from apps.workorders.services import discounts, settlement
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request


@policy(Perm.PREPARE_SETTLEMENT)
@require_GET
def settlements(request: Request) -> HttpResponse:
    """Finished orders that wait to be settled (待结算准备)."""
    mine = request.GET.get("mine") == "1"
    rows = to_prepare(request.access, mine=mine).for_list().order_by("promised_at", "pk")
    context = {"orders": paged(request, rows), "mine": mine}
    return page(request, "workorders/settlements.html", context)


@policy(Perm.PREPARE_SETTLEMENT)
@require_http_methods(["GET", "POST"])
def prepare(request: Request, pk: int) -> HttpResponse:
    """The settlement of one order, prepared here when there is none."""
    order = _order(request, pk)
    if request.method == "GET":
        return _sheet(request, order)
    form = PrepareForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: settlement.prepare_settlement(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sheet(request, order, status, prepare=f),
        done=lambda made: reverse("workorders:settlement", args=[made.order_id]),
    )


@policy(Perm.PREPARE_SETTLEMENT)
@require_POST
def discount(request: Request, pk: int) -> HttpResponse:
    """Another discount on a prepared settlement."""
    return _change(request, pk, "discount", DiscountForm, discounts.give_discount)


@policy(Perm.PREPARE_SETTLEMENT)
@require_POST
def invoice(request: Request, pk: int) -> HttpResponse:
    """Another invoice title."""
    return _change(request, pk, "invoice", InvoiceForm, settlement.set_invoice)


@policy(Perm.PREPARE_SETTLEMENT)
@require_POST
def credit(request: Request, pk: int) -> HttpResponse:
    """Ask to let the car go unpaid."""
    return _change(request, pk, "credit", CreditForm, credit_service.request_credit)


@policy(Perm.PREPARE_SETTLEMENT)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a prepared settlement back."""
    return _change(request, pk, "withdraw", ReasonForm, settlement.withdraw_settlement)


def _change(
    request: Request, pk: int, slot: str, kind: type[ServiceForm], service: Any
) -> HttpResponse:
    """Run one service on a settlement; a refused form comes back in its slot of the sheet."""
    found = request.access.get(
        Settlement.objects.select_related("order"), Perm.PREPARE_SETTLEMENT, pk=pk
    )
    return submit(
        request,
        kind(request.POST, access=request.access),
        do=lambda f: service(
            by=request.access, settlement=found, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sheet(
            request, _order(request, found.order_id), status, **{slot: f}
        ),
        done=lambda _: reverse("workorders:settlement", args=[found.order_id]),
    )


def _order(request: Request, pk: int) -> WorkOrder:
    rows = WorkOrder.objects.for_list().select_related("bill_to")
    order: WorkOrder = request.access.get(rows, Perm.PREPARE_SETTLEMENT, pk=pk)
    return order


def _sheet(
    request: Request, order: WorkOrder, status: int = 200, **forms: ServiceForm
) -> HttpResponse:
    """The page of one order's settlement with its forms, those given being refused ones."""
    standing = order.settlements.standing().select_related("prepared_by", "settled_by").first()
    context: dict[str, Any] = {
        "order": order,
        "settlement": standing,
        "earlier": order.settlements.filter(state=SettlementState.REVERSED),
        "forms": _forms(request, order, standing) | forms,
    }
    if standing is None:
        context["bills"] = bills(charged_lines(order))
        context["lacking"] = _lacking(order, request) if order.state == OrderState.READY else []
    else:
        context["buckets"] = standing.buckets.all()
        context["asked"] = panel_of(request, DISCOUNT.code, standing.discount_requests.all())
        context["credit"] = panel_of(request, CREDIT.code, standing.credit_requests.all())
        customer = standing.buckets.filter(payer="CP").first()
        context["left"] = customer.outstanding if customer else 0
        context["account"] = credit_service.account_of(order)
    return page(request, "workorders/settlement.html", context, status=status)


def _lacking(order: WorkOrder, request: Request) -> list[str]:
    """What stands in the way of a settlement, in words."""
    unagreed = lines_agreed_to(order, request.access)
    return [*missing(order), *([unagreed] if unagreed else [])]


def _forms(
    request: Request, order: WorkOrder, standing: Settlement | None
) -> dict[str, ServiceForm]:
    access = request.access
    payer = order.bill_to or order.visit.owner
    title = (payer.invoice_title or payer.name) if payer else ""
    invoice = {"invoice_title": title, "tax_no": payer.tax_no if payer else ""}
    if standing is None:
        return {"prepare": PrepareForm(access=access, version=order.version, initial=invoice)}
    bucket = standing.buckets.filter(payer="CP").first()
    if bucket is not None:
        invoice = {"invoice_title": bucket.invoice_title, "tax_no": bucket.tax_no}
    version = standing.version
    return {
        "discount": DiscountForm(access=access, version=version),
        "invoice": InvoiceForm(access=access, version=version, initial=invoice),
        "withdraw": ReasonForm(access=access, version=version),
        "credit": CreditForm(access=access, version=version, auto_id="credit_%s"),
    }
