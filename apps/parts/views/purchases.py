"""Purchase orders: the list, one of them with its steps, and the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from apps.core.clock import business_day
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available, changes_of
from apps.org.views.asking import panel_of
from apps.parts import services
from apps.parts.inbox import late, to_place
from apps.parts.machines import PURCHASE, PURCHASE_REQUEST
from apps.parts.models import PurchaseOrder, PurchaseState
from apps.parts.permissions import Perm
from apps.parts.purchase_forms import ExpectForm, PlaceForm, PurchaseActForm
from apps.parts.shortages import to_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request
    from apps.parts.models.purchasing import PurchaseOrderQuerySet

ROWS = 50
BUYING = (Perm.ADD_PURCHASEORDER, Perm.APPROVE_PURCHASE)
SHOWN = {
    "": gettext_lazy("未完成"),
    "place": gettext_lazy("已批准待订货"),
    "coming": gettext_lazy("在途"),
    "late": gettext_lazy("到货逾期"),
    "all": gettext_lazy("全部"),
}
WORDS = {t.action: t.label for t in PURCHASE.transitions} | {
    "draft": gettext_lazy("制单"),
    "expect": gettext_lazy("改预计到货"),
}


@policy(*BUYING)
@require_GET
def purchases(request: Request) -> HttpResponse:
    """Purchase orders by what they wait for, state, supplier's or own number, or part."""
    access = request.access
    show, state, term = (request.GET.get(k, "") for k in ("show", "state", "q"))
    every = PurchaseOrder.objects.visible_to(access)
    views: dict[str, Callable[[], PurchaseOrderQuerySet]] = {
        "place": lambda: to_place(access),
        "late": lambda: late(access),
        "coming": every.coming,
        "all": lambda: every,
    }
    rows = views.get(show, every.live)().matching(term)
    if state in PurchaseState.values:
        rows = rows.filter(state=state)
    may = access.can(Perm.ADD_PURCHASEORDER)
    context = {
        "page": BoundedPaginator(rows.for_list(), ROWS).get_page(request.GET.get("page")),
        "show": show,
        "state": state,
        "term": term,
        "views": list(SHOWN.items()),
        "states": PurchaseState.choices,
        "may_add": may,
        "short": to_order(access).count() if may else 0,
        "today": business_day(access.now),
    }
    return page(request, "parts/purchases.html", context)


def purchase_of(request: Request, pk: int) -> PurchaseOrder:
    """The purchase order if it is in reach; raises Http404."""
    rows = PurchaseOrder.objects.visible_to(request.access).for_list()
    row = rows.select_related("approved_by").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@policy(*BUYING)
@require_GET
def purchase(request: Request, pk: int) -> HttpResponse:
    """One purchase order: lines, for whom, what came, what is next."""
    return purchase_page(request, pk, {}, 200)


def purchase_page(
    request: Request, pk: int, back: dict[str, ServiceForm], status: int
) -> HttpResponse:
    """The purchase order, with a form that came back in its place."""
    row, access = purchase_of(request, pk), request.access
    steps = {s.action: s for s in available(PURCHASE, row, access)}
    common: dict[str, Any] = {"access": access, "version": row.version}
    days = {"expected_on": row.expected_on}
    may = Perm.ADD_PURCHASEORDER in access.allowed(row, [Perm.ADD_PURCHASEORDER])
    author = may and row.requested_by_id == access.staff_id
    context = {
        "order": row,
        "lines": row.lines.select_related("part").prefetch_related("covers__demand"),
        "asked": panel_of(request, PURCHASE_REQUEST.code, row.requests.all()),
        "options": [steps[a] for a in PurchaseActForm.ACTIONS if a in steps and _own(a, author)],
        "may_place": "order" in steps,
        "may_expect": may and row.receivable,
        "may_edit": author and row.state == PurchaseState.DRAFT,
        "may_receive": row.receivable and access.may(Perm.RECEIVE_PART, row),
        "late": row.receivable and row.expected_on and row.expected_on < business_day(access.now),
        "receipts": _receipts(row),
        "changes": [(c, WORDS.get(c.action, c.action)) for c in changes_of([row])],
        "form": {
            "place": PlaceForm(initial=days, auto_id="place_%s", **common),
            "expect": ExpectForm(initial=days, auto_id="expect_%s", **common),
        }
        | back,
    }
    return page(request, "parts/purchase.html", context, status=status)


def _own(action: str, author: bool) -> bool:
    """A draft is submitted by its author."""
    return author or action != "submit"


def _receipts(row: PurchaseOrder) -> Any:
    lines = row.lines.values("receipt_lines__receipt")
    receipts = row.warehouse.receipts.filter(pk__in=lines)
    return receipts.select_related("received_by").order_by("pk")


def _run(
    request: Request, pk: int, name: str, form: ServiceForm, do: Callable[[Any], Any]
) -> HttpResponse:
    def done(order: PurchaseOrder) -> str:
        facts = {"number": order.number, "state": order.get_state_display()}
        messages.success(request, _("%(number)s：%(state)s。") % facts)
        return reverse("parts:purchase", args=[order.pk])

    return submit(
        request,
        form,
        do=do,
        page=lambda f, status: purchase_page(request, pk, {name: f}, status),
        done=done,
    )


@policy(Perm.ADD_PURCHASEORDER)
@require_POST
def purchase_act(request: Request, pk: int) -> HttpResponse:
    """Submit, cancel, or close what will not come."""
    row = purchase_of(request, pk)
    verbs = {
        "submit": services.submit_purchase,
        "cancel": services.cancel_purchase,
        "close": services.close_purchase,
    }
    form = PurchaseActForm(request.POST, access=request.access)
    return _run(
        request,
        pk,
        "act",
        form,
        lambda f: verbs[f.cleaned_data["action"]](
            by=request.access, order=row, version=f.row_version, reason=f.cleaned_data["reason"]
        ),
    )


@policy(Perm.ADD_PURCHASEORDER)
@require_POST
def purchase_place(request: Request, pk: int) -> HttpResponse:
    """The supplier has it."""
    row = purchase_of(request, pk)
    form = PlaceForm(request.POST, access=request.access, auto_id="place_%s")
    return _run(
        request,
        pk,
        "place",
        form,
        lambda f: services.place_purchase(
            by=request.access, order=row, version=f.row_version, **f.values
        ),
    )


@policy(Perm.ADD_PURCHASEORDER)
@require_POST
def purchase_expect(request: Request, pk: int) -> HttpResponse:
    """The supplier named another day."""
    row = purchase_of(request, pk)
    form = ExpectForm(request.POST, access=request.access, auto_id="expect_%s")
    return _run(
        request,
        pk,
        "expect",
        form,
        lambda f: services.change_expected(
            by=request.access, order=row, version=f.row_version, **f.values
        ),
    )


@policy(*BUYING)
@require_GET
def purchase_print(request: Request, pk: int) -> HttpResponse:
    """The 采购订货单 on paper."""
    row = purchase_of(request, pk)
    context = {
        "order": row,
        "lines": row.lines.select_related("part"),
        "dealer": row.store,
        "document": {
            "title": gettext_lazy("采购订货单"),
            "number": row.number,
            "url": request.build_absolute_uri(reverse("parts:purchase", args=[row.pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.staff,
    }
    return render(request, "print/purchase_order.html", context)
