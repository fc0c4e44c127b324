"""What nobody could do any more once an edition is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.capabilities import capability
from apps.org.models import Grant, OrgUnit, Position, Tenure
from apps.org.texts import editions_in_force, positions_by_text

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import PositionRevision


def orphaned_by(
    revision: PositionRevision, before: PositionRevision | None, now: dt.datetime
) -> list[str]:
    """Sentences about rights that no live holder of any position here would have; five queries."""
    position = revision.position
    gone = sorted(_codes(before) - _codes(revision)) if before else []
    if not gone:
        return []
    kept = _held_elsewhere(position, gone, now)
    words = _("发布后，%(unit)s再没有人能“%(right)s”。")
    where = {"unit": position.owner}
    return [words % {**where, "right": capability(c).label} for c in gone if c not in kept]


def _codes(revision: PositionRevision) -> set[str]:
    rows = Grant.objects.filter(duty__revision=revision.text_id)
    return set(rows.values_list("capability", flat=True))


def _held_elsewhere(position: Position, codes: list[str], now: dt.datetime) -> set[str]:
    """Those of the capabilities that a live holder of another position has."""
    root = OrgUnit.objects.filter(parent=None).values("pk")
    around = Position.objects.filter(owner__in=[position.owner_id]) | Position.objects.filter(
        owner__in=root
    )
    others = {p.pk: p for p in around.exclude(pk=position.pk)}
    by_text = positions_by_text(editions_in_force(others, now))
    rows = Grant.objects.filter(duty__revision__in=by_text, capability__in=codes)
    granted = [
        (code, p)
        for text, code in rows.values_list("duty__revision", "capability")
        for p in by_text[text]
    ]
    live = Tenure.objects.live(now).filter(staff__is_active=True)
    live = live.filter(post__position__in={p for _c, p in granted})
    held = set(live.values_list("post__position", flat=True))
    return {code for code, p in granted if p in held or others[p].base}
