"""Everybody who holds a position, with their rights under two editions of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from apps.org.access import Access
from apps.org.models import Duty, OrgUnit, Post, Share, Tenure
from apps.org.reaches import load_reaches_with
from apps.org.selectors.right_changes import Names

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from apps.org.models import Position, PositionRevision, Staff
    from apps.org.reaches import Reach

Reaches = dict[int, list["Reach"]]


@dataclass(frozen=True)
class World:
    """The holders of one position at one instant; ``had`` and ``has`` are by person."""

    position: Position
    now: dt.datetime
    people: list[Staff]
    tenures: dict[int, list[Tenure]]
    had: Reaches
    has: Reaches
    names: Names
    vacant: list[Post]

    def posts_of(self, staff: Staff) -> list[str]:
        """The posts of the position a person holds, with whom they stand in for."""
        held = [t for t in self.tenures[staff.pk] if t.post.position_id == self.position.pk]
        return [_post(t) for t in held]

    def access(self, staff: Staff, reaches: Iterable[Reach]) -> Access:
        """The access the person would have with these reaches."""
        return Access.supposing(staff, self.now, self.tenures[staff.pk], reaches)


def world_of(
    position: Position,
    before: PositionRevision | None,
    after: PositionRevision | None,
    now: dt.datetime,
) -> World:
    """The live holders over all posts and units, acting ones included; nine queries at most."""
    posts = list(position.posts.select_related("unit__store", "position"))
    tenures: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in _tenures(position, posts, now):
        tenures[tenure.staff_id].append(tenure)
    had, has = (
        load_reaches_with(list(tenures), now, position.pk, edition.text_id if edition else None)
        for edition in (before, after)
    )
    held = {t.post_id for found in tenures.values() for t in found}
    return World(
        position=position,
        now=now,
        people=[found[0].staff for found in tenures.values()],
        tenures=tenures,
        had=had,
        has=has,
        names=_names(had, has),
        vacant=[] if position.base else [p for p in posts if p.pk not in held],
    )


def holders_of(
    position: Position, posts: Iterable[Post], now: dt.datetime
) -> QuerySet[Tenure, Tenure]:
    """The live tenures in these posts of a position; a base position is held by all at its unit."""
    live = Tenure.objects.live(now).filter(staff__is_active=True)
    if not position.base:
        return live.filter(post__in=[p.pk for p in posts])
    stores = {p.unit.store_id for p in posts}
    here = Q(post__unit__store__in={s for s in stores if s})
    return live.filter(here | Q(post__unit__store=None) if None in stores else here)


def _tenures(
    position: Position, posts: Iterable[Post], now: dt.datetime
) -> QuerySet[Tenure, Tenure]:
    """All live tenures of the holders, their other posts included."""
    shares = Share.objects.live(now).filter(
        Q(staff_id=OuterRef("staff_id")) | Q(post_id=OuterRef("post_id"))
    )
    rows = Tenure.objects.live(now).filter(
        staff__in=holders_of(position, posts, now).values("staff")
    )
    return (
        rows.select_related("staff", "post__position", "post__unit__store", "acting_for__staff")
        .annotate(has_share=Exists(shares))
        .order_by("post__unit__path", "staff__name_pinyin", "pk")
    )


def _names(*sides: Reaches) -> Names:
    reaches = [r for side in sides for found in side.values() for r in found]
    posts = Post.objects.select_related("position", "unit")
    units = OrgUnit.objects.filter(path__in={r.root_path for r in reaches})
    return Names(
        posts=posts.in_bulk({r.post_id for r in reaches}),
        duties=Duty.objects.in_bulk({r.duty_id for r in reaches}),
        units={u.path: u for u in units},
    )


def _post(tenure: Tenure) -> str:
    absent = tenure.acting_for.staff if tenure.acting_for else None
    return f"{tenure.post}（{tenure.get_kind_display()} {absent}）" if absent else str(tenure.post)
