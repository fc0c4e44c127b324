"""Somebody's last day: what is still open, who agreed, and the end of posts and account."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.models import StatusChange
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.org.account_state import noted, state_of
from apps.org.administrators import refuse_last_administrator
from apps.org.handover import open_items_of
from apps.org.machines.tenure import not_above
from apps.org.models import Staff, Tenure
from apps.org.permissions import Perm
from apps.org.services.accounts import close

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.handover import OpenItem

WAIVED_FOR = dt.timedelta(days=7)


@service
def waive_handover(*, by: Access, staff: Staff, reason: str) -> StatusChange:
    """Somebody who approves the person's posts agrees that they leave with work still open.

    It counts for seven days.  Raises Refused for oneself and without a reason.
    """
    staff = lock(staff)
    live = list(staff.tenures.live(by.now).order_by("pk"))
    if not live:
        raise Refused(_("这个人现在没有任职，没有要交接的岗位。"))
    mine = (t for t in live if by.may(Perm.APPROVE_TENURE, t))
    by.require(Perm.APPROVE_TENURE, next(mine, live[0]))
    if staff.pk == by.staff_id:
        raise Refused(_("自己的交接要由上级同意。"))
    _reasoned(reason)
    return noted(staff, "waive_handover", state_of(staff), by=by, reason=reason)


@service
def leave(*, by: Access, staff: Staff, reason: str, version: int | None = None) -> Staff:
    """The person is no longer at work: posts end now, the account is closed, sessions have ended.

    Raises Refused for oneself, for one's own superior, for the last who opens accounts, and while
    work is open in the person's own name that nobody agreed to leave open.
    """
    by.require(Perm.CHANGE_STAFF, staff)
    if staff.pk == by.staff_id:
        raise Refused(_("自己的离职要由别人来办理。"))
    refuse_last_administrator(staff, by.now)
    staff = lock(staff, version)
    if not staff.is_active:
        raise Refused(_("这个人已经离职。"))
    if any(not_above(t, by) for t in staff.tenures.live(by.now).select_related("post")):
        raise Refused(_("不能办理自己上级的离职。"))
    _reasoned(reason)
    items = open_items_of(staff, by.now)
    if items and waiver_of(staff, by.now) is None:
        raise Refused(_("还有没交接完的工作：%(items)s。") % {"items": in_words(items)})
    before = state_of(staff)
    for tenure in staff.tenures.filter(state__in=_STANDING).select_for_update(of=("self",)):
        _end(tenure, by, reason)
    if staff.user is not None:
        staff.user = lock(staff.user)
        close(staff.user)
    staff.is_active = False
    staff.save()
    noted(staff, "leave", before, by=by, reason=reason)
    return staff


@service
def come_back(*, by: Access, staff: Staff, reason: str, version: int | None = None) -> Staff:
    """The person is at work again, without any post: a new tenure needs its own approval.

    The account stays closed until somebody who opens accounts reopens it.
    """
    staff = lock(staff, version)
    by.require(Perm.CHANGE_STAFF, staff)
    if staff.pk == by.staff_id:
        raise Refused(_("自己的复职要由别人来办理。"))
    if staff.is_active:
        raise Refused(_("这个人在职。"))
    _reasoned(reason)
    staff.is_active = True
    staff.save()
    noted(staff, "return", state_of(staff), by=by, reason=reason)
    return staff


def waiver_of(staff: Staff, now: dt.datetime) -> StatusChange | None:
    """The agreement of the last seven days that the person leaves with work open."""
    kind = ContentType.objects.get_for_model(Staff)
    rows = StatusChange.objects.filter(
        content_type=kind, object_id=staff.pk, action="waive_handover", at__gt=now - WAIVED_FOR
    )
    return rows.select_related("by").order_by("-id").first()


def in_words(items: list[OpenItem]) -> str:
    """What is open, in one line."""
    return str(_("、")).join(f"{item.label} {item.count}" for item in items)


_STANDING = (Tenure.State.PROPOSED, Tenure.State.APPROVED)


def _end(tenure: Tenure, by: Access, reason: str) -> None:
    """A tenure that runs ends now; one that has not begun never begins."""
    if tenure.ends_at is not None and tenure.ends_at <= by.now:
        return
    before = tenure.state
    if tenure.state == Tenure.State.APPROVED and tenure.starts_at < by.now:
        tenure.ends_at = by.now
        tenure.save()
        record(tenure, "end", before, tenure.state, by=by, reason=reason)
        return
    tenure.state = Tenure.State.WITHDRAWN
    tenure.save()
    record(tenure, "cancel", before, tenure.state, by=by, reason=reason)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("请填写原因。"), field="reason")
    frame.note_reason(reason)
