"""One seat: who holds it, who will, who did, since when it is vacant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from apps.org.models import Position, Post, Tenure
from apps.org.permissions import Perm
from apps.org.selectors.chart import Seat

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from apps.org.access import Access
    from apps.org.reach import ReachQuerySet

PAST = 20


@dataclass(frozen=True)
class PostPage:
    """What the page of a seat shows; proposals only to those who deal with tenures."""

    seat: Seat
    coming: list[Tenure]
    proposed: list[Tenure]
    past: list[Tenure]
    vacant_since: dt.datetime | None
    may_propose: bool

    @property
    def live(self) -> list[Tenure]:
        """Who holds it now, stand-ins last."""
        return [*self.seat.holders, *self.seat.acting]

    def sections(self) -> list[tuple[str, list[Tenure], str]]:
        """Heading, tenures and what to say when there are none."""
        found = [
            (_("现在"), self.live, _("现在没有人在任。")),
            (_("将要开始"), self.coming, _("没有将要开始的任职。")),
            (_("过去"), self.past, _("没有已经结束的任职。")),
        ]
        waiting = [(_("待批准"), self.proposed, "")] if self.proposed else []
        return [*waiting, *found]


def posts_with_units() -> ReachQuerySet[Post]:
    """All seats with what their page shows; whoever asks looks one up by access."""
    return Post.objects.select_related("position__deputy", "position__owner", "unit__store")


def post_page_of(access: Access, post: Post) -> PostPage:
    """The seat with its tenures before, now and after."""
    rows = post.tenures.for_list().order_by("starts_at", "pk")
    seat = Seat(post)
    for tenure in rows.live(access.now).filter(staff__is_active=True):
        (seat.acting if tenure.kind == Tenure.Kind.ACTING else seat.holders).append(tenure)
    waiting = rows.visible_to(access, Perm.VIEW_TENURE).filter(state=Tenure.State.PROPOSED)
    return PostPage(
        seat=seat,
        coming=list(rows.coming(access.now)),
        proposed=list(waiting),
        past=list(rows.ended(access.now).order_by("-ends_at", "-pk")[:PAST]),
        vacant_since=_vacant_since(post, access.now) if seat.missing else None,
        may_propose=access.may(Perm.PROPOSE_TENURE, post) and not post.position.base,
    )


def deputies_for(post: Post) -> QuerySet[Position]:
    """The positions whose holders could stand in here."""
    rows = Position.objects.filter(owner=post.position.owner_id, base=False)
    return rows.exclude(pk=post.position_id).order_by("pk")


def _vacant_since(post: Post, now: dt.datetime) -> dt.datetime | None:
    """When the last holder left; None when nobody ever held it."""
    left = post.tenures.ended(now).exclude(kind=Tenure.Kind.ACTING)
    since: dt.datetime | None = left.aggregate(at=Max("ends_at"))["at"]
    return since
