"""The list of orders, and the printed contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.views.decorators.http import require_GET

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.queues import queue
from apps.core.responses import page
from apps.customers import plates
from apps.org.services.contacts import record_printed_contact
from apps.workorders.choices import OrderState, WaitingCause, WorkClass
from apps.workorders.models import WorkOrder
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm
from apps.workorders.promise_health import RUNNING
from apps.workorders.selectors import orders as selectors
from apps.workorders.selectors import promises
from apps.workorders.selectors.paths import waiting_since, waiting_words
from apps.workorders.views.order_page import order_of
from apps.workorders.work_classes import GUARANTEES

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from apps.core.requests import Request

PAGE = 50
QUEUES = ("order-drafts", "order-late")


@policy(Perm.VIEW_WORKORDER)
@require_GET
def order_list(request: Request) -> HttpResponse:
    """Orders within reach; a queue of the home page shows exactly its rows."""
    asked = request.GET
    now, promise = request.access.now, asked.get("promise", "")
    rows = _queued(request, asked.get("queue", ""))
    rows = waiting_since(_filtered(request, rows, asked), asked.get("cause", ""))
    shown = promises.standing(rows, now, promise).for_list()
    order_by = ("promised_at", "pk") if promise in RUNNING else ("-opened_at", "-pk")
    found = BoundedPaginator(shown.order_by(*order_by), PAGE).get_page(asked.get("page"))
    chips = promises.chips(rows, now, asked.urlencode(), promise, list(found))
    for order in found:
        order.waiting_words = waiting_words(order, now)
        order.promise = promises.mark_of(order, now)
    context = {
        "found": found,
        "asked": asked,
        "chips": chips,
        "causes": WaitingCause.choices,
        "classes": WorkClass.choices,
        "states": OrderState.choices,
        "queue": queue(asked["queue"]) if asked.get("queue") in QUEUES else None,
    }
    return page(request, "workorders/list.html", context)


def _queued(request: Request, code: str) -> Any:
    if code in QUEUES and request.access.can(queue(code).capability):
        return queue(code).rows(request.access)
    return WorkOrder.objects.visible_to(request.access, Perm.VIEW_WORKORDER)


def _filtered(request: Request, rows: Any, asked: QueryDict) -> Any:
    state = asked.get("state", "")
    if state == "open":
        rows = rows.filter(state__in=OPEN)
    elif state in OrderState.values:
        rows = rows.filter(state=state)
    if asked.get("class") in WorkClass.values:
        rows = rows.filter(work_class=asked["class"])
    if asked.get("mine"):
        rows = rows.filter(advisor=request.access.staff_id)
    typed = str(asked.get("q", ""))
    term = plates.normalised(typed)
    if term:
        number = typed.strip().upper()
        rows = rows.filter(Q(number__startswith=number) | Q(visit__plate_no__contains=term))
    return rows


@policy(Perm.VIEW_WORKORDER)
@require_GET
def print_order(request: Request, pk: int) -> HttpResponse:
    """The repair contract (任务委托书) on paper."""
    order = order_of(request, pk)
    photos, visit = selectors.photos_of(order), order.visit
    phone_open = selectors.phone_open(order, request.access)
    if phone_open:
        fields = [(visit.owner, "phone"), (visit.owner, "address"), (visit, "sender_phone")]
        record_printed_contact(by=request.access, fields=fields, page=request.path)
    context = {
        "order": order,
        "visit": visit,
        "checkin": getattr(visit, "checkin", None),
        "groups": selectors.groups_of(order, request.access),
        "buckets": list(order.buckets.all()),
        "guarantee": GUARANTEES[order.repair_class],
        "signatures": [p for p in photos if p.kind == "customer_signature"][-1:],
        "phone_open": phone_open,
        "dealer": dealer_of(order.store),
        "document": {
            "number": order.number,
            "url": request.build_absolute_uri(reverse("workorders:detail", args=[order.pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return page(request, "print/repair_order.html", context)


def dealer_of(store: Any) -> dict[str, str]:
    """The head of the dealer's papers."""
    return {
        "name": store.legal_name or str(store),
        "address": store.address,
        "phone": store.phone,
        "credit_code": store.credit_code,
    }
