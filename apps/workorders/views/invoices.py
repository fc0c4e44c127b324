"""Invoices: what waits to be issued, issuing, and the red ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.money import IssueForm, RedForm
from apps.workorders.inbox.invoices import to_invoice, to_reverse
from apps.workorders.models import Invoice, SettlementBucket
from apps.workorders.permissions import Perm
from apps.workorders.services import invoices as services
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

OF_ORDER = ("settlement__order__visit__owner", "settlement__store")


@policy(Perm.ISSUE_INVOICE)
@require_GET
def invoices(request: Request) -> HttpResponse:
    """Bills that wait for their invoice, invoices to be cancelled, or all invoices."""
    view = request.GET.get("view", "")
    context: dict[str, Any] = {"view": view}
    if view in {"issued", "red"}:
        rows = Invoice.objects.visible_to(request.access, Perm.ISSUE_INVOICE)
        if view == "red":
            rows = to_reverse(request.access)
        shown = paged(request, rows.select_related("issued_by").prefetch_related("items"))
        context["invoices"] = shown
    else:
        waiting = to_invoice(request.access).select_related(*OF_ORDER)
        context["waiting"] = paged(request, waiting.order_by("posted_at", "pk"))
    return page(request, "workorders/invoices.html", context)


@policy(Perm.ISSUE_INVOICE)
@require_http_methods(["GET", "POST"])
def issue(request: Request) -> HttpResponse:
    """One invoice over the chosen bills."""
    keys = (request.POST if request.method == "POST" else request.GET).getlist
    wanted = [k for k in (*keys("bucket"), *keys("buckets")) if k.isdigit()]
    rows = SettlementBucket.objects.visible_to(request.access, Perm.ISSUE_INVOICE)
    chosen = list(rows.filter(pk__in=wanted).select_related(*OF_ORDER).order_by("pk"))

    def show(form: IssueForm, status: int) -> HttpResponse:
        sums = {n: sum(getattr(b, n) for b in chosen) for n in ("due", "net", "vat")}
        context = {"form": form, "chosen": chosen, "sums": sums}
        return page(request, "workorders/invoice_new.html", context, status=status)

    if request.method == "GET":
        initial = {
            "buckets": [str(b.pk) for b in chosen],
            "invoice_title": next((b.invoice_title for b in chosen if b.invoice_title), ""),
            "tax_no": next((b.tax_no for b in chosen if b.tax_no), ""),
        }
        return show(IssueForm(access=request.access, chosen=chosen, initial=initial), 200)
    return submit(
        request,
        IssueForm(request.POST, access=request.access, chosen=chosen),
        do=lambda f: services.issue_invoice(by=request.access, **f.values),
        page=show,
        done=lambda made: reverse("workorders:invoice", args=[made.pk]),
    )


@policy(Perm.ISSUE_INVOICE)
@require_GET
def invoice(request: Request, pk: int) -> HttpResponse:
    """One invoice."""
    return _sheet(request, _found(request, pk))


@policy(Perm.ISSUE_INVOICE)
@require_POST
def reverse_invoice(request: Request, pk: int) -> HttpResponse:
    """Cancel it by a red one."""
    found = _found(request, pk)
    return submit(
        request,
        RedForm(request.POST, access=request.access),
        do=lambda f: services.reverse_invoice(
            by=request.access, invoice=found, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sheet(request, _found(request, pk), f, status),
        done=lambda _: reverse("workorders:invoice", args=[pk]),
    )


def _found(request: Request, pk: int) -> Invoice:
    rows = Invoice.objects.select_related("issued_by", "red_by", "store")
    found: Invoice = request.access.get(rows, Perm.ISSUE_INVOICE, pk=pk)
    return found


def _sheet(
    request: Request, found: Invoice, form: RedForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "invoice": found,
        "items": found.items.select_related("bucket__settlement__order__visit"),
        "form": form or RedForm(access=request.access, version=found.version),
    }
    return page(request, "workorders/invoice.html", context, status=status)
