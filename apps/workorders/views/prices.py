"""The pages of prices: labour rates, part prices and the standard-hour list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import JobKind
from apps.workorders.forms.prices import OperationForm, PartPriceForm, RateForm
from apps.workorders.models import LabourOperation, LabourRate, PartPrice
from apps.workorders.permissions import Perm
from apps.workorders.selectors import price_pages as selectors
from apps.workorders.services import price_list as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

ROWS = 50


@policy(Perm.CHANGE_LABOURRATE)
@require_http_methods(["GET", "POST"])
def prices(request: Request) -> HttpResponse:
    """Labour rates by payer and trade, and the form for the next one."""
    form = RateForm(
        request.POST or None, access=request.access, perm=Perm.CHANGE_LABOURRATE, auto_id="rate_%s"
    )
    if request.method != "POST":
        return _prices(request, form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.set_labour_rate(by=request.access, **f.values),
        page=lambda f, status: _prices(request, f, status),
        done=lambda _row: _said(request, "workorders:prices"),
    )


def _prices(request: Request, form: ServiceForm, status: int) -> HttpResponse:
    today, past = business_day(request.access.now), "past" in request.GET
    rows = selectors.rates_of(request.access, today, past=past)
    return _list_page(request, "workorders/prices.html", form, rows, today, status)


@policy(PartsPerm.SET_PRICE)
@require_http_methods(["GET", "POST"])
def part_prices(request: Request) -> HttpResponse:
    """Price rules of parts by payer, and the form for the next one."""
    form = PartPriceForm(
        request.POST or None, access=request.access, perm=PartsPerm.SET_PRICE, auto_id="price_%s"
    )
    if request.method != "POST":
        return _part_prices(request, form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.set_part_price(by=request.access, **f.values),
        page=lambda f, status: _part_prices(request, f, status),
        done=lambda _row: _said(request, "workorders:part_prices"),
    )


def _part_prices(request: Request, form: ServiceForm, status: int) -> HttpResponse:
    today, past = business_day(request.access.now), "past" in request.GET
    term = request.GET.get("q", "")
    rows = selectors.part_prices_of(request.access, today, term, past=past)
    return _list_page(request, "workorders/part_prices.html", form, rows, today, status)


def _list_page(  # noqa: PLR0917  # what both lists of prices are made of
    request: Request, template: str, form: ServiceForm, rows: Any, today: Any, status: int
) -> HttpResponse:
    access = request.access
    context = {
        "form": form,
        "page": BoundedPaginator(rows, ROWS).get_page(request.GET.get("page")),
        "today": today,
        "past": "past" in request.GET,
        "term": request.GET.get("q", ""),
        "may_rates": access.can(Perm.CHANGE_LABOURRATE),
        "may_parts": access.can(PartsPerm.SET_PRICE),
    }
    return page(request, template, context, status=status)


def _said(request: Request, name: str) -> str:
    messages.success(request, _("价格已保存。"))
    return reverse(name)


@policy(Perm.CHANGE_LABOURRATE)
@require_POST
def withdraw_rate(request: Request, pk: int) -> HttpResponse:
    """Take back a labour rate that has not begun."""
    row = request.access.get(LabourRate.objects.all(), Perm.CHANGE_LABOURRATE, pk=pk)
    return _withdraw(request, row, "workorders:prices")


@policy(PartsPerm.SET_PRICE)
@require_POST
def withdraw_part_price(request: Request, pk: int) -> HttpResponse:
    """Take back a part price that has not begun."""
    row = request.access.get(PartPrice.objects.all(), PartsPerm.SET_PRICE, pk=pk)
    return _withdraw(request, row, "workorders:part_prices")


def _withdraw(request: Request, row: LabourRate | PartPrice, name: str) -> HttpResponse:
    again: Any = _prices if isinstance(row, LabourRate) else _part_prices

    def shown(form: ServiceForm, status: int) -> HttpResponse:
        kinds: Any = RateForm if isinstance(row, LabourRate) else PartPriceForm
        perm = Perm.CHANGE_LABOURRATE if isinstance(row, LabourRate) else PartsPerm.SET_PRICE
        fresh = kinds(access=request.access, perm=perm)
        messages.error(request, " ".join(str(e) for e in form.non_field_errors()))
        answer: HttpResponse = again(request, fresh, status)
        return answer

    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda f: services.withdraw_price(by=request.access, row=row, version=f.row_version),
        page=shown,
        done=lambda _row: reverse(name),
    )


@policy(Perm.VIEW_WORKORDER, Perm.CHANGE_LABOUROPERATION)
@require_http_methods(["GET"])
def operations(request: Request) -> HttpResponse:
    """The standard-hour list, by code, name or initials."""
    term, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    rows = selectors.operations_of(request.access, term, kind if kind in JobKind.values else "")
    context = {
        "page": BoundedPaginator(rows, ROWS).get_page(request.GET.get("page")),
        "term": term,
        "kind": kind,
        "kinds": JobKind.choices,
        "may_change": request.access.can(Perm.CHANGE_LABOUROPERATION),
    }
    return page(request, "workorders/operations.html", context)


@policy(Perm.CHANGE_LABOUROPERATION)
@require_http_methods(["GET", "POST"])
def operation(request: Request, pk: int | None = None) -> HttpResponse:
    """One operation of the list, new or to change."""
    rows = LabourOperation.objects.all()
    row = request.access.get(rows, Perm.CHANGE_LABOUROPERATION, pk=pk) if pk else None
    known = {name: getattr(row, name) for name in OperationForm.base_fields if hasattr(row, name)}
    known["includes"] = " ".join(row.includes) if row else ""
    form = OperationForm(
        request.POST or None,
        access=request.access,
        version=row.version if row else None,
        initial=known if row else None,
    )

    def shown(form: OperationForm, status: int) -> HttpResponse:
        context = {"form": form, "row": row}
        return page(request, "workorders/operation.html", context, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.keep_operation(
            by=request.access, operation=row, version=f.row_version, **f.values
        ),
        page=shown,
        done=lambda _row: reverse("workorders:operations"),
    )
