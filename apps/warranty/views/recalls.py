"""Campaigns: the list, one with its cars, the import, and the answer of one car."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.files import files_of
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import vin
from apps.customers.models import Vehicle
from apps.customers.permissions import Perm as Customers
from apps.customers.selectors import plate_read
from apps.warranty.models import Recall, RecallVehicle
from apps.warranty.permissions import Perm
from apps.warranty.recall_forms import AnswerForm, ImportForm
from apps.warranty.services.recalling import import_recall, record_recall
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm as Orders

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

PAGE = 50


@policy(Perm.VIEW_RECALL)
@require_GET
def recalls(request: Request) -> HttpResponse:
    """Campaigns with how many of their cars are still to do."""
    rows = (
        Recall.objects.visible_to(request.access, Perm.VIEW_RECALL)
        .annotate(cars=Count("vehicles"), todo=Count("vehicles", filter=Q(vehicles__state="open")))
        .order_by("-announced_on", "-pk")
    )
    context = {
        "found": BoundedPaginator(rows, PAGE).get_page(request.GET.get("page")),
        "may_import": request.access.can(Perm.IMPORT_RECALL),
    }
    return page(request, "warranty/recalls.html", context)


@policy(Perm.VIEW_RECALL)
@require_GET
def recall(request: Request, pk: int) -> HttpResponse:
    """One campaign with its cars; those this store knows come with plate and owner."""
    row = request.access.get(Recall.objects.all(), Perm.VIEW_RECALL, pk=pk)
    asked = request.GET
    cars = row.vehicles.select_related("order", "by").order_by("vin")
    if asked.get("state") in RecallVehicle.State.values:
        cars = cars.filter(state=asked["state"])
    term = vin.normalised(asked.get("q", ""))
    if term:
        cars = cars.filter(vin__endswith=term)
    found = BoundedPaginator(cars, PAGE).get_page(asked.get("page"))
    known = Vehicle.objects.visible_to(request.access, Customers.VIEW_CUSTOMER)
    here = {
        car.vin: car
        for car in known.filter(vin__in=[c.vin for c in found]).prefetch_related(plate_read())
    }
    context = {
        "recall": row,
        "found": found,
        "rows": [(car, here.get(car.vin)) for car in found],
        "asked": asked,
        "states": RecallVehicle.State.choices,
    }
    return page(request, "warranty/recall.html", context)


@policy(Perm.IMPORT_RECALL)
@require_http_methods(["GET", "POST"])
def recall_new(request: Request) -> HttpResponse:
    """A campaign comes in with its VINs."""
    form = ImportForm(request.POST or None, access=request.access)

    def shown(form: ImportForm, status: int) -> HttpResponse:
        return page(request, "warranty/recall_new.html", {"form": form}, status=status)

    def done(row: Recall) -> str:
        messages.success(request, _("已导入 %(n)d 辆。") % {"n": row.vehicles.count()})
        return reverse("warranty:recall", args=[row.pk])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: import_recall(by=request.access, **f.values),
        page=shown,
        done=done,
    )


@policy(Perm.VIEW_RECALL, Perm.RECORD_RECALL)
@require_http_methods(["GET", "POST"])
def recall_car(request: Request, pk: int) -> HttpResponse:
    """One car of a campaign: what it says, and what became of the car."""
    rows = RecallVehicle.objects.select_related("recall", "order", "by")
    row = request.access.get(rows, Perm.VIEW_RECALL, pk=pk)
    orders = WorkOrder.objects.visible_to(request.access, Orders.VIEW_WORKORDER)
    asked = request.GET.get("order", "")
    order = orders.filter(pk=asked).first() if asked.isdigit() else row.order

    def shown(form: AnswerForm, status: int) -> HttpResponse:
        context = {
            "row": row,
            "recall": row.recall,
            "form": form,
            "order": order,
            "may": request.access.may(Perm.RECORD_RECALL, row) and row.state != "done",
            "photos": files_of(row),
        }
        return page(request, "warranty/recall_car.html", context, status=status)

    def done(_row: RecallVehicle) -> str:
        messages.success(request, _("处理结果已登记。"))
        if order is not None:
            return reverse("workorders:detail", args=[order.pk])
        return reverse("warranty:recall", args=[row.recall_id])

    if request.method != "POST":
        number = {"order_number": order.number if order else ""}
        return shown(AnswerForm(access=request.access, version=row.version, initial=number), 200)
    return submit(
        request,
        AnswerForm(request.POST, request.FILES, access=request.access),
        do=lambda f: record_recall(by=request.access, row=row, version=f.row_version, **f.values),
        page=shown,
        done=done,
    )
