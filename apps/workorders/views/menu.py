"""The pages of service packages and maintenance schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.clock import business_day
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.menu import (
    PackageForm,
    ScheduleForm,
    VariantForm,
    content_of,
    intervals_of,
)
from apps.workorders.models import MaintenanceSchedule, ServicePackage
from apps.workorders.permissions import Perm
from apps.workorders.selectors import price_pages as selectors
from apps.workorders.services import contents as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

ROWS = 50


@policy(Perm.CHANGE_SERVICEPACKAGE)
@require_GET
def packages(request: Request) -> HttpResponse:
    """The menu."""
    rows = BoundedPaginator(selectors.packages_of(request.access), ROWS)
    context = {"page": rows.get_page(request.GET.get("page"))}
    return page(request, "workorders/packages.html", context)


@policy(Perm.CHANGE_SERVICEPACKAGE)
@require_http_methods(["GET", "POST"])
def package(request: Request, pk: int | None = None) -> HttpResponse:
    """One package: its head, and what it holds for which model."""
    access, row = request.access, _package_of(request, pk) if pk else None
    names = ("code", "name", "payer", "express", "active")
    form = PackageForm(
        request.POST or None,
        access=access,
        perm=Perm.CHANGE_SERVICEPACKAGE,
        version=row.version if row else None,
        initial={name: getattr(row, name) for name in names} if row else None,
    )

    def shown(form: PackageForm, status: int) -> HttpResponse:
        today = business_day(access.now)
        variants = selectors.variants_standing(row, today) if row else []
        context = {"form": form, "row": row, "variants": variants, "today": today}
        return page(request, "workorders/package.html", context, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.keep_package(by=access, package=row, version=f.row_version, **f.head),
        page=shown,
        done=lambda kept: reverse("workorders:package", args=[kept.pk]),
    )


def _package_of(request: Request, pk: int) -> ServicePackage:
    rows = ServicePackage.objects.select_related("store")
    found: ServicePackage = request.access.get(rows, Perm.CHANGE_SERVICEPACKAGE, pk=pk)
    return found


@policy(Perm.CHANGE_SERVICEPACKAGE)
@require_http_methods(["GET", "POST"])
def package_content(request: Request, pk: int) -> HttpResponse:
    """What a package holds for a model from a day on, beginning with an edition there is."""
    row, access = _package_of(request, pk), request.access
    like = _like(request, row.variants.all())
    known: dict[str, Any] = {"effective_from": business_day(access.now)}
    if like is not None:
        known |= {"model": like.model_id, "price": like.price}
    form = VariantForm(
        request.POST or None,
        access=access,
        initial=known,
        content=content_of(like) if like else None,
    )

    def shown(form: VariantForm, status: int) -> HttpResponse:
        context = {"form": form, "row": row}
        return page(request, "workorders/package_content.html", context, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.keep_variant(by=access, package=row, **f.values),
        page=shown,
        done=lambda _kept: reverse("workorders:package", args=[row.pk]),
    )


def _like(request: Request, rows: Any) -> Any:
    """The edition a new one begins with, named in the address."""
    key = request.GET.get("like", "")
    return rows.filter(pk=int(key)).first() if key.isdigit() else None


@policy(Perm.CHANGE_SCHEDULE)
@require_GET
def schedules(request: Request) -> HttpResponse:
    """What each model needs and how often."""
    today = business_day(request.access.now)
    rows = BoundedPaginator(selectors.schedules_of(request.access, today), ROWS)
    context = {"page": rows.get_page(request.GET.get("page")), "today": today}
    return page(request, "workorders/schedules.html", context)


@policy(Perm.CHANGE_SCHEDULE)
@require_http_methods(["GET", "POST"])
def schedule(request: Request) -> HttpResponse:
    """A new edition of a schedule, beginning with one there is."""
    access = request.access
    rows = MaintenanceSchedule.objects.visible_to(access, Perm.CHANGE_SCHEDULE)
    like = _like(request, rows)
    known: dict[str, Any] = {"effective_from": business_day(access.now)}
    if like is not None:
        known |= {"model": like.model_id, "severe": like.severe, "source": like.source}
    form = ScheduleForm(
        request.POST or None,
        access=access,
        initial=known,
        content=intervals_of(like) if like else None,
    )

    def shown(form: ScheduleForm, status: int) -> HttpResponse:
        return page(request, "workorders/schedule.html", {"form": form}, status=status)

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: services.keep_schedule(by=access, **f.values),
        page=shown,
        done=lambda _kept: reverse("workorders:schedules"),
    )
