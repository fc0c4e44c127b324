"""Pages about customers and cars: search, new car, take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import selectors, services
from apps.customers.forms import (
    CustomerForm,
    RegisterForm,
    SearchForm,
    TakeOverForm,
    first_guess,
)
from apps.customers.models import Customer, Vehicle
from apps.customers.permissions import Perm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_CUSTOMER)
@require_http_methods(["GET", "POST"])
def search(request: Request) -> HttpResponse:
    """Cars and documents for a typed term; posted, so that no phone stands in an address."""
    form = SearchForm(request.POST or None, access=request.access)
    term = form.cleaned_data["q"] if form.is_bound and form.is_valid() else ""
    found = selectors.find(request.access, term)
    context = {
        "form": form,
        "found": found,
        "take_over": TakeOverForm(access=request.access, initial={"term": term}),
        "may_add": request.access.can(Perm.ADD_CUSTOMER),
    }
    return page(request, "customers/search.html", context)


@policy(Perm.ADD_CUSTOMER)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A car the house does not know; on success on to its check-in."""
    guess = first_guess(request.GET.get("q", ""))
    form = RegisterForm(
        request.POST or None, request.FILES or None, access=request.access, initial=guess
    )

    def shown(form: RegisterForm, status: int) -> HttpResponse:
        return page(request, "customers/new.html", {"form": form}, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.register_car(by=request.access, **f.values),
        page=shown,
        done=lambda car: onwards(request, car),
    )


@policy(Perm.ADD_CUSTOMER)
@require_POST
def take_over(request: Request) -> HttpResponse:
    """A car of another store becomes known here."""
    form = TakeOverForm(request.POST, access=request.access)
    context = {"form": SearchForm(access=request.access), "found": None}
    return submit(
        request,
        form,
        do=lambda f: services.take_over(by=request.access, **f.values),
        page=lambda _f, status: page(request, "customers/search.html", context, status=status),
        done=lambda car: onwards(request, car),
    )


@policy(Perm.CHANGE_CUSTOMER)
@require_http_methods(["GET", "POST"])
def detail(request: Request, pk: int) -> HttpResponse:
    """One customer's data, for those who may both change them and see the contact."""
    rows = Customer.objects.visible_to(request.access, Perm.VIEW_CONTACT)
    customer = request.access.get(rows, Perm.CHANGE_CUSTOMER, pk=pk)
    if request.method != "POST":
        return _customer_page(request, customer, _customer_form(request, customer), 200)
    return submit(
        request,
        CustomerForm(request.POST, access=request.access, customer=customer),
        do=lambda f: services.change_customer(
            by=request.access, customer=customer, version=f.row_version, **f.values
        ),
        page=lambda f, status: _customer_page(request, customer, f, status),
        done=lambda _row: reverse("customers:detail", args=[pk]),
    )


def _customer_form(request: Request, customer: Customer) -> CustomerForm:
    return CustomerForm(access=request.access, version=customer.version, customer=customer)


def _customer_page(
    request: Request, customer: Customer, form: CustomerForm, status: int
) -> HttpResponse:
    cars = Vehicle.objects.visible_to(request.access, Perm.VIEW_CUSTOMER).filter(
        ownerships__customer=customer, ownerships__until=None
    )
    context = {"customer": customer, "form": form, "cars": selectors.with_people(cars)}
    return page(request, "customers/detail.html", context, status=status)


def onwards(request: Request, car: Vehicle) -> str:
    """Where work on this car goes on: the first way a room above offers, else its page."""
    links = selectors.facts_of([car], request.access)[car.pk].links
    return links[0].url if links else reverse("customers:vehicle", args=[car.pk])
