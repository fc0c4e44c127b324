"""The appointment book: a day, a week, the list, and one appointment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.queues import queue
from apps.core.responses import page, submit
from apps.core.transitions import available, changes_of
from apps.core.working_time import DAY
from apps.customers.selectors import facts_of
from apps.workorders import hooks
from apps.workorders.forms.appointments import PartForm, StepForm
from apps.workorders.machines import APPOINTMENT
from apps.workorders.models import Appointment
from apps.workorders.models.appointment import AWAITED, AppointmentState
from apps.workorders.permissions import Perm
from apps.workorders.selectors import appointments as read
from apps.workorders.selectors.orders import stock_of
from apps.workorders.services import appointments as services
from apps.workorders.services.arriving import MAY_COME
from apps.workorders.services.reminding import reminders_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

PAGE = 50
QUEUES = ("appointments-unconfirmed", "appointments-prepare", "appointments-late")


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def day(request: Request) -> HttpResponse:
    """One day: advisors across, slots down, and how full each kind of work is."""
    access, when = request.access, asked_day(request)
    store = read.store_of(access, request.GET.get("store", ""))
    context = {
        "book": read.day_page(access, store, when) if store else None,
        "day": when,
        "today": business_day(access.now),
        "previous": when - DAY,
        "next": when + DAY,
        "may_add": access.can(Perm.ADD_APPOINTMENT),
        "may_set": access.can(Perm.CHANGE_SLOTQUOTA),
    }
    return page(request, "workorders/appointments.html", context)


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def week(request: Request) -> HttpResponse:
    """Seven days with the places that are left."""
    access, first = request.access, asked_day(request)
    store = read.store_of(access, request.GET.get("store", ""))
    context = {
        "week": read.week_page(access, store, first) if store else None,
        "store": store,
        "first": first,
        "today": business_day(access.now),
        "previous": first - read.WEEK * DAY,
        "next": first + read.WEEK * DAY,
        "may_add": access.can(Perm.ADD_APPOINTMENT),
    }
    return page(request, "workorders/appointment_week.html", context)


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def appointment_list(request: Request) -> HttpResponse:
    """Appointments within reach; a queue of the home page shows exactly its rows."""
    asked, code = request.GET, request.GET.get("queue", "")
    queued = code in QUEUES and request.access.can(Perm.CHANGE_APPOINTMENT)
    rows: Any = queue(code).rows(request.access) if queued else read.shown(request.access)
    if asked.get("state") in AppointmentState.values:
        rows = rows.filter(state=asked["state"])
    rows = read.matching(rows, asked.get("q", "")).for_list()
    order = ("slot_at", "pk") if queued else ("-slot_at", "-pk")
    found = BoundedPaginator(rows.order_by(*order), PAGE).get_page(asked.get("page"))
    context = {
        "found": found,
        "asked": asked,
        "states": AppointmentState.choices,
        "queue": queue(code) if queued else None,
        "now": request.access.now,
    }
    return page(request, "workorders/appointment_list.html", context)


@policy(Perm.VIEW_APPOINTMENT)
@require_GET
def appointment(request: Request, pk: int) -> HttpResponse:
    """One appointment with everything that hangs on it."""
    return shown(request, appointment_of(request, pk))


@policy(Perm.CHANGE_APPOINTMENT)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Confirm, call off, or note down that nobody came."""
    row = appointment_of(request, pk, Perm.CHANGE_APPOINTMENT)
    form = StepForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.act(
            by=request.access, appointment=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: shown(request, row, status, act_form=f),
        done=lambda r: _said(request, r),
    )


def appointment_of(request: Request, pk: int, perm: Perm = Perm.VIEW_APPOINTMENT) -> Appointment:
    """One appointment in reach of a right."""
    found: Appointment = request.access.get(read.whole(), perm, pk=pk)
    return found


def shown(
    request: Request, row: Appointment, status: int = 200, **forms: ServiceForm
) -> HttpResponse:
    """The page of an appointment, with forms that were refused."""
    access, term = request.access, request.GET.get("find", "")
    may = access.may(Perm.CHANGE_APPOINTMENT, row)
    parts = list(row.parts.all())
    stock = stock_of([p.part_id for p in parts], access) if parts else {}
    context: dict[str, Any] = {
        "row": row,
        "late": row.is_late(access.now),
        "options": [o for o in available(APPOINTMENT, row, access) if o.action != "move"],
        "open": may and row.state in AWAITED,
        "parts": [(p, None if stock is None else stock.get(p.part_id)) for p in parts],
        "hits": read.part_hits(term, access) if may and term else [],
        "term": term,
        "part_form": PartForm(access=access, version=row.version),
        "changes": [(c, AppointmentState(c.to_state).label) for c in changes_of([row])],
        "reminders": reminders_of(row),
        "moved_to": getattr(row, "moved_to", None),
        **_about_car(request, row),
        **forms,
    }
    return page(request, "workorders/appointment.html", context, status=status)


def _about_car(request: Request, row: Appointment) -> dict[str, Any]:
    if row.vehicle is None:
        return {"warnings": [], "alerts": [], "checkin": ""}
    access, here = request.access, request.path
    facts = facts_of([row.vehicle], access)[row.vehicle.pk]
    receives = access.can(Perm.ADD_CHECKIN) and access.can(Perm.ADD_WORKORDER)
    due = row.visit is None and business_day(row.slot_at) == business_day(access.now)
    sheet = reverse("workorders:checkin", args=[row.vehicle.pk])
    return {
        "warnings": [w for w in facts.warnings if w.url != here],
        "alerts": hooks.checkin_alerts.ask(vehicle=row.vehicle, by=access),
        "checkin": sheet if receives and due and row.state in MAY_COME else "",
    }


def _said(request: Request, row: Appointment) -> str:
    words = _("预约 %(number)s：%(state)s。")
    messages.success(request, words % {"number": row.number, "state": row.get_state_display()})
    return reverse("workorders:appointment", args=[row.pk])


def asked_day(request: Request) -> dt.date:
    """The day asked for; today when none or nonsense was."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or business_day(request.access.now)
