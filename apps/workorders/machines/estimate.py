"""A published estimate: answered once, replaced by the next edition, or withdrawn."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import estimate_guards as g
from apps.workorders.machines.following import follows
from apps.workorders.models.estimate import EstimateState
from apps.workorders.permissions import Perm

ESTIMATE = Machine(
    model="workorders.Estimate",
    transitions=(
        Transition(
            "answer",
            _("记录客户答复"),
            (EstimateState.SENT,),
            EstimateState.ANSWERED,
            Perm.AUTHORISE_WORKORDER,
            guards=(g.still_valid, g.order_takes_work),
        ),
        Transition(
            "withdraw",
            _("撤回报价"),
            (EstimateState.SENT,),
            EstimateState.WITHDRAWN,
            Perm.CHANGE_WORKORDER,
        ),
        follows(
            "answer_by_link",
            _("客户在链接上答复"),
            (EstimateState.SENT,),
            EstimateState.ANSWERED,
            g.still_valid,
            g.order_takes_work,
        ),
        follows("replace", _("改发新版"), (EstimateState.SENT,), EstimateState.REPLACED),
    ),
)
