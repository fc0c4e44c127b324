"""The accident's page: case, teardown authority, rounds of assessment, total loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.clock import business_day
from apps.core.figures_text import money_text, when_text
from apps.core.files import files_of_rows
from apps.core.money import ZERO
from apps.core.policy import policy
from apps.workorders.choices import JobState, WorkClass
from apps.workorders.forms import paths as forms
from apps.workorders.insurance import round_sums
from apps.workorders.models import Assessment, WorkOrder
from apps.workorders.path_choices import RoundState
from apps.workorders.permissions import Perm
from apps.workorders.selectors.figures import figure
from apps.workorders.services import accident, total_loss
from apps.workorders.views.path_lists import state
from apps.workorders.views.path_page import Sheet, Step, Table, path_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = ("visit__vehicle__model", "visit__owner", "advisor", "store", "accident")
STORAGE = "workorders.storage_per_day"


def order_for(request: Request, pk: int, perm: Perm) -> Any:
    """The order inside the reach of the right; raises Http404."""
    rows = WorkOrder.objects.select_related(*RELATED)
    return request.access.get(rows, perm, pk=pk)


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def case(request: Request, pk: int) -> HttpResponse:
    """Everything of an accident that the order needs."""
    return path_page(request, lambda: _sheet(request, pk))


def _sheet(request: Request, pk: int) -> Sheet:
    order = order_for(request, pk, Perm.CHANGE_WORKORDER)
    found = getattr(order, "accident", None)
    rounds = list(order.assessments.prefetch_related("jobs"))
    may = request.access.allowed(order, [Perm.AUTHORISE_WORKORDER, Perm.RELEASE_VEHICLE])
    steps = [_case(request, order, found)]
    if found and Perm.AUTHORISE_WORKORDER in may:
        steps.append(_teardown(request, order, found))
    if found and order.authorised_at:
        steps += [s for r in rounds for s in _round(request, r, may=may)]
        steps.append(_ask(request, order))
        if Perm.AUTHORISE_WORKORDER in may:
            steps.append(_total_loss(request, order, found))
        if found.total_loss_at and Perm.RELEASE_VEHICLE in may:
            steps.append(_tow(request, order))
    return Sheet(
        title=_("事故与定损"),
        back=reverse("workorders:detail", args=[pk]),
        order=order,
        document=order,
        facts=_facts(order, found),
        tables=[_table(rounds)] if rounds else [],
        photos=list(files_of_rows(Assessment, (r.pk for r in rounds))),
        steps=steps,
        notice="" if order.work_class == WorkClass.ACCIDENT else _("这不是事故工单。"),
    )


def _facts(order: Any, found: Any) -> list[tuple[str, Any]]:
    twins = order.visit.orders.exclude(pk=order.pk).filter(accident__isnull=False)
    facts: list[tuple[str, Any]] = [
        (_("投保方"), found.get_side_display() if found else ""),
        (_("保险公司"), found.insurer if found else ""),
        (_("报案号"), found.report_no if found else ""),
        (_("拆检授权"), _signed(found)),
        (_("推定全损"), when_text(found.total_loss_at) if found and found.total_loss_at else ""),
    ]
    others = [f"{o.number} {o.accident.report_no}" for o in twins.select_related("accident")]
    return [*facts, (_("同次进店的另一案"), "，".join(others))]


def _signed(found: Any) -> str:
    if found is None or found.teardown_at is None:
        return ""
    return (
        f"{found.teardown_by} {found.get_teardown_medium_display()} {when_text(found.teardown_at)}"
    )


def _table(rounds: list[Any]) -> Table:
    heads = (_("轮次"), _("项目"), _("申报金额"), _("定损单号"), _("核定金额"), _("状态"))
    return Table(
        _("定损记录"),
        heads,
        [
            (
                str(r),
                "、".join(j.name for j in r.jobs.all()),
                money_text(r.asked_amount),
                r.reference or "—",
                money_text(accident.covered_amount(r)),
                state(r),
            )
            for r in rounds
        ],
    )


def _case(request: Request, order: Any, found: Any) -> Step:
    first = {
        name: getattr(found, name, "") for name in ("side", "insurer", "report_no", "surveyor")
    }
    return Step(
        "case",
        _("报案信息"),
        _("保存报案信息"),
        lambda f: accident.open_case(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        forms.CaseForm,
        {"initial": first},
        order.version,
        hint=_("一个报案号一张工单：对方保险另开一张工单，各自结算、各自单据。"),
        primary=found is None,
    )


def _teardown(request: Request, order: Any, found: Any) -> Step:
    chosen = [job.pk for job in order.jobs.filter(teardown=True)]
    first = {"jobs": chosen, "name": found.teardown_by or order.visit.sender_name}
    return Step(
        "teardown",
        _("拆检授权"),
        _("登记拆检授权"),
        lambda f: accident.authorise_teardown(
            by=request.access,
            order=order,
            version=f.row_version,
            name=f.cleaned_data["name"],
            medium=f.cleaned_data["medium"],
            teardown_jobs=f.cleaned_data["jobs"],
        ),
        forms.TeardownForm,
        {"order": order, "initial": first},
        order.version,
        hint=_("先拆检后定损：授权后拆检项目可以派工，其余项目等定损；交车时间“待定损”。"),
        primary=found.teardown_at is None,
    )


def _ask(request: Request, order: Any) -> Step:
    left = order.jobs.all().unfinished().filter(assessment=None, teardown=False)
    return Step(
        "ask",
        _("申报定损"),
        _("申报这一轮"),
        lambda f: accident.ask_assessment(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        forms.AskRoundForm,
        {"order": order},
        order.version,
        why="" if left.exists() else _("没有未申报的项目：请先在工单上加项目或登记增项。"),
    )


def _round(request: Request, row: Any, *, may: set[Any]) -> list[Step]:
    by, facts = request.access, {"version": row.version}
    if row.state in {RoundState.ASKED, RoundState.DISPUTED}:
        return [
            Step(
                f"assess{row.pk}",
                _("%(round)s：保险公司核定") % {"round": row},
                _("登记定损"),
                lambda f: accident.record_assessment(
                    by=by, round_=row, version=f.row_version, **f.values
                ),
                forms.AssessForm,
                primary=True,
                **facts,
            )
        ]
    if row.state != RoundState.ASSESSED:
        return []
    dispute = Step(
        f"dispute{row.pk}",
        _("%(round)s：有异议") % {"round": row},
        _("退回重新定损"),
        lambda f: accident.dispute_assessment(by=by, round_=row, version=f.row_version, **f.values),
        forms.ReasonForm,
        **facts,
    )
    return [*([_agree(request, row)] if Perm.AUTHORISE_WORKORDER in may else []), dispute]


def _agree(request: Request, row: Any) -> Step:
    return Step(
        f"agree{row.pk}",
        _("%(round)s：客户授权维修") % {"round": row},
        _("授权维修"),
        lambda f: accident.agree_assessment(
            by=request.access, round_=row, version=f.row_version, **f.values
        ),
        forms.AgreeForm,
        {"initial": {"promised_at": row.order.promised_at}},
        row.version,
        primary=True,
        hint=_rest_words(row),
        said=_("这一轮的项目已转入派工。"),
    )


def _rest_words(row: Any) -> str:
    """What the customer is told before they agree: allowed, charged, and what falls on them."""
    labour, parts = round_sums(row)
    rest = max(labour - row.labour_amount, ZERO) + max(parts - row.parts_amount, ZERO)
    words = _(
        "保险付款的工时 %(labour)s，核定 %(allowed)s；材料 %(parts)s，核定 %(given)s。"
        "授权后保险只付核定金额，客户承担 %(rest)s（另加免赔额）：请当面告知并取得同意。"
    )
    return words % {
        "labour": money_text(labour),
        "allowed": money_text(row.labour_amount),
        "parts": money_text(parts),
        "given": money_text(row.parts_amount),
        "rest": money_text(rest),
    }


def _total_loss(request: Request, order: Any, found: Any) -> Step:
    day = business_day(request.access.now)
    rate = figure(STORAGE, day, order.store_id)
    first = {
        "storage_per_day": rate,
        "storage_days": (day - business_day(order.opened_at)).days,
    }
    done = order.jobs.filter(state=JobState.DONE).exists() and not found.total_loss_at
    why = _("已有完工项目：请按实际维修结算。") if done else ""
    return Step(
        "total_loss",
        _("推定全损"),
        _("按全损结束维修"),
        lambda f: total_loss.give_up(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        forms.TotalLossForm,
        {"initial": first},
        order.version,
        hint=_("未完项目取消，只收拆检费和停车费；结清后开拖离出门条。"),
        why=_("已按全损处理。") if found.total_loss_at else why,
    )


def _tow(request: Request, order: Any) -> Step:
    return Step(
        "tow",
        _("拖离出门"),
        _("开拖离出门条"),
        lambda f: total_loss.tow_out(by=request.access, order=order, version=f.row_version),
        version=order.version,
        why="" if order.settled_at else _("请先结清拆检费和停车费。"),
    )
