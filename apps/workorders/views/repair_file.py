"""The repair file of a car: page and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomerPerm
from apps.customers.selectors import cards_of, with_people
from apps.workorders.selectors import repair_file as selectors
from apps.workorders.views.money_papers import print_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

VISITS, ON_PAPER = 10, 200


@policy(CustomerPerm.VIEW_VEHICLEHISTORY)
@require_GET
def repair_file(request: Request, pk: int) -> HttpResponse:
    """What is kept of a car, stay by stay, newest first."""
    car = _car(request, pk)
    shown = BoundedPaginator(selectors.visits_of(car), VISITS).get_page(request.GET.get("page"))
    (card,) = cards_of(request.access, [car])
    context = _facts(request, car, shown.object_list) | {"card": card, "page": shown}
    return page(request, "workorders/repair_file.html", context)


@policy(CustomerPerm.VIEW_VEHICLEHISTORY)
@require_GET
def print_file(request: Request, pk: int) -> HttpResponse:
    """The same on paper, with masked contact; the customer may ask for it."""
    car = _car(request, pk)
    back = reverse("workorders:repair_file", args=[pk])
    context = _facts(request, car, selectors.visits_of(car)[:ON_PAPER]) | {"back": back}
    store = request.access.store or car.known_at.select_related("store").earliest("pk").store
    return print_page(
        request,
        "repair_file",
        store=store,
        number=car.vin,
        title=_("机动车维修档案"),
        context=context,
    )


def _car(request: Request, pk: int) -> Vehicle:
    rows = with_people(Vehicle.objects.all())
    car: Vehicle = request.access.get(rows, CustomerPerm.VIEW_VEHICLEHISTORY, pk=pk)
    return car


def _facts(request: Request, car: Vehicle, visits: Any) -> dict[str, Any]:
    papers = selectors.papers_of(car, request.access)
    return {
        "car": car,
        "kept": selectors.kept_of(car, business_day(request.access.now)),
        "papers": [p for p in papers if p.order_id is None],
        "visits": selectors.told(visits, request.access, papers),
    }
