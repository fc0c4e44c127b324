"""The job: waiting, assigned, worked on, checked on up to three levels."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards as g
from apps.workorders import path_guards as pg
from apps.workorders.choices import JobState
from apps.workorders.estimate_guards import lines_agreed
from apps.workorders.machines.following import follows
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm

JOB = Machine(
    model="workorders.Job",
    transitions=(
        Transition(
            "assign",
            _("派工"),
            (JobState.PENDING, JobState.ASSIGNED, JobState.FAILED),
            JobState.ASSIGNED,
            Perm.DISPATCH_JOB,
            guards=(
                g.order_in_workshop,
                lines_agreed,
                g.has_technician,
                g.permits_held,
                pg.loss_agreed,
                pg.car_in_house,
                pg.payer_known,
            ),
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
                lines_agreed,
                g.has_technician,
                g.plate_confirmed,
                g.high_voltage_safe,
                pg.loss_agreed,
                pg.car_in_house,
                pg.car_at_its_bay,
                pg.payer_known,
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
                pg.loss_agreed,
                pg.car_in_house,
                pg.car_at_its_bay,
                pg.payer_known,
                pg.consult_answered,
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
            guards=(
                g.clocks_off,
                g.no_open_finding,
                pg.route_walked,
                g.parts_accounted,
                g.high_voltage_restored,
            ),
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
        follows("charge", _("按已发生费用结算"), (JobState.PENDING,), JobState.DONE),
    ),
    persons={"workers": (Perm.CLOCK_JOB,)},
)
