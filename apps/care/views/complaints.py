"""Complaints: the list, a new one, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.care import selectors, services
from apps.care.choices import OPEN_COMPLAINT
from apps.care.forms import (
    ActForm,
    ComplaintForm,
    ContactForm,
    HandleForm,
    OpinionForm,
    PersonForm,
    RemedyForm,
    people_of,
)
from apps.care.inbox import VIEWS
from apps.care.machines import COMPLAINT, REMEDY
from apps.care.models import Complaint
from apps.care.permissions import Perm
from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.org.models import OrgUnit
from apps.org.views.asking import panel_of
from apps.workorders.permissions import Perm as OrderPerm
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

ON_PAGE = (
    Perm.CHANGE_COMPLAINT,
    Perm.CONTACT_COMPLAINT,
    Perm.ASSIGN_COMPLAINT,
    Perm.APPROVE_REMEDY,
    Perm.ADD_OPINION,
)
HANDLING = ("cause", "plan", "action", "responsible_unit", "agreed", "agreement")


@policy(Perm.VIEW_COMPLAINT)
@require_GET
def complaints(request: Request) -> HttpResponse:
    """Complaints with the clock of their first contact."""
    show, term = request.GET.get("show", ""), request.GET.get("q", "")
    rows = selectors.complaints_shown(request.access, show, term)
    context = {
        "page": paged(request, rows.for_list()),
        "show": show,
        "term": term,
        "views": [(n, v[1]) for n, v in VIEWS.items() if request.access.can(v[0])],
        "may_add": request.access.can(Perm.ADD_COMPLAINT),
    }
    return page(request, "care/complaints.html", context)


@policy(Perm.ADD_COMPLAINT)
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Take a complaint."""

    def show(form: ComplaintForm, status: int) -> HttpResponse:
        return page(request, "care/complaint_new.html", {"form": form}, status=status)

    def done(complaint: Complaint) -> str:
        messages.success(request, _("%(number)s 已受理。") % {"number": complaint.number})
        return reverse("care:complaint", args=[complaint.pk])

    if request.method == "GET":
        asked = {"car": request.GET.get("car", "")}
        return show(ComplaintForm(access=request.access, initial=asked), 200)
    store = request.access.store
    if store is None:
        raise Refused(_("您不在任何门店任职，无法登记投诉。"))
    form = ComplaintForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.receive_complaint(by=request.access, store=store, **f.values),
        page=show,
        done=done,
    )


def complaint_of(request: Request, pk: int) -> Complaint:
    """The complaint if it is in reach; raises Http404."""
    rows = Complaint.objects.for_list().select_related(
        "callback", "repeat_of", "responsible_unit", "received_by", "closed_by", "order__store"
    )
    found: Complaint = request.access.get(rows, Perm.VIEW_COMPLAINT, pk=pk)
    return found


@policy(Perm.VIEW_COMPLAINT)
@require_GET
def complaint(request: Request, pk: int) -> HttpResponse:
    """One complaint: clock, talks, cause, remedy, what is next."""
    return complaint_page(request, pk)


def complaint_page(
    request: Request, pk: int, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The complaint, with a form that was turned down in its place."""
    row, access = complaint_of(request, pk), request.access
    may = {p.rpartition(".")[2] for p in access.allowed(row, ON_PAGE)}
    steps = available(COMPLAINT, row, access)
    context = {
        "complaint": row,
        "may": may,
        "open": row.state in OPEN_COMPLAINT,
        "phone_open": selectors.phone_open(access, row.customer),
        "options": [o for o in steps if o.action in ActForm.ACTIONS],
        "may_assign": any(o.action == "assign" for o in steps),
        "remedy": panel_of(request, REMEDY.code, row.remedy_requests.pending()),
        "rechecks": list(row.rechecks.select_related("completed_by")),
        "sees_callbacks": access.can(Perm.VIEW_CALLBACK),
        "sees_order": row.order and access.may(OrderPerm.VIEW_WORKORDER, row.order),
        "moments": selectors.moments_of(row),
        **_forms(request, row),
        **given,
    }
    return page(request, "care/complaint.html", context, status=status)


def _forms(request: Request, row: Complaint) -> dict[str, ServiceForm]:
    common: dict[str, Any] = {"access": request.access, "version": row.version}
    written = {name: getattr(row, name) for name in HANDLING}
    return {
        "contact_form": ContactForm(auto_id="id_c_%s", **common),
        "handle_form": handle_form(row, initial=written, **common),
        "remedy_form": RemedyForm(auto_id="id_r_%s", **common),
        "opinion_form": OpinionForm(auto_id="id_o_%s", access=request.access),
        "person_form": person_form(row, initial={"person": row.handler_id}, **common),
    }


def handle_form(row: Complaint, *args: Any, **common: Any) -> HandleForm:
    """Cause and remedy, with the departments of the store to choose from."""
    units = OrgUnit.objects.open().filter(store=row.store_id, kind=OrgUnit.Kind.DEPARTMENT)
    return HandleForm(*args, units=units.order_by("path"), auto_id="id_h_%s", **common)


def person_form(row: Complaint, *args: Any, **common: Any) -> PersonForm:
    """Who handles it; a repeat is not offered to the first one."""
    first = row.repeat_of.handler_id if row.repeat_of else None
    people = people_of(row.store_id, [first] if first else [])
    return PersonForm(*args, people=people, auto_id="id_p_%s", **common)
