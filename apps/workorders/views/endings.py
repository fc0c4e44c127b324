"""Repairs that do not go on as agreed, internal approval and sales of accessories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.figures_text import money_text
from apps.core.money import ZERO
from apps.core.policy import policy
from apps.workorders.choices import JobState
from apps.workorders.forms import endings as forms
from apps.workorders.guards import consented
from apps.workorders.machines import ORDER, REFUSAL
from apps.workorders.models import PayerRefusal
from apps.workorders.permissions import Perm
from apps.workorders.services import endings
from apps.workorders.services import internal as services
from apps.workorders.services.redividing import freed, lines_of
from apps.workorders.views.accidents import order_for
from apps.workorders.views.path_lists import state
from apps.workorders.views.path_page import Sheet, Step, Table, path_page, reason_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

OF_ORDER = ("order__visit__vehicle__model", "order__visit__owner", "order__advisor", "job")


def of_order(order: Any, title: str, steps: list[Step], **facts: Any) -> Sheet:
    """The sheet of a page about one order."""
    back = reverse("workorders:detail", args=[order.pk])
    facts.setdefault("document", order)
    return Sheet(title=title, back=back, order=order, steps=steps, **facts)


@policy(Perm.CANCEL_WORKORDER)
@require_http_methods(["GET", "POST"])
def ending(request: Request, pk: int) -> HttpResponse:
    """A repair under way ends."""

    def make() -> Sheet:
        order = order_for(request, pk, Perm.CANCEL_WORKORDER)
        step = Step(
            "end",
            _("终止维修"),
            _("终止维修"),
            lambda f: endings.end_repair(
                by=request.access, order=order, version=f.row_version, **f.values
            ),
            forms.EndingForm,
            {"initial": {"decider_name": order.visit.sender_name}},
            order.version,
            hint=_(
                "定作人可以随时解除委托，已完成的工作和诊断按实结算（民法典第七百八十七条）。先退回未用配件，车辆须装复。"
            ),
            why=_("这张工单已经终止。") if hasattr(order, "ending") else "",
        )
        return of_order(order, _("终止维修"), [step], facts=_worked(order), done=_home(pk))

    return path_page(request, make)


def _home(pk: int) -> Any:
    return lambda _result: reverse("workorders:detail", args=[pk])


def _worked(order: Any) -> list[tuple[str, Any]]:
    done = [j.name for j in order.jobs.filter(state=JobState.DONE)]
    begun = order.jobs.filter(clock_entries__isnull=False).exclude(state=JobState.DONE).distinct()
    out = [
        x.name for j in order.jobs.all() for x in j.part_lines.select_related("demand") if x.kept
    ]
    return [
        (_("已完工项目"), "、".join(done)),
        (_("已开工项目"), "、".join(j.name for j in begun)),
        (_("未退配件"), "、".join(out)),
        (_("合计"), money_text(order.total)),
    ]


@policy(Perm.CHANGE_PAYER)
@require_http_methods(["GET", "POST"])
def refusals(request: Request, pk: int) -> HttpResponse:
    """Refusals of an order, and one more."""

    def make() -> Sheet:
        order = order_for(request, pk, Perm.CHANGE_PAYER)
        rows = order.refusals.select_related("job")
        heads = (_("维修项目"), _("拒付方"), _("拒付原因"), _("状态"))
        lines = [(r.job.name, r.get_payer_display(), r.reason, state(r)) for r in rows]
        step = Step(
            "refuse",
            _("登记拒付"),
            _("登记拒付"),
            lambda f: endings.refuse_payer(by=request.access, version=None, **f.values),
            forms.RefuseForm,
            {"order": order},
            hint=_(
                "交车前拒付：费用退回待报价，由服务顾问与客户重新确认；交车后不得再向客户收费。"
            ),
        )
        tables = [Table(_("拒付记录"), heads, lines)] if lines else []
        return of_order(order, _("付款方拒付"), [step], tables=tables, done=_home(pk))

    return path_page(request, make)


@policy(Perm.AUTHORISE_WORKORDER)
@require_http_methods(["GET", "POST"])
def refusal(request: Request, pk: int) -> HttpResponse:
    """What becomes of a refused job."""

    def make() -> Sheet:
        rows = PayerRefusal.objects.select_related(*OF_ORDER)
        row = request.access.get(rows, Perm.AUTHORISE_WORKORDER, pk=pk)
        why = reason_of(REFUSAL, row, request.access)
        makers = {"rebill": _rebill, "reassemble": _reassemble}
        steps = [makers[name](request, row, text) for name, text in why.items()]
        facts = [
            (_("维修项目"), row.job.name),
            (_("拒付方"), row.get_payer_display()),
            (_("拒付原因"), row.reason),
            (_("批复编号"), row.reference),
            (_("新付款方"), row.get_new_payer_display()),
            (_("告知内容"), row.shown_text),
            (_("善意补偿申请"), _asked(row)),
        ]
        title = _("付款方拒付")
        return of_order(row.order, title, steps, document=row, facts=facts)

    return path_page(request, make)


def _asked(row: PayerRefusal) -> str:
    """What was asked of the line about the refused part, in words."""
    request = row.goodwill_requests.order_by("pk").last()
    if request is None:
        return ""
    return f"{money_text(request.amount)} {request.get_state_display()}"


def _word(row: PayerRefusal) -> dict[str, Any]:
    price = money_text(sum((freed(line) for line in lines_of(row.job)), ZERO))
    text = _("%(payer)s未同意承担“%(job)s”（%(why)s），费用 %(price)s。") % {
        "payer": row.get_payer_display(),
        "job": row.job.name,
        "why": row.reason,
        "price": price,
    }
    return {"customer_name": row.order.visit.sender_name, "shown_text": text}


def _rebill(request: Request, row: PayerRefusal, why: str) -> Step:
    return Step(
        "rebill",
        _("改由他人付款"),
        _("改付款方"),
        lambda f: endings.rebill(by=request.access, refusal=row, version=f.row_version, **f.values),
        forms.RebillForm,
        {"initial": _word(row)},
        row.version,
        why=why,
        hint=_(
            "客户自费须重新取得同意；善意补偿在本人额度内立即生效，超出额度上报批准，批准后生效。"
        ),
        primary=True,
    )


def _reassemble(request: Request, row: PayerRefusal, why: str) -> Step:
    return Step(
        "reassemble",
        _("装复不修"),
        _("装复不修"),
        lambda f: endings.reassemble(
            by=request.access, refusal=row, version=f.row_version, **f.values
        ),
        forms.ReassembleForm,
        {"initial": _word(row)},
        row.version,
        why=why,
    )


@policy(Perm.APPROVE_INTERNAL)
@require_http_methods(["GET", "POST"])
def internal_order(request: Request, pk: int) -> HttpResponse:
    """Approval of work the house pays itself."""

    def make() -> Sheet:
        order = order_for(request, pk, Perm.APPROVE_INTERNAL)
        why = reason_of(ORDER, order, request.access).get("approve_internal", _("不在待审批。"))
        # the cost centre is given with the approval itself
        missing = str(consented(order, request.access) or "")
        step = Step(
            "approve",
            _("内部批准"),
            _("批准"),
            lambda f: services.approve_internal(
                by=request.access, order=order, version=f.row_version, **f.values
            ),
            forms.InternalForm,
            version=order.version,
            why="" if why == missing else why,
            primary=True,
        )
        heads = (_("项目"), _("标准工时"), _("付款方"))
        jobs = order.jobs.exclude(state=JobState.CANCELLED).prefetch_related("labour_lines")
        lines = [
            (
                j.name,
                f"{j.std_hours:f}",
                "、".join(str(x.get_payer_display()) for x in j.labour_lines.all()),
            )
            for j in jobs
        ]
        facts = [
            (_("业务类别"), order.get_work_class_display()),
            (_("合计"), money_text(order.total)),
        ]
        tables = [Table(_("项目"), heads, lines)]
        return of_order(order, _("内部审批"), [step], facts=facts, tables=tables)

    return path_page(request, make)


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def sale(request: Request, pk: int) -> HttpResponse:
    """The sale an installation belongs to."""

    def make() -> Sheet:
        order = order_for(request, pk, Perm.CHANGE_WORKORDER)
        step = Step(
            "sale",
            _("精品销售单"),
            _("保存"),
            lambda f: services.note_sale(
                by=request.access, order=order, version=f.row_version, **f.values
            ),
            forms.SaleForm,
            {"initial": {"sale_number": order.sale_number}},
            order.version,
            hint=_("精品先销售后安装：没有销售单号不能授权安装。"),
            primary=True,
        )
        return of_order(order, _("精品销售单"), [step], done=_home(pk))

    return path_page(request, make)
