"""Goods coming in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.parts import services
from apps.parts.forms import DirectForm, PriceForm, ReceiptForm
from apps.parts.inbox import unpriced
from apps.parts.models import Demand, GoodsReceipt, GoodsReceiptLine, PurchaseOrder, Warehouse
from apps.parts.permissions import Perm

if TYPE_CHECKING:
    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

RECENT = 20


@policy(Perm.RECEIVE_PART)
@require_http_methods(["GET", "POST"])
def receive(request: Request) -> HttpResponse:
    """A delivery with several lines."""
    if request.method == "GET":
        return receive_page(request, {}, 200)
    form = ReceiptForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.receive_goods(by=request.access, lines=f.arrivals, **f.values),
        page=lambda f, status: receive_page(request, {"form": f}, status),
        done=lambda receipt: _received(request, receipt),
    )


@policy(Perm.RECEIVE_DIRECT)
@require_POST
def receive_direct(request: Request) -> HttpResponse:
    """The quick receipt: what, how much, from whom."""
    form = DirectForm(request.POST, access=request.access, auto_id="direct_%s")
    return submit(
        request,
        form,
        do=lambda f: services.receive_direct(by=request.access, **f.values),
        page=lambda f, status: receive_page(request, {"direct": f}, status),
        done=lambda receipt: _received(request, receipt),
    )


def receive_page(request: Request, back: dict[str, ServiceForm], status: int) -> HttpResponse:
    """Both receipt forms, what waits for goods, what waits for a price, what came lately."""
    access = request.access
    rooms = Warehouse.objects.visible_to(access, Perm.RECEIVE_PART).filter(active=True)
    room = rooms.order_by("showroom", "pk").first()
    initial: dict[str, Any] = {"warehouse": room}
    seen = GoodsReceipt.objects.visible_to(access, Perm.RECEIVE_PART)
    context = {
        "form": ReceiptForm(access=access, initial=initial),
        "direct": DirectForm(access=access, initial=initial, auto_id="direct_%s"),
        "may_direct": access.can(Perm.RECEIVE_DIRECT),
        "waiting": Demand.objects.visible_to(access).short().select_related("part")[:RECENT],
        "coming": PurchaseOrder.objects.visible_to(access, Perm.RECEIVE_PART)
        .coming()
        .for_list()
        .order_by("expected_on", "pk")[:RECENT],
        "unpriced": unpriced(access).select_related("part", "receipt__supplier")[:RECENT],
        "recent": seen.select_related("supplier", "received_by", "warehouse")[:RECENT],
    }
    return page(request, "parts/receive.html", context | back, status=status)


def _received(request: Request, receipt: GoodsReceipt) -> str:
    messages.success(request, _("已入库 %(number)s。") % {"number": receipt.number})
    return reverse("parts:receipt", args=[receipt.pk])


@policy(Perm.RECEIVE_PART)
@require_GET
def receipt(request: Request, pk: int) -> HttpResponse:
    """One receipt with its lines."""
    return receipt_page(request, pk, None, 200)


def receipt_page(request: Request, pk: int, back: PriceForm | None, status: int) -> HttpResponse:
    """The receipt, with a price form that came back in its place."""
    rows = GoodsReceipt.objects.select_related("supplier", "warehouse", "received_by")
    row = request.access.get(rows, Perm.RECEIVE_PART, pk=pk)
    lines = list(row.lines.select_related("part", "bin"))
    forms = {
        line.pk: PriceForm(access=request.access, version=line.version, auto_id=f"p{line.pk}_%s")
        for line in lines
        if line.unit_cost is None
    }
    if back is not None:
        forms[back.line_pk] = back
    context = {"receipt": row, "lines": [(line, forms.get(line.pk)) for line in lines]}
    return page(request, "parts/receipt.html", context, status=status)


@policy(Perm.RECEIVE_PART)
@require_POST
def price_line(request: Request, pk: int) -> HttpResponse:
    """The price that came after the goods."""
    line = request.access.get(GoodsReceiptLine.objects.all(), Perm.RECEIVE_PART, pk=pk)
    form = PriceForm(request.POST, access=request.access, auto_id=f"p{line.pk}_%s")
    form.line_pk = line.pk
    return submit(
        request,
        form,
        do=lambda f: services.price_line(
            by=request.access, line=line, version=f.row_version, **f.values
        ),
        page=lambda f, status: receipt_page(request, line.receipt_id, f, status),
        done=lambda done: reverse("parts:receipt", args=[done.receipt_id]),
    )
