"""What customers left here: the list, giving back, moving, and the tag on the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.customers import plates
from apps.workorders.forms.stay import MoveForm, ReturnForm
from apps.workorders.models import CustodyItem
from apps.workorders.permissions import Perm
from apps.workorders.selectors.stays import visits_open
from apps.workorders.services import custody as services
from apps.workorders.views.lists import paged
from apps.workorders.views.order_list import dealer_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

OF_ITEM = ("visit__vehicle__model", "visit__owner", "visit__checkin", "store", "received_by")


@policy(Perm.ADD_CHECKIN)
@require_GET
def custody(request: Request) -> HttpResponse:
    """Things in keeping, or all of them; found by tag, plate, place or name."""
    asked = request.GET
    rows = CustodyItem.objects.visible_to(request.access, Perm.ADD_CHECKIN)
    if asked.get("show") != "all":
        rows = rows.kept()
    if asked.get("kind") in CustodyItem.Kind.values:
        rows = rows.filter(kind=asked["kind"])
    term = asked.get("q", "").strip()
    if term:
        plate = plates.normalised(term)
        rows = rows.filter(
            Q(tag__icontains=term)
            | Q(what__icontains=term)
            | Q(location__icontains=term)
            | Q(visit__plate_no__contains=plate)
        )
    rows = rows.select_related(*OF_ITEM, "returned_by").order_by("received_at", "pk")
    found = paged(request, rows)
    context = {
        "found": found,
        "visits": visits_open(request.access, [item.visit_id for item in found]),
        "asked": asked,
        "kinds": CustodyItem.Kind.choices,
    }
    return page(request, "workorders/custody.html", context)


@policy(Perm.ADD_CHECKIN)
@require_http_methods(["GET", "POST"])
def return_item(request: Request, pk: int) -> HttpResponse:
    """A thing goes back to somebody, who may sign."""
    item = _item(request, pk)
    if request.method != "POST":
        taker = {"returned_to": item.visit.sender_name}
        form = ReturnForm(access=request.access, version=item.version, initial=taker)
        return _shown(request, item, form, 200)
    return submit(
        request,
        ReturnForm(request.POST, access=request.access),
        do=lambda f: services.return_item(
            by=request.access, item=item, version=f.row_version, **f.values
        ),
        page=lambda f, status: _shown(request, item, f, status),
        done=lambda _row: _back(request, item, _("已领取。")),
    )


@policy(Perm.ADD_CHECKIN)
@require_POST
def move_item(request: Request, pk: int) -> HttpResponse:
    """A thing lies somewhere else now."""
    item = _item(request, pk)
    return submit(
        request,
        MoveForm(request.POST, access=request.access, auto_id="id_move_%s"),
        do=lambda f: services.move_item(
            by=request.access, item=item, version=f.row_version, **f.values
        ),
        page=lambda f, status: _shown(request, item, f, status),
        done=lambda _row: _back(request, item, _("位置已更新。")),
    )


@policy(Perm.ADD_CHECKIN)
@require_GET
def custody_tag(request: Request, pk: int) -> HttpResponse:
    """The tag on an 80 mm slip; its code opens the page where the thing is given back."""
    item = _item(request, pk)
    context = {
        "item": item,
        "visit": item.visit,
        "dealer": dealer_of(item.store),
        "document": {
            "title": _("保管标签"),
            "number": item.tag,
            "url": request.build_absolute_uri(reverse("workorders:custody_return", args=[pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return page(request, "print/custody_tag.html", context)


def _item(request: Request, pk: int) -> CustodyItem:
    rows = CustodyItem.objects.select_related(*OF_ITEM)
    item: CustodyItem = request.access.get(rows, Perm.ADD_CHECKIN, pk=pk)
    return item


def _shown(request: Request, item: CustodyItem, form: Any, status: int) -> HttpResponse:
    common: dict[str, Any] = {"access": request.access, "version": item.version}
    moving = isinstance(form, MoveForm)
    context = {
        "item": item,
        "visit": item.visit,
        "form": ReturnForm(**common) if moving else form,
        "move_form": form
        if moving
        else MoveForm(initial={"location": item.location}, auto_id="id_move_%s", **common),
    }
    return page(request, "workorders/custody_return.html", context, status=status)


def _back(request: Request, item: CustodyItem, said: str) -> str:
    messages.success(request, said)
    return reverse("workorders:visit", args=[item.visit_id])
