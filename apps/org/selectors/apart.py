"""Separation of duties as a page: the acts, the pairs of rights, and who holds both sides now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.org.apart import conflicts, table
from apps.org.models import Grant, Position, Tenure
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.access import Access
    from apps.org.apart import Conflict, Separation
    from apps.org.models import OrgUnit


@dataclass(frozen=True)
class BothSides:
    """Somebody who holds both rights of a pair, and the posts each comes from.

    ``by_sheet`` says that one position alone carries both, so that it was signed that way.
    """

    staff: str
    did: list[str]
    acts: list[str]
    by_sheet: bool


@dataclass(frozen=True)
class PairLine:
    """One pair of rights with those in the store who hold both now."""

    conflict: Conflict
    people: list[BothSides]


@dataclass(frozen=True)
class Apart:
    """The whole page: the acts under the document they are done on, and the pairs."""

    documents: list[tuple[str, list[Separation]]]
    pairs: list[PairLine]

    @property
    def held(self) -> int:
        """How many pairs somebody holds both sides of."""
        return sum(1 for pair in self.pairs if pair.people)


def apart_in(access: Access, store: OrgUnit | None) -> Apart:
    """The separations of all machines, and who of a store (with the group's office) holds both."""
    documents: dict[str, list[Separation]] = {}
    for line in table():
        documents.setdefault(line.document, []).append(line)
    held = _held(access, store)
    pairs = [PairLine(c, _both(c, held)) for c in conflicts()]
    return Apart(list(documents.items()), sorted(pairs, key=_rank))


def _rank(pair: PairLine) -> tuple[bool, bool]:
    """First what somebody came to hold by several posts, then what a sheet holds by itself."""
    return not any(not one.by_sheet for one in pair.people), not pair.people


def _held(access: Access, store: OrgUnit | None) -> dict[int, list[tuple[Tenure, set[str]]]]:
    """For each person their live tenures in the store, each with the rights of its sheet."""
    live = Tenure.objects.live(access.now).filter(staff__is_active=True)
    live = live.filter(Q(post__unit__store=store) | Q(post__unit__store=None))
    rows = live.select_related("staff", "post__position", "post__unit")
    tenures = list(rows.order_by("staff__name_pinyin", "staff_id", "starts_at"))
    rights = _rights({t.post.position for t in tenures}, access)
    found: dict[int, list[tuple[Tenure, set[str]]]] = {}
    for tenure in tenures:
        held = rights.get(tenure.post.position_id, set())
        found.setdefault(tenure.staff_id, []).append((tenure, held))
    return found


def _rights(positions: Iterable[Position], access: Access) -> dict[int, set[str]]:
    editions = editions_in_force(positions, access.now)
    texts = {e.text_id for e in editions.values()}
    by_text: dict[int, set[str]] = {}
    rows = Grant.objects.filter(duty__revision__in=texts)
    for text, code in rows.values_list("duty__revision", "capability"):
        by_text.setdefault(text, set()).add(code)
    return {p: by_text.get(e.text_id, set()) for p, e in editions.items()}


def _both(conflict: Conflict, held: dict[int, list[tuple[Tenure, set[str]]]]) -> list[BothSides]:
    found = []
    for tenures in held.values():
        did = [t for t, rights in tenures if conflict.did.value in rights]
        acts = [t for t, rights in tenures if conflict.right.value in rights]
        if did and acts:
            found.append(
                BothSides(
                    staff=str(tenures[0][0].staff),
                    did=[_post(t) for t in did],
                    acts=[_post(t) for t in acts],
                    by_sheet=bool(set(did) & set(acts)),
                )
            )
    return found


def _post(tenure: Tenure) -> str:
    words = str(tenure.post.position)
    return (
        words if tenure.kind == Tenure.Kind.PERMANENT else f"{words} · {tenure.get_kind_display()}"
    )
