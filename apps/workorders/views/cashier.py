"""The cashier's pages: what waits to be collected, taking money, settling, asking refunds."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day, day_bounds
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.views.asking import panel_of
from apps.workorders.approvals import CREDIT, DISCOUNT, REFUND
from apps.workorders.choices import Payer, SettlementState
from apps.workorders.forms.till import KeyForm, PaymentForm, RefundForm, SettleForm
from apps.workorders.inbox.till import to_collect
from apps.workorders.models import Payment, Settlement, SettlementBucket
from apps.workorders.permissions import Perm
from apps.workorders.selectors.money import held_deposits, other_payers
from apps.workorders.services import credit, payment, refunds
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

WITH_ORDER = (
    "order__visit__owner",
    "order__advisor",
    "order__bill_to",
    "prepared_by",
    "settled_by",
)


@policy(Perm.TAKE_PAYMENT, Perm.SETTLE_WORKORDER)
@require_GET
def cashier(request: Request) -> HttpResponse:
    """Settlements that wait for money (待收银), or those settled today."""
    today = request.GET.get("view") == "today"
    rows = to_collect(request.access).order_by("prepared_at", "pk")
    if today:
        start, end = day_bounds(business_day(request.access.now))
        done = Settlement.objects.visible_to(request.access, Perm.TAKE_PAYMENT)
        rows = done.filter(settled_at__gte=start, settled_at__lt=end).order_by("-settled_at")
    context = {"settlements": paged(request, rows.select_related(*WITH_ORDER)), "today": today}
    return page(request, "workorders/cashier.html", context)


@policy(Perm.TAKE_PAYMENT, Perm.SETTLE_WORKORDER)
@require_GET
def till(request: Request, pk: int) -> HttpResponse:
    """One settlement at the counter."""
    return _counter(request, _found(request, pk))


@policy(Perm.TAKE_PAYMENT)
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """Take a payment."""
    return _act(request, pk, "pay", PaymentForm(request.POST, access=request.access))


@policy(Perm.SETTLE_WORKORDER)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """Close the settlement."""
    return _act(request, pk, "settle", _settle_form(request, pk))


@policy(Perm.SETTLE_WORKORDER)
@require_POST
def close_part(request: Request, pk: int) -> HttpResponse:
    """Post a part that was left open at settlement."""
    rows = SettlementBucket.objects.select_related("settlement__order")
    bucket = request.access.get(rows, Perm.SETTLE_WORKORDER, pk=pk)
    return submit(
        request,
        KeyForm(request.POST, access=request.access),
        do=lambda f: payment.close_part(by=request.access, bucket=bucket, version=f.row_version),
        page=lambda f, status: _counter(
            request, _found(request, bucket.settlement_id), status, settle=f
        ),
        done=lambda _: reverse("workorders:till", args=[bucket.settlement_id]),
    )


@policy(Perm.REQUEST_REFUND)
@require_POST
def refund(request: Request, pk: int) -> HttpResponse:
    """Ask a second person to give money back."""
    form = RefundForm(request.POST, access=request.access, payments=_payments(pk))
    return _act(request, pk, "refund", form)


SERVICES: dict[str, Any] = {
    "pay": payment.take_payment,
    "settle": payment.settle,
    "refund": refunds.request_refund,
}


def _act(request: Request, pk: int, slot: str, form: ServiceForm) -> HttpResponse:
    """Run one service on a settlement; a refused form comes back in its slot of the page."""
    settlement = _found(request, pk)
    return submit(
        request,
        form,
        do=lambda f: SERVICES[slot](
            by=request.access, settlement=settlement, version=f.row_version, **f.values
        ),
        page=lambda f, status: _counter(request, _found(request, pk), status, **{slot: f}),
        done=lambda _: reverse("workorders:till", args=[pk]),
    )


def _found(request: Request, pk: int) -> Settlement:
    rows = Settlement.objects.select_related(*WITH_ORDER)
    settlement: Settlement = request.access.get(rows, Perm.TAKE_PAYMENT, pk=pk)
    return settlement


def _settle_form(request: Request, pk: int) -> SettleForm:
    return SettleForm(request.POST, access=request.access, payers=other_payers(pk))


def _payments(pk: int) -> Any:
    """The payments of a settlement that may go back."""
    taken = Payment.objects.filter(bucket__settlement_id=pk, reversal_of=None, reversals=None)
    return taken.select_related("taken_by")


def _credit_facts(request: Request, settlement: Settlement, left: Any) -> dict[str, Any]:
    """What may take the place of money: a held deposit, an account, an approved release."""
    order = settlement.order
    account = credit.account_of(order)
    today = business_day(request.access.now)
    return {
        "deposits": [
            (d, KeyForm(access=request.access, version=settlement.version, auto_id=False))
            for d in held_deposits(order)
        ],
        "account": account,
        "on_account": bool(left) and account is not None,
        "not_on_account": credit.why_not_on_account(order, left, today) if account and left else "",
        "credit": panel_of(request, CREDIT.code, settlement.credit_requests.all()),
        "released": bool(left)
        and settlement.credit_requests.filter(state="approved", amount__gte=left).exists(),
    }


def _counter(
    request: Request, settlement: Settlement, status: int = 200, **forms: ServiceForm
) -> HttpResponse:
    """The page of one settlement with its forms, those given being refused ones."""
    access, version = request.access, settlement.version
    buckets = list(settlement.buckets.all())
    customer = next((b for b in buckets if b.payer == Payer.CP), None)
    left = customer.outstanding if customer else 0
    returnable = _payments(settlement.pk)
    if settlement.state == SettlementState.SETTLED:
        returnable = returnable.none()
    own: dict[str, ServiceForm] = {
        "pay": PaymentForm(
            access=access, version=version, initial={"amount": left, "method": "wechat"}
        ),
        "settle": SettleForm(
            access=access, version=version, payers=other_payers(settlement.pk), auto_id="settle_%s"
        ),
        "refund": RefundForm(access=access, version=version, payments=returnable),
    }
    context = {
        "settlement": settlement,
        "order": settlement.order,
        "buckets": buckets,
        "customer": customer,
        "left": left,
        "payments": Payment.objects.filter(bucket__settlement=settlement).select_related(
            "taken_by"
        ),
        "discount": panel_of(request, DISCOUNT.code, settlement.discount_requests.pending()),
        "refund": panel_of(request, REFUND.code, settlement.refund_requests.pending()),
        "returnable": bool(returnable) or settlement.state == SettlementState.SETTLED,
        "forms": own | forms,
        "fresh_key": uuid.uuid4,
        **_credit_facts(request, settlement, left),
    }
    return page(request, "workorders/till.html", context, status=status)
