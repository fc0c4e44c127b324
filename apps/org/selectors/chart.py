"""The organisation chart: units with their posts, who holds them, and where people are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from apps.core.pinyin import initials
from apps.org.authority import POWERS
from apps.org.models import OrgUnit, Post, Tenure
from apps.org.permissions import Perm
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.org.access import Access
    from apps.org.models import Position

#: Up to so many stores stand on one page; a larger group shows its office and one store.
STORES_AT_ONCE = 5


@dataclass
class Seat:
    """One post with those who hold it; somebody acting fills no vacancy."""

    post: Post
    superior: Position | None = None
    holders: list[Tenure] = field(default_factory=list)
    acting: list[Tenure] = field(default_factory=list)

    @property
    def position(self) -> Position:
        """What is done in this post."""
        return self.post.position

    @property
    def peers(self) -> list[Position]:
        """Whom the position works with beside its superior (dashed lines)."""
        return [p for p in self.position.works_with.all() if p != self.superior]

    @property
    def headcount(self) -> int:
        """How many should hold it (编制)."""
        return self.post.headcount

    @property
    def held(self) -> int:
        """How many hold it."""
        return len(self.holders)

    @property
    def missing(self) -> int:
        """How many are missing (缺编)."""
        return max(0, self.headcount - self.held)

    @property
    def surplus(self) -> int:
        """How many are too many (超编)."""
        return max(0, self.held - self.headcount)

    def answers(self, term: str) -> bool:
        """Whether position or people are meant by the term."""
        people = (t.staff for t in (*self.holders, *self.acting))
        return _meant(self.position.name, term) or any(
            _meant(p.name, term, p.name_initials) for p in people
        )


@dataclass
class Branch:
    """One unit with its posts and the units below it."""

    unit: OrgUnit
    seats: list[Seat] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)

    @property
    def headcount(self) -> int:
        """How many should work here and below."""
        return sum(s.headcount for s in self.seats) + sum(b.headcount for b in self.below)

    @property
    def held(self) -> int:
        """How many posts are held here and below."""
        return sum(s.held for s in self.seats) + sum(b.held for b in self.below)

    @property
    def missing(self) -> int:
        """How many are missing here and below; a surplus elsewhere does not fill them."""
        return sum(s.missing for s in self.seats) + sum(b.missing for b in self.below)

    @property
    def surplus(self) -> int:
        """How many are too many here and below."""
        return sum(s.surplus for s in self.seats) + sum(b.surplus for b in self.below)

    @property
    def tasks(self) -> str:
        """What the unit is for, in the language of the page."""
        unit = self.unit
        english = get_language() == "en" and unit.duties_text_en
        words = unit.duties_text_en if english else unit.duties_text
        return ("; " if english else "；").join(words.splitlines())

    @property
    def powers(self) -> list[str]:
        """What the unit may do beside its own work."""
        return [power_words(code) for code in self.unit.powers]

    def pruned(self, term: str) -> Branch | None:
        """The branch with what answers to the term; None when nothing does."""
        if _meant(self.unit.name, term):
            return self
        below = [kept for b in self.below if (kept := b.pruned(term))]
        seats = [s for s in self.seats if s.answers(term)]
        return Branch(self.unit, seats, below) if seats or below else None


@dataclass(frozen=True)
class Chart:
    """The tree in sight; ``stores`` are those to choose from when they are too many for a page."""

    roots: list[Branch]
    stores: list[OrgUnit]
    store: OrgUnit | None


def chart_of(access: Access, *, term: str = "", store: str = "") -> Chart:
    """The units the person may see, with posts and holders; a term keeps what answers to it."""
    units = list(OrgUnit.objects.visible_to(access, Perm.VIEW_ORGUNIT))
    stores = [u for u in units if u.kind == OrgUnit.Kind.STORE]
    chosen = None
    if len(stores) > STORES_AT_ONCE:
        chosen = next((s for s in stores if str(s.pk) == store), access.store or stores[0])
        units = [u for u in units if u.store_id in {None, chosen.pk}]
    roots = _tree(units, _seats(units, access.now))
    wanted = term.strip().lower()
    if wanted:
        roots = [kept for b in roots if (kept := b.pruned(wanted))]
    return Chart(roots, stores if chosen else [], chosen)


def power_words(code: str) -> str:
    """A power of a unit in the language of the page."""
    chinese, english = POWERS[code]
    return english if get_language() == "en" else chinese


def seated(posts: Iterable[Post], now: dt.datetime) -> dict[int, Seat]:
    """The posts with their live tenures, by the key of the post."""
    found = {p.pk: Seat(p) for p in posts}
    live = Tenure.objects.live(now).filter(post__in=found, staff__is_active=True)
    for tenure in live.select_related("staff", "acting_for__staff").order_by("starts_at", "pk"):
        seat = found[tenure.post_id]
        (seat.acting if tenure.kind == Tenure.Kind.ACTING else seat.holders).append(tenure)
    return found


def _seats(units: list[OrgUnit], now: dt.datetime) -> dict[int, list[Seat]]:
    posts = Post.objects.filter(unit__in=[u.pk for u in units], position__base=False)
    posts = posts.select_related("position").order_by("position_id", "pk")
    seats = seated(posts.prefetch_related("position__works_with"), now).values()
    editions = editions_in_force({s.post.position_id for s in seats}, now)
    found: dict[int, list[Seat]] = {}
    for seat in seats:
        edition = editions.get(seat.post.position_id)
        seat.superior = edition.reports_to if edition else None
        found.setdefault(seat.post.unit_id, []).append(seat)
    return found


def _tree(units: list[OrgUnit], seats: dict[int, list[Seat]]) -> list[Branch]:
    branches = {u.pk: Branch(u, seats.get(u.pk, [])) for u in units}
    roots: list[Branch] = []
    for unit in units:
        above = branches.get(unit.parent_id) if unit.parent_id else None
        (above.below if above else roots).append(branches[unit.pk])
    return roots


def _meant(name: str, term: str, letters: str = "") -> bool:
    return term in name.lower() or (letters or initials(name)).startswith(term)
