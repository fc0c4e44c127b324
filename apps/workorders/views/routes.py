"""The route of a body or paint job: its steps, who does them, in which bay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.figures_text import local, quantity_text, when_text
from apps.core.policy import policy
from apps.workorders.forms import paths as forms
from apps.workorders.machines import ROUTE_STEP
from apps.workorders.models import Job
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.permissions import Perm
from apps.workorders.selectors.board import technicians
from apps.workorders.selectors.floor import span_of
from apps.workorders.services import routing
from apps.workorders.views.path_lists import state
from apps.workorders.views.path_page import Sheet, Step, Table, path_page

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = ("order__visit__vehicle__model", "order__visit__owner", "order__advisor", "store")
OVER = (StepState.DONE, StepState.SKIPPED)


@policy(Perm.VIEW_JOB)
@require_http_methods(["GET", "POST"])
def route(request: Request, pk: int) -> HttpResponse:
    """The steps of a job in their order, and what can be done with each."""
    return path_page(request, lambda: _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    rows = Job.objects.released().select_related(*RELATED)
    job = request.access.get(rows, Perm.VIEW_JOB, pk=pk)
    steps = list(job.steps.select_related("technician").prefetch_related("slots__bay"))
    may = request.access.allowed(job, [Perm.DISPATCH_JOB, Perm.CLOCK_JOB])
    acts: list[Step] = []
    for row in steps:
        row.job = job
        if row.kind != StepKind.QUALITY:
            acts += _acts(request, row, may)
    if Perm.DISPATCH_JOB in may:
        acts.append(_lay(request, job, begun=any(s.started_at for s in steps)))
    return Sheet(
        title=_("工序：%(name)s") % {"name": job.name},
        back=reverse("workorders:job", args=[pk]),
        back_words=_("返回作业"),
        order=job.order,
        document=job,
        facts=[(_("标准工时"), quantity_text(job.std_hours))],
        tables=[_table(steps, request.access.now)] if steps else [],
        links=_links(request),
        steps=acts,
    )


def _links(request: Request) -> list[tuple[str, Any, str]]:
    """The technician's own list, the board of who may see it."""
    can = request.access.can
    links: list[tuple[str, Any, str]] = []
    if can(Perm.CLOCK_JOB):
        links.append((reverse("workorders:my_jobs"), _("我的作业"), "tool"))
    if can(Perm.VIEW_DISPATCH_BOARD):
        links.append((reverse("workorders:board"), _("派工看板"), "layout-board"))
    return links


def _when(slot: Any) -> str:
    """Day and hours of a place: a route goes over days."""
    start, end = span_of(slot)
    return f"{when_text(start)}–{local(end):%H:%M}"


def _begins(step: Any, now: dt.datetime) -> str:
    """When it was begun, or from when it may be."""
    if step.started_at is None and step.ready_at is not None and step.ready_at > now:
        return _("干燥至 %(at)s") % {"at": when_text(step.ready_at)}
    return when_text(step.started_at)


def _table(steps: list[Any], now: dt.datetime) -> Table:
    heads = (_("工序"), _("标准工时"), _("技师"), _("工位"), _("状态"), _("开工"), _("完成"))
    return Table(
        _("工序路线"),
        heads,
        [
            (
                f"{s.position} {s}",
                quantity_text(s.std_hours),
                s.technician or "—",
                "、".join(f"{x.bay.name} {_when(x)}" for x in s.slots.all() if not x.cancelled_at)
                or "—",
                state(s),
                _begins(s, now),
                s.skip_reason or when_text(s.finished_at),
            )
            for s in steps
        ],
    )


def _acts(request: Request, row: Any, may: set[Any]) -> list[Step]:
    by, acts = request.access, []
    given = {"step": row, "by": by}
    if Perm.CLOCK_JOB in may and row.state == StepState.READY:
        acts.append(_plain(row, "start", _("开工"), routing.start_step, given, primary=True))
    if Perm.CLOCK_JOB in may and row.state == StepState.WORKING:
        acts.append(_plain(row, "finish", _("完成"), routing.finish_step, given, primary=True))
    if Perm.DISPATCH_JOB not in may:
        return acts
    if row.state == StepState.READY and row.ready_at and row.ready_at > by.now:
        acts.append(_plain(row, "dry", _("确认已干透"), routing.confirm_dry, given, primary=False))
    if row.state not in OVER:
        acts.append(_place(row))
        acts.append(_give(request, row))
    if row.state in {StepState.PENDING, StepState.READY}:
        acts.append(_reasoned(row, "skip", _("跳过"), routing.skip_step, given))
    if row.state in OVER and ROUTE_STEP.find(row, "redo"):
        acts.append(_reasoned(row, "redo", _("退回重做"), routing.redo_step, given))
    return acts


def _plain(  # what a button needs
    row: Any, name: str, words: str, service: Any, given: dict[str, Any], *, primary: bool
) -> Step:
    return Step(
        f"{name}{row.pk}",
        f"{row.position} {row}",
        words,
        lambda f: service(version=f.row_version, **given),
        version=row.version,
        primary=primary,
    )


def _reasoned(row: Any, name: str, words: str, service: Any, given: dict[str, Any]) -> Step:
    return Step(
        f"{name}{row.pk}",
        f"{row.position} {row}{_('：')}{words}",
        words,
        lambda f: service(version=f.row_version, reason=f.cleaned_data["reason"], **given),
        forms.ReasonForm,
        version=row.version,
    )


def _place(row: Any) -> Step:
    placed = any(not s.cancelled_at for s in row.slots.all())
    return Step(
        f"place{row.pk}",
        _("%(step)s：工位与时间") % {"step": f"{row.position} {row}"},
        _("再排一段时间") if placed else _("排工位"),
        lambda f: None,
        url=reverse("workorders:step_place", args=[row.pk]),
    )


def _give(request: Request, row: Any) -> Step:
    people = technicians(request.access, row.job.store)
    return Step(
        f"give{row.pk}",
        _("%(step)s：指派技师") % {"step": f"{row.position} {row}"},
        _("指派"),
        lambda f: routing.give_step(by=request.access, step=row, version=f.row_version, **f.values),
        forms.GiveStepForm,
        {"people": people, "initial": {"technician": row.technician_id}},
        row.version,
    )


def _lay(request: Request, job: Any, *, begun: bool) -> Step:
    return Step(
        "lay",
        _("工序路线"),
        _("排工序"),
        lambda f: routing.lay_route(by=request.access, job=job, version=f.row_version, **f.values),
        forms.TemplateForm,
        version=job.version,
        why=_("工序已经开始，不能再换路线；可以跳过不需要的工序。") if begun else "",
        hint=_("选择常用路线，工时按占比分到各道工序。"),
    )
