"""The texts in force at an instant: the edition of each position, and the duties that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from apps.org.models import Duty, Grant, PositionRevision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from apps.org.access import Access
    from apps.org.models import Position


def editions_in_force(
    positions: Iterable[Position | int], now: dt.datetime
) -> dict[int, PositionRevision]:
    """For each position that has one its edition in force, with the superior it names."""
    keys = {p if isinstance(p, int) else p.pk for p in positions}
    rows = PositionRevision.objects.filter(position__in=keys).effective(now)
    return {e.position_id: e for e in rows.select_related("reports_to")}


def positions_by_text(editions: Mapping[int, PositionRevision]) -> dict[int, list[int]]:
    """Which positions go by a text, by the key of the edition that holds it."""
    found: dict[int, list[int]] = {}
    for position, edition in editions.items():
        found.setdefault(edition.text_id, []).append(position)
    return found


def duties_of(editions: Mapping[int, PositionRevision]) -> dict[int, list[Duty]]:
    """The duties that count for each position, in order; each says whether it grants anything."""
    granting = Grant.objects.filter(duty=OuterRef("pk"))
    rows = Duty.objects.filter(revision__in={e.text_id for e in editions.values()})
    by_text: dict[int, list[Duty]] = {}
    for duty in rows.annotate(grants_something=Exists(granting)).order_by("order", "pk"):
        by_text.setdefault(duty.revision_id, []).append(duty)
    return {p: by_text.get(e.text_id, []) for p, e in editions.items()}


def held_duties(access: Access) -> dict[int, list[Duty]]:
    """The duties of the positions a person holds and of the base positions that come along."""
    reached = (r.position_id for found in access.held().values() for r in found)
    held = {t.post.position_id for t in access.tenures} | set(reached)
    return duties_of(editions_in_force(held, access.now))


def below(position: Position, now: dt.datetime) -> list[Position]:
    """The positions whose edition in force names this one as their superior."""
    ever = PositionRevision.objects.filter(reports_to=position).values("position")
    rows = PositionRevision.objects.filter(position__in=ever).effective(now)
    editions = rows.select_related("position")
    return [e.position for e in editions if e.reports_to_id == position.pk]
