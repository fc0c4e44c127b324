"""The last-day check of one person: what is open, what ends, who agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.org.access import Access
from apps.org.administrators import holders_of
from apps.org.handover import OpenItem, open_items_of
from apps.org.models import Share, Staff, Tenure
from apps.org.permissions import Perm
from apps.org.services.leaving import waiver_of

if TYPE_CHECKING:
    from apps.core.models import StatusChange

_ASKED = 20


@dataclass(frozen=True)
class LastDay:
    """What stands between a person and the last day."""

    staff: Staff
    items: list[OpenItem]
    tenures: list[Tenure]
    shares: list[Share]
    waiver: StatusChange | None
    agreeing: list[Staff]
    may_end: bool
    may_waive: bool

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way any more."""
        return not self.items or self.waiver is not None


def leaver(access: Access, pk: int) -> Staff:
    """The person, for those who keep staff and for those who approve one of their posts.

    Raises Http404 for anybody else's people.
    """
    posts = Tenure.objects.visible_to(access, Perm.APPROVE_TENURE).live(access.now)
    people = Staff.objects.select_related("user", "unit", "store")
    if posts.filter(staff=pk).exists():
        return people.get(pk=pk)
    found: Staff = access.get(people, Perm.CHANGE_STAFF, pk=pk)
    return found


def last_day(access: Access, staff: Staff) -> LastDay:
    """The check as the viewer sees it."""
    tenures = list(staff.tenures.live(access.now).select_related("post__position", "post__unit"))
    other = staff.pk != access.staff_id
    items = open_items_of(staff, access.now) if staff.is_active else []
    return LastDay(
        staff=staff,
        items=items,
        tenures=tenures,
        shares=list(Share.objects.live(access.now).filter(shared_by=staff)),
        waiver=waiver_of(staff, access.now),
        agreeing=_agreeing(access, staff, tenures) if items else [],
        may_end=other and access.may(Perm.CHANGE_STAFF, staff),
        may_waive=other and any(access.may(Perm.APPROVE_TENURE, t) for t in tenures),
    )


def _agreeing(access: Access, staff: Staff, tenures: list[Tenure]) -> list[Staff]:
    """Who of the store and the group approves one of these posts, the person excepted."""
    people = holders_of(Perm.APPROVE_TENURE, access.now).exclude(pk=staff.pk)
    near = people.filter(Q(store=staff.store_id) | Q(store=None))[:_ASKED]
    able = ((p, Access.of(p, access.now)) for p in near)
    return [p for p, theirs in able if any(theirs.may(Perm.APPROVE_TENURE, t) for t in tenures)]
