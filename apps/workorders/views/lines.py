"""Writing the lines of a draft order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.parts.models import Part
from apps.workorders.forms.orders import ItemForm, LineForm
from apps.workorders.models import LabourLine, PackageVariant, PartLine, PrepaidItem
from apps.workorders.permissions import Perm
from apps.workorders.services import lines as services
from apps.workorders.services.express import authorise_express
from apps.workorders.services.packages import add_package, add_suggested, remove_package
from apps.workorders.services.prepaid_work import use_prepaid
from apps.workorders.views.order_page import act_on, order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Add a picked operation or part, or a job in words."""
    order = order_of(request, pk)
    form = ItemForm(request.POST, access=request.access, order=order, auto_id="id_item_%s")
    return act_on(request, order, "item_form", form, lambda f: _add(request, order, f))


def _add(request: Request, order: WorkOrder, form: ItemForm) -> Any:
    given = form.cleaned_data
    picked = given["pick"]
    common: dict[str, Any] = {
        "by": request.access,
        "order": order,
        "version": form.row_version,
        "payer": given["payer"],
    }
    if isinstance(picked, PackageVariant | PrepaidItem | list):
        return _add_several(form, picked, common)
    if isinstance(picked, Part):
        quantity = given["quantity"] if given["quantity"] is not None else picked.pack
        job = form.jobs.get(given["place"])
        return services.add_part(part=picked, job=job, quantity=quantity, **common)
    return services.add_job(
        operation=picked,
        name=given["find"],
        hours=given["quantity"],
        unit_price=given["unit_price"],
        statement=form.statement,
        **common,
    )


def _add_several(form: ItemForm, picked: Any, common: dict[str, Any]) -> Any:
    """A package at its own payer, one the owner prepaid, or what is due by the schedule."""
    common = {**common, "statement": form.statement}
    common.pop("payer")
    if isinstance(picked, PrepaidItem):
        return use_prepaid(item=picked, **common)
    if isinstance(picked, PackageVariant):
        return add_package(variant=picked, **common)
    return add_suggested(items=picked, **common)


@policy(Perm.AUTHORISE_WORKORDER)
@require_POST
def express(request: Request, pk: int) -> HttpResponse:
    """Promise and authorise a small order the customer signed beside the car."""
    order = order_of(request, pk)
    form = ServiceForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "act_form",
        form,
        lambda f: authorise_express(by=request.access, order=order, version=f.row_version),
        said=_("已授权，工单已排入车间。"),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def change(request: Request, pk: int, kind: str, line_pk: int) -> HttpResponse:
    """Change hours or quantity and payer of a line, or take the line away."""
    order = order_of(request, pk)
    line = _line(request, order, kind, line_pk)
    removing = "remove" in request.POST
    form: Any = (ServiceForm if removing else LineForm)(request.POST, access=request.access)

    def do(form: Any) -> Any:
        common = {"by": request.access, "version": form.row_version}
        if removing:
            return _remove(line, common, removing_whole(request))
        quantity, payer = form.cleaned_data["quantity"], form.cleaned_data["payer"]
        if isinstance(line, LabourLine):
            return services.change_labour(line=line, hours=quantity, payer=payer, **common)
        return services.change_part(line=line, quantity=quantity, payer=payer, **common)

    dissolved = line.package_amount is not None and not removing_whole(request)
    said = _("套餐已拆开，各项按自己的价格计。") if dissolved else ""
    return act_on(request, order, "line_form", form, do, said=said)


def removing_whole(request: Request) -> bool:
    """Whether a whole package is taken away."""
    return request.POST.get("remove") == "package"


def _remove(line: LabourLine | PartLine, common: dict[str, Any], whole: bool) -> Any:
    if whole and line.package is not None:
        return remove_package(order=line.job.order, variant=line.package, **common)
    if isinstance(line, PartLine):
        return services.remove_part(line=line, **common)
    return services.remove_job(job=line.job, **common)


def _line(request: Request, order: WorkOrder, kind: str, pk: int) -> Any:
    models: dict[str, Any] = {"labour": LabourLine, "part": PartLine}
    if kind not in models:
        raise Http404
    rows = models[kind].objects.filter(job__order=order).select_related("job__order")
    return request.access.get(rows, Perm.CHANGE_WORKORDER, pk=pk)
