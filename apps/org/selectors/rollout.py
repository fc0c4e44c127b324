"""What rolling editions out to stores would do: who gets which edition, and who is passed over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from apps.org.editions import next_edition, number_of
from apps.org.models import Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.signers import holders_among

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.org.models.position import PositionRevisionQuerySet

State = PositionRevision.State


class InForce(NamedTuple):
    """As much of an edition in force as a plan needs; thousands of them are read."""

    pk: int
    text_id: int
    reports_to_id: int | None
    local: bool
    document_no: str
    edition: str


@dataclass(frozen=True)
class Target:
    """A position that gets the text of ``source`` as its next edition, after ``before``."""

    store: OrgUnit
    source: PositionRevision
    position_id: int
    edition: str
    document_no: str
    reports_to_id: int | None
    before: InForce | None

    @property
    def moves(self) -> bool:
        """Whether it gets another superior."""
        return self.before is None or self.before.reports_to_id != self.reports_to_id


@dataclass(frozen=True)
class PassedOver:
    """A store that does not get an edition, and why."""

    store: OrgUnit
    source: PositionRevision
    kind: str
    words: str


@dataclass
class Plan:
    """``deviating`` positions have a text of their own and are only replaced when asked."""

    publish: list[Target] = field(default_factory=list)
    deviating: list[Target] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)


def plan_roll_out(
    access: Access,
    revisions: Sequence[PositionRevision],
    stores: Sequence[OrgUnit],
    effective_from: dt.datetime,
    only: frozenset[int] | None = None,
) -> Plan:
    """Every pair of a revision and a store is published, deviating or passed over.

    ``only`` names the positions that may be written now; others are busy.
    """
    there = _Stores.read(access, revisions, stores, effective_from)
    plan = Plan()
    for source in revisions:
        for store in stores:
            there.judge(plan, source, store, only)
    there.break_circles(plan)
    return plan


@dataclass
class _Stores:
    """What is known of the stores, read in a handful of statements."""

    positions: Mapping[tuple[int, str], int]
    group: Mapping[str, int]
    in_force: Mapping[int, InForce]
    editions: Mapping[int, list[str]]
    coming: set[int]
    held: set[int]

    @classmethod
    def read(
        cls,
        access: Access,
        revisions: Sequence[PositionRevision],
        stores: Sequence[OrgUnit],
        effective_from: dt.datetime,
    ) -> _Stores:
        wanted = {r.position.code for r in revisions}
        reached = access.limit_reach(
            Position.objects.filter(owner__in=stores), Perm.ROLLOUT_POSITION
        )
        positions = {(o, c): p for o, c, p in reached.values_list("owner", "code", "pk")}
        there = PositionRevision.objects.filter(position__owner__in=stores)
        every = there.filter(position__code__in=wanted)
        coming = every.filter(
            state=State.APPROVED, effective_from__gt=access.now, effective_from__gte=effective_from
        )
        signed = _signers(revisions) | {access.person.pk}
        sites = Position.objects.filter(owner__in=stores, code__in=wanted)
        group = Position.objects.filter(owner__parent=None)
        return cls(
            positions=positions,
            group=dict(group.values_list("code", "pk")),
            in_force=_in_force(there, access.now),
            editions=_editions(every),
            coming=set(coming.values_list("position", flat=True)),
            held={position for _s, position in holders_among(signed, sites, access.now)},
        )

    def judge(
        self, plan: Plan, source: PositionRevision, store: OrgUnit, only: frozenset[int] | None
    ) -> None:
        """Put one pair where it belongs."""
        key = self.positions.get((store.pk, source.position.code))
        kind = "missing" if key is None else self._obstacle(key, store, source, only)
        if key is None or kind:
            plan.passed_over.append(PassedOver(store, source, kind, kind_words(kind)))
            return
        before = self.in_force.get(key)
        target = Target(
            store=store,
            source=source,
            position_id=key,
            edition=next_edition(self.editions.get(key, ())),
            document_no=before.document_no if before else number_of(store, source.position.code),
            reports_to_id=self._superior(store, source),
            before=before,
        )
        own_text = (before is not None and before.local) or key in self.coming
        (plan.deviating if own_text else plan.publish).append(target)

    def _obstacle(
        self, key: int, store: OrgUnit, source: PositionRevision, only: frozenset[int] | None
    ) -> str:
        before = self.in_force.get(key)
        if key == source.position_id:
            return "source"
        if before is not None and before.text_id == source.text_id:
            return "same"
        if key in self.held:
            return "held"
        if source.reports_to is not None and self._superior(store, source) is None:
            return "superior"
        return "busy" if only is not None and key not in only else ""

    def _superior(self, store: OrgUnit, source: PositionRevision) -> int | None:
        """The superior of the source by its code in the store, or the group's own position."""
        if source.reports_to is None:
            return None
        code = source.reports_to.code
        return self.positions.get((store.pk, code)) or self.group.get(code)

    def break_circles(self, plan: Plan) -> None:
        """Pass over what would lead a reporting line back to itself."""
        lines = {key: e.reports_to_id for key, e in self.in_force.items()}
        for found in (plan.publish, plan.deviating):
            lines |= {t.position_id: t.reports_to_id for t in found}
            moved = (t for t in found if t.moves)  # a circle needs a new line
            round_about = [t for t in moved if _leads_back(lines, t.position_id)]
            for target in round_about:
                found.remove(target)
                facts = (target.store, target.source, "circle", kind_words("circle"))
                plan.passed_over.append(PassedOver(*facts))


def _leads_back(lines: Mapping[int, int | None], start: int) -> bool:
    above, seen = lines.get(start), set[int]()
    while above is not None and above not in seen:
        if above == start:
            return True
        seen.add(above)
        above = lines.get(above)
    return False


def _signers(revisions: Sequence[PositionRevision]) -> set[int]:
    """Everybody who wrote or signed one of them."""
    typed = PositionRevision.written_by.through.objects.filter(positionrevision__in=revisions)
    signed = {k for r in revisions for k in (r.drafted_by_id, r.reviewed_by_id, r.approved_by_id)}
    return {*typed.values_list("staff", flat=True), *(k for k in signed if k is not None)}


def _in_force(there: PositionRevisionQuerySet, now: dt.datetime) -> dict[int, InForce]:
    """A text is a store's own when it was written there after founding and the last roll-out."""
    found = there.effective(now).values_list(
        *("position", "pk", "text_of", "reports_to", "rolled_out_from", "based_on"),
        *("document_no", "edition"),
    )
    return {
        key: InForce(pk, text or pk, above, sent is None and base is not None, number, edition)
        for key, pk, text, above, sent, base, number, edition in found
    }


def _editions(rows: PositionRevisionQuerySet) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for position, name in rows.values_list("position", "edition"):
        found[position].append(name)
    return found


def kind_words(kind: str) -> str:
    """Why a store is passed over."""
    return {
        "missing": _("该店没有这个岗位"),
        "source": _("这就是来源岗位"),
        "same": _("已经是这个版本"),
        "held": _("签字人或推广人担任该店的这个岗位"),
        "superior": _("该店没有它的上级岗位"),
        "circle": _("该店的汇报关系会成环"),
        "busy": _("别人正在办理该店的这个岗位，请稍后再推广"),
    }[kind]
