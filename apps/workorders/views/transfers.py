"""Jobs done in another store: planning, handing the car over each way, the handover sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.figures_text import km_text, money_text, when_text
from apps.core.policy import policy
from apps.workorders.forms import paths as forms
from apps.workorders.machines import TRANSFER
from apps.workorders.models import CarTransfer
from apps.workorders.permissions import Perm
from apps.workorders.services import transfers
from apps.workorders.views.accidents import order_for
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.path_page import Sheet, Step, Table, path_page, reason_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = (
    "order__visit__vehicle__model",
    "order__visit__owner",
    "order__advisor",
    "job",
    "store",
    "to_store",
)
DAYS = dt.timedelta(days=3)


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def of_order(request: Request, pk: int) -> HttpResponse:
    """One job of an order goes to another store."""
    return path_page(request, lambda: _plan(request, pk))


def _plan(request: Request, pk: int) -> Sheet:
    order = order_for(request, pk, Perm.CHANGE_WORKORDER)
    rows = order.transfers.select_related("to_store")
    going = next((t for t in rows if t.state not in {"back", "cancelled"}), None)
    step = Step(
        "plan",
        _("调往他店"),
        _("登记调车"),
        lambda f: transfers.plan_transfer(by=request.access, version=None, **f.values),
        forms.TransferForm,
        {"order": order, "initial": {"due_at": request.access.now + DAYS}},
        hint=_("项目转到承做店派工，两店都能看到；客户仍是一张工单、一张账单。"),
        why=_("这辆车已经有一张未完的调车单。") if going else "",
        primary=True,
    )
    links = [
        (reverse("workorders:transfer", args=[t.pk]), t.number, "clipboard-list") for t in rows
    ]
    return Sheet(
        title=_("调往他店"),
        back=reverse("workorders:detail", args=[pk]),
        order=order,
        document=order,
        links=links,
        steps=[step],
        done=lambda t: reverse("workorders:transfer", args=[t.pk]),
    )


def _found(request: Request, pk: int) -> Any:
    """The transfer for either store; raises Http404."""
    rows = CarTransfer.objects.select_related(*RELATED).prefetch_related(
        "handovers__given_by", "handovers__taken_by"
    )
    reached = rows.visible_to(request.access, Perm.CHANGE_WORKORDER).filter(pk=pk).first()
    return reached or request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)


@policy(Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def transfer(request: Request, pk: int) -> HttpResponse:
    """One transfer, for both stores."""
    return path_page(request, lambda: _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    row = _found(request, pk)
    why = reason_of(TRANSFER, row, request.access)
    labels = {t.action: t.label for t in TRANSFER.transitions}
    steps = [
        _cancel(request, row) if name == "cancel" else _hand(request, row, name, labels[name], text)
        for name, text in why.items()
    ]
    return Sheet(
        title=_("调车"),
        back=reverse("workorders:transfers"),
        back_words=_("调车"),
        order=row.order,
        document=row,
        facts=_facts(row),
        tables=[_table(row)],
        links=[(reverse("workorders:transfer_print", args=[pk]), _("交接单"), "printer")],
        steps=steps,
    )


def _facts(row: CarTransfer) -> list[tuple[str, Any]]:
    return [
        (_("调车单号"), row.number),
        (_("项目"), row.job.name),
        (_("委托店"), row.store.name),
        (_("承做店"), row.to_store.name),
        (_("内部结算价"), money_text(row.price)),
        (_("原因"), row.reason),
        (_("约定返回"), when_text(row.due_at)),
    ]


def _table(row: CarTransfer) -> Table:
    heads = (_("行程"), _("交出"), _("交出车况"), _("随车钥匙与物品"), _("接收"), _("接收车况"))
    return Table(
        _("交接记录"),
        heads,
        [
            (
                h.get_leg_display(),
                _side(h.given_by, h.given_at, h.given_km),
                h.given_condition or "—",
                h.custody or "—",
                _side(h.taken_by, h.taken_at, h.taken_km),
                h.taken_condition or "—",
            )
            for h in row.handovers.all()
        ],
    )


def _side(who: Any, at: Any, km: Any) -> str:
    return f"{who} {when_text(at)} {km_text(km)}" if at else "—"


def _hand(request: Request, row: CarTransfer, name: str, label: Any, why: str) -> Step:
    return Step(
        name,
        label,
        label,
        lambda f: transfers.hand_over(
            by=request.access, transfer=row, version=f.row_version, action=name, **f.values
        ),
        forms.HandOverForm,
        version=row.version,
        why=why,
        primary=True,
    )


def _cancel(request: Request, row: CarTransfer) -> Step:
    return Step(
        "cancel",
        _("取消调车"),
        _("取消调车"),
        lambda f: transfers.cancel_transfer(
            by=request.access, transfer=row, version=f.row_version, **f.values
        ),
        forms.ReasonForm,
        version=row.version,
    )


@policy(Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB)
@require_GET
def handover_sheet(request: Request, pk: int) -> HttpResponse:
    """The handover sheet on paper (车辆交接单), for both ways."""
    row = _found(request, pk)
    address = reverse("workorders:transfer", args=[pk])
    context = {
        "transfer": row,
        "visit": row.order.visit,
        "back": address,
        "dealer": dealer_of(row.store),
        "document": {
            "title": _("车辆交接单"),
            "number": row.number,
            "url": request.build_absolute_uri(address),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return render(request, "print/transfer.html", context)
