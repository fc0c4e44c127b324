"""Finding out the cause, what is done about it, and who should know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.care.choices import OPEN_COMPLAINT
from apps.care.machines import COMPLAINT
from apps.care.models import Complaint, ComplaintOpinion
from apps.care.permissions import Perm
from apps.care.services.locking import lock_complaint
from apps.care.services.receiving import contact_time, next_grade
from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import OrgUnit


@service
def change_complaint(
    *,
    by: Access,
    complaint: Complaint,
    version: int | None,
    cause: str,
    plan: str,
    action: str,
    responsible_unit: OrgUnit | None,
    agreed: bool = False,
    agreement: str = "",
) -> Complaint:
    """Cause, plan, action, responsible unit and the customer's agreement are as written.

    Raises ValidationError for an agreement without proof, Refused before the first contact and
    after closing.
    """
    complaint = lock_complaint(complaint, version)
    by.require(Perm.CHANGE_COMPLAINT, complaint)
    if complaint.state not in OPEN_COMPLAINT:
        raise Refused(_("投诉已结案，不能再修改。"))
    if complaint.first_contact_at is None:
        raise Refused(_("请先联系客户并登记。"))
    if agreed and not agreement.strip():
        raise ValidationError({"agreement": _("请填写认可凭据，如通话时间或确认书编号。")})
    complaint.cause, complaint.plan, complaint.action = cause.strip(), plan.strip(), action.strip()
    complaint.responsible_unit = responsible_unit
    complaint.agreed, complaint.agreement = agreed, agreement.strip() if agreed else ""
    complaint.save()
    return complaint


@service
def escalate(*, by: Access, complaint: Complaint, version: int | None, reason: str) -> Complaint:
    """The complaint is one class higher; a first contact still to come is due sooner."""
    complaint = lock_complaint(complaint, version)
    by.require(Perm.ESCALATE_COMPLAINT, complaint)
    perform(COMPLAINT, complaint, "escalate", by=by, reason=reason)
    complaint.grade = next_grade(complaint.grade)
    if complaint.first_contact_at is None:
        sooner = by.now + contact_time(complaint.grade, by.now)
        complaint.first_contact_due_at = min(complaint.first_contact_due_at, sooner)
    complaint.save()
    return complaint


@service
def add_opinion(*, by: Access, complaint: Complaint, text: str) -> ComplaintOpinion:
    """An expert's view stands on the complaint."""
    by.require(Perm.ADD_OPINION, complaint)
    if not text.strip():
        raise ValidationError({"text": _("请填写意见。")})
    return ComplaintOpinion.objects.create(
        complaint=complaint, text=text.strip(), by=by.person, at=by.now
    )
