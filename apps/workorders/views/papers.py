"""The papers of the till: settlement list, gate pass, certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.policy import policy
from apps.org.services.contacts import record_printed_contact
from apps.workorders.billing import bills
from apps.workorders.choices import InspectionLevel, JobState, Payer
from apps.workorders.following import charged_lines
from apps.workorders.handover import guarantee_of, km_in
from apps.workorders.models import (
    Delivery,
    GatePass,
    Inspection,
    Settlement,
    SettlementBucket,
    WorkOrder,
)
from apps.workorders.permissions import Perm
from apps.workorders.selectors.figures import figure
from apps.workorders.selectors.money import invoices_over
from apps.workorders.statement import statement_of
from apps.workorders.views.money_papers import PAPERS, paper_of

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpResponse
    from django.utils.functional import _StrOrPromise

    from apps.core.requests import Request

HOURS = "workorders.hour_standard"
OF_CAR = ("visit__vehicle__model", "visit__owner", "visit__checkin", "advisor", "store")


@policy(Perm.PREPARE_SETTLEMENT, Perm.SETTLE_WORKORDER)
@require_GET
def settlement_list(request: Request, pk: int) -> HttpResponse:
    """The settlement list of one payer (结算清单), in two copies."""
    rows = Settlement.objects.select_related(*(f"order__{x}" for x in OF_CAR), "settled_by")
    settlement = _reached(request, rows, pk, Perm.PREPARE_SETTLEMENT, Perm.SETTLE_WORKORDER)
    buckets = {b.payer: b for b in settlement.buckets.all()}
    payer = request.GET.get("payer") or next(iter(buckets), "")
    if payer not in buckets:
        raise Http404
    order = settlement.order
    context = _list_context(request, order, settlement, buckets[payer]) | {
        "payers": [(p, b.get_payer_display()) for p, b in buckets.items()]
    }
    return _print(
        request,
        "settlement_list",
        order,
        number=settlement.number,
        title=_("结算清单"),
        context=context,
    )


@policy(Perm.PREPARE_SETTLEMENT)
@require_GET
def preview(request: Request, pk: int) -> HttpResponse:
    """The settlement list before it is posted: the same paper, marked as a preview."""
    rows = WorkOrder.objects.select_related(*OF_CAR)
    order = request.access.get(rows, Perm.PREPARE_SETTLEMENT, pk=pk)
    found = {b.payer: b for b in bills(charged_lines(order))}
    payer = request.GET.get("payer") or next(iter(found), "")
    if payer not in found:
        raise Http404
    settlement = Settlement(order=order, store=order.store, number="")
    bucket = SettlementBucket(settlement=settlement, payer=payer, **found[payer].columns)
    context = _list_context(request, order, settlement, bucket) | {
        "preview": True,
        "payers": [(p, Payer(p).label) for p in found],
    }
    title = _("结算清单（预览）")
    return _print(
        request, "settlement_list", order, number=order.number, title=title, context=context
    )


def _list_context(
    request: Request, order: WorkOrder, settlement: Settlement, bucket: SettlementBucket
) -> dict[str, Any]:
    visit = order.visit
    fields = [(visit, "sender_phone")] if visit.sender_phone else [(visit.owner, "phone")]
    record_printed_contact(by=request.access, fields=fields, page=request.path)
    day = business_day(request.access.now)
    return {
        "settlement": settlement,
        "paper": statement_of(order, bucket),
        "statements": visit.statements.all(),
        "signature": order.signed_at,
        "paper_kind": paper_of(request, order.store, "settlement"),
        "paper_kinds": PAPERS.items(),
        "hour_standard": figure(HOURS, day, order.store_id),
        "back": _back(request, order, settlement),
    }


def _back(request: Request, order: WorkOrder, settlement: Settlement) -> str:
    """Where the list was opened: at the settlement, or at the till."""
    if request.access.can(Perm.PREPARE_SETTLEMENT) or not settlement.pk:
        return reverse("workorders:settlement", args=[order.pk])
    return reverse("workorders:till", args=[settlement.pk])


@policy(Perm.RELEASE_VEHICLE, Perm.CHECK_GATEPASS)
@require_GET
def gate_pass(request: Request, pk: int) -> HttpResponse:
    """The gate pass on an 80 mm slip (出门条); its code opens the gate page."""
    rows = GatePass.objects.select_related(*(f"order__{x}" for x in OF_CAR), "issued_by")
    found = _reached(request, rows, pk, Perm.RELEASE_VEHICLE, Perm.CHECK_GATEPASS)
    context = {
        "gate_pass": found,
        "back": reverse("workorders:release", args=[found.order_id]),
        "path": f"{reverse('workorders:gate')}?code={found.code}",
    }
    return _print(
        request, "gate_pass", found.order, number=found.number, title=_("出门条"), context=context
    )


@policy(Perm.RELEASE_VEHICLE)
@require_GET
def certificate(request: Request, pk: int) -> HttpResponse:
    """The completion certificate with its guarantee card (维修竣工出厂合格证)."""
    rows = WorkOrder.objects.select_related(*OF_CAR)
    order = request.access.get(rows, Perm.RELEASE_VEHICLE, pk=pk)
    done = Delivery.objects.filter(order=order).first()
    if done is None:
        raise Http404
    until, km = guarantee_of(order, done.at)
    standing = order.settlements.standing().first()
    context = {
        "delivery": done,
        "guarantee_until": until,
        "guarantee_km": km,
        "inspection": _last_inspection(order),
        "jobs": order.jobs.exclude(state=JobState.CANCELLED),
        "settlement": standing,
        "invoices": invoices_over(standing.buckets.all()) if standing else [],
        "back": reverse("workorders:release", args=[pk]),
    }
    title = _("机动车维修竣工出厂合格证")
    return _print(
        request, "certificate", order, number=order.certificate_no, title=title, context=context
    )


def _last_inspection(order: WorkOrder) -> Inspection | None:
    """The last passed check by somebody else than the worker."""
    checks = Inspection.objects.filter(job__order=order, result=Inspection.Result.PASS)
    checks = checks.exclude(level=InspectionLevel.SELF).select_related("inspector")
    return checks.order_by("at", "pk").last()


def _reached(request: Request, rows: QuerySet[Any], pk: int, *perms: Perm) -> Any:
    """The row inside the reach of any of the rights; raises Http404."""
    for perm in perms[:-1]:
        found: Model | None = request.access.limit_reach(rows, perm).filter(pk=pk).first()
        if found is not None:
            return found
    return request.access.get(rows, perms[-1], pk=pk)


def _print(
    request: Request,
    name: str,
    order: WorkOrder,
    *,
    number: str,
    title: _StrOrPromise,
    context: dict[str, Any],
) -> HttpResponse:
    store = order.store
    path = context.get("path") or request.get_full_path()
    frame = {
        "dealer": {
            "name": store.legal_name or store.name,
            "address": store.address,
            "phone": store.phone,
            "credit_code": store.credit_code,
        },
        "document": {"title": title, "number": number, "url": request.build_absolute_uri(path)},
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
        "order": order,
        "visit": order.visit,
        "vehicle": order.visit.vehicle,
        "km_in": km_in(order),
    }
    return render(request, f"print/{name}.html", frame | context)
