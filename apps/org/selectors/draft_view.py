"""An edition that does not count yet, with its changes in place and whom each one touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.org.selectors.difference import Difference, DutyChange, difference_of
from apps.org.selectors.impact import Impact, impact_of

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import PositionRevision, Staff
    from apps.org.selectors.right_changes import RightChange


@dataclass(frozen=True)
class Touch:
    """One right of a duty that changes for these people."""

    right: RightChange
    people: tuple[Staff, ...]


@dataclass(frozen=True)
class DraftDuty:
    """One duty of either edition with whom its changed rights touch."""

    change: DutyChange
    touches: list[Touch]


@dataclass(frozen=True)
class DraftView:
    """The whole edition against the one it replaces."""

    edition: PositionRevision
    difference: Difference
    impact: Impact
    duties: list[DraftDuty]


def draft_view_of(access: Access, edition: PositionRevision) -> DraftView:
    """The changes of an edition in place, and beside them who gains and loses what."""
    impact = impact_of(edition, access.now)
    difference = difference_of(impact.before, edition)
    duties = [DraftDuty(change, _touches(change, impact)) for change in difference.duties]
    return DraftView(edition, difference, impact, duties)


def _touches(change: DutyChange, impact: Impact) -> list[Touch]:
    codes = {g.code for g in change.changed_grants}
    found = [
        Touch(right, group.people)
        for group in impact.groups
        for right in group.case.rights
        if right.code in codes
    ]
    return list({(t.right, t.people): t for t in found}.values())
