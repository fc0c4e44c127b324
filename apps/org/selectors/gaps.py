"""What nobody could answer any more once a draft is in force: said before it is approved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.org.chart import read_chart
from apps.org.gaps import Gap, Gaps
from apps.org.in_force import catalogue_in_force, text_of

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import PositionRevision

PAGE = "page"


def gaps_after(revision: PositionRevision, now: dt.datetime) -> list[Gap]:
    """The gaps the store would have with this edition in force and does not have now.

    Requests that nobody on the line decides, limits that nobody ends, acts without sight.
    """
    chart, position = read_chart(), revision.position
    before = catalogue_in_force(position.owner, now)
    draft = text_of(revision)
    others = tuple(p for p in before.positions if p.code != position.code)
    after = replace(before, positions=(*others, draft))
    known = set(Gaps(before, chart).every())
    return [g for g in Gaps(after, chart).every() if g.kind != PAGE and g not in known]
