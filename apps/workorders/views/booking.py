"""Making, changing and moving appointments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.figures_text import when_text
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import selectors as cars
from apps.customers.forms import SearchForm, first_guess
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomersPerm
from apps.workorders import hooks
from apps.workorders.forms.appointments import (
    AppointmentForm,
    ChangeForm,
    MoveForm,
    asked_moment,
)
from apps.workorders.permissions import Perm
from apps.workorders.services import appointments as services
from apps.workorders.slots import Book
from apps.workorders.views.appointments import appointment_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.forms.appointments import PlacedForm
    from apps.workorders.models import Appointment


@policy(Perm.ADD_APPOINTMENT)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A new appointment: the car, the words, the work and the slot on one sheet."""
    access, asked = request.access, request.POST or request.GET
    vehicle = _car(request, str(asked.get("vehicle", "")))
    at = asked_moment(str(asked.get("slot_at", "")))
    start = {"slot_at": at, "advisor": asked.get("advisor", ""), "vehicle": vehicle}
    start |= {"plate_no": asked.get("plate", "")}
    form = AppointmentForm(request.POST or None, access=access, store=access.store, initial=start)
    show = _sheet(request, vehicle, at)
    if request.method != "POST":
        return show(form, 200)
    return _submit(request, form, lambda f: services.book(by=access, **f.values), show, _("已预约"))


@policy(Perm.ADD_APPOINTMENT)
@require_POST
def find(request: Request) -> HttpResponse:
    """The cars a plate, phone or name leads to, to be taken into a new appointment."""
    form = SearchForm(request.POST, access=request.access)
    term = form.cleaned_data["q"] if form.is_valid() else ""
    found = cars.find(request.access, term)
    keep = {k: str(request.POST[k]) for k in ("slot_at", "advisor") if request.POST.get(k)}
    guess = first_guess(term).get("plate_no", "")
    context = {"search": form, "found": found, "keep": keep, "guess": guess}
    return page(request, "workorders/appointment_find.html", context)


@policy(Perm.CHANGE_APPOINTMENT)
@require_http_methods(["GET", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    """Words, work and advisor; the time is changed by moving."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    form = ChangeForm(request.POST or None, access=request.access, appointment=row)

    def show(form: ChangeForm, status: int, places: Any = ()) -> HttpResponse:
        context = {"form": form, "row": row, "places": places}
        return page(request, "workorders/appointment_change.html", context, status=status)

    if request.method != "POST":
        return show(form, 200)
    by, seen = request.access, row
    return _submit(
        request,
        form,
        lambda f: services.change(by=by, appointment=seen, version=f.row_version, **f.values),
        show,
        _("已修改"),
    )


@policy(Perm.CHANGE_APPOINTMENT)
@require_http_methods(["GET", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    """Another time: the old appointment says so, a new one stands."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    at = asked_moment(request.GET.get("slot_at", "")) or row.slot_at
    form = MoveForm(
        request.POST or None,
        access=request.access,
        store=row.store,
        version=row.version,
        initial={"slot_at": at, "advisor": row.advisor_id},
    )

    def show(form: MoveForm, status: int, places: Any = ()) -> HttpResponse:
        context = {"form": form, "row": row, "places": places, **_places(request, at)}
        return page(request, "workorders/appointment_move.html", context, status=status)

    if request.method != "POST":
        return show(form, 200)
    by = request.access
    return _submit(
        request,
        form,
        lambda f: services.move(by=by, appointment=row, version=f.row_version, **f.values),
        show,
        _("已改期"),
    )


def _submit(
    request: Request,
    form: Any,
    do: Callable[[Any], Appointment],
    show: Callable[..., HttpResponse],
    done: str,
) -> HttpResponse:
    """Run the service; a wish that does not fit comes back with the next free places."""
    places: list[Any] = []

    def tried(form: PlacedForm) -> Appointment:
        try:
            return do(form)
        except services.NoPlace as refusal:
            places.extend(refusal.places)
            raise

    def said(row: Appointment) -> str:
        words = f"{done} {row.plate_no or row.car} {when_text(row.slot_at)} {row.advisor.name}"
        messages.success(request, words)
        return reverse("workorders:appointment", args=[row.pk])

    return submit(request, form, do=tried, page=lambda f, s: show(f, s, places), done=said)


def _sheet(
    request: Request, vehicle: Vehicle | None, at: dt.datetime | None
) -> Callable[..., HttpResponse]:
    def show(form: AppointmentForm, status: int, places: Any = ()) -> HttpResponse:
        context = {
            "form": form,
            "search": SearchForm(access=request.access),
            "vehicle": vehicle,
            "places": places,
            "keep": {k: v for k, v in request.GET.items() if k in {"slot_at", "advisor"}},
            **_about(request, vehicle),
            **_places(request, at or request.access.now),
        }
        return page(request, "workorders/appointment_new.html", context, status=status)

    return show


def _about(request: Request, vehicle: Vehicle | None) -> dict[str, Any]:
    if vehicle is None:
        return {"card": None, "alerts": []}
    (card,) = cars.cards_of(request.access, [vehicle])
    alerts = hooks.checkin_alerts.ask(vehicle=vehicle, by=request.access)
    return {"card": card, "alerts": alerts}


def _places(request: Request, at: dt.datetime) -> dict[str, Any]:
    """The slots of a day beside the form."""
    store, now = request.access.store, request.access.now
    if store is None:
        return {"slots": [], "shown_day": None}
    day = business_day(at)
    book = Book(store, day, day, now=now)
    return {"slots": [(s, s.at < now) for s in book.days[day]], "shown_day": day}


def _car(request: Request, pk: str) -> Vehicle | None:
    if not pk.isdigit():
        return None
    rows = cars.with_people(Vehicle.objects.visible_to(request.access, CustomersPerm.VIEW_CUSTOMER))
    return rows.filter(pk=int(pk)).first()
