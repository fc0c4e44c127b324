"""What publishing an edition would do: who gains or loses what, seen before it is approved.

Both sides are the engine's own reading of the duties: as they stood, and as they stand with this
edition in force.  Only what differs for a person over all their posts is a change.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.core import figures
from apps.org.apart import conflicts_of
from apps.org.catalogue_checks import ALL_KPIS
from apps.org.models import PositionRevision, Post, Staff
from apps.org.selectors.gaps import gap_sentences
from apps.org.selectors.losses import orphaned_by
from apps.org.selectors.queue_changes import QueueChange, queue_changes
from apps.org.selectors.right_changes import GAINED, KEPT, LOST, RightChange, right_changes
from apps.org.selectors.world import World, world_of
from apps.org.texts import duties_of, editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.org.models import Duty


@dataclass(frozen=True)
class FigureChange:
    """One number on the home page that appears (gained) or goes (lost)."""

    kind: str
    label: str


@dataclass(frozen=True)
class Case:
    """What changes for a person, and in which posts of the position they stand.

    ``conflicts`` are sentences about rights that now meet and may not be used on one document.
    """

    posts: tuple[str, ...]
    rights: tuple[RightChange, ...]
    queues: tuple[QueueChange, ...]
    figures: tuple[FigureChange, ...]
    conflicts: tuple[str, ...] = ()

    @property
    def changes(self) -> list[RightChange]:
        """The rights that really change."""
        return [r for r in self.rights if r.kind != KEPT]

    @property
    def kept(self) -> list[RightChange]:
        """What the edition gives or takes here without making a difference."""
        return [r for r in self.rights if r.kind == KEPT]

    @property
    def nothing(self) -> bool:
        """Whether nothing changes."""
        return not (self.changes or self.queues or self.figures)


@dataclass(frozen=True)
class PersonImpact:
    """The people for whom the same changes in the same way."""

    people: tuple[Staff, ...]
    case: Case


@dataclass(frozen=True)
class Impact:
    """The whole effect of one edition on people, and what nobody could do any more.

    ``orphaned`` and ``gaps`` are sentences; ``vacant`` are posts without a holder.
    """

    before: PositionRevision | None
    groups: list[PersonImpact]
    vacant: list[Post]
    orphaned: list[str]
    gaps: list[str] = field(default_factory=list)

    @property
    def touched(self) -> list[PersonImpact]:
        """The groups for whom something changes."""
        return [g for g in self.groups if not g.case.nothing]

    @property
    def untouched(self) -> list[PersonImpact]:
        """The groups for whom nothing changes, though the edition moves something they hold."""
        return [g for g in self.groups if g.case.nothing]

    @property
    def people(self) -> int:
        """For how many people something changes."""
        return sum(len(g.people) for g in self.touched)

    @property
    def nothing(self) -> bool:
        """Whether publishing changes nothing for anybody."""
        return not (self.touched or self.orphaned or self.gaps)

    def of(self, staff: Staff) -> PersonImpact | None:
        """What changes for one person."""
        return next((g for g in self.groups if staff in g.people), None)


def predecessor_of(revision: PositionRevision, now: dt.datetime) -> PositionRevision | None:
    """The edition this one replaces: of an approved one the one before it, else that in force."""
    others = PositionRevision.objects.filter(position=revision.position_id).exclude(pk=revision.pk)
    others = others.select_related("text_of", "reports_to", "position__owner")
    if revision.state != PositionRevision.State.APPROVED:
        return others.effective(now).first()
    earlier = Q(effective_from__lt=revision.effective_from)
    at_once = Q(effective_from=revision.effective_from, pk__lt=revision.pk)
    rows = others.filter(earlier | at_once, state=PositionRevision.State.APPROVED)
    return rows.order_by("-effective_from", "-pk").first()


def impact_of(revision: PositionRevision, now: dt.datetime) -> Impact:
    """The effect of an edition on everybody who holds its position at ``now``.

    The number of queries does not grow with the holders.
    """
    before = predecessor_of(revision, now)
    world = world_of(revision.position, before, revision, now)
    waits, numbers = queue_changes(world), _figure_changes(world, before, revision)
    cases: dict[Case, list[Staff]] = {}
    for person in world.people:
        case = Case(
            posts=tuple(world.posts_of(person)),
            rights=tuple(_rights(world, person)),
            queues=tuple(waits[person.pk]),
            figures=tuple(numbers[person.pk]),
            conflicts=tuple(_conflicts(world, person)),
        )
        cases.setdefault(case, []).append(person)
    return Impact(
        before=before,
        groups=[PersonImpact(tuple(people), case) for case, people in cases.items()],
        vacant=world.vacant,
        orphaned=orphaned_by(revision, before, now),
        gaps=gap_sentences(revision, now),
    )


def _rights(world: World, person: Staff) -> list[RightChange]:
    had, has = world.had.get(person.pk, []), world.has.get(person.pk, [])
    return right_changes(had, has, world.position.pk, world.names)


def _conflicts(world: World, person: Staff) -> list[str]:
    """Separations of duty that come to bear on the person by this edition."""
    had, has = ({r.capability for r in side.get(person.pk, ())} for side in (world.had, world.has))
    if has <= had:
        return []
    before = conflicts_of(had)
    return [c.words for c in conflicts_of(has) if c not in before]


def _figure_changes(
    world: World, before: PositionRevision | None, after: PositionRevision
) -> dict[int, list[FigureChange]]:
    """Numbers that come or go for each person, net of those of their other positions."""
    positions = {p: _positions(world, p) for p in (s.pk for s in world.people)}
    others = set().union(*positions.values()) - {world.position.pk}
    texts = editions_in_force(others, world.now)
    elsewhere = {p: _codes(duties) for p, duties in duties_of(texts).items()}
    old = _codes(duties_of({0: before})[0]) if before else set()
    new = _codes(duties_of({0: after})[0])
    found = {}
    for person, held in positions.items():
        besides = set().union(*(elsewhere.get(p, set()) for p in held))
        sides = ((GAINED, new - old - besides), (LOST, old - new - besides))
        found[person] = [FigureChange(k, f) for k, codes in sides for f in _labels(codes)]
    return found


def _positions(world: World, person: int) -> set[int]:
    return {t.post.position_id for t in world.tenures[person]} | {
        r.position_id for r in world.has.get(person, ())
    }


def _codes(duties: Iterable[Duty]) -> set[str]:
    """The figures that measure these duties and that somebody computes."""
    known = [f.code for f in figures.every_figure()]
    named = {code for duty in duties for code in duty.kpis}
    return set(known) if ALL_KPIS in named else named & set(known)


def _labels(codes: set[str]) -> list[str]:
    return [f.label for f in figures.every_figure() if f.code in codes]
