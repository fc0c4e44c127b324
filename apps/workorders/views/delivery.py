"""Handing cars over, and letting them out of the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.till import GateForm, ReleaseForm
from apps.workorders.handover import guarantee_of, km_in, next_service_of
from apps.workorders.inbox.till import to_release
from apps.workorders.models import Delivery, GatePass, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services.delivery import release_vehicle
from apps.workorders.services.gate import use_gate_pass
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

OF_CAR = ("visit__vehicle__model", "visit__checkin", "visit__owner", "advisor", "store")


@policy(Perm.RELEASE_VEHICLE)
@require_GET
def delivery(request: Request) -> HttpResponse:
    """Settled cars that wait to be handed over (待放行)."""
    mine = request.GET.get("mine") == "1"
    rows = to_release(request.access, mine=mine).for_list().order_by("settled_at", "pk")
    context = {"orders": paged(request, rows), "mine": mine}
    return page(request, "workorders/delivery.html", context)


@policy(Perm.RELEASE_VEHICLE)
@require_http_methods(["GET", "POST"])
def release(request: Request, pk: int) -> HttpResponse:
    """The handover of one car, and its papers afterwards."""
    rows = WorkOrder.objects.select_related(*OF_CAR)
    order = request.access.get(rows, Perm.RELEASE_VEHICLE, pk=pk)
    if request.method == "GET":
        return _sheet(request, order, _fresh(request, order))
    return submit(
        request,
        ReleaseForm(request.POST, access=request.access),
        do=lambda f: release_vehicle(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sheet(request, order, f, status),
        done=lambda _: reverse("workorders:release", args=[pk]),
    )


def _fresh(request: Request, order: WorkOrder) -> ReleaseForm:
    """The form with what is known already."""
    km = km_in(order)
    following = next_service_of(order, request.access.now, km)
    initial = {
        "receiver_name": order.visit.sender_name or order.signer_name,
        "old_parts": order.old_parts,
        "km_out": km,
        "next_service_on": following.on,
        "next_service_km": following.km,
    }
    return ReleaseForm(access=request.access, version=order.version, initial=initial)


def _sheet(
    request: Request, order: WorkOrder, form: ReleaseForm, status: int = 200
) -> HttpResponse:
    until, km = guarantee_of(order, request.access.now)
    done = Delivery.objects.filter(order=order).select_related("released_by").first()
    context = {
        "order": order,
        "form": form,
        "delivery": done,
        "gate_pass": order.gate_passes.filter(voided_at=None).first(),
        "settlement": order.settlements.standing().first(),
        "guarantee_until": done.guarantee_until if done else until,
        "guarantee_km": done.guarantee_km if done else km,
        "km_in": km_in(order),
    }
    return page(request, "workorders/release.html", context, status=status)


@policy(Perm.CHECK_GATEPASS)
@require_http_methods(["GET", "POST"])
def gate(request: Request) -> HttpResponse:
    """Check a gate pass: type or scan its code, the car leaves once."""

    def show(form: GateForm, status: int) -> HttpResponse:
        passes = GatePass.objects.visible_to(request.access, Perm.CHECK_GATEPASS)
        used = passes.filter(used_at__isnull=False).order_by("-used_at")
        context = {
            "form": form,
            "used": used.select_related("order__visit", "checked_by")[:10],
            "waiting": passes.filter(used_at=None, voided_at=None).count(),
        }
        return page(request, "workorders/gate.html", context, status=status)

    if request.method == "GET":
        initial = {"code": request.GET.get("code", "")}
        return show(GateForm(access=request.access, initial=initial), 200)

    def passed(gate_pass: GatePass) -> str:
        words = _("放行：%(plate)s，出门条 %(number)s")
        plate = gate_pass.order.visit.plate_no or _("无牌")
        messages.success(request, words % {"plate": plate, "number": gate_pass.number})
        return reverse("workorders:gate")

    return submit(
        request,
        GateForm(request.POST, access=request.access),
        do=lambda f: use_gate_pass(by=request.access, **f.values),
        page=show,
        done=passed,
    )
