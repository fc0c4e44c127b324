"""The frame of the till's papers, and those beside the settlement list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.policy import policy
from apps.workorders.choices import Payer
from apps.workorders.models import Settlement
from apps.workorders.permissions import Perm
from apps.workorders.selectors.figures import figure
from apps.workorders.selectors.money import paid_on

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
