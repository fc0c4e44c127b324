"""Technical questions: asking on an order, and the expert's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.figures_text import when_text
from apps.core.files import files_of
from apps.core.policy import policy
from apps.workorders.forms import paths as forms
from apps.workorders.machines import CONSULT
from apps.workorders.models import Consult
from apps.workorders.permissions import Perm
from apps.workorders.services import consults
from apps.workorders.views.accidents import order_for
from apps.workorders.views.path_lists import state
from apps.workorders.views.path_page import Sheet, Step, Table, path_page, reason_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

RELATED = (
    "order__visit__vehicle__model",
    "order__visit__owner",
    "order__advisor",
    "job",
    "asked_by",
    "answered_by",
)


@policy(Perm.REQUEST_DIAGNOSIS)
@require_http_methods(["GET", "POST"])
def of_order(request: Request, pk: int) -> HttpResponse:
    """The questions of an order, and one more."""
    return path_page(request, lambda: _ask(request, pk))


def _ask(request: Request, pk: int) -> Sheet:
    order = order_for(request, pk, Perm.REQUEST_DIAGNOSIS)
    rows = order.consults.select_related("asked_by", "answered_by")
    heads = (_("问题"), _("提出人"), _("状态"), _("诊断意见"))
    lines = [(_link(c), c.asked_by.name, state(c), c.diagnosis or "—") for c in rows]
    step = Step(
        "ask",
        _("请求技术支援"),
        _("提出问题"),
        lambda f: consults.ask_expert(by=request.access, order=order, version=None, **f.values),
        forms.ConsultForm,
        {"order": order},
        hint=_("写明现象和已做检查；技术专家解答后会响铃通知您。"),
        primary=True,
    )
    return Sheet(
        title=_("技术支援"),
        back=reverse("workorders:detail", args=[pk]),
        order=order,
        document=order,
        tables=[Table(_("本单的技术问题"), heads, lines)] if lines else [],
        steps=[step],
        done=lambda c: reverse("workorders:consult", args=[c.pk]),
    )


def _link(row: Consult) -> dict[str, str]:
    return {"url": reverse("workorders:consult", args=[row.pk]), "words": row.question[:60]}


@policy(Perm.REQUEST_DIAGNOSIS, Perm.ADD_DIAGNOSIS)
@require_http_methods(["GET", "POST"])
def consult(request: Request, pk: int) -> HttpResponse:
    """One question, and its answer."""
    return path_page(request, lambda: _sheet(request, pk))


def _found(request: Request, pk: int) -> Any:
    rows = Consult.objects.select_related(*RELATED)
    mine = rows.visible_to(request.access, Perm.REQUEST_DIAGNOSIS).filter(pk=pk).first()
    return mine or request.access.get(rows, Perm.ADD_DIAGNOSIS, pk=pk)


def _sheet(request: Request, pk: int) -> Sheet:
    row = _found(request, pk)
    why = reason_of(CONSULT, row, request.access)
    makers = {"answer": _answer, "withdraw": _withdraw}
    tables = []
    if row.readings:
        heads = (_("检测项目"), _("数值"), _("单位"))
        lines = [(r["name"], r["value"], r.get("unit") or "—") for r in row.readings]
        tables.append(Table(_("检测数据"), heads, lines))
    return Sheet(
        title=_("技术支援"),
        back=reverse("workorders:consults"),
        back_words=_("技术支援"),
        order=row.order,
        document=row,
        facts=_facts(row),
        tables=tables,
        photos=list(files_of(row)),
        steps=[makers[name](request, row, text) for name, text in why.items()],
    )


def _facts(row: Consult) -> list[tuple[str, Any]]:
    answered = f"{row.answered_by} {when_text(row.answered_at)}" if row.answered_at else ""
    return [
        (_("问题"), row.question),
        (_("已做检查"), row.tried),
        (_("维修项目"), row.job.name if row.job else ""),
        (_("提出"), f"{row.asked_by} {when_text(row.asked_at)}"),
        (_("应答期限"), when_text(row.due_at)),
        (_("解答"), answered),
        (_("诊断意见"), row.diagnosis),
        (_("处理建议"), row.advice),
    ]


def _answer(request: Request, row: Consult, why: str) -> Step:
    # an empty form has no diagnosis yet: that is no reason to grey the button
    return Step(
        "answer",
        _("解答"),
        _("提交解答"),
        lambda f: consults.answer_consult(
            by=request.access, consult=row, version=f.row_version, **f.values
        ),
        forms.AnswerForm,
        version=row.version,
        why=why if row.asked_by_id == request.access.staff_id else "",
        primary=True,
    )


def _withdraw(request: Request, row: Consult, why: str) -> Step:
    return Step(
        "withdraw",
        _("撤回问题"),
        _("撤回"),
        lambda f: consults.withdraw_consult(
            by=request.access, consult=row, version=f.row_version, **f.values
        ),
        forms.ReasonForm,
        version=row.version,
        why=why,
    )
