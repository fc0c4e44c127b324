"""The editions of one position: which are seen, which counts, which one is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404

from apps.org.machines import OPEN
from apps.org.models import PositionRevision

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.org.models import Position

APPROVED = PositionRevision.State.APPROVED


@dataclass(frozen=True)
class Editions:
    """All editions in sight, oldest first; drafts are seen by those who write or sign them."""

    rows: list[PositionRevision]
    now: dt.datetime

    @property
    def in_force(self) -> PositionRevision | None:
        """The one that counts now."""
        live = [e for e in self.rows if e.state == APPROVED and self._begun(e)]
        return max(live, key=lambda e: (e.effective_from, e.pk)) if live else None

    @property
    def coming(self) -> PositionRevision | None:
        """The one being revised, else one approved for a later day."""
        later = [e for e in self.rows if e.state == APPROVED and not self._begun(e)]
        return next((e for e in self.rows if e.state in OPEN), next(iter(later), None))

    def named(self, name: str) -> PositionRevision | None:
        """The edition of this name, that in force for none; raises Http404 for an unknown one."""
        if not name:
            return self.in_force
        found = next((e for e in self.rows if e.edition == name), None)
        if found is None:
            raise Http404
        return found

    def _begun(self, edition: PositionRevision) -> bool:
        return edition.effective_from is not None and edition.effective_from <= self.now


def editions_of(access: Access, position: Position) -> Editions:
    """The approved editions, and the others for whoever drafts, reviews or approves here."""
    signing = PositionRevision.objects.visible_to(access).filter(position=position)
    rows = position.revisions.filter(Q(state=APPROVED) | Q(pk__in=signing.values("pk")))
    people = ("drafted_by", "reviewed_by", "approved_by", "second_look_by")
    rows = rows.select_related(*people, "reports_to", "text_of", "position__owner")
    return Editions(list(rows.order_by("pk")), access.now)
