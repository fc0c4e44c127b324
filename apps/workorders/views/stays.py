"""The check-in sheet of a stay, its steps, its paper, and the cars that stand in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day
from apps.core.files import files_of
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers.permissions import Perm as CustomerPerm
from apps.customers.selectors import contacts_shown, gave_away
from apps.org.services.contacts import record_printed_contact
from apps.workorders import hooks
from apps.workorders.forms import stay as forms
from apps.workorders.models import CarPhoto, Visit
from apps.workorders.permissions import Perm
from apps.workorders.selectors import stays as selectors
from apps.workorders.selectors.figures import figure
from apps.workorders.sheet import PICTURE
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.stay_steps import STEPS

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

PAGE = 50
VIEWS = ("all", "long", "ready", "deserted", "incomplete")
OF_VISIT = ("vehicle__model", "owner", "advisor", "store", "unit", "checkin__taken_by", "intake")


def visit_of(request: Request, pk: int, perm: Perm = Perm.VIEW_WORKORDER) -> Visit:
    """The stay if it is in reach and was walked round; raises Http404."""
    rows = Visit.objects.select_related(*OF_VISIT).filter(checkin__isnull=False)
    visit: Visit = request.access.get(rows, perm, pk=pk)
    return visit


@policy(Perm.VIEW_WORKORDER)
@require_GET
def visit(request: Request, pk: int) -> HttpResponse:
    """The check-in sheet as it stands, with what is still missing."""
    return visit_page(request, visit_of(request, pk))


@policy(Perm.ADD_CHECKIN)
@require_POST
def visit_step(request: Request, pk: int, step: str) -> HttpResponse:
    """One step on the sheet: place, people, words, signature, consent, reading, custody, notice."""
    if step not in STEPS:
        raise Http404
    stay = visit_of(request, pk, Perm.ADD_CHECKIN)
    name, kind, do, said = STEPS[step]
    given: dict[str, Any] = {}
    if step == "people":
        given = {"visit": stay}
    form = kind(request.POST, access=request.access, auto_id=f"id_{name}_%s", **given)

    def done(_result: Any) -> str:
        messages.success(request, str(said))
        return reverse("workorders:visit", args=[pk])

    return submit(
        request,
        form,
        do=lambda f: do(by=request.access, visit=stay, form=f),
        page=lambda f, status: visit_page(
            request, visit_of(request, pk), status=status, **{f"{name}_form": f}
        ),
        done=done,
    )


def visit_page(
    request: Request, stay: Visit, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The sheet with its forms; a form that was turned down stands in its place."""
    context = {**sheet_context(request, stay), **_forms(request, stay), **given}
    return page(request, "workorders/visit.html", context, status=status)


def sheet_context(request: Request, stay: Visit) -> dict[str, Any]:
    """What the sheet shows on the screen and on paper."""
    order = stay.orders.order_by("-pk").first()
    statements = stay.statements.prefetch_related("jobs")
    return {
        "visit": stay,
        "order": order,
        "sheet": selectors.sheet_of(stay),
        "missing": selectors.missing_of(stay),
        "people": selectors.people_of(stay),
        "phone_open": _phone_open(request, stay),
        "statements": list(statements),
        "custody": list(stay.custody.select_related("received_by", "returned_by")),
        "notices": list(stay.storage_notices.select_related("by")),
        "signatures": [f for f in files_of(stay.checkin) if f.kind == "customer_signature"][-1:],
        "alerts": hooks.checkin_alerts.ask(vehicle=stay.vehicle, by=request.access, order=order),
        "picture": PICTURE,
        "open": stay.delivered_at is None,
    }


def _phone_open(request: Request, stay: Visit) -> bool:
    if stay.owner is None:
        return bool(request.access.can(CustomerPerm.VIEW_CONTACT))
    if gave_away(stay.owner, stay.vehicle):
        return False
    return bool(contacts_shown(request.access, [stay.owner]))


def _forms(request: Request, stay: Visit) -> dict[str, Any]:
    if stay.delivered_at is not None or not request.access.may(Perm.ADD_CHECKIN, stay.checkin):
        return {"may": False}
    common: dict[str, Any] = {"access": request.access}
    sheet = {**common, "version": stay.checkin.version}
    placed = {"key_tag": stay.checkin.key_tag, "parking_spot": stay.checkin.parking_spot}
    giver = {"received_from": stay.sender_name, "location": _("前台保管柜")}
    told = _("您的爱车%(plate)s已在本店停放，请尽快来店办理取车。") % {"plate": stay.plate_no}
    notice = {"sent_to": stay.owner.name if stay.owner else stay.sender_name, "text": told}
    intake = getattr(stay, "intake", None)
    return {
        "may": True,
        "place_form": forms.PlaceForm(initial=placed, auto_id="id_place_%s", **sheet),
        "sign_form": forms.SignForm(auto_id="id_sign_%s", **sheet),
        "reading_form": forms.ReadingForm(auto_id="id_reading_%s", **sheet),
        "people_form": forms.PeopleForm(visit=stay, auto_id="id_people_%s", **common),
        "statement_form": forms.StatementForm(auto_id="id_statement_%s", **common),
        "custody_form": forms.CustodyForm(initial=giver, auto_id="id_custody_%s", **common),
        "notice_form": forms.NoticeForm(initial=notice, auto_id="id_notice_%s", **common),
        "consent_form": forms.ConsentForm(
            auto_id="id_consent_%s", version=intake.version if intake else None, **common
        ),
    }


@policy(Perm.VIEW_WORKORDER)
@require_GET
def visit_photo(request: Request, pk: int) -> HttpResponseBase:
    """A photo of the walk-round, for those who see the order."""
    row = selectors.photo_of_sheet(pk)
    if row is None or row.checkin is None:
        raise Http404
    visit_of(request, row.checkin.visit_id)
    return photo_answer(row)


def photo_answer(row: CarPhoto | None) -> HttpResponseBase:
    """The picture itself; raises Http404 for none."""
    if row is None or row.file is None:
        raise Http404
    response = FileResponse(row.file.file.open("rb"), content_type=row.file.media_type)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@policy(Perm.VIEW_WORKORDER)
@require_GET
def print_visit(request: Request, pk: int) -> HttpResponse:
    """The check-in sheet on paper (接车问诊单)."""
    stay = visit_of(request, pk)
    context = sheet_context(request, stay)
    if context["phone_open"]:
        fields = [(stay.owner, "phone"), (stay, "sender_phone")]
        told = [(row, name) for row, name in fields if row is not None]
        record_printed_contact(by=request.access, fields=told, page=request.path)
    context |= {
        "dealer": dealer_of(stay.store),
        "document": {
            "title": _("接车问诊单"),
            "number": stay.number,
            "url": request.build_absolute_uri(reverse("workorders:visit", args=[pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return page(request, "print/checkin_sheet.html", context)


@policy(Perm.VIEW_WORKORDER)
@require_GET
def stays(request: Request) -> HttpResponse:
    """Cars in the house by days, each with its cause and whose turn it is."""
    show = request.GET.get("show", "all")
    show = show if show in VIEWS else "all"
    days = long_days(request)
    typed = request.GET.get("days", "")
    asked = min(int(typed), 3650) if typed.isdigit() else None
    rows = selectors.stays_shown(request.access, show, asked)
    rows = selectors.with_standing(rows)
    found = BoundedPaginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "rows": [selectors.standing_of(row, request.access) for row in found],
        "show": show,
        "days": days[show] if asked is None else asked,
    }
    return page(request, "workorders/stays.html", context)


def long_days(request: Request) -> dict[str, int]:
    """After how many days a car is listed in each view."""
    today = business_day(request.access.now)
    store = request.access.store
    long_, deserted = (
        int(figure(f"workorders.{name}", today, store.pk if store else None))
        for name in ("long_stay_days", "abandoned_days")
    )
    return {**dict.fromkeys(VIEWS, long_), "deserted": deserted}
