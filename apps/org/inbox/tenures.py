"""What waits about tenures: proposals to approve, acting tenures about to end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.org.models import Tenure
from apps.org.permissions import Perm
from apps.org.uncovered import uncovered

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import Post
    from apps.org.models.post import TenureQuerySet
    from apps.org.reach import ReachQuerySet

#: How long before its end an acting tenure is shown, so that it can be followed by another.
ENDING_SOON = dt.timedelta(days=3)


def to_approve(by: Actor) -> TenureQuerySet:
    """Proposals of others for others."""
    rows = Tenure.objects.visible_to(by, Perm.APPROVE_TENURE).filter(state=Tenure.State.PROPOSED)
    return rows.exclude(staff=by.staff_id).exclude(proposed_by=by.staff_id)


def ending(by: Actor) -> TenureQuerySet:
    """Acting tenures that end within three days."""
    rows = Tenure.objects.visible_to(by, Perm.PROPOSE_TENURE).live(by.now)
    return rows.filter(kind=Tenure.Kind.ACTING, ends_at__lte=by.now + ENDING_SOON)


def posts_uncovered(by: Actor) -> ReachQuerySet[Post]:
    """Posts whose rights nobody at work holds, and nobody is proposed for."""
    return uncovered(cast("Access", by))


register(
    Queue(
        code="posts_uncovered",
        capability=Perm.PROPOSE_TENURE,
        label=_("无人可办，待提名代理"),
        rows=posts_uncovered,
        page="org:vacancies",
        query="show=uncovered",
    )
)
register(
    Queue(
        code="tenures_to_approve",
        capability=Perm.APPROVE_TENURE,
        label=_("任职待批准"),
        rows=to_approve,
        page="org:tenures",
        query="show=approve",
        due="decide_by",
    )
)
register(
    Queue(
        code="acting_ending",
        capability=Perm.PROPOSE_TENURE,
        label=_("代理即将到期"),
        rows=ending,
        page="org:tenures",
        query="show=ending",
        due="ends_at",
    )
)
