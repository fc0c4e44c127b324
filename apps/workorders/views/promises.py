"""The earliest honest time, shown to the advisor who is about to promise one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.workorders import promises
from apps.workorders.permissions import Perm
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.SET_PROMISEDTIME)
@require_GET
def earliest(request: Request, pk: int) -> HttpResponse:
    """A fragment of the order page: the earliest time with its reasons, and how the promise is."""
    order = order_of(request, pk)
    forecast = promises.forecasts([order], request.access.now).get(order.pk)
    context = {
        "order": order,
        "earliest": promises.earliest(order, request.access.now),
        "forecast": forecast,
    }
    return render(request, "workorders/earliest.html", context)
