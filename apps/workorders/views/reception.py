"""Reception: find the car, walk round it, open the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import selectors as cars
from apps.customers.forms import SearchForm, TakeOverForm
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomersPerm
from apps.workorders import hooks
from apps.workorders.forms.desk import CheckInForm
from apps.workorders.models import DamageMark
from apps.workorders.permissions import Perm
from apps.workorders.services import reception as services
from apps.workorders.services.arriving import prefill
from apps.workorders.sheet import BOXES, PICTURE, PLACES

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder


@policy(Perm.ADD_CHECKIN, Perm.ADD_WORKORDER)
@require_http_methods(["GET", "POST"])
def reception(request: Request) -> HttpResponse:
    """One field; the cars it leads to, each with its history and the way to check it in."""
    form = SearchForm(request.POST or None, access=request.access)
    term = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    context = {
        "form": form,
        "found": cars.find(request.access, term),
        "take_over": TakeOverForm(access=request.access, initial={"term": term}),
        "may_add": request.access.can(CustomersPerm.ADD_CUSTOMER),
    }
    return page(request, "workorders/reception.html", context)


@policy(Perm.ADD_CHECKIN)
@require_http_methods(["GET", "POST"])
def checkin(request: Request, pk: int) -> HttpResponse:
    """The walk-round sheet of one car; saved, it is a draft order."""
    rows = cars.with_people(Vehicle.objects.all())
    vehicle = request.access.get(rows, CustomersPerm.VIEW_CUSTOMER, pk=pk)
    form = CheckInForm(
        request.POST or None,
        request.FILES or None,
        access=request.access,
        vehicle=vehicle,
        initial=prefill(request.access, vehicle),
    )

    def shown(form: CheckInForm, status: int) -> HttpResponse:
        return page(
            request, "workorders/checkin.html", _sheet(request, form, vehicle), status=status
        )

    def done(order: WorkOrder) -> str:
        messages.success(request, _("已接车，工单 %(number)s。") % {"number": order.number})
        return reverse("workorders:detail", args=[order.pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.check_in(by=request.access, vehicle=vehicle, **f.values),
        page=shown,
        done=done,
    )


def _sheet(request: Request, form: CheckInForm, vehicle: Vehicle) -> dict[str, object]:
    (card,) = cars.cards_of(request.access, [vehicle])
    return {
        "form": form,
        "vehicle": vehicle,
        "card": card,
        "alerts": hooks.checkin_alerts.ask(vehicle=vehicle, by=request.access, order=None),
        "damage_kinds": DamageMark.Kind.choices,
        "boxes": BOXES,
        "places": PLACES,
        "picture": PICTURE,
    }
