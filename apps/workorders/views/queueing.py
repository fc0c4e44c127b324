"""The queue of the front desk: appointments due and walk-ins in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.appointments import StepForm, TicketForm
from apps.workorders.models import Appointment, QueueTicket
from apps.workorders.permissions import Perm
from apps.workorders.selectors import queueing as read
from apps.workorders.services import queueing as services
from apps.workorders.views.order_list import dealer_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.ADD_QUEUETICKET)
@require_http_methods(["GET", "POST"])
def queue(request: Request) -> HttpResponse:
    """The line as it stands; a walk-in draws a number here."""
    form = TicketForm(request.POST or None, access=request.access)
    if request.method != "POST":
        return _shown(request, form)
    return submit(
        request,
        form,
        do=lambda f: services.draw(by=request.access, **f.values),
        page=lambda f, status: _shown(request, f, status),
        done=lambda t: _drawn(request, t),
    )


@policy(Perm.ADD_QUEUETICKET)
@require_POST
def draw(request: Request, pk: int) -> HttpResponse:
    """The car of an appointment is here and gets its number."""
    rows = Appointment.objects.filter(store=request.access.store)
    row = request.access.get(rows, Perm.VIEW_APPOINTMENT, pk=pk)
    return _do(request, lambda f: services.draw(by=request.access, appointment=row), _drawn)


@policy(Perm.ADD_QUEUETICKET)
@require_POST
def call_next(request: Request) -> HttpResponse:
    """The next in line."""
    return _do(request, lambda f: services.call_next(by=request.access), _called)


@policy(Perm.ADD_QUEUETICKET)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Call again, begin, or note down that the customer left."""
    ticket = request.access.get(QueueTicket.objects.all(), Perm.ADD_QUEUETICKET, pk=pk)
    form = StepForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.act(
            by=request.access,
            ticket=ticket,
            version=f.row_version,
            action=f.cleaned_data["action"],
        ),
        page=lambda f, status: _shown(request, f, status),
        done=lambda t: reverse("workorders:queue"),
    )


@policy(Perm.ADD_QUEUETICKET)
@require_GET
def ticket(request: Request, pk: int) -> HttpResponse:
    """The number on an 80 mm slip."""
    rows = QueueTicket.objects.select_related("appointment__advisor", "store")
    row = request.access.get(rows, Perm.ADD_QUEUETICKET, pk=pk)
    context = {
        "ticket": row,
        "before": read.before(row),
        "dealer": dealer_of(row.store),
        "document": {"number": row.number},
        "back": reverse("workorders:queue"),
        "printed_at": request.access.now,
    }
    return page(request, "print/queue_ticket.html", context)


def _do(request: Request, do: Any, done: Any) -> HttpResponse:
    form = ServiceForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: _shown(request, f, status),
        done=lambda t: done(request, t),
    )


def _shown(request: Request, form: ServiceForm, status: int = 200) -> HttpResponse:
    words = [str(w) for errors in form.errors.values() for w in errors]
    own = isinstance(form, TicketForm)
    context = {
        "line": read.line_of(request.access),
        "form": form if own else TicketForm(access=request.access),
        "words": "" if own else " ".join(words),
        "now": request.access.now,
    }
    return page(request, "workorders/queue.html", context, status=status)


def _drawn(request: Request, ticket: QueueTicket) -> str:
    messages.success(request, _("已取号 %(code)s。") % {"code": ticket.code})
    return reverse("workorders:queue_ticket", args=[ticket.pk])


def _called(request: Request, ticket: QueueTicket) -> str:
    who = ticket.plate_no or ticket.caller_name
    messages.success(request, _("请 %(code)s %(who)s。") % {"code": ticket.code, "who": who})
    return reverse("workorders:queue")
