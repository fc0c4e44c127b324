"""Editions of job descriptions that wait for somebody: to be mended, reviewed, approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.org.models import PositionRevision
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models.position import PositionRevisionQuerySet

State = PositionRevision.State
LIST = "admin:org_positionrevision_changelist"


def to_mend(by: Actor) -> PositionRevisionQuerySet:
    """Drafts that came back with a reason."""
    rows = PositionRevision.objects.visible_to(by, Perm.DRAFT_POSITIONREVISION)
    return rows.filter(state=State.DRAFT, returned_at__isnull=False)


def to_review(by: Actor) -> PositionRevisionQuerySet:
    """Submitted editions."""
    rows = PositionRevision.objects.visible_to(by, Perm.REVIEW_POSITIONREVISION)
    return rows.filter(state=State.SUBMITTED)


def to_approve(by: Actor) -> PositionRevisionQuerySet:
    """Reviewed editions."""
    rows = PositionRevision.objects.visible_to(by, Perm.APPROVE_POSITIONREVISION)
    return rows.filter(state=State.REVIEWED)


register(
    Queue(
        "org.revisions_to_mend",
        Perm.DRAFT_POSITIONREVISION,
        _("退回待修改的岗位文件"),
        to_mend,
        page=LIST,
        due="due_at",
        query="state__exact=draft&returned_at__isnull=False",
    )
)
register(
    Queue(
        "org.revisions_to_review",
        Perm.REVIEW_POSITIONREVISION,
        _("待审核的岗位文件"),
        to_review,
        page=LIST,
        due="due_at",
        query="state__exact=submitted",
    )
)
register(
    Queue(
        "org.revisions_to_approve",
        Perm.APPROVE_POSITIONREVISION,
        _("待批准的岗位文件"),
        to_approve,
        page=LIST,
        due="due_at",
        query="state__exact=reviewed",
    )
)
