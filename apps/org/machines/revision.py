"""How an edition of a job description moves from its draft to its approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.transitions import Machine, Transition
from apps.org import signers
from apps.org.drafts import superior_fault
from apps.org.models import PositionRevision
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor

S = PositionRevision.State
OPEN = (S.DRAFT, S.SUBMITTED, S.REVIEWED)
WAITING = (S.SUBMITTED, S.REVIEWED)


def not_holder(revision: PositionRevision, by: Actor) -> str | None:
    """Nobody handles the text of a position they hold, act in or are appointed to."""
    if not signers.holds(revision.position_id, by.staff_id, by.now):
        return None
    return _("您担任（或已被任命担任）这个岗位，不能起草、审核、批准或退回它的文件。")


def looked_at_from_above(revision: PositionRevision, by: Actor) -> str | None:
    """Who signs a second time does so only after a look by somebody above them."""
    if by.staff_id not in revision.signer_ids():
        return None
    if signers.looked_above(revision, by.staff_id, by.now):
        return None
    return signers.only_after_a_look(revision, by)


def stands_above(revision: PositionRevision, by: Actor) -> str | None:
    """A second look comes from above one of those who signed."""
    if any(signers.is_above(by.staff_id, s, revision, by.now) for s in revision.signer_ids()):
        return None
    return _("复看要由签字人的上级或集团有批准权的人来做。")


def not_everybodys(revision: PositionRevision, by: Actor) -> str | None:
    """Everybody gains from a base position, so nothing replaces its third signature."""
    if not revision.position.base:
        return None
    return _("这是每个人都有的基本岗位，必须由三个人起草、审核、批准，不能用复看代替。")


def nothing_newer(revision: PositionRevision, by: Actor) -> str | None:
    """The text in force is still the one that was compared when the draft was submitted."""
    newer = PositionRevision.objects.filter(
        position=revision.position_id,
        state=S.APPROVED,
        effective_from__gt=revision.submitted_at,
        effective_from__lte=by.now,
    ).first()
    if newer is None:
        return None
    return _("提交之后 %(edition)s 已经生效，请退回起草人对照后重新提交。") % {
        "edition": newer.edition
    }


def superior_fits(revision: PositionRevision, by: Actor) -> str | None:
    """No edition approved since the submission has closed a circle."""
    return superior_fault(revision, by.now)


def still_to_come(revision: PositionRevision, by: Actor) -> str | None:
    """What is in force is replaced by a new edition and not taken back."""
    if revision.effective_from is not None and revision.effective_from > by.now:
        return None
    return _("这一版已经生效，不能撤回；请起草新的一版，或以更早的版本为依据回退。")


REVISION = Machine(
    model="org.PositionRevision",
    persons={
        "not_to_review": (Perm.DRAFT_POSITIONREVISION,),
        "not_to_approve": (Perm.DRAFT_POSITIONREVISION, Perm.REVIEW_POSITIONREVISION),
        "signer_ids": (
            Perm.DRAFT_POSITIONREVISION,
            Perm.REVIEW_POSITIONREVISION,
            Perm.APPROVE_POSITIONREVISION,
        ),
    },
    transitions=(
        Transition(
            "submit",
            _lazy("提交审核"),
            (S.DRAFT,),
            S.SUBMITTED,
            Perm.DRAFT_POSITIONREVISION,
            guards=(not_holder,),
        ),
        Transition(
            "review",
            _lazy("审核通过"),
            (S.SUBMITTED,),
            S.REVIEWED,
            Perm.REVIEW_POSITIONREVISION,
            guards=(not_holder, looked_at_from_above),
            distinct_from=("not_to_review",),
            instead=signers.who_may_review,
        ),
        Transition(
            "approve",
            _lazy("批准"),
            (S.REVIEWED,),
            S.APPROVED,
            Perm.APPROVE_POSITIONREVISION,
            guards=(not_holder, looked_at_from_above, nothing_newer, superior_fits),
            distinct_from=("not_to_approve",),
            instead=signers.who_may_approve,
        ),
        *(
            Transition(
                "return",
                _lazy("退回修改"),
                (state,),
                S.DRAFT,
                right,
                guards=(not_holder,),
                needs_reason=True,
            )
            for state, right in (
                (S.SUBMITTED, Perm.REVIEW_POSITIONREVISION),
                (S.REVIEWED, Perm.APPROVE_POSITIONREVISION),
            )
        ),
        *(
            Transition(
                "look",
                _lazy("复看"),
                (state,),
                state,
                Perm.APPROVE_POSITIONREVISION,
                guards=(not_holder, not_everybodys, stands_above),
                distinct_from=("signer_ids",),
                needs_reason=True,
            )
            for state in WAITING
        ),
        *(
            Transition(
                "withdraw",
                _lazy("撤回"),
                states,
                S.WITHDRAWN,
                Perm.DRAFT_POSITIONREVISION,
                guards=(not_holder,),
                needs_reason=bool(set(states) & set(WAITING)),
            )
            for states in ((S.DRAFT,), WAITING)
        ),
        Transition(
            "withdraw",
            _lazy("撤回"),
            (S.APPROVED,),
            S.WITHDRAWN,
            Perm.APPROVE_POSITIONREVISION,
            guards=(not_holder, still_to_come),
            needs_reason=True,
        ),
        Transition(
            "supersede",
            _lazy("被新版代替"),
            (S.APPROVED,),
            S.WITHDRAWN,
            guards=(still_to_come,),
            kind="follows",
        ),
    ),
)
