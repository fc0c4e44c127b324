"""The settlement: prepared, settled, reversed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards as g
from apps.workorders.choices import SettlementState
from apps.workorders.permissions import Perm

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
