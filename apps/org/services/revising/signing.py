"""Signatures: submitted, reviewed, approved; returned, looked at again, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import local
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform
from apps.org.deadlines import from_when, working_days_after
from apps.org.drafts import draft_fault
from apps.org.machines import REVISION
from apps.org.models import PositionRevision, Post
from apps.org.permissions import Perm
from apps.org.services.publishing import remove_left_over_grants, write_grants
from apps.org.services.revising.writing import locked

if TYPE_CHECKING:
    from apps.org.access import Access

DUE_DAYS = "org.revision_days"
State = PositionRevision.State


@service
def submit_revision(
    *, by: Access, revision: PositionRevision, version: int | None = None
) -> PositionRevision:
    """The draft waits for its review, signed by whoever submits it.

    Raises Refused while words of change or duties are missing, when nothing differs from the
    edition in force, and for a superior or capability that cannot be.
    """
    row = locked(revision, version)
    by.require(Perm.DRAFT_POSITIONREVISION, row)
    REVISION.find(row, "submit")
    fault = draft_fault(row, by.now)
    if fault:
        raise Refused(fault.words, field=fault.field)
    row.drafted_by, row.submitted_at, row.due_at = by.person, by.now, _due(by)
    row.returned_at, row.returned_reason = None, ""
    perform(REVISION, row, "submit", by=by)
    row.written_by.add(by.person)
    return row


@service
def review_revision(
    *, by: Access, revision: PositionRevision, version: int | None = None
) -> PositionRevision:
    """A second person answers for the text; it waits for approval.

    Raises Refused for holders and for writers on whom nobody above took a second look.
    """
    row = locked(revision, version)
    row.reviewed_by_id, row.reviewed_at, row.due_at = by.staff_id, by.now, _due(by)
    perform(REVISION, row, "review", by=by)
    return row


@service
def return_revision(
    *, by: Access, revision: PositionRevision, reason: str, version: int | None = None
) -> PositionRevision:
    """The text is a draft again, with the reason; every signature on it is gone."""
    row = locked(revision, version)
    row.submitted_at = row.reviewed_at = row.second_look_at = None
    row.reviewed_by = row.second_look_by = None
    row.second_look_reason = ""
    row.returned_at, row.returned_reason, row.due_at = by.now, reason.strip(), _due(by)
    perform(REVISION, row, "return", by=by, reason=reason)
    return row


@service
def second_look(
    *, by: Access, revision: PositionRevision, reason: str, version: int | None = None
) -> PositionRevision:
    """Somebody above the signers has looked, so that one of them may sign a second time.

    Raises Refused for signers, holders, base positions and for who is above none of the signers.
    """
    row = locked(revision, version)
    row.second_look_by_id, row.second_look_at = by.staff_id, by.now
    row.second_look_reason = reason.strip()
    perform(REVISION, row, "look", by=by, reason=reason)
    return row


@service
def approve_revision(
    *,
    by: Access,
    revision: PositionRevision,
    version: int | None = None,
    effective_from: dt.datetime | None = None,
    supersede: bool = False,
) -> PositionRevision:
    """The edition counts from ``effective_from``, by default at once; posts hold its rights.

    Raises Refused for a time that is past, and while an approved edition waits to come into force
    then or later, unless ``supersede`` takes that one back.
    """
    lock(revision.position.owner)  # two approvals at once could close a circle of superiors
    row = locked(revision, version)
    by.require(Perm.APPROVE_POSITIONREVISION, row)
    row.effective_from = from_when(effective_from, by.now)
    if row.effective_from is None:
        raise Refused(_("生效时间不能早于现在。"), field="effective_from")
    row.approved_by_id, row.approved_at, row.due_at = by.staff_id, by.now, None
    coming = later_editions(row, by.now)
    if coming and not supersede:
        raise Refused(_already_coming(coming[0]), field="effective_from")
    perform(REVISION, row, "approve", by=by)
    for other in coming:
        follow(REVISION, other, "supersede", by=by, cause=str(row))
    _settle_grants(row, by.now)
    return row


@service
def withdraw_revision(
    *, by: Access, revision: PositionRevision, reason: str = "", version: int | None = None
) -> PositionRevision:
    """The edition never counts: an open one, or an approved one before it comes into force."""
    row = locked(revision, version)
    approved = row.state == State.APPROVED
    row.due_at = None
    perform(REVISION, row, "withdraw", by=by, reason=reason)
    if approved:
        _settle_grants(row, by.now)
    return row


def later_editions(revision: PositionRevision, now: dt.datetime) -> list[PositionRevision]:
    """Approved editions that would take the place of this one on or after its first day."""
    rows = PositionRevision.objects.filter(
        position=revision.position_id, state=State.APPROVED, effective_from__gt=now
    )
    return list(rows.filter(effective_from__gte=revision.effective_from).order_by("pk"))


def _already_coming(other: PositionRevision) -> str:
    return _(
        "%(edition)s 已经批准，将在 %(at)s 生效，会取代这一版。"
        "请选更晚的生效时间，或确认由这一版代替它。"
    ) % {"edition": other.edition, "at": _moment(other.effective_from)}


def _moment(at: dt.datetime | None) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""


def _settle_grants(revision: PositionRevision, now: dt.datetime) -> None:
    """The posts of the position hold what their approved editions grant, and nothing else."""
    posts = list(Post.objects.filter(position=revision.position_id).select_related("unit"))
    write_grants(posts, now)
    remove_left_over_grants(posts, now)


def _due(by: Access) -> dt.datetime:
    """When the next person should have acted."""
    return working_days_after(by.now, int(Setting.objects.value(DUE_DAYS, business_day(by.now))))
