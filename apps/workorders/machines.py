"""The four state machines of the visit: order, job, finding, settlement.

The tables stand in one file because they are read beside each other: each moves the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards as g
from apps.workorders.choices import FindingState, JobState, OrderState, SettlementState
from apps.workorders.models.job import UNFINISHED
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.transitions import Guard


def follows(
    action: str, label: _StrOrPromise, sources: tuple[str, ...], target: str, *guards: Guard
) -> Transition:
    """A derived step: no right is asked, a service makes it and names the cause."""
    return Transition(action, label, sources, target, guards=guards, kind="follows")


ORDER = Machine(
    model="workorders.WorkOrder",
    transitions=(
        Transition(
            "authorise",
            _("客户授权"),
            (OrderState.DRAFT,),
            OrderState.AUTHORISED,
            Perm.AUTHORISE_WORKORDER,
            guards=(g.checked_in, g.has_job, g.every_line_has_payer, g.promised, g.consented),
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
            guards=(g.nothing_undone,),
            needs_reason=True,
        ),
        Transition(
            "deliver",
            _("交车"),
            (OrderState.SETTLED,),
            OrderState.DELIVERED,
            Perm.RELEASE_VEHICLE,
            guards=(
                g.buckets_closed,
                g.old_parts_chosen,
                g.certificate_ready,
                g.gate_pass_issued,
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
        follows("finish", _("完工"), IN_WORKSHOP, OrderState.READY, g.has_job, g.all_jobs_done),
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
            g.buckets_closed,
        ),
        follows("unsettle", _("结算冲销"), (OrderState.SETTLED,), OrderState.READY),
        follows("close", _("关闭"), (OrderState.DELIVERED,), OrderState.CLOSED),
    ),
)

JOB = Machine(
    model="workorders.Job",
    transitions=(
        Transition(
            "assign",
            _("派工"),
            (JobState.PENDING, JobState.ASSIGNED, JobState.FAILED),
            JobState.ASSIGNED,
            Perm.DISPATCH_JOB,
            guards=(g.order_in_workshop, g.has_technician, g.permits_held),
        ),
        Transition(
            "unassign",
            _("撤回派工"),
            (JobState.ASSIGNED,),
            JobState.PENDING,
            Perm.DISPATCH_JOB,
            guards=(g.clocks_off,),
        ),
        Transition(
            "start",
            _("开工"),
            (JobState.ASSIGNED, JobState.FAILED),
            JobState.WORKING,
            Perm.CLOCK_JOB,
            guards=(
                g.order_in_workshop,
                g.has_technician,
                g.plate_confirmed,
                g.high_voltage_safe,
            ),
        ),
        Transition(
            "hold",
            _("暂停"),
            (JobState.ASSIGNED, JobState.WORKING),
            JobState.WAITING,
            Perm.HOLD_JOB,
            guards=(g.clocks_off,),
        ),
        Transition(
            "resume",
            _("继续作业"),
            (JobState.WAITING,),
            JobState.WORKING,
            Perm.CLOCK_JOB,
            guards=(
                g.order_in_workshop,
                g.has_technician,
                g.plate_confirmed,
                g.high_voltage_safe,
                g.no_open_finding,
            ),
        ),
        follows(
            "block",
            _("转入等待"),
            (JobState.PENDING, JobState.ASSIGNED, JobState.WORKING),
            JobState.WAITING,
            g.clocks_off,
        ),
        follows("release", _("等待解除"), (JobState.WAITING,), JobState.ASSIGNED, g.has_technician),
        follows("requeue", _("等待解除"), (JobState.WAITING,), JobState.PENDING),
        Transition(
            "self_check",
            _("完工自检"),
            (JobState.WORKING,),
            JobState.SELF_CHECKED,
            Perm.SELF_CHECK_JOB,
            guards=(g.clocks_off, g.no_open_finding, g.parts_accounted),
        ),
        Transition(
            "leader_pass",
            _("组检合格"),
            (JobState.SELF_CHECKED,),
            JobState.LEADER_CHECKED,
            Perm.LEADER_CHECK_JOB,
            guards=(g.leader_level_due,),
            distinct_from=("workers",),
        ),
        Transition(
            "leader_finish",
            _("检验合格"),
            (JobState.SELF_CHECKED,),
            JobState.DONE,
            Perm.LEADER_CHECK_JOB,
            guards=(g.one_check_enough,),
            distinct_from=("workers",),
        ),
        Transition(
            "final_pass",
            _("终检合格"),
            (JobState.SELF_CHECKED, JobState.LEADER_CHECKED),
            JobState.DONE,
            Perm.INSPECT_JOB,
            guards=(g.final_level_due,),
            distinct_from=("workers",),
        ),
        Transition(
            "leader_fail",
            _("组检不合格"),
            (JobState.SELF_CHECKED,),
            JobState.FAILED,
            Perm.LEADER_CHECK_JOB,
            distinct_from=("workers",),
            needs_reason=True,
        ),
        Transition(
            "final_fail",
            _("终检不合格"),
            (JobState.SELF_CHECKED, JobState.LEADER_CHECKED),
            JobState.FAILED,
            Perm.INSPECT_JOB,
            guards=(g.final_level_due,),
            distinct_from=("workers",),
            needs_reason=True,
        ),
        Transition(
            "send_back",
            _("交车时发现问题，退回返工"),
            (JobState.DONE,),
            JobState.FAILED,
            Perm.CHANGE_WORKORDER,
            guards=(g.order_ready,),
            needs_reason=True,
        ),
        Transition(
            "cancel",
            _("取消项目"),
            (JobState.PENDING, JobState.ASSIGNED, JobState.WORKING, JobState.WAITING),
            JobState.CANCELLED,
            Perm.CHANGE_WORKORDER,
            guards=(g.clocks_off, g.parts_brought_back),
            needs_reason=True,
        ),
        follows(
            "drop",
            _("随工单取消"),
            UNFINISHED,
            JobState.CANCELLED,
            g.clocks_off,
            g.parts_brought_back,
        ),
    ),
    persons={"workers": (Perm.CLOCK_JOB,)},
)

FINDING = Machine(
    model="workorders.Finding",
    transitions=(
        Transition(
            "accept",
            _("客户同意"),
            (FindingState.PENDING,),
            FindingState.ACCEPTED,
            Perm.DECIDE_FINDING,
            guards=(g.order_open, g.answer_recorded),
        ),
        Transition(
            "decline",
            _("客户不做"),
            (FindingState.PENDING,),
            FindingState.DECLINED,
            Perm.DECIDE_FINDING,
            guards=(g.answer_recorded, g.refusal_explained),
        ),
        Transition(
            "defer",
            _("下次再做"),
            (FindingState.PENDING,),
            FindingState.DEFERRED,
            Perm.DECIDE_FINDING,
            guards=(g.answer_recorded, g.refusal_explained),
        ),
    ),
)

SETTLEMENT = Machine(
    model="workorders.Settlement",
    transitions=(
        Transition(
            "settle",
            _("结算"),
            (SettlementState.PREPARED,),
            SettlementState.SETTLED,
            Perm.SETTLE_WORKORDER,
            guards=(g.order_finished, g.every_bucket_closed),
        ),
        Transition(
            "settle_free",
            _("免费放行"),
            (SettlementState.PREPARED,),
            SettlementState.SETTLED,
            Perm.PREPARE_SETTLEMENT,
            guards=(g.order_finished, g.nothing_to_collect),
        ),
        Transition(
            "withdraw",
            _("撤回结算单"),
            (SettlementState.PREPARED,),
            SettlementState.REVERSED,
            Perm.PREPARE_SETTLEMENT,
            guards=(g.money_given_back,),
            needs_reason=True,
        ),
        Transition(
            "reverse",
            _("冲销结算"),
            (SettlementState.SETTLED,),
            SettlementState.REVERSED,
            Perm.APPROVE_REFUND,
            guards=(g.not_delivered, g.money_given_back),
            distinct_from=("settled_by_id",),
            needs_reason=True,
        ),
    ),
    persons={"settled_by_id": (Perm.SETTLE_WORKORDER, Perm.PREPARE_SETTLEMENT)},
)
