"""The work order from draft to closed; most of its steps follow from its jobs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards as g
from apps.workorders import holds as h
from apps.workorders import path_guards as pg
from apps.workorders.choices import OrderState
from apps.workorders.consent import lines_agreed_to
from apps.workorders.machines.following import follows
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.permissions import Perm

ORDER = Machine(
    model="workorders.WorkOrder",
    transitions=(
        Transition(
            "authorise",
            _("客户授权"),
            (OrderState.DRAFT,),
            OrderState.AUTHORISED,
            Perm.AUTHORISE_WORKORDER,
            guards=(
                pg.customers_order,
                g.checked_in,
                h.identified,
                h.taken_in_whole,
                g.has_job,
                g.every_line_has_payer,
                pg.costs_nothing,
                pg.sold_first,
                pg.teardown_authorised,
                g.promised,
                g.consented,
                g.comebacks_judged,
            ),
        ),
        Transition(
            "approve_internal",
            _("内部批准"),
            (OrderState.DRAFT,),
            OrderState.AUTHORISED,
            Perm.APPROVE_INTERNAL,
            guards=(
                pg.internal_order,
                g.checked_in,
                h.identified,
                h.taken_in_whole,
                g.has_job,
                g.every_line_has_payer,
                g.promised,
                g.consented,
            ),
            distinct_from=("advisor_id",),
        ),
        Transition(
            "cancel_draft",
            _("作废"),
            (OrderState.DRAFT,),
            OrderState.CANCELLED,
            Perm.CANCEL_DRAFT,
            needs_reason=True,
        ),
        Transition(
            "cancel",
            _("取消工单"),
            (OrderState.DRAFT, OrderState.AUTHORISED, *IN_WORKSHOP),
            OrderState.CANCELLED,
            Perm.CANCEL_WORKORDER,
            guards=(g.nothing_undone, pg.nothing_begun, pg.car_here, pg.sublets_back),
            needs_reason=True,
        ),
        Transition(
            "deliver",
            _("交车"),
            (OrderState.SETTLED,),
            OrderState.DELIVERED,
            Perm.RELEASE_VEHICLE,
            guards=(
                pg.car_here,
                g.buckets_closed,
                g.old_parts_chosen,
                g.certificate_ready,
                g.gate_pass_issued,
                h.custody_returned,
                h.nothing_holds,
            ),
        ),
        follows(
            "queue",
            _("排入车间"),
            (OrderState.AUTHORISED, OrderState.IN_PROGRESS, OrderState.WAITING),
            OrderState.QUEUED,
            g.has_job,
        ),
        follows(
            "start",
            _("开工"),
            (OrderState.QUEUED, OrderState.WAITING, OrderState.CHECKING, OrderState.READY),
            OrderState.IN_PROGRESS,
        ),
        follows(
            "wait",
            _("转入等待"),
            (OrderState.QUEUED, OrderState.IN_PROGRESS, OrderState.CHECKING),
            OrderState.WAITING,
        ),
        follows(
            "check",
            _("转入检验"),
            (OrderState.QUEUED, OrderState.IN_PROGRESS, OrderState.WAITING),
            OrderState.CHECKING,
        ),
        follows(
            "finish",
            _("完工"),
            IN_WORKSHOP,
            OrderState.READY,
            g.has_job,
            g.all_jobs_done,
        ),
        follows(
            "finish_without_job",
            _("完工"),
            (OrderState.AUTHORISED,),
            OrderState.READY,
            g.needs_no_job,
        ),
        follows(
            "settle",
            _("结算"),
            (OrderState.READY,),
            OrderState.SETTLED,
            g.findings_answered,
            g.comebacks_judged,
            lines_agreed_to,
            g.buckets_closed,
        ),
        follows("unsettle", _("结算冲销"), (OrderState.SETTLED,), OrderState.READY),
        follows("close", _("关闭"), (OrderState.DELIVERED,), OrderState.CLOSED),
    ),
    persons={"advisor_id": (Perm.ADD_WORKORDER,)},
)
