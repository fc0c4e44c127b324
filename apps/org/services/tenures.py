"""Proposing, approving, correcting and ending who holds which post."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import perform, record
from apps.org import tenure_rules as rules
from apps.org.access import Access
from apps.org.administrators import LAST, administrators, hold_administrators
from apps.org.deadlines import working_days_after
from apps.org.machines import TENURE
from apps.org.models import Post, Staff, Tenure
from apps.org.permissions import Perm

ONE_PERMANENT = _("同一时间只能专任一个岗位；请先结束原任职，或改为兼任。")


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
    conflict_reason: str = "",
) -> Tenure:
    """A tenure waits for the approval of a second person until its due time.

    Raises Refused beside the field for oneself, a leaver, a person of another store, dates that
    cannot be, an acting tenure of nobody, a second permanent post, a headcount that is full, and
    for both sides of separated duties without a reason.
    """
    by.require(Perm.PROPOSE_TENURE, post)
    tenure = Tenure(
        staff=staff,
        post=post,
        kind=kind,
        acting_for=acting_for,
        starts_at=starts_at,
        ends_at=ends_at,
        proposed_by_id=by.staff_id,
        reason=reason,
        conflict_reason=conflict_reason,
        decide_by=_decide_by(by, post),
    )
    _check(tenure, by)
    tenure.save()
    record(tenure, "propose", "", tenure.state, by=by, reason=reason)
    return tenure


@service
def approve_tenure(
    *, by: Access, tenure: Tenure, version: int | None = None, reason: str = ""
) -> Tenure:
    """The tenure counts from its first instant; approver, proposer and holder are three persons.

    The seat is locked, so that two approvals never fill it beyond its headcount.
    """
    tenure = lock(tenure, version)
    tenure.approved_by_id = by.staff_id
    with constraint_words(tenure_one_permanent=ONE_PERMANENT):
        perform(TENURE, tenure, "approve", by=by, reason=reason)
    rules.check_acting(tenure, by.now)
    rules.check_twice(tenure)
    rules.check_headcount(tenure)
    rules.check_conflicts(tenure, by.now)
    return tenure


@service
def refuse_tenure(*, by: Access, tenure: Tenure, reason: str, version: int | None = None) -> Tenure:
    """The proposal is answered with no, and with a reason."""
    tenure = lock(tenure, version)
    perform(TENURE, tenure, "refuse", by=by, reason=reason)
    return tenure


@service
def withdraw_tenure(
    *, by: Access, tenure: Tenure, reason: str = "", version: int | None = None
) -> Tenure:
    """The proposer takes the proposal back."""
    tenure = lock(tenure, version)
    perform(TENURE, tenure, "withdraw", by=by, reason=reason)
    return tenure


@service
def correct_tenure(
    *,
    by: Access,
    tenure: Tenure,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None = None,
    reason: str = "",
    version: int | None = None,
) -> Tenure:
    """Other dates before the first instant; this is a new proposal, so it is approved anew."""
    tenure = lock(tenure, version)
    if (tenure.starts_at, tenure.ends_at) == (starts_at, ends_at):
        raise Refused(_("日期没有变化。"), field="starts_at")
    perform(TENURE, tenure, "correct", by=by, reason=reason)
    tenure.starts_at, tenure.ends_at = starts_at, ends_at
    tenure.proposed_by_id, tenure.approved_by = by.staff_id, None
    tenure.decide_by = _decide_by(by, tenure.post)
    _check(tenure, by)
    tenure.save()
    return tenure


@service
def cancel_tenure(*, by: Access, tenure: Tenure, reason: str, version: int | None = None) -> Tenure:
    """An approved tenure that has not begun never begins."""
    tenure = lock(tenure, version)
    perform(TENURE, tenure, "cancel", by=by, reason=reason)
    return tenure


@service
def end_tenure(
    *,
    by: Access,
    tenure: Tenure,
    reason: str,
    ends_at: dt.datetime | None = None,
    handed_to: Staff | None = None,
    version: int | None = None,
) -> Tenure:
    """The tenure ends now, or at a later time before its own end; its rights end with it.

    A time past means now: what was done until now was done with the right to do it.  Raises
    Refused for a time after the end it has already, for a successor who is not at work, and when
    nobody could open accounts any more.
    """
    judged = hold_administrators(tenure.staff, by.now)
    tenure = lock(tenure, version)
    at = max(ends_at, by.now) if ends_at else by.now
    if tenure.ends_at is not None and at > tenure.ends_at:
        raise Refused(_("提前结束的时间不能晚于原定结束时间。"), field="ends_at")
    if handed_to is not None and (handed_to.pk == tenure.staff_id or not handed_to.is_active):
        raise Refused(_("请选择一位在职的其他人接手。"), field="handed_to")
    perform(TENURE, tenure, "end", by=by, reason=reason)
    tenure.ends_at, tenure.handed_to = at, handed_to
    with constraint_words(tenure_dates_in_order=_("结束时间必须晚于开始时间。")):
        tenure.save()
    if judged and not administrators(at).exists():
        raise Refused(LAST)
    return tenure


def _check(tenure: Tenure, by: Access) -> None:
    rules.check_person(tenure, by)
    rules.check_dates(tenure, by)
    rules.check_acting(tenure, by.now)
    rules.check_twice(tenure)
    rules.check_headcount(tenure)
    rules.check_conflicts(tenure, by.now)


def _decide_by(by: Access, post: Post) -> dt.datetime:
    days = rules.figure(rules.DECIDE_DAYS, by, post.unit.store_id)
    return working_days_after(by.now, days)
