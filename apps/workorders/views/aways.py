"""Cars that drive while a part is ordered: leaving, calling the customer, coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.figures_text import day_text, km_text, when_text
from apps.core.policy import policy
from apps.workorders.forms import paths as forms
from apps.workorders.handover import km_in
from apps.workorders.models import CarAway
from apps.workorders.permissions import Perm
from apps.workorders.services import away as services
from apps.workorders.views.accidents import order_for
from apps.workorders.views.path_page import Sheet, Step, path_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = (
    "order__visit__vehicle__model",
    "order__visit__owner",
    "order__advisor",
    "from_visit",
    "gate_pass",
    "left_by",
    "called_by",
)


@policy(Perm.RELEASE_VEHICLE)
@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    """The car leaves with its order open."""
    return path_page(request, lambda: _leave(request, pk))


def _leave(request: Request, pk: int) -> Sheet:
    order = order_for(request, pk, Perm.RELEASE_VEHICLE)
    out = order.aways.out().exists()
    step = Step(
        "leave",
        _("待料放车"),
        _("放车并开出门条"),
        lambda f: services.let_drive(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        forms.AwayForm,
        {"initial": {"left_km": km_in(order)}},
        order.version,
        hint=_("工单保持未完，缺件继续等待；工位让出，维修天数停止计算，承诺时间改到预计到料日。"),
        why=_("这辆车已经登记待料放车。") if out else "",
        primary=True,
    )
    return Sheet(
        title=_("待料放车"),
        back=reverse("workorders:detail", args=[pk]),
        order=order,
        document=order,
        steps=[step],
        done=lambda a: reverse("workorders:away", args=[a.pk]),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def away(request: Request, pk: int) -> HttpResponse:
    """One car that is away."""
    return path_page(request, lambda: _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    rows = CarAway.objects.select_related(*RELATED)
    row = request.access.get(rows, Perm.CHANGE_WORKORDER, pk=pk)
    steps = [] if row.back_at else [_call(request, row), _back(request, row)]
    return Sheet(
        title=_("待料放车"),
        back=reverse("workorders:aways"),
        back_words=_("待料放车"),
        order=row.order,
        facts=_facts(row),
        links=_links(row),
        steps=steps if row.arrived_at else steps[::-1],
        notice=_("配件已到齐，请通知客户返店。")
        if row.arrived_at and not row.called_at and not row.back_at
        else "",
    )


def _links(row: CarAway) -> list[tuple[str, str, str]]:
    if row.gate_pass_id is None:
        return []
    url = reverse("workorders:gate_pass_print", args=[row.gate_pass_id])
    return [(url, _("打印出门条"), "printer")]


def _facts(row: CarAway) -> list[tuple[str, Any]]:
    called = f"{row.called_by} {when_text(row.called_at)} {row.call_note}" if row.called_at else ""
    return [
        (_("放车原因"), row.reason),
        (_("离店"), f"{row.left_by} {when_text(row.left_at)} {km_text(row.left_km)}"),
        (_("出门条号"), row.gate_pass.number if row.gate_pass else ""),
        (_("预计到料"), day_text(row.expected_on)),
        (_("配件到齐"), when_text(row.arrived_at) if row.arrived_at else _("待料")),
        (_("已通知"), called),
        (_("返店"), when_text(row.back_at) if row.back_at else _("未返店")),
        (_("原进店单号"), row.from_visit.number),
    ]


def _call(request: Request, row: CarAway) -> Step:
    return Step(
        "call",
        _("通知客户"),
        _("登记通知结果"),
        lambda f: services.call_customer(
            by=request.access, away=row, version=f.row_version, **f.values
        ),
        forms.CallForm,
        version=row.version,
        primary=bool(row.arrived_at and not row.called_at),
    )


def _back(request: Request, row: CarAway) -> Step:
    return Step(
        "back",
        _("车辆返店"),
        _("办理返店"),
        lambda f: services.come_back(
            by=request.access, away=row, version=f.row_version, **f.values
        ),
        forms.ComeBackForm,
        {"initial": {"sender_name": row.order.visit.sender_name}},
        row.version,
        hint=_("开新的进店单，接着做原工单；配件到齐的项目回到派工。"),
        primary=bool(row.called_at),
    )
