"""What waits in the warranty room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.warranty.models import Claim
from apps.warranty.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.warranty.models.claim import ClaimQuerySet


def to_judge(by: Actor) -> ClaimQuerySet:
    """Drafts and claims that came back."""
    return Claim.objects.visible_to(by, Perm.JUDGE_CLAIM).to_judge()


def to_review(by: Actor) -> ClaimQuerySet:
    """Judged or approved claims before their second look."""
    return Claim.objects.visible_to(by, Perm.REVIEW_CLAIM).to_review()


def to_submit(by: Actor) -> ClaimQuerySet:
    """Reviewed claims."""
    return Claim.objects.visible_to(by, Perm.SUBMIT_CLAIM).to_submit()


def to_answer(by: Actor) -> ClaimQuerySet:
    """Claims the manufacturer has."""
    return Claim.objects.visible_to(by, Perm.RECORD_RESPONSE).to_answer()


def to_credit(by: Actor) -> ClaimQuerySet:
    """Answered claims whose money or loss is not booked."""
    return Claim.objects.visible_to(by, Perm.SETTLE_CLAIM).to_credit()


VIEWS = {
    "judge": (Perm.JUDGE_CLAIM, _("待鉴定"), to_judge, "submit_by"),
    "review": (Perm.REVIEW_CLAIM, _("待复核"), to_review, "submit_by"),
    "submit": (Perm.SUBMIT_CLAIM, _("待申报"), to_submit, "submit_by"),
    "answer": (Perm.RECORD_RESPONSE, _("待登记答复"), to_answer, ""),
    "credit": (Perm.SETTLE_CLAIM, _("待入账"), to_credit, ""),
}
for _name, (_perm, _label, _rows, _due) in VIEWS.items():
    register(
        Queue(
            code=f"claims_to_{_name}",
            capability=_perm,
            label=_label,
            rows=_rows,
            page="warranty:claims",
            query=f"show={_name}",
            due=_due,
        )
    )
