"""One car: what is known of it, and the acts on its plate, VIN, papers and owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import hooks, selectors, services
from apps.customers.car_forms import CarForm, OwnerForm, PapersForm, PlateForm, VinForm
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_CUSTOMER, Perm.VIEW_VEHICLEHISTORY)
@require_GET
def vehicle(request: Request, pk: int) -> HttpResponse:
    """One car: owner, plates, and its history in the group."""
    return car_page(request, _car(request, pk, Perm.VIEW_CUSTOMER))


@policy(Perm.CHANGE_CUSTOMER)
@require_POST
def plate(request: Request, pk: int) -> HttpResponse:
    """The car carries another plate."""
    return _act(request, pk, PlateForm, "plate_form", services.change_plate, _("车牌已登记。"))


@policy(Perm.CHANGE_CUSTOMER)
@require_POST
def vin(request: Request, pk: int) -> HttpResponse:
    """The car's VIN is entered."""
    return _act(request, pk, VinForm, "vin_form", services.enter_vin, _("VIN 已登记。"))


@policy(Perm.CHANGE_CUSTOMER)
@require_POST
def papers(request: Request, pk: int) -> HttpResponse:
    """Model, use, insurance and inspection."""
    return _act(request, pk, PapersForm, "papers_form", services.change_car, _("已保存。"))


@policy(Perm.CHANGE_CUSTOMER)
@require_http_methods(["GET", "POST"])
def owner(request: Request, pk: int) -> HttpResponse:
    """The car changes hands: new owner, proof, packages."""
    car = _car(request, pk, Perm.CHANGE_CUSTOMER)
    form = OwnerForm(
        request.POST or None, request.FILES or None, access=request.access, vehicle=car
    )

    def shown(form: OwnerForm, status: int) -> HttpResponse:
        present = next(iter(car.present_ownerships), None)
        ties = services.ties_of(car, present, by=request.access)
        context = {"form": form, "car": car, "ties": ties}
        return page(request, "customers/owner.html", context, status=status)

    def done(_change: Any) -> str:
        messages.success(request, _("车主已变更。"))
        return reverse("customers:vehicle", args=[pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.change_owner(
            by=request.access, vehicle=car, version=f.row_version, **f.values
        ),
        page=shown,
        done=done,
    )


def _car(request: Request, pk: int, perm: Perm) -> Vehicle:
    rows = selectors.with_people(Vehicle.objects.all())
    found: Vehicle = request.access.get(rows, perm, pk=pk)
    return found


def car_page(
    request: Request, car: Vehicle, *, status: int = 200, **given: CarForm
) -> HttpResponse:
    """The page of a car, with a form that was turned down in its place."""
    (card,) = selectors.cards_of(request.access, [car])
    change = request.access.may(Perm.CHANGE_CUSTOMER, car)
    common: dict[str, Any] = {"access": request.access, "vehicle": car}
    context = {
        "card": card,
        "car": car,
        "change": change,
        "owners": selectors.owners_of(car),
        "papers": selectors.papers_of(car),
        "alerts": hooks.about_car.ask(vehicle=car, by=request.access),
        "plate_form": PlateForm(auto_id="id_plate_%s", **common),
        "vin_form": VinForm(auto_id="id_vin_%s", **common),
        "papers_form": PapersForm(auto_id="id_papers_%s", **common),
        **given,
    }
    return page(request, "customers/vehicle.html", context, status=status)


def _act(  # noqa: PLR0917  # what the three small forms of the page differ in
    request: Request,
    pk: int,
    kind: type[CarForm],
    name: str,
    do: Callable[..., Vehicle],
    said: str,
) -> HttpResponse:
    car = _car(request, pk, Perm.CHANGE_CUSTOMER)
    form = kind(request.POST, request.FILES, access=request.access, vehicle=car)

    def shown(form: CarForm, status: int) -> HttpResponse:
        return car_page(
            request, _car(request, pk, Perm.CHANGE_CUSTOMER), status=status, **{name: form}
        )

    def done(_car: Vehicle) -> str:
        messages.success(request, said)
        return reverse("customers:vehicle", args=[pk])

    return submit(
        request,
        form,
        do=lambda f: do(by=request.access, vehicle=car, version=f.row_version, **f.values),
        page=shown,
        done=done,
    )
