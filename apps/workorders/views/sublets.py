"""Work at other firms: planning it on an order, sending it, taking it back, its slip."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.figures_text import km_text, money_text, when_text
from apps.core.policy import policy
from apps.workorders.choices import Payer
from apps.workorders.forms import paths as forms
from apps.workorders.machines import SUBLET
from apps.workorders.models import Sublet
from apps.workorders.path_choices import SubletState
from apps.workorders.permissions import Perm
from apps.workorders.services import sublets
from apps.workorders.views.accidents import order_for
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.path_lists import state
from apps.workorders.views.path_page import Sheet, Step, Table, path_page, reason_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = (
    "order__visit__vehicle__model",
    "order__visit__owner",
    "order__advisor",
    "order__store",
    "supplier",
    "job",
)
TOMORROW = dt.timedelta(days=1)


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def of_order(request: Request, pk: int) -> HttpResponse:
    """What of an order other firms do, and one more of it."""
    return path_page(request, lambda: _plan(request, pk))


def _plan(request: Request, pk: int) -> Sheet:
    order = order_for(request, pk, Perm.CHANGE_WORKORDER)
    first = {"payer": Payer.CP, "due_at": request.access.now + TOMORROW}
    step = Step(
        "plan",
        _("登记外加工"),
        _("登记"),
        lambda f: sublets.plan_sublet(by=request.access, version=None, **f.values),
        forms.SubletForm,
        {"order": order, "initial": first},
        hint=_(
            "对客价格作为一行写入工单；外协成本计入毛利。主要工作须客户同意（民法典第七百七十二条）。"
        ),
        primary=True,
    )
    rows = order.sublets.select_related("supplier")
    heads = (_("外加工单号"), _("加工内容"), _("外协单位"), _("约定取回"), _("状态"))
    lines = [(_link(s), s.what, s.supplier.name, when_text(s.due_at), state(s)) for s in rows]
    return Sheet(
        title=_("外加工"),
        back=reverse("workorders:detail", args=[pk]),
        order=order,
        tables=[Table(_("本单的外加工"), heads, lines)] if lines else [],
        steps=[step],
        done=lambda s: reverse("workorders:sublet", args=[s.pk]),
    )


def _link(row: Sublet) -> dict[str, str]:
    return {"url": reverse("workorders:sublet", args=[row.pk]), "words": row.number}


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def sublet(request: Request, pk: int) -> HttpResponse:
    """One piece of work at another firm."""
    return path_page(request, lambda: _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    row = request.access.get(Sublet.objects.select_related(*RELATED), Perm.CHANGE_WORKORDER, pk=pk)
    why = reason_of(SUBLET, row, request.access)
    acts = {
        SubletState.PLANNED: [_send(request, row, why.get("send", "")), _off(request, row)],
        SubletState.OUT: [_back(request, row), _off(request, row)],
    }
    return Sheet(
        title=_("外加工"),
        back=reverse("workorders:sublets"),
        back_words=_("外加工"),
        order=row.order,
        document=row,
        facts=_facts(row),
        links=[(reverse("workorders:sublet_print", args=[pk]), _("外加工单"), "printer")],
        steps=acts.get(row.state, []),
    )


def _facts(row: Sublet) -> list[tuple[str, Any]]:
    consent = f"{row.consent_name} {row.get_consent_medium_display()}" if row.consent_at else ""
    return [
        (_("外加工单号"), row.number),
        (_("维修项目"), row.job.name),
        (_("加工内容"), row.what),
        (_("外协单位"), row.supplier.name),
        (_("外协成本"), money_text(row.cost)),
        (_("对客价格"), money_text(row.price)),
        (_("付款方"), row.get_payer_display()),
        (_("客户同意"), consent),
        (_("采购单号"), row.purchase_no),
        (_("送出时间"), f"{when_text(row.out_at)} {km_text(row.out_km)}" if row.out_at else ""),
        (_("约定取回"), when_text(row.due_at)),
        (_("取回时间"), f"{when_text(row.back_at)} {km_text(row.back_km)}" if row.back_at else ""),
        (_("取回验收"), row.back_note),
    ]


def _send(request: Request, row: Sublet, why: str) -> Step:
    return Step(
        "send",
        _("送出"),
        _("送出"),
        lambda f: sublets.send_sublet(
            by=request.access, sublet=row, version=f.row_version, **f.values
        ),
        forms.SendForm,
        version=row.version,
        why=why,
        primary=True,
        hint=_("送出后项目等待外协单位；整车送出同时开出门条。"),
    )


def _back(request: Request, row: Sublet) -> Step:
    return Step(
        "take_back",
        _("取回"),
        _("验收取回"),
        lambda f: sublets.take_back(
            by=request.access, sublet=row, version=f.row_version, **f.values
        ),
        forms.TakeBackForm,
        {"initial": {"cost": row.cost, "back_km": row.out_km}},
        row.version,
        primary=True,
    )


def _off(request: Request, row: Sublet) -> Step:
    action = "cancel" if row.state == SubletState.PLANNED else "undone"
    words = _("取消外加工") if action == "cancel" else _("未加工退回")
    return Step(
        action,
        words,
        words,
        lambda f: sublets.call_off(
            by=request.access, sublet=row, version=f.row_version, action=action, **f.values
        ),
        forms.ReasonForm,
        version=row.version,
    )


@policy(Perm.CHANGE_WORKORDER)
@require_GET
def slip(request: Request, pk: int) -> HttpResponse:
    """The slip that goes with the work (外加工单)."""
    row = request.access.get(Sublet.objects.select_related(*RELATED), Perm.CHANGE_WORKORDER, pk=pk)
    address = reverse("workorders:sublet", args=[pk])
    context = {
        "sublet": row,
        "visit": row.order.visit,
        "back": address,
        "dealer": dealer_of(row.store),
        "document": {
            "title": _("外加工单"),
            "number": row.number,
            "url": request.build_absolute_uri(address),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return render(request, "print/sublet.html", context)
