"""Judging a claim: within the limit at once, beyond it asked upwards; then a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform
from apps.org.services.asking import LONGEST, ask, decide, own_limits, take_back
from apps.warranty.machines import CLAIM, REQUEST
from apps.warranty.models import ClaimRequest
from apps.warranty.permissions import Perm
from apps.warranty.services.locking import lock_claim

if TYPE_CHECKING:
    from apps.org.access import Access
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
    fault_group: str = "",
    safety: bool = False,
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
    claim.fault_group, claim.safety = fault_group.strip(), safety
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
    claim.decided_by = claim.reviewed_by = None
    if by.covers(Perm.JUDGE_CLAIM, claim, {"claim_cny": claim.claimed}):
        perform(CLAIM, claim, "judge", by=by, reason=judgement)
        return claim
    perform(CLAIM, claim, "ask", by=by, reason=judgement)
    _ask(claim, by=by)
    return claim


def _ask(claim: Claim, *, by: Access) -> ClaimRequest:
    words = claim.judgement or claim.cause
    request = ClaimRequest(
        claim=claim,
        store_id=claim.store_id,
        amount=claim.claimed,
        reason=words[:LONGEST],
    )
    own = own_limits(by.covering(Perm.JUDGE_CLAIM, claim), request.amounts)
    return ask(REQUEST, request, by=by, own=own)


@service
def decide_claim(
    *, by: Access, request: ClaimRequest, version: int | None, action: str, reason: str = ""
) -> Claim:
    """A claim beyond the limit is approved, or refused with a reason, by another person."""
    claim = lock_claim(request.claim, None)
    request = lock(request, version)
    request.claim = claim
    decide(REQUEST, request, action, by=by, reason=reason)
    claim.decided_by = by.person
    perform(CLAIM, claim, action, by=by, reason=reason)
    return claim


@service
def withdraw_claim_request(
    *, by: Access, request: ClaimRequest, version: int | None, reason: str = ""
) -> ClaimRequest:
    """Whoever judged the claim takes the request back; the claim is a draft again."""
    claim = lock_claim(request.claim, None)
    request = lock(request, version)
    request.claim = claim
    take_back(REQUEST, request, by=by, reason=reason)
    follow(CLAIM, claim, "take_back", by=by, cause="request withdrawn")
    return request


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
