"""Prepaid packages: the list, selling one, and what becomes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.org.views.asking import panel_of
from apps.workorders.approvals import PREPAID_REFUND
from apps.workorders.forms.prepaid import ExtendForm, SellPrepaidForm, TransferForm
from apps.workorders.forms.till import KeyForm, ReasonForm
from apps.workorders.models import PrepaidPackage
from apps.workorders.permissions import Perm
from apps.workorders.selectors import prepaid as selectors
from apps.workorders.services import prepaid as services
from apps.workorders.services.prepaid_work import release_prepaid
from apps.workorders.slots import advisors_of
from apps.workorders.views.lists import paged
from apps.workorders.views.order_page import act_on, order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.customers.models import Vehicle

YEAR = dt.timedelta(days=365)


@policy(Perm.VIEW_PREPAID)
@require_GET
def prepaids(request: Request) -> HttpResponse:
    """The packages, what is owed for them, and what stores owe each other for uses."""
    access, today = request.access, business_day(request.access.now)
    asked = request.GET.get("view", "")
    view = asked if asked in selectors.VIEWS else "running"
    term = request.GET.get("q", "")
    rows: Any = (
        selectors.uses_between_stores(access)
        if view == "between"
        else selectors.packages_shown(access, view, term, today)
    )
    context = {
        "rows": paged(request, rows),
        "view": view,
        "term": term,
        "today": today,
        "owed": selectors.owed(access),
        "sells": access.can(Perm.SELL_PREPAID),
    }
    return page(request, "workorders/prepaids.html", context)


@policy(Perm.SELL_PREPAID)
@require_http_methods(["GET", "POST"])
def new_prepaid(request: Request) -> HttpResponse:
    """Sell services in advance for the car whose plate stands in the address."""
    plate = request.POST.get("plate") or request.GET.get("plate", "")
    car = selectors.car_named(request.access, Perm.SELL_PREPAID, plate, request.access.store)
    if car is None:
        return page(request, "workorders/prepaid_car.html", {"plate": plate})
    form = _sell_form(request, car, plate)

    def show(form: SellPrepaidForm, status: int) -> HttpResponse:
        had = list(car.prepaid_packages.order_by("-pk"))
        context = {"form": form, "car": car, "had": had[:5], "seen": len(had)}
        return page(request, "workorders/prepaid_new.html", context, status=status)

    if request.method == "GET":
        return show(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.sell_prepaid(by=request.access, vehicle=car, **f.values),
        page=show,
        done=lambda made: reverse("workorders:prepaid", args=[made.pk]),
    )


def _sell_form(request: Request, car: Vehicle, plate: str) -> SellPrepaidForm:
    access = request.access
    today = business_day(access.now)
    assert access.store is not None  # a car is found in the person's store only
    offered = selectors.offered_for(car, access.store, today)
    initial = {"plate": plate, "method": "wechat", "valid_until": today + YEAR}
    return SellPrepaidForm(
        request.POST or None,
        access=access,
        offered=offered,
        advisors=advisors_of(access.store, access.now),
        initial=initial,
    )


@policy(Perm.VIEW_PREPAID)
@require_GET
def prepaid(request: Request, pk: int) -> HttpResponse:
    """One package: what is left of each service, its uses and changes."""
    return _sheet(request, _found(request, pk))


@policy(Perm.CHANGE_PREPAID)
@require_POST
def extend(request: Request, pk: int) -> HttpResponse:
    """It may be used longer."""
    form = ExtendForm(request.POST, access=request.access)
    return _act(request, pk, "extend", form, services.extend_prepaid)


@policy(Perm.CHANGE_PREPAID)
@require_POST
def transfer(request: Request, pk: int) -> HttpResponse:
    """It goes over to another car."""
    form = TransferForm(request.POST, access=request.access)

    def transferred(*, plate: str, **facts: Any) -> PrepaidPackage:
        store = facts["prepaid"].store
        car = selectors.car_named(request.access, Perm.CHANGE_PREPAID, plate, store)
        if car is None:
            raise ValidationError({"plate": _("本店没有这个车牌的车，请核对。")})
        return services.transfer_prepaid(vehicle=car, **facts)

    return _act(request, pk, "transfer", form, transferred)


@policy(Perm.REQUEST_REFUND)
@require_POST
def refund(request: Request, pk: int) -> HttpResponse:
    """Ask to give back what is left."""
    form = ReasonForm(request.POST, access=request.access)
    return _act(request, pk, "refund", form, services.request_prepaid_refund)


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def release_use(request: Request, pk: int, use_pk: int) -> HttpResponse:
    """An order gives a prepaid service back."""
    order = order_of(request, pk)
    use = selectors.uses_on(order).filter(pk=use_pk).first()
    if use is None:
        raise Http404
    form = KeyForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "act_form",
        form,
        lambda f: release_prepaid(by=request.access, order=order, version=f.row_version, use=use),
        said=_("核销已撤销，次数已还给客户。"),
    )


def _found(request: Request, pk: int, perm: Perm = Perm.VIEW_PREPAID) -> PrepaidPackage:
    rows = PrepaidPackage.objects.select_related("customer", "vehicle", "advisor", "sold_by")
    found: PrepaidPackage = request.access.get(rows.select_related("store"), perm, pk=pk)
    return found


def _act(request: Request, pk: int, slot: str, form: Any, service: Any) -> HttpResponse:
    found = _found(request, pk)
    return submit(
        request,
        form,
        do=lambda f: service(by=request.access, prepaid=found, version=f.row_version, **f.values),
        page=lambda f, status: _sheet(request, _found(request, pk), status, **{slot: f}),
        done=lambda _made: reverse("workorders:prepaid", args=[pk]),
    )


def _sheet(
    request: Request, found: PrepaidPackage, status: int = 200, **forms: Any
) -> HttpResponse:
    access = request.access
    given = {"access": access, "version": found.version}
    asked = panel_of(request, PREPAID_REFUND.code, found.refunds.all())
    busy = asked is not None and asked.row.request.state == "pending"
    free = found.closed_at is None and not busy
    held = access.allowed(found, (Perm.CHANGE_PREPAID, Perm.REQUEST_REFUND)) if free else set()
    context = {
        "prepaid": found,
        "items": found.items.select_related("package"),
        "uses": selectors.uses_of(found),
        "changes": found.changes.select_related("by"),
        "asked": asked,
        "expired": found.valid_until < business_day(access.now),
        "may_change": Perm.CHANGE_PREPAID in held and not found.refunded,
        "may_refund": Perm.REQUEST_REFUND in held,
        "extend": ExtendForm(**given, auto_id="extend_%s"),
        "transfer": TransferForm(**given, auto_id="transfer_%s"),
        "refund": ReasonForm(**given, auto_id="refund_%s"),
        **forms,
    }
    return page(request, "workorders/prepaid.html", context, status=status)
