"""Sending a claim to the manufacturer and writing down what came back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.services import lock_all, service
from apps.core.transitions import perform
from apps.warranty.choices import Answer
from apps.warranty.machines import CLAIM
from apps.warranty.permissions import Perm
from apps.warranty.services.locking import lock_claim

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.warranty.models import Claim, ClaimLine


@dataclass(frozen=True)
class LineAnswer:
    """What the manufacturer said to one line: yuan accepted, and why not all of it."""

    line: int
    approved: Decimal
    reason: str = ""


@service
def submit_claim(*, by: Access, claim: Claim, version: int | None, oem_number: str) -> Claim:
    """The claim lies with the manufacturer under its number; the next version after a return."""
    claim = lock_claim(claim, version)
    by.require(Perm.SUBMIT_CLAIM, claim)
    CLAIM.find(claim, "submit")
    if not oem_number.strip():
        raise ValidationError({"oem_number": _("请填写厂家单号。")})
    claim.oem_number = oem_number.strip()
    claim.submitted_at = by.now
    claim.submissions += 1
    perform(CLAIM, claim, "submit", by=by)
    return claim


@service
def record_answer(
    *, by: Access, claim: Claim, version: int | None, answers: list[LineAnswer]
) -> Claim:
    """Every line has its answer; the claim is accepted, partly accepted or rejected by their sum.

    Raises ValidationError for a missing line, an amount that cannot be, or a refusal without its
    reason.
    """
    claim = lock_claim(claim, version)
    by.require(Perm.RECORD_RESPONSE, claim)
    by_line = {a.line: a for a in answers}
    wrong: dict[str, str] = {}
    for line in lock_all(claim.lines.all()):
        _answer(line, by_line.get(line.pk), wrong)
    if wrong:
        raise ValidationError(wrong)
    claim.approved = sum((line.approved for line in claim.lines.all()), ZERO)
    if claim.approved == claim.claimed:
        action = "accept"
    else:
        action = "accept_partly" if claim.approved else "reject"
    _note_first(claim, CLAIM.find(claim, action).target, by=by)
    perform(CLAIM, claim, action, by=by)
    return claim


def _answer(line: ClaimLine, said: LineAnswer | None, wrong: dict[str, str]) -> None:
    field = f"approved_{line.pk}"
    if said is None:
        wrong[field] = _("请填写核准金额。")
        return
    if not said.approved.is_finite() or not ZERO <= said.approved <= line.claimed:
        wrong[field] = _("核准金额须在 0 到 %(most)s 之间。") % {"most": money_text(line.claimed)}
        return
    line.approved, line.reason = to_fen(said.approved), said.reason.strip()
    if line.approved == line.claimed:
        line.answer, line.reason = Answer.ACCEPTED, ""
    elif not line.reason:
        wrong[f"reason_{line.pk}"] = _("请填写未全额接受的原因。")
        return
    else:
        line.answer = Answer.PARTLY if line.approved else Answer.REJECTED
    line.save()


@service
def return_claim(*, by: Access, claim: Claim, version: int | None, reason: str) -> Claim:
    """The manufacturer wants it corrected; it is judged and reviewed again under its number."""
    claim = lock_claim(claim, version)
    by.require(Perm.RECORD_RESPONSE, claim)
    _note_first(claim, CLAIM.find(claim, "return").target, by=by)
    claim.reviewed_by = claim.decided_by = None
    perform(CLAIM, claim, "return", by=by, reason=reason)
    return claim


def _note_first(claim: Claim, answer: str, *, by: Access) -> None:
    """The answer to the first submission is what the pass rate counts."""
    if not claim.first_answer:
        claim.first_answer, claim.first_answer_at = answer, by.now
