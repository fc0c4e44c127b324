"""Goodwill for a complaint: within one's own limit at once, beyond it asked upwards."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.care.choices import OPEN_COMPLAINT
from apps.care.machines import REMEDY
from apps.care.models import Complaint, RemedyRequest
from apps.care.permissions import Perm
from apps.care.services.locking import lock_complaint
from apps.core.money import to_fen
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.org.services.asking import ask, decide

if TYPE_CHECKING:
    from apps.org.access import Access

SANE = Decimal(1_000_000)


@service
def propose_remedy(
    *, by: Access, complaint: Complaint, version: int | None, amount: Decimal, reason: str
) -> Complaint:
    """The customer is granted so much goodwill; beyond the own limit it waits for approval.

    Raises ValidationError for a senseless amount or no reason, Refused while a request is open or
    when nobody on the line may grant as much.
    """
    complaint = lock_complaint(complaint, version)
    own = by.may(Perm.APPROVE_REMEDY, complaint)
    by.require(Perm.APPROVE_REMEDY if own else Perm.CHANGE_COMPLAINT, complaint)
    _check(complaint, amount, reason)
    if by.covers(Perm.APPROVE_REMEDY, complaint, {"goodwill_cny": amount}):
        complaint.goodwill = amount
        record(complaint, "remedy", complaint.state, complaint.state, by=by, reason=reason)
    else:
        _ask(complaint, amount, reason, by=by)
    complaint.save()
    return complaint


def _check(complaint: Complaint, amount: Decimal, reason: str) -> None:
    if complaint.state not in OPEN_COMPLAINT:
        raise Refused(_("投诉已结案，不能再补偿。"))
    wrong: dict[str, str] = {}
    if not amount.is_finite() or not 0 < amount <= SANE or amount != to_fen(amount):
        wrong["amount"] = _("补偿金额须大于零，最多两位小数。")
    if not reason.strip():
        wrong["reason"] = _("请填写补偿理由。")
    if wrong:
        raise ValidationError(wrong)
    if complaint.remedy_requests.pending().exists():
        raise Refused(_("上一份补偿申请还没有批复。"))


def _ask(complaint: Complaint, amount: Decimal, reason: str, *, by: Access) -> RemedyRequest:
    request = RemedyRequest(
        complaint=complaint, store_id=complaint.store_id, amount=amount, reason=reason
    )
    return ask(REMEDY, request, by=by)


@service
def decide_remedy(
    *, by: Access, request: RemedyRequest, version: int | None, action: str, reason: str = ""
) -> RemedyRequest:
    """The goodwill asked for is granted, or refused with a reason, by another person."""
    complaint = lock_complaint(request.complaint, None)
    request = lock(request, version)
    request.complaint = complaint
    decide(REMEDY, request, action, by=by, reason=reason)
    if action == "approve":
        complaint.goodwill = request.amount
    complaint.save()
    return request
