"""Posts with those who hold them, and where people are missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from apps.org.authority import POWERS
from apps.org.models import Post, Tenure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.org.models import Position


@dataclass
class Seat:
    """One post with those who hold it; somebody acting fills no vacancy."""

    post: Post
    holders: list[Tenure] = field(default_factory=list)
    acting: list[Tenure] = field(default_factory=list)

    @property
    def position(self) -> Position:
        """What is done in this post."""
        return self.post.position

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
