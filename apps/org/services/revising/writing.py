"""What every act on a draft begins with: locks, the right, and who may not touch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.refusals import Refused
from apps.core.services import lock
from apps.org.machines import not_holder
from apps.org.models import PositionRevision
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access


def locked(revision: PositionRevision, version: int | None) -> PositionRevision:
    """The revision locked below its position, so that no other edition can come between.

    Raises Stale.
    """
    position = lock(revision.position)
    fresh = lock(revision, version)
    fresh.position = position
    return fresh


def writable(by: Access, revision: PositionRevision, version: int | None) -> PositionRevision:
    """The draft locked for a change of its text; who changes it is one of its writers.

    Raises Stale, Denied, Http404, and Refused for holders and for what is no draft any more.
    """
    fresh = lock(revision, version)
    by.require(Perm.DRAFT_POSITIONREVISION, fresh)
    if fresh.state != PositionRevision.State.DRAFT:
        words = _("这一版现在是“%(state)s”，不能修改；要改请先退回。")
        raise Refused(words % {"state": fresh.get_state_display()})
    why = not_holder(fresh, by)
    if why:
        raise Refused(why)
    fresh.written_by.add(by.person)
    frame.note_reason(fresh.change)
    return fresh
