"""The state machines of what is asked of the line above: discounts and refunds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.transitions import Machine, Transition
from apps.workorders.billing import Wish
from apps.workorders.choices import RequestState
from apps.workorders.machines import follows
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum
    from apps.core.transitions import Guard
    from apps.workorders.models import DiscountRequest, RefundRequest


def discount_within_limit(request: DiscountRequest, by: Actor) -> str | None:
    """The one who answers may let off as much."""
    wish = Wish(request.labour_pct, request.parts_pct, request.round_off)
    if by.covers(Perm.APPROVE_DISCOUNT, request.settlement.order, wish.amounts):
        return None
    return _("折让超出您的批准额度，须由上级批准。")


def refund_within_limit(request: RefundRequest, by: Actor) -> str | None:
    """The one who answers may give back as much."""
    amounts = {"refund_cny": request.amount}
    if by.covers(Perm.APPROVE_REFUND, request.settlement.order, amounts):
        return None
    return _("退款超出您的批准额度，须由上级批准。")


def _machine(model: str, asking: CapabilityEnum, perm: CapabilityEnum, within: Guard) -> Machine:
    pending = (RequestState.PENDING,)
    asker = ("requested_by_id",)
    return Machine(
        model=model,
        transitions=(
            Transition(
                "approve",
                _lazy("批准"),
                pending,
                RequestState.APPROVED,
                perm,
                guards=(within,),
                distinct_from=asker,
            ),
            Transition(
                "refuse",
                _lazy("不批准"),
                pending,
                RequestState.REFUSED,
                perm,
                distinct_from=asker,
                needs_reason=True,
            ),
            follows("withdraw", _lazy("撤回申请"), pending, RequestState.WITHDRAWN),
        ),
        persons={"requested_by_id": (asking,)},
    )


DISCOUNT_REQUEST = _machine(
    "workorders.DiscountRequest",
    Perm.PREPARE_SETTLEMENT,
    Perm.APPROVE_DISCOUNT,
    discount_within_limit,
)
REFUND_REQUEST = _machine(
    "workorders.RefundRequest", Perm.REQUEST_REFUND, Perm.APPROVE_REFUND, refund_within_limit
)
