"""Drafting what is offered: other ways, more work, parts the customer brings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms import estimate as forms
from apps.workorders.models import Finding, Offer, OfferLine, PartLine
from apps.workorders.permissions import Perm
from apps.workorders.selectors.offers import brought_parts
from apps.workorders.services import offers as services
from apps.workorders.services.brought import bring_part, waiver_text
from apps.workorders.views.estimates import quote_page
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder


def _act(
    request: Request,
    order: WorkOrder,
    name: str,
    form: Any,
    do: Callable[[Any], Any],
) -> HttpResponse:
    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: quote_page(request, order, status=status, **{name: f}),
        done=lambda _r: reverse("workorders:quote", args=[order.pk]),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def other_way(request: Request, pk: int) -> HttpResponse:
    """Another way of doing a job."""
    order = order_of(request, pk)
    form = forms.OtherWayForm(request.POST, access=request.access, order=order)
    return _act(
        request,
        order,
        "way_form",
        form,
        lambda f: services.offer_other_way(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def more(request: Request, pk: int) -> HttpResponse:
    """More work, as the customer asked."""
    order = order_of(request, pk)
    form = forms.MoreForm(request.POST, access=request.access, order=order)
    return _act(
        request,
        order,
        "more_form",
        form,
        lambda f: services.offer_more(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def offer_finding(request: Request, pk: int) -> HttpResponse:
    """What a technician found is offered."""
    rows = Finding.objects.select_related("order")
    finding = request.access.get(rows, Perm.CHANGE_WORKORDER, pk=pk)
    form = ServiceForm(request.POST, access=request.access)
    return _act(
        request,
        order_of(request, finding.order_id),
        "act_form",
        form,
        lambda f: services.offer_finding(by=request.access, finding=finding, version=f.row_version),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def change_offer(request: Request, pk: int) -> HttpResponse:
    """A part or labour more on an offer, or the offer taken back."""
    offer = request.access.get(Offer.objects.select_related("order"), Perm.CHANGE_WORKORDER, pk=pk)
    order = order_of(request, offer.order_id)
    form = forms.OfferItemForm(request.POST, access=request.access)
    taken_back = "withdraw" in request.POST

    def do(f: Any) -> object:
        if taken_back:
            return services.withdraw_offer(by=request.access, offer=offer, version=f.row_version)
        return services.add_to_offer(
            by=request.access, offer=offer, version=f.row_version, **f.values
        )

    return _act(request, order, "act_form", form, do)


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def change_offer_line(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """The quantity of a line of an offer, or the line gone."""
    rows = OfferLine.objects.select_related("offer__order", "part").filter(offer=pk)
    line = request.access.get(rows, Perm.CHANGE_WORKORDER, pk=line_pk)
    order = order_of(request, line.offer.order_id)
    form = forms.OfferLineForm(request.POST, access=request.access)
    return _act(
        request,
        order,
        "act_form",
        form,
        lambda f: services.change_offer_line(
            by=request.access,
            line=line,
            version=f.row_version,
            remove="remove" in request.POST,
            **f.values,
        ),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def brought(request: Request, pk: int) -> HttpResponse:
    """A part the customer brings, with the waiver."""
    order = order_of(request, pk)
    form = forms.BroughtForm(
        request.POST or None, access=request.access, order=order, version=order.version
    )

    def shown(f: Any, status: int) -> HttpResponse:
        model = PartLine(name=_("（配件名称）"), quantity=Decimal(1))
        context = {
            "order": order,
            "visit": order.visit,
            "form": f,
            "waiver": waiver_text(model),
            "lines": brought_parts(order),
        }
        return page(request, "workorders/brought.html", context, status=status)

    def done(line: PartLine) -> str:
        messages.success(request, _("已登记客户自带件“%(name)s”。") % {"name": line.name})
        return reverse("workorders:brought", args=[pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: bring_part(by=request.access, order=order, version=f.row_version, **f.values),
        page=shown,
        done=done,
    )
