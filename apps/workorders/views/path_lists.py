"""The lists of the paths: waits, sublets, cars away, transfers, questions, approvals, routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from apps.core.figures_text import day_text, quantity_text, when_text
from apps.core.policy import policy
from apps.core.responses import page
from apps.core.tones import Tone, tone_of
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import WaitingCause
from apps.workorders.inbox import paths as queues
from apps.workorders.models import WorkOrder
from apps.workorders.path_choices import StepState, WaitOwner
from apps.workorders.permissions import Perm
from apps.workorders.selectors.paths import (
    Word,
    parts_awaited,
    route_jobs,
    running_holds,
    waits_of,
)
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpResponse
    from django.utils.functional import _StrOrPromise

    from apps.core.requests import Request

OPEN_ = gettext_lazy("办理")


@dataclass(frozen=True)
class Row:
    """One line of a list; a ``plain`` one has no way to the order, for who may not see it."""

    order: Any
    cells: Sequence[Any]
    url: str = ""
    action: _StrOrPromise = OPEN_
    plain: bool = False


@dataclass(frozen=True)
class Chip:
    """One filter above a list."""

    words: _StrOrPromise
    query: str
    current: bool


def shown(
    request: Request,
    rows: Any,
    row_of: Callable[[Any], Row],
    *,
    heads: Sequence[_StrOrPromise],
    each: Callable[[Any], Any] = list,
    **context: Any,
) -> HttpResponse:
    """A page of a list; ``each`` prepares the rows of the page together."""
    found = paged(request, rows)
    lines = [row_of(row) for row in each(found.object_list)]
    rows = [(line, list(zip(heads, line.cells, strict=True))) for line in lines]
    context |= {"heads": heads, "found": found, "rows": rows}
    return page(request, "workorders/path_list.html", context)


def state(document: Any) -> Word:
    """The state of a document with its colour."""
    return Word(str(tone_of(document)), str(document.get_state_display()))


def due(at: Any, now: Any) -> Any:
    """A time, red when it has passed."""
    return Word(str(Tone.LATE), when_text(at)) if at and at < now else when_text(at)


@policy(Perm.VIEW_WORKORDER)
@require_GET
def waits(request: Request) -> HttpResponse:
    """Jobs that wait, by cause and by whose move it is, the longest first."""
    cause, owner = request.GET.get("cause", ""), request.GET.get("owner", "")
    rows = running_holds(request.access)
    rows = rows.filter(cause=cause) if cause in WaitingCause.values else rows
    rows = rows.filter(owner=owner) if owner in WaitOwner.values else rows
    chips = [Chip(_("全部"), "", not cause and not owner)]
    chips += [Chip(label, f"cause={c}", c == cause) for c, label in WaitingCause.choices]
    chips += [
        Chip(_("等%(who)s") % {"who": label}, f"owner={o}", o == owner)
        for o, label in WaitOwner.choices
        if o == owner
    ]
    return shown(
        request,
        rows,
        _wait,
        each=lambda holds: _with_doors(request, holds),
        title=_("等待中的项目"),
        chips=chips,
        heads=(_("项目"), _("原因"), _("已等 / 限时"), _("等谁"), _("预计到"), _("说明")),
        empty=_("没有等待中的项目"),
        hint=_("待料、待批、待定损、外加工的项目会出现在这里。"),
    )


def _with_doors(request: Request, holds: Any) -> list[tuple[Any, bool]]:
    """The waits, each with whether this person may act on its order; one statement for all."""
    found = waits_of(holds, request.access.now)
    orders = WorkOrder.objects.visible_to(request.access, Perm.CHANGE_WORKORDER)
    mine = set(
        orders.filter(pk__in={w.hold.job.order_id for w in found}).values_list("pk", flat=True)
    )
    return [(wait, wait.hold.job.order_id in mine) for wait in found]


def _wait(waiting: tuple[Any, bool]) -> Row:
    wait, mine = waiting
    hold = wait.hold
    return Row(
        hold.job.order,
        (
            hold.job.name,
            hold.get_cause_display(),
            wait.timer,
            hold.get_owner_display() or "—",
            wait.until,
            hold.note or "—",
        ),
        reverse("workorders:order_waits", args=[hold.job.order_id]) if mine else "",
    )


@policy(PartsPerm.ISSUE_PART)
@require_GET
def waits_parts(request: Request) -> HttpResponse:
    """For the store room: the cars that stand still for its parts, the longest first."""
    return shown(
        request,
        parts_awaited(request.access),
        _wait_for_parts,
        each=lambda holds: waits_of(holds, request.access.now),
        title=_("停工待料的车"),
        heads=(_("项目"), _("缺的配件"), _("已等 / 限时"), _("预计到")),
        empty=_("没有停工待料的车"),
        hint=_("维修因缺件停下时，车会出现在这里，配件入库后自动解除。"),
    )


def _wait_for_parts(wait: Any) -> Row:
    job = wait.hold.job
    names = (f"{line.name} ×{quantity_text(line.quantity)}" for line in job.awaited)
    demand = job.awaited[0].demand_id if job.awaited else None
    return Row(
        job.order,
        (job.name, "；".join(names), wait.timer, wait.until),
        reverse("parts:demand", args=[demand]) if demand else "",
        plain=True,
    )


@policy(Perm.CHANGE_WORKORDER)
@require_GET
def sublets(request: Request) -> HttpResponse:
    """Work at other firms; the late ones first."""
    late = request.GET.get("late") == "1"
    rows = queues.sublets_late(request.access) if late else queues.sublets_open(request.access)
    now = request.access.now
    return shown(
        request,
        rows.select_related("order__visit__vehicle", "supplier", "job").order_by("due_at", "pk"),
        lambda s: Row(
            s.order,
            (s.what, s.supplier.name, state(s), when_text(s.out_at), due(s.due_at, now)),
            reverse("workorders:sublet", args=[s.pk]),
        ),
        title=_("外加工"),
        chips=[Chip(_("未取回"), "", not late), Chip(_("逾期未取回"), "late=1", late)],
        heads=(_("加工内容"), _("外协单位"), _("状态"), _("送出时间"), _("约定取回")),
        empty=_("没有外加工"),
        hint=_("在工单上登记外加工后出现在这里。"),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_GET
def aways(request: Request) -> HttpResponse:
    """Cars on the road with their order open; those whose parts are there are to be called."""
    call = request.GET.get("call") == "1"
    rows = queues.to_call(request.access) if call else queues.away(request.access)
    return shown(
        request,
        rows.select_related("order__visit__vehicle").order_by("left_at", "pk"),
        lambda a: Row(
            a.order,
            (
                a.reason,
                when_text(a.left_at),
                day_text(a.expected_on),
                Word(str(Tone.DONE), _("配件已到齐")) if a.arrived_at else _("待料"),
                a.call_note or "—",
            ),
            reverse("workorders:away", args=[a.pk]),
        ),
        title=_("待料放车"),
        chips=[Chip(_("全部"), "", not call), Chip(_("待通知返店"), "call=1", call)],
        heads=(_("放车原因"), _("离店时间"), _("预计到料"), _("配件"), _("通知结果")),
        empty=_("没有待料放车的车辆"),
        hint=_("缺件而可以行驶的车，在工单上办理待料放车。"),
    )


@policy(Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB)
@require_GET
def transfers(request: Request) -> HttpResponse:
    """Cars that are worked on in another store."""
    now = request.access.now
    return shown(
        request,
        queues.transfers_open(request.access)
        .select_related("order__visit__vehicle", "job", "store", "to_store")
        .order_by("due_at", "pk"),
        lambda t: Row(
            t.order,
            (t.job.name, t.store.name, t.to_store.name, state(t), due(t.due_at, now)),
            reverse("workorders:transfer", args=[t.pk]),
        ),
        title=_("调车"),
        heads=(_("项目"), _("委托店"), _("承做店"), _("状态"), _("约定返回")),
        empty=_("没有调往他店的车辆"),
        hint=_("在工单上登记调往他店后，两店都能看到。"),
    )


@policy(Perm.ADD_DIAGNOSIS, Perm.REQUEST_DIAGNOSIS)
@require_GET
def consults(request: Request) -> HttpResponse:
    """Questions nobody has answered, the earliest due first."""
    now, blocks = request.access.now, request.GET.get("blocks") == "1"
    rows = queues.consults_blocking if blocks else queues.consults_open
    return shown(
        request,
        rows(request.access)
        .select_related("order__visit__vehicle", "asked_by", "job")
        .order_by("due_at", "pk"),
        lambda c: Row(
            c.order,
            (c.question[:60], c.asked_by.name, when_text(c.asked_at), due(c.due_at, now)),
            reverse("workorders:consult", args=[c.pk]),
            _("打开"),
        ),
        title=_("技术支援"),
        chips=[
            Chip(_("全部"), "", not blocks),
            Chip(_("停工等技术支援"), "blocks=1", blocks),
        ],
        heads=(_("问题"), _("提出人"), _("提出时间"), _("应答期限")),
        empty=_("没有待解答的问题"),
        hint=_("服务顾问和技师提出的技术问题会出现在这里。"),
    )


@policy(Perm.APPROVE_INTERNAL)
@require_GET
def internal(request: Request) -> HttpResponse:
    """PDI and internal orders that wait for approval."""
    return shown(
        request,
        queues.internal_orders(request.access).for_list().order_by("opened_at", "pk"),
        lambda o: Row(
            o,
            (o.get_work_class_display(), o.advisor.name, when_text(o.opened_at), f"{o.total:,.2f}"),
            reverse("workorders:internal_order", args=[o.pk]),
            _("审批"),
        ),
        title=_("内部审批"),
        heads=(_("业务类别"), _("服务顾问"), _("开单时间"), _("合计")),
        empty=_("没有待审批的内部工单"),
        hint=_("PDI 和内部工单不需要客户签字，由这里批准。"),
    )


@policy(Perm.VIEW_JOB)
@require_GET
def routes(request: Request) -> HttpResponse:
    """Body and paint jobs and the step each has come to."""
    return shown(
        request,
        route_jobs(request.access),
        lambda j: Row(
            j.order,
            (j.name, *_progress(j), when_text(j.order.promised_at)),
            reverse("workorders:route", args=[j.pk]),
            _("打开"),
        ),
        title=_("钣喷工序"),
        heads=(_("项目"), _("当前工序"), _("技师"), _("进度"), _("预交车")),
        empty=_("没有排了工序的项目"),
        hint=_("在钣喷项目上选择工序路线后出现在这里。"),
    )


def _progress(job: Any) -> tuple[Any, ...]:
    steps = list(job.steps.all())
    over = sum(s.state in {StepState.DONE, StepState.SKIPPED} for s in steps)
    now = next((s for s in steps if s.state in {StepState.READY, StepState.WORKING}), None)
    word = Word(str(tone_of(now)), f"{now} {now.get_state_display()}") if now else "—"
    who = now.technician.name if now and now.technician else "—"
    return word, who, f"{over}/{len(steps)}"
