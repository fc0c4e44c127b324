"""The documents of the paths: route steps, rounds, sublets, transfers, questions, refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import path_guards as g
from apps.workorders.machines.following import follows
from apps.workorders.path_choices import (
    ConsultState,
    RefusalState,
    RoundState,
    StepState,
    SubletState,
    TransferState,
)
from apps.workorders.permissions import Perm

ROUTE_STEP = Machine(
    model="workorders.RouteStep",
    transitions=(
        follows("ready", _("轮到"), (StepState.PENDING,), StepState.READY),
        Transition(
            "start",
            _("开工"),
            (StepState.READY,),
            StepState.WORKING,
            Perm.CLOCK_JOB,
            guards=(g.step_has_technician,),
        ),
        Transition("finish", _("完成"), (StepState.WORKING,), StepState.DONE, Perm.CLOCK_JOB),
        Transition(
            "skip",
            _("跳过"),
            (StepState.PENDING, StepState.READY),
            StepState.SKIPPED,
            Perm.DISPATCH_JOB,
            needs_reason=True,
        ),
        Transition(
            "redo",
            _("退回重做"),
            (StepState.DONE, StepState.SKIPPED),
            StepState.READY,
            Perm.DISPATCH_JOB,
            guards=(g.earlier_steps_over,),
            needs_reason=True,
        ),
        follows("wait", _("等前道"), (StepState.READY,), StepState.PENDING),
        follows(
            "inspected",
            _("检验合格"),
            (StepState.PENDING, StepState.READY),
            StepState.DONE,
        ),
    ),
)

ASSESSMENT = Machine(
    model="workorders.Assessment",
    transitions=(
        Transition(
            "assess",
            _("登记定损"),
            (RoundState.ASKED, RoundState.DISPUTED),
            RoundState.ASSESSED,
            Perm.CHANGE_WORKORDER,
            guards=(g.assessed, g.has_jobs),
        ),
        Transition(
            "agree",
            _("授权维修"),
            (RoundState.ASSESSED,),
            RoundState.AGREED,
            Perm.AUTHORISE_WORKORDER,
            guards=(g.has_jobs,),
        ),
        Transition(
            "dispute",
            _("有异议"),
            (RoundState.ASSESSED,),
            RoundState.DISPUTED,
            Perm.CHANGE_WORKORDER,
            needs_reason=True,
        ),
    ),
)

SUBLET = Machine(
    model="workorders.Sublet",
    transitions=(
        Transition(
            "send",
            _("送出"),
            (SubletState.PLANNED,),
            SubletState.OUT,
            Perm.CHANGE_WORKORDER,
            guards=(g.order_under_repair, g.main_work_agreed, g.no_clock_on_job),
        ),
        Transition(
            "take_back", _("取回"), (SubletState.OUT,), SubletState.BACK, Perm.CHANGE_WORKORDER
        ),
        Transition(
            "cancel",
            _("取消外加工"),
            (SubletState.PLANNED,),
            SubletState.CANCELLED,
            Perm.CHANGE_WORKORDER,
            needs_reason=True,
        ),
        Transition(
            "undone",
            _("未加工退回"),
            (SubletState.OUT,),
            SubletState.CANCELLED,
            Perm.CHANGE_WORKORDER,
            needs_reason=True,
        ),
    ),
)

TRANSFER = Machine(
    model="workorders.CarTransfer",
    transitions=(
        Transition(
            "send",
            _("送出交接"),
            (TransferState.PLANNED,),
            TransferState.SENT,
            Perm.CHANGE_WORKORDER,
            guards=(g.order_under_repair, g.no_clock_on_job),
        ),
        Transition(
            "receive",
            _("承做店接车"),
            (TransferState.SENT,),
            TransferState.RECEIVED,
            Perm.DISPATCH_JOB,
        ),
        Transition(
            "send_back",
            _("返回交接"),
            (TransferState.RECEIVED,),
            TransferState.RETURNING,
            Perm.DISPATCH_JOB,
            guards=(g.no_clock_on_job,),
        ),
        Transition(
            "take_back",
            _("接回"),
            (TransferState.RETURNING,),
            TransferState.BACK,
            Perm.CHANGE_WORKORDER,
        ),
        Transition(
            "cancel",
            _("取消调车"),
            (TransferState.PLANNED,),
            TransferState.CANCELLED,
            Perm.CHANGE_WORKORDER,
            needs_reason=True,
        ),
    ),
)

CONSULT = Machine(
    model="workorders.Consult",
    transitions=(
        Transition(
            "answer",
            _("解答"),
            (ConsultState.ASKED,),
            ConsultState.ANSWERED,
            Perm.ADD_DIAGNOSIS,
            guards=(g.answer_written,),
            distinct_from=("asked_by_id",),
        ),
        Transition(
            "withdraw",
            _("撤回问题"),
            (ConsultState.ASKED,),
            ConsultState.WITHDRAWN,
            Perm.REQUEST_DIAGNOSIS,
            needs_reason=True,
        ),
    ),
    persons={"asked_by_id": (Perm.REQUEST_DIAGNOSIS,)},
)

REFUSAL = Machine(
    model="workorders.PayerRefusal",
    transitions=(
        Transition(
            "rebill",
            _("改由他人付款"),
            (RefusalState.OPEN,),
            RefusalState.REBILLED,
            Perm.AUTHORISE_WORKORDER,
            guards=(g.still_billable,),
        ),
        follows(
            "goodwill",
            _("善意补偿付款"),
            (RefusalState.OPEN,),
            RefusalState.REBILLED,
            g.still_billable,
        ),
        Transition(
            "reassemble",
            _("装复不修"),
            (RefusalState.OPEN,),
            RefusalState.REASSEMBLED,
            Perm.AUTHORISE_WORKORDER,
            guards=(g.still_billable,),
        ),
    ),
)
