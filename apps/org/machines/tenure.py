"""How a tenure is proposed, approved, corrected and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.transitions import Machine, Transition
from apps.org.line import positions_above
from apps.org.models import Tenure
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor

S = Tenure.State
HOLDER, PROPOSER = "staff_id", "proposed_by_id"


def by_its_proposer(tenure: Tenure, by: Actor) -> str | None:
    """Only whoever proposed it takes it back."""
    return None if tenure.proposed_by_id == by.staff_id else _("只有提名人能撤回自己的提名。")


def not_begun(tenure: Tenure, by: Actor) -> str | None:
    """Dates are corrected only before the first day."""
    return _("任职已经开始，不能再更正；请提前结束后重新提名。") if _begun(tenure, by) else None


def begun(tenure: Tenure, by: Actor) -> str | None:
    """Only what has begun can be ended."""
    return None if _begun(tenure, by) else _("任职还没有开始，可以取消或更正日期。")


def not_over(tenure: Tenure, by: Actor) -> str | None:
    """What is over stays as it was."""
    over = tenure.ends_at is not None and tenure.ends_at <= by.now
    return _("任职已经结束。") if over else None


def not_above(tenure: Tenure, by: Actor) -> str | None:
    """Nobody ends the tenure of somebody above on the own reporting line."""
    person = getattr(by, "staff", None)
    above = {p.pk for p in positions_above(person, by.now)} if person else set()
    return _("不能结束自己上级的任职。") if tenure.post.position_id in above else None


def still_fits(tenure: Tenure, by: Actor) -> str | None:
    """The holder still works here and the time has not passed while the proposal waited."""
    if not tenure.staff.is_active:
        return _("%(who)s已经离职。") % {"who": tenure.staff}
    return not_over(tenure, by)


def _begun(tenure: Tenure, by: Actor) -> bool:
    return tenure.state == S.APPROVED and tenure.starts_at <= by.now


TENURE = Machine(
    model="org.Tenure",
    # one becomes the holder by no act of one's own
    persons={PROPOSER: (Perm.PROPOSE_TENURE,), HOLDER: ()},
    transitions=(
        Transition(
            "approve",
            _lazy("批准"),
            (S.PROPOSED,),
            S.APPROVED,
            Perm.APPROVE_TENURE,
            (still_fits,),
            distinct_from=(HOLDER, PROPOSER),
        ),
        Transition(
            "refuse",
            _lazy("不批准"),
            (S.PROPOSED,),
            S.REFUSED,
            Perm.APPROVE_TENURE,
            distinct_from=(HOLDER, PROPOSER),
            needs_reason=True,
        ),
        Transition(
            "withdraw",
            _lazy("撤回提名"),
            (S.PROPOSED,),
            S.WITHDRAWN,
            Perm.PROPOSE_TENURE,
            (by_its_proposer,),
        ),
        Transition(
            "correct",
            _lazy("更正日期"),
            (S.PROPOSED, S.APPROVED),
            S.PROPOSED,
            Perm.PROPOSE_TENURE,
            (not_begun,),
            distinct_from=(HOLDER,),
        ),
        Transition(
            "cancel",
            _lazy("取消任职"),
            (S.APPROVED,),
            S.WITHDRAWN,
            Perm.END_TENURE,
            (not_begun,),
            distinct_from=(HOLDER,),
            needs_reason=True,
        ),
        Transition(
            "end",
            _lazy("提前结束"),
            (S.APPROVED,),
            S.APPROVED,
            Perm.END_TENURE,
            (begun, not_over, not_above),
            distinct_from=(HOLDER,),
            needs_reason=True,
        ),
    ),
)
