"""The reporting line: who stands above a person, and who of them may decide how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from apps.org.access import Access
from apps.org.models import Position, PositionRevision, Staff, Tenure
from apps.org.texts import editions_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from django.db import models

    from apps.core.capabilities import CapabilityEnum


def positions_above(staff: Staff, now: dt.datetime) -> Iterator[Position]:
    """The positions above those the person holds, nearest first, each once."""
    held = Position.objects.filter(posts__tenures__in=staff.tenures.live(now))
    level = set(held.values_list("pk", flat=True))
    seen = set(level)
    while level:
        editions = editions_in_force(level, now).values()
        above = {e.reports_to.pk: e.reports_to for e in editions if e.reports_to}
        level = set(above) - seen
        seen |= level
        yield from (above[key] for key in sorted(level))


def would_circle(position: Position, superior: Position, now: dt.datetime) -> bool:
    """Whether the line above ``superior`` leads back to ``position``.

    Editions in force at ``now`` count, and those approved to come into force later.
    """
    approved = PositionRevision.objects.filter(state=PositionRevision.State.APPROVED)
    level, seen = {superior.pk}, set[int]()
    while level:
        if position.pk in level:
            return True
        seen |= level
        named = approved.filter(position__in=level, reports_to__isnull=False)
        in_force = PositionRevision.objects.filter(position__in=level).effective(now)
        counting = named.filter(Q(pk__in=in_force.values("pk")) | Q(effective_from__gt=now))
        level = set(counting.values_list("reports_to", flat=True)) - seen
    return False


def holders_of(position: Position, now: dt.datetime, *, other_than: Staff) -> list[Staff]:
    """The active people who hold a position now, permanently or acting, but one."""
    tenures = Tenure.objects.live(now).filter(post__position=position, staff__is_active=True)
    rows = tenures.exclude(staff=other_than).select_related("staff").order_by("pk")
    return list(dict.fromkeys(t.staff for t in rows))


def deciders(
    perm: CapabilityEnum,
    obj: models.Model,
    amounts: Mapping[str, Decimal],
    *,
    line_of: Staff,
    asked_by: Staff,
    now: dt.datetime,
) -> Iterator[Position]:
    """The positions above ``line_of`` with a holder whose limits cover all amounts, nearest first.

    Whoever asks never decides, so their own holding does not count.
    """
    for position in positions_above(line_of, now):
        holders = holders_of(position, now, other_than=asked_by)
        if any(Access.of(h, now).covers(perm, obj, amounts) for h in holders):
            yield position


def first_to_decide(
    perm: CapabilityEnum,
    obj: models.Model,
    amounts: Mapping[str, Decimal],
    *,
    line_of: Staff,
    asked_by: Staff,
    now: dt.datetime,
) -> Position | None:
    """The nearest of the ``deciders``; None when nobody on the line can decide."""
    line = deciders(perm, obj, amounts, line_of=line_of, asked_by=asked_by, now=now)
    return next(line, None)
