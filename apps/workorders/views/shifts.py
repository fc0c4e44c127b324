"""The cashier's shifts: counted, closed, accepted, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.choices import PaymentMethod
from apps.workorders.forms.money import CloseShiftForm, FloatForm, NoteForm
from apps.workorders.models import CashShift
from apps.workorders.models.till import ShiftState
from apps.workorders.permissions import Perm
from apps.workorders.services import shifts as services
from apps.workorders.views.lists import paged
from apps.workorders.views.money_papers import print_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

EITHER = (Perm.CLOSE_CASHSHIFT, Perm.ACCEPT_CASHSHIFT)
PEOPLE = ("cashier", "accepted_by", "store")


@policy(*EITHER)
@require_GET
def shifts(request: Request) -> HttpResponse:
    """The shifts of the store, those not yet accepted first on their own chip."""
    state = request.GET.get("state", "")
    rows = CashShift.objects.visible_to(request.access).select_related(*PEOPLE)
    if state in ShiftState.values:
        rows = rows.filter(state=state)
    if request.GET.get("mine") == "1":
        rows = rows.filter(cashier=request.access.staff_id)
    context = {"shifts": paged(request, rows), "state": state, "states": ShiftState.choices}
    return page(request, "workorders/shifts.html", context)


@policy(*EITHER)
@require_http_methods(["GET", "POST"])
def shift(request: Request, pk: int) -> HttpResponse:
    """One shift: its movements, and the count that closes it."""
    found = _found(request, pk)
    if request.method == "GET":
        return _sheet(request, found)
    form = CloseShiftForm(request.POST, access=request.access)
    return _act(request, found, "close", form, services.close_shift)


@policy(Perm.CLOSE_CASHSHIFT)
@require_POST
def shift_float(request: Request, pk: int) -> HttpResponse:
    """The change the drawer began with."""
    form = FloatForm(request.POST, access=request.access)
    return _act(request, _found(request, pk), "float", form, services.set_float)


@policy(Perm.ACCEPT_CASHSHIFT)
@require_POST
def accept_shift(request: Request, pk: int) -> HttpResponse:
    """A second person takes over the money."""
    form = NoteForm(request.POST, access=request.access)
    return _act(request, _found(request, pk), "accept", form, services.accept_shift)


@policy(*EITHER)
@require_GET
def shift_print(request: Request, pk: int) -> HttpResponse:
    """The sheet of a shift (交班日结表)."""
    found = _found(request, pk)
    context = _facts(found) | {"back": reverse("workorders:shift", args=[pk])}
    return print_page(
        request,
        "shift",
        store=found.store,
        number=found.number,
        title=_("交班日结表"),
        context=context,
    )


def _found(request: Request, pk: int) -> CashShift:
    rows = CashShift.objects.visible_to(request.access).select_related(*PEOPLE)
    for perm in EITHER:
        row = request.access.limit_reach(rows, perm).filter(pk=pk).first()
        if row is not None:
            return row  # type: ignore[no-any-return]  # limit_reach keeps the model
    found: CashShift = request.access.get(rows, EITHER[0], pk=pk)
    return found


def _act(request: Request, found: CashShift, slot: str, form: Any, service: Any) -> HttpResponse:
    return submit(
        request,
        form,
        do=lambda f: service(by=request.access, shift=found, version=f.row_version, **f.values),
        page=lambda f, status: _sheet(request, _found(request, found.pk), status, **{slot: f}),
        done=lambda _: reverse("workorders:shift", args=[found.pk]),
    )


def _facts(found: CashShift) -> dict[str, Any]:
    sums = services.system_sums(found)
    moves = list(
        found.moves.select_related(
            "payment__bucket__settlement__order__visit", "deposit", "prepaid", "receipt"
        )
    )
    return {
        "shift": found,
        "sums": [(m, PaymentMethod(m).label, s) for m, s in sums.items()],
        "counts": list(found.counts.all()),
        "moves": moves,
        "total": sum((m.amount for m in moves), 0),
    }


def _sheet(request: Request, found: CashShift, status: int = 200, **forms: Any) -> HttpResponse:
    access, version = request.access, found.version
    facts = _facts(found)
    initial = {"seen": len(facts["moves"])} | {f"counted_{m}": s for m, _l, s in facts["sums"]}
    own = {
        "close": CloseShiftForm(access=access, version=version, initial=initial),
        "float": FloatForm(
            access=access, version=version, initial={"amount": found.float_amount}, auto_id="f_%s"
        ),
        "accept": NoteForm(access=access, version=version, auto_id="accept_%s"),
    }
    forms = own | forms
    close = forms["close"]
    context = facts | {
        "forms": forms,
        "rows": [
            (label, system, close[f"counted_{m}"], close[f"reason_{m}"])
            for m, label, system in facts["sums"]
        ],
        "mine": found.cashier_id == access.staff_id,
        "may_accept": Perm.ACCEPT_CASHSHIFT.value
        in access.allowed(found, (Perm.ACCEPT_CASHSHIFT,)),
    }
    return page(request, "workorders/shift.html", context, status=status)
