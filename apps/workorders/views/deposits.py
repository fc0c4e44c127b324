"""Deposits and cash from the road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.views.asking import panel_of
from apps.workorders.approvals import DEPOSIT_REFUND
from apps.workorders.forms.money import DepositForm, FieldCashForm, HandInForm
from apps.workorders.forms.till import KeyForm, ReasonForm
from apps.workorders.inbox.invoices import cash_out
from apps.workorders.models import Deposit, FieldCash, Settlement, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.selectors.money import order_named
from apps.workorders.services import deposits as services
from apps.workorders.services import field_cash as cash_services
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

OF_ORDER = ("order__visit", "advisor", "taken_by", "store")


@policy(Perm.SETTLE_WORKORDER)
@require_GET
def deposits(request: Request) -> HttpResponse:
    """Deposits: those still held, or all."""
    every = request.GET.get("view") == "all"
    rows = Deposit.objects.visible_to(request.access, Perm.REQUEST_REFUND)
    rows = rows.select_related(*OF_ORDER)
    shown = paged(request, rows if every else rows.filter(closed_at=None))
    return page(request, "workorders/deposits.html", {"deposits": shown, "every": every})


@policy(Perm.SETTLE_WORKORDER)
@require_http_methods(["GET", "POST"])
def order_deposit(request: Request, pk: int) -> HttpResponse:
    """Take a deposit for an order."""
    rows = WorkOrder.objects.for_list()
    order = request.access.get(rows, Perm.SETTLE_WORKORDER, pk=pk)

    def show(form: DepositForm, status: int) -> HttpResponse:
        held = list(order.deposits.select_related("taken_by"))
        context = {"order": order, "form": form, "held": held, "seen": len(held)}
        return page(request, "workorders/deposit_new.html", context, status=status)

    if request.method == "GET":
        initial = {"method": "wechat", "payer_name": order.visit.sender_name}
        return show(DepositForm(access=request.access, initial=initial), 200)
    return submit(
        request,
        DepositForm(request.POST, access=request.access),
        do=lambda f: services.take_deposit(by=request.access, order=order, **f.values),
        page=show,
        done=lambda made: reverse("workorders:deposit", args=[made.pk]),
    )


@policy(Perm.SETTLE_WORKORDER)
@require_http_methods(["GET", "POST"])
def deposit(request: Request, pk: int) -> HttpResponse:
    """One deposit: what became of it; ask to give back what is left."""
    rows = Deposit.objects.select_related(*OF_ORDER)
    found = request.access.get(rows, Perm.REQUEST_REFUND, pk=pk)

    def show(form: ReasonForm, status: int) -> HttpResponse:
        asked = panel_of(request, DEPOSIT_REFUND.code, found.refunds.all())
        uses = found.uses.select_related("bucket__settlement", "taken_by")
        context = {"deposit": found, "form": form, "uses": uses, "asked": asked}
        return page(request, "workorders/deposit.html", context, status=status)

    if request.method == "GET":
        return show(ReasonForm(access=request.access, version=found.version), 200)
    return submit(
        request,
        ReasonForm(request.POST, access=request.access),
        do=lambda f: services.request_deposit_refund(
            by=request.access, deposit=found, version=f.row_version, **f.values
        ),
        page=show,
        done=lambda _: reverse("workorders:deposit", args=[pk]),
    )


@policy(Perm.TAKE_PAYMENT)
@require_POST
def apply(request: Request, pk: int, deposit_pk: int) -> HttpResponse:
    """Pay the customer's part with a held deposit."""
    rows = Settlement.objects.select_related("order__visit")
    settlement = request.access.get(rows, Perm.TAKE_PAYMENT, pk=pk)
    held = request.access.get(Deposit.objects.all(), Perm.REQUEST_REFUND, pk=deposit_pk)

    def back(form: KeyForm, status: int) -> HttpResponse:
        for words in form.non_field_errors():
            messages.error(request, str(words))
        context = {"settlement": settlement, "form": form}
        return page(request, "workorders/deposit_refused.html", context, status=status)

    return submit(
        request,
        KeyForm(request.POST, access=request.access),
        do=lambda f: services.apply_deposit(
            by=request.access, settlement=settlement, version=f.row_version, deposit=held
        ),
        page=back,
        done=lambda _: reverse("workorders:till", args=[pk]),
    )


@policy(Perm.ADD_FIELDCASH, Perm.SETTLE_WORKORDER)
@require_http_methods(["GET", "POST"])
def field_cash(request: Request) -> HttpResponse:
    """Cash taken on the road: record it here, hand it in the same day."""
    if request.method == "GET":
        return _cash(request, FieldCashForm(access=request.access))
    return submit(
        request,
        FieldCashForm(request.POST, access=request.access),
        do=lambda f: cash_services.add_field_cash(by=request.access, **_named(request, f.values)),
        page=lambda f, status: _cash(request, f, status),
        done=lambda _: reverse("workorders:field_cash"),
    )


@policy(Perm.SETTLE_WORKORDER)
@require_POST
def hand_in(request: Request, pk: int) -> HttpResponse:
    """The cashier takes it over."""
    rows = FieldCash.objects.filter(store__in=request.access.stores(Perm.SETTLE_WORKORDER))
    cash = request.access.get(rows, Perm.SETTLE_WORKORDER, pk=pk)
    form = HandInForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: cash_services.hand_in(
            by=request.access, cash=cash, version=f.row_version, **f.values
        ),
        page=lambda f, status: _cash(request, None, status, handing=(cash.pk, f)),
        done=lambda _: reverse("workorders:field_cash"),
    )


def _named(request: Request, values: dict[str, Any]) -> dict[str, Any]:
    """The order by its number, among those of the person's store."""
    order = order_named(values.pop("number"), request.access.store)
    if order is None:
        raise ValidationError({"number": _("本店没有这张工单，请核对工单号。")})
    return values | {"order": order}


def _cash(
    request: Request, form: FieldCashForm | None, status: int = 200, handing: Any = (0, None)
) -> HttpResponse:
    access = request.access
    cashier = access.can(Perm.SETTLE_WORKORDER)
    may_add = access.can(Perm.ADD_FIELDCASH)
    out = may_add and request.GET.get("show") == "out"
    perm = Perm.SETTLE_WORKORDER if cashier else Perm.ADD_FIELDCASH
    rows = cash_out(access) if out else FieldCash.objects.visible_to(access, perm)
    rows = rows.select_related("order__visit", "taken_by", "handed_to", "deposit")
    shown = paged(request, rows.order_by("handed_at", "-at"))
    for row in shown:
        row.form = handing[1] if row.pk == handing[0] else _counting(request, row)
    context = {
        "rows": shown,
        "form": form or FieldCashForm(access=access),
        "cashier": cashier,
        "may_add": may_add,
        "out": out,
    }
    return page(request, "workorders/field_cash.html", context, status=status)


def _counting(request: Request, row: FieldCash) -> HandInForm | None:
    if row.handed_at is not None:
        return None
    initial = {"counted": row.amount}
    return HandInForm(
        access=request.access, version=row.version, initial=initial, auto_id=f"cash{row.pk}_%s"
    )
