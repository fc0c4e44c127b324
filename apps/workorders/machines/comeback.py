"""The comeback: suspected, confirmed, judged by the inspector and agreed by the expert."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards_quality as g
from apps.workorders.models import Comeback
from apps.workorders.permissions import Perm

S = Comeback.State

COMEBACK = Machine(
    model="workorders.Comeback",
    transitions=(
        Transition("confirm", _("确认是返修"), (S.SUSPECTED,), S.CONFIRMED, Perm.CHANGE_WORKORDER),
        Transition(
            "dismiss",
            _("不是返修"),
            (S.SUSPECTED,),
            S.DISMISSED,
            Perm.CHANGE_WORKORDER,
            needs_reason=True,
        ),
        Transition(
            "propose",
            _("判定责任"),
            (S.CONFIRMED,),
            S.PROPOSED,
            Perm.JUDGE_COMEBACK,
            guards=(g.grounded,),
            distinct_from=("earlier_workers",),
        ),
        Transition(
            "agree",
            _("会签同意"),
            (S.PROPOSED,),
            S.JUDGED,
            Perm.AGREE_COMEBACK,
            distinct_from=("first_judge", "earlier_workers"),
        ),
        Transition(
            "disagree",
            _("退回重判"),
            (S.PROPOSED,),
            S.CONFIRMED,
            Perm.AGREE_COMEBACK,
            distinct_from=("first_judge", "earlier_workers"),
            needs_reason=True,
        ),
    ),
    persons={
        "first_judge": (Perm.JUDGE_COMEBACK,),
        "earlier_workers": (Perm.CLOCK_JOB,),
    },
)
