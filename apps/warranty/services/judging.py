"""Judging a claim: within the limit at once, beyond it asked upwards; then a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform
from apps.org.line import first_to_decide
from apps.warranty.machines import CLAIM
from apps.warranty.permissions import Perm
from apps.warranty.services.locking import lock_claim

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Position
    from apps.warranty.models import Claim


@service
def change_claim(
    *,
    by: Access,
    claim: Claim,
    version: int | None,
    complaint: str,
    cause: str,
    correction: str,
    causal_part: str = "",
    dtc: str = "",
    prior_approval: str = "",
) -> Claim:
    """The claim carries these words; raises Refused once it lies with somebody else."""
    claim = lock_claim(claim, version)
    by.require(Perm.CHANGE_CLAIM, claim)
    if claim.state not in CHANGEABLE:
        raise Refused(
            _("索赔单现在是“%(state)s”，不能再修改。") % {"state": claim.get_state_display()}
        )
    claim.complaint, claim.cause, claim.correction = complaint, cause, correction
    claim.causal_part, claim.dtc = causal_part.strip().upper(), dtc.strip().upper()
    claim.prior_approval = prior_approval.strip()
    claim.save()
    return claim


CHANGEABLE = ("draft", "refused", "returned")


@service
def judge_claim(*, by: Access, claim: Claim, version: int | None, judgement: str = "") -> Claim:
    """The claim is judged proper; beyond the appraiser's limit it waits for approval.

    Raises Refused while the three Cs are missing, the car is out of its period without the
    manufacturer's word, or nobody on the line may approve as much.
    """
    claim = lock_claim(claim, version)
    by.require(Perm.JUDGE_CLAIM, claim)
    claim.judged_by, claim.judgement = by.person, judgement.strip()
    claim.decided_by = claim.reviewed_by = claim.asked_of = None
    if by.covers(Perm.JUDGE_CLAIM, claim, {"claim_cny": claim.claimed}):
        perform(CLAIM, claim, "judge", by=by, reason=judgement)
        return claim
    claim.asked_of = approver_of(claim, by)
    perform(CLAIM, claim, "ask", by=by, reason=judgement)
    return claim


def approver_of(claim: Claim, by: Access) -> Position:
    """The nearest position above whose holder may approve as much; raises Refused without one."""
    found = first_to_decide(
        Perm.APPROVE_CLAIM,
        claim,
        {"claim_cny": claim.claimed},
        line_of=by.person,
        asked_by=by.person,
        now=by.now,
    )
    if found is None:
        raise Refused(_("上级中没有人有这么大的索赔批准额度。"))
    return found


@service
def decide_claim(
    *, by: Access, claim: Claim, version: int | None, action: str, reason: str = ""
) -> Claim:
    """A claim beyond the limit is approved, or refused with a reason, by another person."""
    claim = lock_claim(claim, version)
    by.require(Perm.APPROVE_CLAIM, claim)
    if action not in {"approve", "refuse"}:
        raise Refused(_("没有这个操作。"))
    if claim.judged_by_id != by.staff_id:
        claim.decided_by = by.person
    perform(CLAIM, claim, action, by=by, reason=reason)
    return claim


@service
def review_claim(*, by: Access, claim: Claim, version: int | None) -> Claim:
    """A third person looked at the claim; it may be submitted."""
    claim = lock_claim(claim, version)
    by.require(Perm.REVIEW_CLAIM, claim)
    claim.reviewed_by = by.person
    perform(CLAIM, claim, "review", by=by)
    return claim


@service
def send_back(*, by: Access, claim: Claim, version: int | None, reason: str) -> Claim:
    """The claim is a draft again, with the reason why."""
    claim = lock_claim(claim, version)
    by.require(Perm.REVIEW_CLAIM, claim)
    perform(CLAIM, claim, "send_back", by=by, reason=reason)
    return claim
