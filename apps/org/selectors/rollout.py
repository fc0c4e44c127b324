"""What rolling editions out to stores would do: who gets which edition, and who is passed over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.org.editions import document_no, next_edition
from apps.org.models import Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.signers import holders_among
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import OrgUnit

State = PositionRevision.State


@dataclass(frozen=True)
class Target:
    """A position that gets the text of ``source`` as its next edition."""

    position: Position
    source: PositionRevision
    edition: str
    document_no: str
    reports_to: Position | None
    before: PositionRevision | None

    @property
    def store(self) -> OrgUnit:
        """Whose position it is."""
        return self.position.owner


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
    return plan


@dataclass
class _Stores:
    """What is known of the stores, read in a handful of statements."""

    positions: Mapping[tuple[int, str], Position]
    group: Mapping[str, Position]
    in_force: Mapping[int, PositionRevision]
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
        superiors = {r.reports_to.code for r in revisions if r.reports_to}
        named = Position.objects.filter(owner__in=stores, code__in=wanted | superiors)
        rows = access.limit_reach(named, Perm.ROLLOUT_POSITION).select_related("owner")
        positions = {(p.owner_id, p.code): p for p in rows}
        keys = [p.pk for (_s, code), p in positions.items() if code in wanted]
        editions: dict[int, list[str]] = defaultdict(list)
        every = PositionRevision.objects.filter(position__in=keys)
        for key, name in every.values_list("position", "edition"):
            editions[key].append(name)
        coming = every.filter(state=State.APPROVED, effective_from__gt=access.now)
        signed = {key for r in revisions for key in r.signer_ids()} | {access.person.pk}
        return cls(
            positions=positions,
            group={p.code: p for p in Position.objects.filter(owner__parent=None)},
            in_force=editions_in_force(keys, access.now),
            editions=editions,
            coming=set(
                coming.filter(effective_from__gte=effective_from).values_list("position", flat=True)
            ),
            held={position for _s, position in holders_among(signed, keys, access.now)},
        )

    def judge(
        self, plan: Plan, source: PositionRevision, store: OrgUnit, only: frozenset[int] | None
    ) -> None:
        """Put one pair where it belongs."""
        position = self.positions.get((store.pk, source.position.code))
        kind = "missing" if position is None else self._obstacle(position, source, only)
        if position is None or kind:
            plan.passed_over.append(PassedOver(store, source, kind, _words(kind)))
            return
        target = Target(
            position=position,
            source=source,
            edition=next_edition(self.editions[position.pk]),
            document_no=self._document_no(position),
            reports_to=self._superior(store, source),
            before=self.in_force.get(position.pk),
        )
        own_text = _is_local(target.before) or position.pk in self.coming
        (plan.deviating if own_text else plan.publish).append(target)

    def _obstacle(
        self, position: Position, source: PositionRevision, only: frozenset[int] | None
    ) -> str:
        before = self.in_force.get(position.pk)
        if position.pk == source.position_id:
            return "source"
        if before is not None and before.text_id == source.text_id:
            return "same"
        if position.pk in self.held:
            return "held"
        if source.reports_to is not None and self._superior(position.owner, source) is None:
            return "superior"
        return "busy" if only is not None and position.pk not in only else ""

    def _superior(self, store: OrgUnit, source: PositionRevision) -> Position | None:
        """The superior of the source by its code in the store, or the group's own position."""
        if source.reports_to is None:
            return None
        code = source.reports_to.code
        return self.positions.get((store.pk, code)) or self.group.get(code)

    def _document_no(self, position: Position) -> str:
        before = self.in_force.get(position.pk)
        return before.document_no if before else document_no(position)


def _is_local(edition: PositionRevision | None) -> bool:
    """Whether a store wrote the edition itself, after founding and after the last roll-out."""
    if edition is None or edition.rolled_out_from_id is not None:
        return False
    return edition.based_on_id is not None


def _words(kind: str) -> str:
    return {
        "missing": _("该店没有这个岗位"),
        "source": _("这就是来源岗位"),
        "same": _("已经是这个版本"),
        "held": _("签字人或推广人担任该店的这个岗位"),
        "superior": _("该店没有它的上级岗位"),
        "busy": _("别人正在办理该店的这个岗位，请稍后再推广"),
    }[kind]
