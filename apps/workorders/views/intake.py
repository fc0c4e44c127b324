"""Taking a car in without its owner, and the photos of a walk-round as they are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.customers import selectors as cars
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as CustomersPerm
from apps.workorders import hooks
from apps.workorders.forms.stay import IntakeForm
from apps.workorders.permissions import Perm
from apps.workorders.selectors.stays import photo_waiting
from apps.workorders.services.intake import take_in
from apps.workorders.services.photos import take_photo
from apps.workorders.views.stays import photo_answer

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder


class PhotoForm(forms.Form):
    """One photo from the camera."""

    photo = forms.FileField()


@policy(Perm.ADD_CHECKIN, Perm.ADD_WORKORDER)
@require_http_methods(["GET", "POST"])
def intake(request: Request) -> HttpResponse:
    """A car nobody here knows, by plate and phone."""
    return _take(request, None)


@policy(Perm.ADD_CHECKIN, Perm.ADD_WORKORDER)
@require_http_methods(["GET", "POST"])
def intake_car(request: Request, pk: int) -> HttpResponse:
    """A known car that comes without its owner."""
    rows = cars.with_people(Vehicle.objects.all())
    return _take(request, request.access.get(rows, CustomersPerm.VIEW_CUSTOMER, pk=pk))


def _take(request: Request, vehicle: Vehicle | None) -> HttpResponse:
    form = IntakeForm(
        request.POST or None, request.FILES or None, access=request.access, vehicle=vehicle
    )
    ask = hooks.checkin_alerts.ask
    alerts = ask(vehicle=vehicle, by=request.access, order=None) if vehicle else []

    def shown(form: IntakeForm, status: int) -> HttpResponse:
        context = {"form": form, "vehicle": vehicle, "alerts": alerts}
        return page(request, "workorders/intake.html", context, status=status)

    def done(order: WorkOrder) -> str:
        messages.success(request, _("已临时接收，缺的资料列在接车单上。"))
        return reverse("workorders:visit", args=[order.visit_id])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request, form, do=lambda f: take_in(by=request.access, **f.values), page=shown, done=done
    )


@policy(Perm.ADD_CHECKIN)
@require_POST
def add_photo(request: Request) -> JsonResponse:
    """A photo is kept at once; the answer names it for the sheet that is being filled in."""
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"words": _("没有收到照片，请重拍。")}, status=422)
    try:
        row = take_photo(by=request.access, photo=form.cleaned_data["photo"])
    except ValidationError as error:
        return JsonResponse({"words": " ".join(error.messages)}, status=422)
    except Refused as refusal:
        return JsonResponse({"words": str(refusal.message)}, status=refusal.status)
    address = reverse("workorders:waiting_photo", args=[row.pk])
    return JsonResponse({"id": row.pk, "url": address}, status=201)


@policy(Perm.ADD_CHECKIN)
@require_GET
def waiting_photo(request: Request, pk: int) -> HttpResponseBase:
    """A photo that waits for its sheet, for its taker alone."""
    return photo_answer(photo_waiting(pk, request.access))
