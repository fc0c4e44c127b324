"""The organisation chart as a page draws it: boxes and cards of plain values.

A page of 150 posts is rendered in one go, so nothing here is a model and every word is ready.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.pinyin import initials, pinyin
from apps.org.models import OrgUnit, Position, PositionRevision, Post, Tenure
from apps.org.permissions import Perm
from apps.org.selectors.chart import power_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from apps.org.access import Access

#: Up to so many stores stand on one page; a larger group shows its office and one store.
STORES_AT_ONCE = 5


@dataclass(slots=True)
class Stand:
    """Somebody acting in a post: who, for whom, and until when."""

    name: str
    absent: str
    until: dt.datetime | None


@dataclass(slots=True)
class Card:
    """One post: its position, its people, what is missing, and where its lines lead.

    ``above`` is the key of the nearest post of its superior, ``beside`` those of the positions it
    works with; ``found_by`` is what a search may type.
    """

    pk: int
    position: int
    unit: int
    path: list[str]
    name: str
    url: str
    headcount: int
    people: list[str] = field(default_factory=list)
    acting: list[Stand] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    superior: str = ""
    peers: list[str] = field(default_factory=list)
    above: int | str = ""
    beside: list[int] = field(default_factory=list)

    @property
    def held(self) -> int:
        """How many hold it; somebody acting fills no vacancy."""
        return len(self.people)

    @property
    def missing(self) -> int:
        """How many are missing (缺编)."""
        return max(0, self.headcount - len(self.people))

    @property
    def surplus(self) -> int:
        """How many are too many (超编)."""
        return max(0, len(self.people) - self.headcount)

    def holders(self, words: Mapping[str, str]) -> str:
        """The names of the holders, or the word for a vacancy."""
        return words["between"].join(self.people) or (words["vacant"] if self.headcount else "")

    @property
    def lines(self) -> str:
        """The posts its dashed lines lead to."""
        return " ".join(map(str, self.beside))

    @property
    def found_by(self) -> str:
        """Names, pinyin and initials in lower case."""
        return "|".join((*_spelt(self.name), *(n.lower() for n in self.people), *self.letters))


@dataclass(slots=True)
class Box:
    """One unit with its posts and the units below it; counts take in what is below."""

    pk: int
    kind: str
    kind_words: str
    name: str
    tasks: str
    powers: str
    planned: int
    cards: list[Card] = field(default_factory=list)
    below: list[Box] = field(default_factory=list)
    headcount: int = 0
    held: int = 0
    missing: int = 0
    surplus: int = 0

    def count(self) -> Box:
        """Sum up posts and units below; a surplus elsewhere fills no vacancy."""
        parts: list[Card | Box] = [*self.cards, *(b.count() for b in self.below)]
        self.headcount = sum(p.headcount for p in parts)
        self.held = sum(p.held for p in parts)
        self.missing = sum(p.missing for p in parts)
        self.surplus = sum(p.surplus for p in parts)
        return self

    @property
    def established(self) -> int:
        """The headcount set for the unit where its posts add up to another number."""
        return self.planned if self.planned != self.headcount else 0

    @property
    def found_by(self) -> str:
        """Name, pinyin and initials in lower case."""
        return "|".join(_spelt(self.name))

    def pruned(self, term: str) -> Box | None:
        """The box with what answers to the term; None when nothing does."""
        if _meant(self.found_by, term):
            return self
        self.below = [kept for b in self.below if (kept := b.pruned(term))]
        self.cards = [c for c in self.cards if _meant(c.found_by, term)]
        return self if self.cards or self.below else None


@dataclass(frozen=True)
class Tree:
    """What is in sight; ``stores`` are those to choose from when they are too many for a page."""

    roots: list[Box]
    stores: list[OrgUnit]
    store: OrgUnit | None


def chart_of(access: Access, *, term: str = "", store: str = "") -> Tree:
    """The units the person may see, with posts and holders; a term keeps what answers to it."""
    units = list(OrgUnit.objects.open().visible_to(access, Perm.VIEW_ORGUNIT))
    stores = [u for u in units if u.kind == OrgUnit.Kind.STORE]
    chosen = None
    if len(stores) > STORES_AT_ONCE:
        chosen = next((s for s in stores if str(s.pk) == store), access.store or stores[0])
        units = [u for u in units if u.store_id in {None, chosen.pk}]
    cards = _cards(units, access.now)
    roots = [box.count() for box in _boxes(units, cards)]
    wanted = term.strip().lower()
    if wanted:
        roots = [kept for b in roots if (kept := b.pruned(wanted))]
    return Tree(roots, stores if chosen else [], chosen)


def _cards(units: list[OrgUnit], now: dt.datetime) -> dict[int, Card]:
    english = get_language() == "en"
    title = F("position__name_en" if english else "position__name")
    posts = Post.objects.filter(unit__in=[u.pk for u in units], position__base=False)
    rows = posts.order_by("position_id", "pk").values_list(
        "pk", "position_id", "unit_id", "unit__path", title, "headcount"
    )
    sheet = reverse("org:position_sheet", args=[0])
    cards = {
        pk: Card(
            pk,
            position,
            unit,
            path.split("/"),
            name,
            sheet.replace("/0/", f"/{position}/"),
            headcount,
        )
        for pk, position, unit, path, name, headcount in rows
    }
    _seat(cards, now)
    _connect(cards, now, english=english)
    return {pk: card for pk, card in cards.items() if card.headcount or card.people or card.acting}


def _seat(cards: dict[int, Card], now: dt.datetime) -> None:
    """Put the people of live tenures into their posts."""
    live = Tenure.objects.live(now).filter(post__in=cards, staff__is_active=True)
    rows = live.order_by("starts_at", "pk").values_list(
        "post_id",
        "kind",
        "ends_at",
        "staff__name",
        "staff__name_pinyin",
        "staff__name_initials",
        "acting_for__staff__name",
    )
    part_time, vacancy = _("（兼）"), _("空缺")
    for post, kind, until, name, spelt, letters, absent in rows:
        card = cards[post]
        card.letters += (spelt.replace(" ", ""), letters)
        if kind == Tenure.Kind.ACTING:
            card.acting.append(Stand(name, absent or vacancy, until))
            card.letters.append(name.lower())
        else:
            card.people.append(name + part_time if kind == Tenure.Kind.CONCURRENT else name)


def _connect(cards: dict[int, Card], now: dt.datetime, *, english: bool) -> None:
    """Lead the lines of each post to the nearest posts of its superior and of its peers."""
    positions = {c.position for c in cards.values()}
    by_position: dict[int, list[Card]] = defaultdict(list)
    for card in cards.values():
        by_position[card.position].append(card)
    name = "name_en" if english else "name"
    above: dict[int, int | None] = {}
    names: dict[int | None, str] = {}
    editions = PositionRevision.objects.filter(position__in=positions).effective(now)
    for position, superior, title in editions.values_list(
        "position_id", "reports_to_id", f"reports_to__{name}"
    ):
        above[position], names[superior] = superior, title
    beside: dict[int, list[int]] = defaultdict(list)
    pairs = Position.works_with.through.objects.filter(from_position__in=positions).order_by("pk")
    for one, other, title in pairs.values_list(
        "from_position_id", "to_position_id", f"to_position__{name}"
    ):
        names[other] = title
        if other != above.get(one):
            beside[one].append(other)
    for card in cards.values():
        superior = above.get(card.position)
        if superior:
            card.superior = names[superior]
            card.above = _nearest(card, by_position.get(superior, ()))
        card.peers = [names[p] for p in beside[card.position]]
        found = (_nearest(card, by_position.get(p, ())) for p in beside[card.position])
        card.beside = [pk for pk in found if isinstance(pk, int)]


def _nearest(card: Card, others: Iterable[Card]) -> int | str:
    """The post among ``others`` that shares most of the way from the root; "" without any."""

    def shared(other: Card) -> tuple[int, int]:
        steps = enumerate(zip(card.path, other.path, strict=False))
        same = next((i for i, (mine, theirs) in steps if mine != theirs), len(card.path))
        return -same, other.pk

    return min(others, key=shared).pk if others else ""


def _boxes(units: list[OrgUnit], cards: dict[int, Card]) -> list[Box]:
    english = get_language() == "en"
    boxes = {u.pk: _box(u, english=english) for u in units}
    for card in cards.values():
        boxes[card.unit].cards.append(card)
    roots: list[Box] = []
    for unit in units:
        above = boxes.get(unit.parent_id) if unit.parent_id else None
        (above.below if above else roots).append(boxes[unit.pk])
    return roots


def _box(unit: OrgUnit, *, english: bool) -> Box:
    words = unit.duties_text_en if english and unit.duties_text_en else unit.duties_text
    return Box(
        pk=unit.pk,
        kind=unit.kind,
        kind_words=unit.get_kind_display(),
        name=str(unit),
        tasks=("; " if english else "；").join(words.splitlines()),
        powers=" · ".join(power_words(code) for code in unit.powers),
        planned=unit.headcount,
    )


@lru_cache(maxsize=4096)
def _spelt(name: str) -> tuple[str, str, str]:
    return name.lower(), pinyin(name).replace(" ", ""), initials(name)


def _meant(found_by: str, term: str) -> bool:
    """Chinese is found anywhere in a name, letters at its start or inside an English name."""
    letters = term.isascii()
    return any(
        word.startswith(term) or ((not letters or " " in word) and term in word)
        for word in found_by.split("|")
    )
