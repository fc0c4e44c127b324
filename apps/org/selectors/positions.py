"""The list of positions with the edition in force and who holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.core.pinyin import initials
from apps.org.models import Position, Post
from apps.org.permissions import Perm
from apps.org.selectors.chart import Seat, seated
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import PositionRevision
    from apps.org.selectors.matrix import Owners


@dataclass
class PositionRow:
    """One position: its text in force and its seats."""

    position: Position
    edition: PositionRevision | None
    seats: list[Seat] = field(default_factory=list)

    @property
    def superior(self) -> Position | None:
        """The position directly above it."""
        return self.edition.reports_to if self.edition else None

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
    found = list(rows.select_related("owner").order_by("base", "owner__path", "pk"))
    wanted = term.strip().lower()
    if wanted:
        found = [p for p in found if wanted in p.name or initials(p.name).startswith(wanted)]
    texts = editions_in_force(found, access.now)
    listed = {p.pk: PositionRow(p, texts.get(p.pk)) for p in found}
    posts = Post.objects.filter(position__in=found, position__base=False).select_related("unit")
    for seat in seated(posts.order_by("unit__path"), access.now).values():
        listed[seat.post.position_id].seats.append(seat)
    return list(listed.values())
