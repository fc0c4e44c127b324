"""Who could stand in: a holder of the deputy's position, else the superior up the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.org.models import Absence, Position, Tenure
from apps.org.texts import editions_in_force
from apps.org.uncovered import AHEAD

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrOrPromise

    from apps.org.models import Post, Staff


@dataclass(frozen=True)
class StandIn:
    """Somebody who could act, and why this one."""

    staff: Staff
    why: _StrOrPromise


@dataclass
class Bench:
    """The people at work in the stores of some posts, by position; built in three queries."""

    tenures: dict[int, list[Tenure]] = field(default_factory=lambda: defaultdict(list))
    above: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, posts: list[Post], now: dt.datetime) -> Bench:
        """Who holds what in the stores of these posts and in the group, absent people left out."""
        stores = {p.unit.store_id for p in posts}
        away = Absence.objects.between(now, now + AHEAD).values("staff")
        live = Tenure.objects.live(now).filter(
            Q(post__unit__store__in=[s for s in stores if s]) | Q(post__unit__store=None),
            staff__is_active=True,
        )
        rows = live.exclude(kind=Tenure.Kind.ACTING).exclude(staff__in=away)
        bench = cls()
        for tenure in rows.select_related("staff", "post__unit").order_by("-kind", "pk"):
            bench.tenures[tenure.post.position_id].append(tenure)
        owned = Q(owner__store__in=[s for s in stores if s]) | Q(owner__parent=None)
        positions = Position.objects.filter(owned)
        for key, edition in editions_in_force(positions, now).items():
            if edition.reports_to_id:
                bench.above[key] = edition.reports_to_id
        return bench

    def for_post(self, post: Post, besides: set[int]) -> StandIn | None:
        """The deputy's holder nearest to the seat, else the next superior at work."""
        deputy = post.position.deputy_id
        if deputy and (found := self._nearest(deputy, post, besides)):
            return StandIn(found, _("指定的代理岗位"))
        for key in self._line(post.position_id):
            if found := self._nearest(key, post, besides):
                return StandIn(found, _("直接上级") if key == self._first(post) else _("上级"))
        return None

    def _first(self, post: Post) -> int | None:
        return self.above.get(post.position_id)

    def _line(self, key: int) -> Iterator[int]:
        seen = {key}
        above = self.above.get(key)
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.above.get(above)

    def _nearest(self, position: int, post: Post, besides: set[int]) -> Staff | None:
        """A holder in the same unit before one elsewhere in the store."""
        fitting = [
            t
            for t in self.tenures.get(position, ())
            if t.staff_id not in besides and t.post.unit.store_id in {None, post.unit.store_id}
        ]
        fitting.sort(key=lambda t: t.post.unit_id != post.unit_id)
        return fitting[0].staff if fitting else None
