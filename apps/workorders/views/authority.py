"""The customer's authority for an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.orders import AuthoriseForm
from apps.workorders.offered import content_of, text_of
from apps.workorders.path_guards import customers_order
from apps.workorders.permissions import Perm
from apps.workorders.selectors import orders as selectors
from apps.workorders.services.orders import authorise as run
from apps.workorders.views.order_page import order_again, order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder


@policy(Perm.AUTHORISE_WORKORDER)
@require_http_methods(["GET", "POST"])
def authorise(request: Request, pk: int) -> HttpResponse:
    """The customer reads what is agreed and signs."""
    order = order_of(request, pk)
    version = None if request.method == "POST" else order.version
    form = AuthoriseForm(request.POST or None, access=request.access, order=order, version=version)

    def done(_order: WorkOrder) -> str:
        messages.success(request, _("客户已授权，工单已排入车间。"))
        return reverse("workorders:detail", args=[pk])

    if request.method != "POST":
        return _contract(request, order, form, 200)
    return submit(
        request,
        form,
        do=lambda f: run(by=request.access, order=order, version=f.row_version, **f.values),
        page=lambda f, status: _contract(request, order, f, status),
        done=done,
    )


def _contract(request: Request, order: WorkOrder, form: AuthoriseForm, status: int) -> HttpResponse:
    items = content_of(order)
    context = {
        "order": order_again(order, form),
        "form": form,
        "visit": order.visit,
        "groups": selectors.groups_of(order, request.access),
        "buckets": list(order.buckets.all()),
        "inside": customers_order(order, request.access),
        "told": text_of(order, order.number, items, request.access.now, "") if items else "",
    }
    return page(request, "workorders/authorise.html", context, status=status)
