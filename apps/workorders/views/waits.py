"""What the jobs of an order wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.core.figures_text import span_text, when_text
from apps.core.policy import policy
from apps.workorders.forms import paths as forms
from apps.workorders.permissions import Perm
from apps.workorders.selectors.paths import past_waits, waits_on
from apps.workorders.services import waits as services
from apps.workorders.views.accidents import order_for
from apps.workorders.views.endings import of_order
from apps.workorders.views.path_page import Sheet, Step, Table, path_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def order_waits(request: Request, pk: int) -> HttpResponse:
    """What the jobs of an order wait for, until when, and what ended or ends it."""

    def make() -> Sheet:
        order = order_for(request, pk, Perm.CHANGE_WORKORDER)
        running = waits_on(order, request.access.now)
        steps = [s for w in running for s in _wait_steps(request, w)]
        steps.append(_wait_for(request, order))
        return of_order(order, _("等待"), steps, tables=[_waited(order, running)])

    return path_page(request, make)


def _waited(order: Any, running: list[Any]) -> Table:
    heads = (_("项目"), _("原因"), _("等谁"), _("起止"), _("已等 / 限时"), _("预计到"), _("说明"))
    now = [
        (
            w.hold.job.name,
            w.hold.get_cause_display(),
            w.hold.get_owner_display() or "—",
            when_text(w.hold.from_at),
            w.timer,
            w.until,
            w.hold.note or "—",
        )
        for w in running
    ]
    past = [
        (
            hold.job.name,
            hold.get_cause_display(),
            hold.get_owner_display() or "—",
            f"{when_text(hold.from_at)} – {when_text(hold.to_at)}",
            span_text(hold.minutes),
            "—",
            hold.note or "—",
        )
        for hold in past_waits(order)
    ]
    return Table(_("等待记录"), heads, [*now, *past])


def _wait_steps(request: Request, wait: Any) -> list[Step]:
    job, by = wait.hold.job, request.access
    words = services.BY_HAND.get(job.waiting_cause)
    expect = Step(
        f"expect{job.pk}",
        _("%(job)s：预计时间") % {"job": job.name},
        _("保存预计时间"),
        lambda f: services.expect(by=by, job=job, version=f.row_version, **f.values),
        forms.ExpectForm,
        {"initial": {"expected_at": wait.hold.expected_at, "note": wait.hold.note}},
        job.version,
    )
    end = Step(
        f"end{job.pk}",
        f"{job.name}{_('：')}{job.get_waiting_cause_display()}",
        words or _("解除等待"),
        lambda f: services.end_wait(by=by, job=job, version=f.row_version),
        version=job.version,
        why=str(services.ELSEWHERE.get(job.waiting_cause, "")),
        primary=True,
    )
    return [end, expect]


def _wait_for(request: Request, order: Any) -> Step:
    return Step(
        "wait",
        _("转入等待"),
        _("转入等待"),
        lambda f: services.wait_for(by=request.access, version=None, **f.values),
        forms.WaitForm,
        {"order": order},
        hint=_("待料、待客户答复、外加工、技术支援由各自的单据产生，不用在这里登记。"),
    )
