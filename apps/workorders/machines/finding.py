"""A finding: asked, and answered by the customer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards as g
from apps.workorders.choices import FindingState
from apps.workorders.machines.following import follows
from apps.workorders.permissions import Perm

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
        follows(
            "accept_by_link",
            _("客户在链接上同意"),
            (FindingState.PENDING,),
            FindingState.ACCEPTED,
            g.answer_recorded,
        ),
        follows(
            "decline_by_link",
            _("客户在链接上不做"),
            (FindingState.PENDING,),
            FindingState.DECLINED,
            g.answer_recorded,
            g.refusal_explained,
        ),
        follows(
            "defer_by_link",
            _("客户在链接上选下次"),
            (FindingState.PENDING,),
            FindingState.DEFERRED,
            g.answer_recorded,
            g.refusal_explained,
        ),
    ),
)
