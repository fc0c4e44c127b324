"""The position sheet (岗位说明书): the controlled document with the present beside each duty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core import figures, queues
from apps.core.capabilities import capability
from apps.org import home
from apps.org.apart import separations
from apps.org.catalogue import Catalogue, read_catalogue
from apps.org.catalogue_checks import ALL_KPIS
from apps.org.models import Duty, Position, PositionRevision, Post
from apps.org.pages import address_of, open_to
from apps.org.selectors.chart import Seat, power_words, seated
from apps.org.selectors.editions import Editions, editions_of
from apps.org.texts import below
from apps.org.wording import limits_words, scope_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.queues import Waiting
    from apps.org.access import Access
    from apps.org.home import FigureLine
    from apps.org.models import Grant, OrgUnit


@dataclass(frozen=True)
class GrantLine:
    """What a duty allows, on which rows, and where it is done ("" where the viewer cannot).

    ``planned`` marks a right whose rows the product does not keep yet.
    """

    label: str
    scope: str
    limits: str
    url: str
    planned: bool


@dataclass(frozen=True)
class QueueLine:
    """What waits for the viewer under the duty."""

    label: str
    open: int
    overdue: int
    url: str


@dataclass(frozen=True)
class DutyLine:
    """One numbered duty with what stands in its margin."""

    number: int
    duty: Duty
    sources: list[str]
    grants: list[GrantLine]
    apart: list[str]
    queues: list[QueueLine]
    numbers: list[FigureLine]
    unmeasured: list[str]


@dataclass(frozen=True)
class Sheet:
    """The whole document as it is in force."""

    position: Position
    edition: PositionRevision | None
    editions: Editions
    duties: list[DutyLine]
    seats: list[Seat]
    subordinates: list[Position]
    peers: list[Position]
    powers: list[str]
    limits: list[str]
    also: list[str]
    requires: list[str]

    @property
    def counts(self) -> bool:
        """Whether this is the edition in force."""
        return self.edition is not None and self.edition == self.editions.in_force

    @property
    def is_coming(self) -> bool:
        """Whether this edition is still to be signed or to come into force."""
        return self.edition is not None and self.edition == self.editions.coming

    @property
    def purpose(self) -> str:
        """What the position is for."""
        return self.edition.purpose_words if self.edition else ""

    @property
    def superior(self) -> Position | None:
        """The position directly above it."""
        return self.edition.reports_to if self.edition else None

    @property
    def codes(self) -> list[str]:
        """The figures of the position: those of its duties in their order, each once."""
        return list(dict.fromkeys(code for line in self.duties for code in line.duty.kpis))

    @property
    def figures(self) -> list[str]:
        """The figures by name, as far as they are computed."""
        return [f.label for code in self.codes if (f := figures.figure(code))]

    @property
    def figures_unmeasured(self) -> list[str]:
        """The codes of figures nobody computes yet."""
        return [c for c in self.codes if c != ALL_KPIS and not figures.figure(c)]

    @property
    def by_every_figure(self) -> bool:
        """Whether the position answers for all figures of the department."""
        return ALL_KPIS in self.codes

    @property
    def holders(self) -> list[str]:
        """Who holds the position now, acting holders included."""
        return [str(t.staff) for s in self.seats for t in (*s.holders, *s.acting)]

    @property
    def units(self) -> list[OrgUnit]:
        """Where the position sits."""
        return [s.post.unit for s in self.seats]

    @property
    def headcount(self) -> int:
        """How many should hold it."""
        return sum(s.headcount for s in self.seats)


def sheet_of(access: Access, position: Position, name: str = "") -> Sheet:
    """The sheet of a position that access has returned, in force or of the edition named.

    Raises Http404 for an edition that does not exist or is not seen.
    """
    editions = editions_of(access, position)
    edition = editions.named(name)
    duties = _duties(edition)
    posts = Post.objects.filter(position=position).select_related("unit")
    seats = list(seated(posts.order_by("unit__path"), access.now).values())
    return Sheet(
        position=position,
        edition=edition,
        editions=editions,
        duties=_lines(access, duties),
        seats=seats,
        subordinates=below(position, access.now),
        peers=list(position.works_with.all()),
        powers=_powers(seats),
        limits=_limits(duties),
        also=_both(position.also),
        requires=_both(edition.requires) if edition else [],
    )


def _duties(edition: PositionRevision | None) -> list[Duty]:
    rows = Duty.objects.filter(revision=edition.text_id) if edition else Duty.objects.none()
    return list(rows.prefetch_related("grants").order_by("order"))


def _lines(access: Access, duties: list[Duty]) -> list[DutyLine]:
    mine = {r.duty_id for found in access.held().values() for r in found}
    codes = {g.capability for d in duties if d.pk in mine for g in d.grants.all()}
    waiting = queues.waiting(queues.queues_for(codes), access)
    apart = separations()
    figured = list(dict.fromkeys(code for d in duties for code in d.kpis))
    numbers = {n.code: n for n in home.numbers.ask(access=access, codes=figured)}
    return [
        DutyLine(
            number=number,
            duty=duty,
            sources=source_words(duty.source),
            grants=[_grant(access, g) for g in duty.grants.all()],
            apart=[note for g in duty.grants.all() for note in apart.get(g.capability, ())],
            queues=_queues(duty, waiting) if duty.pk in mine else [],
            numbers=[numbers[code] for code in duty.kpis if code in numbers],
            unmeasured=[code for code in duty.kpis if code not in numbers],
        )
        for number, duty in enumerate(duties, start=1)
    ]


def _grant(access: Access, grant: Grant) -> GrantLine:
    perm = capability(grant.capability)
    url = address_of(perm.page)
    mine = open_to(access, perm.page) if access.can(perm) else ""
    return GrantLine(
        label=perm.label,
        scope=scope_words(grant.scope, grant.rows),
        limits=limits_words(grant.limits),
        url=mine,
        planned=not url and not perm.model,
    )


def _queues(duty: Duty, waiting: dict[str, Waiting]) -> list[QueueLine]:
    found = []
    for queue in queues.queues_for(g.capability for g in duty.grants.all()):
        count = waiting[queue.code]
        url = address_of(queue.page) + (f"?{queue.query}" if queue.query else "")
        found.append(QueueLine(str(queue.label), count.open, count.overdue, url))
    return found


def source_words(references: Iterable[str]) -> list[str]:
    """Where a duty comes from, each document once."""
    english = get_language() == "en"
    known = _catalogue()
    return list(dict.fromkeys(_source(known, r, english) for r in references))


def _source(known: Catalogue, reference: str, english: bool) -> str:
    if reference.partition("/")[0] not in known.sources:
        return reference  # typed by the people who own the sheet
    return known.source_words(reference, english)


@cache
def _catalogue() -> Catalogue:
    return read_catalogue()


def _powers(seats: list[Seat]) -> list[str]:
    codes = dict.fromkeys(code for s in seats for code in s.post.unit.powers)
    return [power_words(code) for code in codes]


def _limits(duties: list[Duty]) -> list[str]:
    return [
        capability(g.capability).label + _("：") + words
        for d in duties
        for g in d.grants.all()
        if (words := limits_words(g.limits))
    ]


def _both(entries: list[dict[str, str]]) -> list[str]:
    english = get_language() == "en"
    return [e["text_en"] if english and e.get("text_en") else e["text"] for e in entries]
