"""Proposing and approving who holds which post."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import record
from apps.org.access import Access
from apps.org.models import Post, Staff, Tenure
from apps.org.permissions import Perm


@service
def propose_tenure(
    *,
    by: Access,
    staff: Staff,
    post: Post,
    kind: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None = None,
    acting_for: Tenure | None = None,
    reason: str = "",
) -> Tenure:
    """A tenure waits for the approval of a second person.

    Raises Refused for oneself, for dates upside down and for an acting tenure of nobody.
    """
    if staff.pk == by.staff_id:
        raise Refused(_("不能为自己提出任职。"), field="staff")
    tenure = Tenure(
        staff=staff,
        post=post,
        kind=kind,
        acting_for=acting_for,
        starts_at=starts_at,
        ends_at=ends_at,
        proposed_by_id=by.staff_id,
        reason=reason,
    )
    with constraint_words(
        tenure_dates_in_order=_("结束时间必须晚于开始时间。"),
        tenure_acting_names_tenure=_("代理任职必须写明代理的是谁的哪个任职。"),
    ):
        tenure.save()
    by.require(Perm.PROPOSE_TENURE, tenure)
    record(tenure, "propose", "", tenure.state, by=by, reason=reason)
    return tenure


@service
def approve_tenure(*, by: Access, tenure: Tenure, version: int | None = None) -> Tenure:
    """The tenure counts from its first day; approver, proposer and holder are three persons."""
    tenure = lock(tenure, version)
    by.require(Perm.APPROVE_TENURE, tenure)
    if tenure.state != Tenure.State.PROPOSED:
        raise Refused(_("这个任职已经处理过了。"))
    if by.staff_id in {tenure.staff_id, tenure.proposed_by_id}:
        raise Refused(_("提出人和本人都不能批准这个任职。"))
    tenure.state = Tenure.State.APPROVED
    tenure.approved_by_id = by.staff_id
    tenure.save()
    record(tenure, "approve", Tenure.State.PROPOSED, tenure.state, by=by)
    return tenure
