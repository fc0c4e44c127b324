"""How a claim moves from the order to the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.clock import business_day
from apps.core.transitions import Machine, Transition
from apps.org.asking import declare
from apps.warranty.choices import BEFORE_SUBMISSION, Answer, ClaimState
from apps.warranty.permissions import Perm
from apps.warranty.terms import coverage
from apps.workorders.choices import OrderState

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.warranty.models import Claim

S = ClaimState
TO_JUDGE = (S.DRAFT, S.REFUSED, S.RETURNED)
REPAIRED = (OrderState.READY, OrderState.SETTLED, OrderState.DELIVERED, OrderState.CLOSED)
SETTLED = (OrderState.SETTLED, OrderState.DELIVERED, OrderState.CLOSED)


def repaired(claim: Claim, by: Actor) -> str | None:
    """The work is finished."""
    return None if claim.order.state in REPAIRED else _("维修还没有完工。")


def three_cs(claim: Claim, by: Actor) -> str | None:
    """Complaint, cause and correction are written down, and the part that caused it is named."""
    missing = [
        str(claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
        for name in ("complaint", "cause", "correction")
        if not getattr(claim, name).strip()
    ]
    if missing:
        return _("请先填写：%(fields)s。") % {"fields": _("、").join(missing)}
    return None


def covered(claim: Claim, by: Actor) -> str | None:
    """The car was inside the period when it came, or the manufacturer agreed beforehand."""
    if claim.prior_approval or claim.kind == "CAM":
        return None
    on = business_day(claim.order.opened_at)
    expired = coverage(claim.vehicle, claim.kind, on=on, reading=claim.odometer_km).expired
    if expired:
        return _("%(why)s超期须有厂家事前授权号。") % {"why": expired}
    return None


def something_claimed(claim: Claim, by: Actor) -> str | None:
    """There is an amount to claim."""
    return None if claim.claimed > 0 else _("索赔金额为零。")


def order_settled(claim: Claim, by: Actor) -> str | None:
    """What is claimed is what was charged: the order is settled."""
    return None if claim.order.state in SETTLED else _("工单结算后才能申报。")


def every_line_answered(claim: Claim, by: Actor) -> str | None:
    """The manufacturer said something to each line."""
    return _("还有索赔行没有答复。") if claim.lines.filter(answer="").exists() else None


def all_accepted(claim: Claim, by: Actor) -> str | None:
    """Every line was accepted in full."""
    if claim.lines.exclude(answer=Answer.ACCEPTED).exists():
        return _("有索赔行未被全额接受。")
    return None


JUDGE = (repaired, something_claimed, three_cs, covered)
ACTS = (
    Transition("judge", _lazy("鉴定通过"), TO_JUDGE, S.JUDGED, Perm.JUDGE_CLAIM, JUDGE),
    Transition("ask", _lazy("超额上报"), TO_JUDGE, S.PENDING, Perm.JUDGE_CLAIM, JUDGE),
    Transition(
        "approve",
        _lazy("批准"),
        (S.PENDING,),
        S.APPROVED,
        Perm.APPROVE_CLAIM,
        distinct_from=("judged_by_id",),
    ),
    Transition(
        "refuse",
        _lazy("不批准"),
        (S.PENDING,),
        S.REFUSED,
        Perm.APPROVE_CLAIM,
        distinct_from=("judged_by_id",),
        needs_reason=True,
    ),
    Transition(
        "review",
        _lazy("复核通过"),
        (S.JUDGED, S.APPROVED),
        S.REVIEWED,
        Perm.REVIEW_CLAIM,
        distinct_from=("judged_by_id", "decided_by_id"),
    ),
    Transition(
        "send_back",
        _lazy("退回鉴定"),
        (S.JUDGED, S.APPROVED),
        S.DRAFT,
        Perm.REVIEW_CLAIM,
        distinct_from=("judged_by_id",),
        needs_reason=True,
    ),
    Transition(
        "submit",
        _lazy("申报"),
        (S.REVIEWED,),
        S.SUBMITTED,
        Perm.SUBMIT_CLAIM,
        (order_settled,),
    ),
    Transition(
        "accept",
        _lazy("全额接受"),
        (S.SUBMITTED,),
        S.ACCEPTED,
        Perm.RECORD_RESPONSE,
        (every_line_answered, all_accepted),
    ),
    Transition(
        "accept_partly",
        _lazy("部分接受"),
        (S.SUBMITTED,),
        S.PARTLY,
        Perm.RECORD_RESPONSE,
        (every_line_answered,),
    ),
    Transition(
        "reject",
        _lazy("拒赔"),
        (S.SUBMITTED,),
        S.REJECTED,
        Perm.RECORD_RESPONSE,
        (every_line_answered,),
    ),
    Transition(
        "return",
        _lazy("退回修改"),
        (S.SUBMITTED,),
        S.RETURNED,
        Perm.RECORD_RESPONSE,
        needs_reason=True,
    ),
    Transition(
        "credit",
        _lazy("入账"),
        (S.ACCEPTED, S.PARTLY),
        S.CREDITED,
        Perm.SETTLE_CLAIM,
        distinct_from=("judged_by_id",),
    ),
    Transition(
        "write_off",
        _lazy("核销损失"),
        (S.REJECTED,),
        S.CLOSED,
        Perm.SETTLE_CLAIM,
        distinct_from=("judged_by_id",),
        needs_reason=True,
    ),
)
FOLLOWS = (
    Transition(
        "redraft", _lazy("随工单变更"), (*BEFORE_SUBMISSION, S.VOID), S.DRAFT, kind="follows"
    ),
    Transition("take_back", _lazy("撤回上报"), (S.PENDING,), S.DRAFT, kind="follows"),
    Transition("void", _lazy("随工单撤销"), BEFORE_SUBMISSION, S.VOID, kind="follows"),
    Transition("close", _lazy("关闭"), (S.CREDITED,), S.CLOSED, kind="follows"),
)

CLAIM = Machine(
    model="warranty.Claim",
    transitions=(*ACTS, *FOLLOWS),
    persons={"judged_by_id": (Perm.JUDGE_CLAIM,), "decided_by_id": (Perm.APPROVE_CLAIM,)},
)

REQUEST = declare(
    "claim",
    label=_lazy("索赔"),
    queue=_lazy("索赔待批"),
    model="warranty.ClaimRequest",
    asking=(Perm.JUDGE_CLAIM,),
    perm=Perm.APPROVE_CLAIM,
)
