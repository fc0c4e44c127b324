"""Getting ready for the cars of a day, and the parts they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.working_time import DAY
from apps.parts.models import Part
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.forms.appointments import BayForm, PartForm, TickForm
from apps.workorders.models import AppointmentPart
from apps.workorders.permissions import Perm
from apps.workorders.selectors import preparation as read
from apps.workorders.services import preparing, reserving
from apps.workorders.views.appointments import appointment_of, asked_day, shown
from apps.workorders.views.order_list import dealer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def preparation(request: Request) -> HttpResponse:
    """The cars of a day, tomorrow's unless asked otherwise, and what is ready for each."""
    return _listed(request)


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def preparation_print(request: Request) -> HttpResponse:
    """The same on paper."""
    day = _day(request)
    store = read.store_of(request.access)
    context = {
        "cars": read.cars_of(request.access, store, day),
        "day": day,
        "dealer": dealer_of(store) if store else {},
        "document": {"number": f"{day:%Y-%m-%d}"},
        "back": f"{reverse('workorders:preparation')}?day={day:%Y-%m-%d}",
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return page(request, "print/preparation.html", context)


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def tick(request: Request, pk: int) -> HttpResponse:
    """One thing looked after."""
    return _prepare(request, pk, TickForm, preparing.tick)


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def bay(request: Request, pk: int) -> HttpResponse:
    """The bay kept for the car."""
    return _prepare(request, pk, BayForm, preparing.choose_bay)


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def reserve(request: Request, pk: int) -> HttpResponse:
    """Ask the warehouse for everything the appointment needs."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    form = ServiceForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: reserving.reserve_parts(
            by=request.access, appointment=row, version=f.row_version
        ),
        page=lambda f, status: shown(request, row, status, part_form=f),
        done=lambda r: _back(request, r.pk, _("已向仓库申请预留。")),
    )


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def want(request: Request, pk: int) -> HttpResponse:
    """One more part the appointment needs."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    form = PartForm(request.POST, access=request.access)

    def do(form: PartForm) -> Any:
        number = form.cleaned_data["pick"].partition(":")[2]
        part = request.access.get(Part.objects.all(), PartsPerm.REQUEST_PART, pk=number)
        return reserving.want_part(
            by=request.access,
            appointment=row,
            version=form.row_version,
            part=part,
            quantity=form.cleaned_data["quantity"],
        )

    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: shown(request, row, status, part_form=f),
        done=lambda wanted: _back(request, row.pk, _("已加入所需配件。")),
    )


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def drop(request: Request, pk: int, line_pk: int) -> HttpResponse:
    """A part that is not needed after all."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    wanted = request.access.get(
        AppointmentPart.objects.filter(appointment=row), Perm.CHANGE_APPOINTMENT, pk=line_pk
    )
    form = ServiceForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: reserving.drop_part(by=request.access, wanted=wanted, version=f.row_version),
        page=lambda f, status: shown(request, row, status, part_form=f),
        done=lambda r: _back(request, row.pk, _("已去掉这个配件。")),
    )


def _prepare(
    request: Request, pk: int, kind: type[ServiceForm], do: Callable[..., Any]
) -> HttpResponse:
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    extra: dict[str, Any] = {"store": row.store} if kind is BayForm else {}
    form = kind(request.POST, access=request.access, **extra)
    day = business_day(row.slot_at)
    here = f"{reverse('workorders:preparation')}?day={day:%Y-%m-%d}#a{row.pk}"
    return submit(
        request,
        form,
        do=lambda f: do(by=request.access, appointment=row, version=f.row_version, **f.values),
        page=lambda f, status: _listed(request, status, day=day, refused=(row.pk, f)),
        done=lambda r: here,
    )


def _listed(
    request: Request, status: int = 200, day: Any = None, refused: Any = (0, None)
) -> HttpResponse:
    when = day or _day(request)
    store = read.store_of(request.access)
    cars = read.cars_of(request.access, store, when)
    errors = refused[1].errors if refused[1] else {}
    words = [str(word) for told in errors.values() for word in told]
    context = {
        "cars": cars,
        "day": when,
        "today": business_day(request.access.now),
        "previous": when - DAY,
        "next": when + DAY,
        "ready": sum(c.ready for c in cars),
        "bays": read.bays_of(store, when) if store else [],
        "may": request.access.can(Perm.CHANGE_APPOINTMENT),
        "refused": refused[0],
        "words": " ".join(words),
    }
    return page(request, "workorders/preparation.html", context, status=status)


def _day(request: Request) -> Any:
    if request.GET.get("day"):
        return asked_day(request)
    return business_day(request.access.now) + DAY


def _back(request: Request, pk: int, words: str) -> str:
    messages.success(request, words)
    return reverse("workorders:appointment", args=[pk])
