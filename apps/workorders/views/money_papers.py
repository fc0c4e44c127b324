"""The frame of the till's papers, and those beside the settlement list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.core.policy import policy
from apps.workorders.capital_amount import in_capitals
from apps.workorders.choices import Payer
from apps.workorders.invoice_request import rate_lines
from apps.workorders.models import Deposit, PrepaidPackage, Settlement, SettlementBucket
from apps.workorders.permissions import Perm
from apps.workorders.selectors.figures import figure
from apps.workorders.selectors.money import invoices_over, paid_on

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.utils.functional import _StrOrPromise

    from apps.core.requests import Request
    from apps.org.models import OrgUnit

PAPERS = {"a4": _("A4"), "triplicate": _("241 mm 三联"), "slip": _("80 mm 小票")}


def paper_of(request: Request, store: OrgUnit, document: str) -> str:
    """The paper asked for in the address, else the store's usual one for this document."""
    asked = request.GET.get("paper", "")
    if asked in PAPERS:
        return asked
    day = business_day(request.access.now)
    usual = str(figure(f"workorders.paper.{document}", day, store.pk))
    return usual if usual in PAPERS else "a4"


def print_page(
    request: Request,
    name: str,
    *,
    store: OrgUnit,
    number: str,
    title: _StrOrPromise,
    context: dict[str, Any],
) -> HttpResponse:
    """A paper with the dealer's head, its number and the code that opens it again."""
    frame = {
        "dealer": {
            "name": store.legal_name or store.name,
            "address": store.address,
            "phone": store.phone,
            "credit_code": store.credit_code,
        },
        "document": {
            "title": title,
            "number": number,
            "url": request.build_absolute_uri(context.get("path") or request.get_full_path()),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return render(request, f"print/{name}.html", frame | context)


@policy(Perm.TAKE_PAYMENT, Perm.SETTLE_WORKORDER)
@require_GET
def receipt_slip(request: Request, pk: int) -> HttpResponse:
    """What the customer paid, on an 80 mm slip (收款小票)."""
    rows = Settlement.objects.select_related("order__visit__owner", "order__store", "store")
    found = request.access.get(rows, Perm.TAKE_PAYMENT, pk=pk)
    bucket = found.buckets.filter(payer=Payer.CP).first()
    if bucket is None:
        raise Http404
    payments = paid_on(bucket)
    shown = [(p, p.tendered - p.amount if p.tendered else None) for p in payments]
    context = {
        "settlement": found,
        "bucket": bucket,
        "payments": shown,
        "order": found.order,
        "visit": found.order.visit,
        "back": reverse("workorders:till", args=[pk]),
    }
    return print_page(
        request,
        "receipt",
        store=found.store,
        number=found.number,
        title=_("收款小票"),
        context=context,
    )


@policy(Perm.TAKE_PAYMENT)
@require_GET
def deposit_slip(request: Request, pk: int) -> HttpResponse:
    """The receipt of money taken before the work, on an 80 mm slip (定金收据)."""
    rows = Deposit.objects.select_related("order__visit", "order__store", "store", "taken_by")
    found = request.access.get(rows, Perm.TAKE_PAYMENT, pk=pk)
    context = {
        "deposit": found,
        "capitals": in_capitals(found.amount),
        "order": found.order,
        "visit": found.order.visit,
        "back": reverse("workorders:deposit", args=[pk]),
    }
    return print_page(
        request,
        "deposit",
        store=found.store,
        number=found.number,
        title=_("定金收据"),
        context=context,
    )


@policy(Perm.VIEW_PREPAID)
@require_GET
def prepaid_slip(request: Request, pk: int) -> HttpResponse:
    """What the customer prepaid, on an 80 mm slip (预收套餐凭证)."""
    rows = PrepaidPackage.objects.select_related("vehicle", "customer", "store", "sold_by")
    found = request.access.get(rows, Perm.VIEW_PREPAID, pk=pk)
    context = {
        "prepaid": found,
        "items": found.items.select_related("package"),
        "capitals": in_capitals(found.price),
        "back": reverse("workorders:prepaid", args=[pk]),
    }
    return print_page(
        request,
        "prepaid",
        store=found.store,
        number=found.number,
        title=_("预收套餐凭证"),
        context=context,
    )


@policy(Perm.ISSUE_INVOICE, Perm.PREPARE_SETTLEMENT)
@require_GET
def invoice_request(request: Request, pk: int) -> HttpResponse:
    """What shall be invoiced to whom (开票申请单), for one bill or, with others named, several."""
    found = _bucket(request, pk)
    others = [k for k in request.GET.getlist("bucket") if k.isdigit() and int(k) != pk]
    buckets = [found, *(_bucket(request, int(k)) for k in others)]
    lines = rate_lines(buckets)
    sums = {n: sum((getattr(line, n) for line in lines), ZERO) for n in ("net", "vat", "gross")}
    order = found.settlement.order
    buyer = order.bill_to or order.visit.owner
    context = {
        "bucket": found,
        "buckets": buckets,
        "lines": lines,
        "sums": sums,
        "capitals": in_capitals(sums["gross"]),
        "invoice_title": found.invoice_title or (buyer.name if buyer else ""),
        "tax_no": found.tax_no or (buyer.tax_no if buyer else ""),
        "invoices": invoices_over(buckets),
        "back": reverse("workorders:settlement", args=[order.pk]),
    }
    return print_page(
        request,
        "invoice_request",
        store=found.settlement.store,
        number=found.settlement.number,
        title=_("开票申请单"),
        context=context,
    )


def _bucket(request: Request, pk: int) -> SettlementBucket:
    """A bill the person may have invoiced or prepared; raises Http404."""
    rows = SettlementBucket.objects.filter(due__gt=0).select_related(
        "settlement__order__visit__owner",
        "settlement__order__visit__vehicle__model",
        "settlement__order__bill_to",
        "settlement__store",
    )
    reached = rows.visible_to(request.access, Perm.PREPARE_SETTLEMENT).filter(pk=pk).first()
    return reached or request.access.get(rows, Perm.ISSUE_INVOICE, pk=pk)
