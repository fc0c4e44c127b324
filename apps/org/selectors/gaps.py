"""What nobody could answer any more once a draft is in force: said before it is approved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.org.chart import Chart, read_chart
from apps.org.gaps import Gap, Gaps
from apps.org.in_force import catalogue_in_force, text_of
from apps.org.models import OrgUnit, Position, PositionRevision

if TYPE_CHECKING:
    import datetime as dt

PAGE = "page"
State = PositionRevision.State


def gaps_after(revision: PositionRevision, now: dt.datetime) -> list[Gap]:
    """The gaps the store would have with this edition in force and does not have now.

    Requests that nobody on the line decides, limits that nobody ends, acts without sight.
    """
    chart, position = _chart(), revision.position
    before = catalogue_in_force(position.owner, now)
    draft = text_of(revision)
    others = tuple(p for p in before.positions if p.code != position.code)
    after = replace(before, positions=(*others, draft))
    known = set(Gaps(before, chart).every())
    return [g for g in Gaps(after, chart).every() if g.kind != PAGE and g not in known]


@cache
def _chart() -> Chart:
    """The template, which is part of the product."""
    return read_chart()


def gap_sentences(revision: PositionRevision, now: dt.datetime) -> list[str]:
    """The same gaps, each with the position that would stand before it; none once in force."""
    begun = revision.state == State.APPROVED and (revision.effective_from or now) <= now
    if begun or revision.state == State.WITHDRAWN:
        return []
    gaps = gaps_after(revision, now)
    owners = Position.objects.filter(
        owner__in=_owners(revision), code__in={g.position for g in gaps}
    )
    names = {p.code: str(p) for p in owners}
    return [f"{names.get(g.position, g.position)}{_('：')}{g.words}" for g in gaps]


def _owners(revision: PositionRevision) -> list[int]:
    roots = OrgUnit.objects.filter(parent=None).values_list("pk", flat=True)
    return [revision.position.owner_id, *roots]
