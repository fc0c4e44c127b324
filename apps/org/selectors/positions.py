"""The list of positions with the edition in force and who holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.core.pinyin import initials
from apps.org.models import Position, PositionRevision, Post
from apps.org.permissions import Perm
from apps.org.selectors.chart import Seat, seated

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.selectors.matrix import Owners


@dataclass
class PositionRow:
    """One position: its text in force and its seats."""

    position: Position
    edition: PositionRevision | None
    seats: list[Seat] = field(default_factory=list)

    @property
    def holders(self) -> list[str]:
        """Who holds it now, acting holders included."""
        return [str(t.staff) for s in self.seats for t in (*s.holders, *s.acting)]

    @property
    def headcount(self) -> int:
        """How many should hold it."""
        return sum(s.headcount for s in self.seats)

    @property
    def held(self) -> int:
        """How many hold it."""
        return sum(s.held for s in self.seats)

    @property
    def missing(self) -> int:
        """How many are missing."""
        return sum(s.missing for s in self.seats)


def positions_of(access: Access, owners: Owners, term: str = "") -> list[PositionRow]:
    """The positions the owners keep, base positions last."""
    rows = Position.objects.visible_to(access, Perm.VIEW_POSITION).filter(owner__in=owners.keys)
    found = list(rows.select_related("owner", "reports_to").order_by("base", "owner__path", "pk"))
    wanted = term.strip().lower()
    if wanted:
        found = [p for p in found if wanted in p.name or initials(p.name).startswith(wanted)]
    editions = PositionRevision.objects.filter(position__in=found).effective(access.now)
    texts = {e.position_id: e for e in editions}
    listed = {p.pk: PositionRow(p, texts.get(p.pk)) for p in found}
    posts = Post.objects.filter(position__in=found, position__base=False).select_related("unit")
    for seat in seated(posts.order_by("unit__path"), access.now).values():
        listed[seat.post.position_id].seats.append(seat)
    return list(listed.values())
