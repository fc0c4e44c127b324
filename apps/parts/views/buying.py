"""Writing purchase orders: from the shortage list, by hand, and taking in what came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.parts import services
from apps.parts.models import PurchaseOrder, Supplier
from apps.parts.permissions import Perm
from apps.parts.purchase_forms import (
    MORE,
    ArrivalForm,
    PurchaseForm,
    ShortageForm,
    SupplierForm,
    lines_of,
    typed_lines,
)
from apps.parts.shortages import shortages as every_shortage
from apps.parts.shortages import to_order, vat_rate, wanted_for
from apps.parts.views.purchases import purchase_of

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.parts.models import GoodsReceipt


@policy(Perm.ADD_PURCHASEORDER)
@require_http_methods(["GET", "POST"])
def shortages(request: Request) -> HttpResponse:
    """What is short and not ordered, by supplier; ticked lines become a draft."""

    def show(back: ShortageForm | None, status: int) -> HttpResponse:
        groups = every_shortage(request.access)
        forms = [_shortage_form(request, g.supplier, i) for i, g in enumerate(groups)]
        context = {"groups": list(zip(groups, forms, strict=True)), "back": back}
        return page(request, "parts/shortages.html", context, status=status)

    if request.method == "GET":
        return show(None, 200)
    form = ShortageForm(
        request.POST,
        access=request.access,
        demands=to_order(request.access).select_related("part", "warehouse__store"),
    )
    return submit(
        request,
        form,
        do=lambda f: _draft(request, f),
        page=show,
        done=lambda order: reverse("parts:purchase_edit", args=[order.pk]),
    )


def _shortage_form(request: Request, supplier: Supplier | None, index: int) -> ShortageForm:
    return ShortageForm(
        access=request.access,
        demands=to_order(request.access).none(),
        initial={"supplier": supplier},
        auto_id=f"group{index}_%s",
    )


def _draft(request: Request, form: ShortageForm) -> PurchaseOrder:
    chosen = list(form.cleaned_data["demands"])
    rooms = {d.warehouse for d in chosen}
    if len(rooms) > 1:
        raise Refused(_("不同仓库的缺件请分开订货。"))
    return services.draft_purchase(
        by=request.access,
        warehouse=rooms.pop(),
        supplier=form.cleaned_data["supplier"],
        lines=wanted_for(chosen, request.access),
    )


@policy(Perm.ADD_PURCHASEORDER)
@require_http_methods(["GET", "POST"])
def purchase_new(request: Request) -> HttpResponse:
    """A purchase order by hand."""
    return _edit(request, None)


@policy(Perm.ADD_PURCHASEORDER)
@require_http_methods(["GET", "POST"])
def purchase_edit(request: Request, pk: int) -> HttpResponse:
    """A draft is written on by its author."""
    return _edit(request, purchase_of(request, pk))


def _edit(request: Request, order: PurchaseOrder | None) -> HttpResponse:
    common: dict[str, Any] = {"access": request.access, "vat_rate": vat_rate(request.access)}

    def show(form: PurchaseForm, status: int) -> HttpResponse:
        context = {"form": form, "order": order}
        return page(request, "parts/purchase_form.html", context, status=status)

    if request.method == "GET":
        if order is None:
            return show(PurchaseForm(**common), 200)
        head = {n: getattr(order, n) for n in ("warehouse", "supplier", "expected_on", "note")}
        lines = lines_of(order)
        return show(PurchaseForm(initial=head, lines=lines, version=order.version, **common), 200)
    if {"more", "drop"} & set(request.POST):
        return show(_with_other_rows(request, common), 200)
    return submit(
        request,
        PurchaseForm(request.POST, **common),
        do=lambda f: _save(request, order, f),
        page=show,
        done=lambda saved: reverse("parts:purchase", args=[saved.pk]),
    )


def _with_other_rows(request: Request, common: dict[str, Any]) -> PurchaseForm:
    """The form as typed, with a row less or some more; nothing is checked or saved."""
    head = {n: request.POST.get(n, "") for n in ("warehouse", "supplier", "expected_on", "note")}
    keys = {n: request.POST.get(n, "") for n in ("version", "operation_key")}
    spare = MORE if "more" in request.POST else 1
    return PurchaseForm(initial=head | keys, lines=typed_lines(request.POST), spare=spare, **common)


def _save(request: Request, order: PurchaseOrder | None, form: PurchaseForm) -> PurchaseOrder:
    values = {n: form.cleaned_data[n] for n in ("supplier", "expected_on", "note")}
    if order is None:
        room = form.cleaned_data["warehouse"]
        return services.draft_purchase(
            by=request.access, warehouse=room, lines=form.wanted, **values
        )
    return services.change_purchase(
        by=request.access, order=order, version=form.row_version, lines=form.wanted, **values
    )


@policy(Perm.RECEIVE_PART)
@require_http_methods(["GET", "POST"])
def purchase_receive(request: Request, pk: int) -> HttpResponse:
    """What came of a purchase order, in whole or in part."""
    rows = PurchaseOrder.objects.for_list()
    order = request.access.get(rows, Perm.RECEIVE_PART, pk=pk)
    lines = [line for line in order.lines.select_related("part") if line.open]

    def show(form: ArrivalForm, status: int) -> HttpResponse:
        context = {"form": form, "order": order}
        return page(request, "parts/purchase_receive.html", context, status=status)

    if request.method == "GET":
        return show(ArrivalForm(access=request.access, lines=lines, version=order.version), 200)
    return submit(
        request,
        ArrivalForm(request.POST, access=request.access, lines=lines),
        do=lambda f: services.receive_purchase(
            by=request.access,
            order=order,
            version=f.row_version,
            arrived=f.arrived,
            supplier_document=f.cleaned_data["supplier_document"],
        ),
        page=show,
        done=lambda receipt: _received(request, receipt),
    )


def _received(request: Request, receipt: GoodsReceipt) -> str:
    messages.success(request, _("已入库 %(number)s。") % {"number": receipt.number})
    return reverse("parts:receipt", args=[receipt.pk])


@policy(Perm.VIEW_SUPPLIER, Perm.CHANGE_SUPPLIER)
@require_GET
def suppliers(request: Request) -> HttpResponse:
    """Who parts are bought from."""
    rows = Supplier.objects.visible_to(request.access).order_by("-active", "-manufacturer", "code")
    may = request.access.can(Perm.CHANGE_SUPPLIER)
    return page(request, "parts/suppliers.html", {"rows": rows, "may_change": may})


@policy(Perm.CHANGE_SUPPLIER)
@require_http_methods(["GET", "POST"])
def supplier_new(request: Request) -> HttpResponse:
    """A new supplier."""
    return _supplier(request, None)


@policy(Perm.CHANGE_SUPPLIER)
@require_http_methods(["GET", "POST"])
def supplier(request: Request, pk: int) -> HttpResponse:
    """A supplier's facts."""
    found = request.access.get(Supplier.objects.all(), Perm.CHANGE_SUPPLIER, pk=pk)
    return _supplier(request, found)


def _supplier(request: Request, row: Supplier | None) -> HttpResponse:
    def show(form: SupplierForm, status: int) -> HttpResponse:
        return page(request, "parts/supplier.html", {"form": form, "row": row}, status=status)

    if request.method == "GET":
        names = ("code", "name", "contact", "phone", "active")
        known = {n: getattr(row, n) for n in names} if row else {}
        known["kind"] = "manufacturer" if row and row.manufacturer else "outside"
        version = row.version if row else None
        return show(SupplierForm(access=request.access, initial=known, version=version), 200)
    return submit(
        request,
        SupplierForm(request.POST, access=request.access),
        do=lambda f: _keep(request, row, f),
        page=show,
        done=lambda saved: reverse("parts:suppliers"),
    )


def _keep(request: Request, row: Supplier | None, form: SupplierForm) -> Supplier:
    values = form.values
    maker = values.pop("kind") == "manufacturer"
    return services.keep_supplier(
        by=request.access, supplier=row, version=form.row_version, manufacturer=maker, **values
    )
