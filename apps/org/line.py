"""The reporting line: who stands above a person, and who of them may decide how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.org.access import Access
from apps.org.models import Position, Staff, Tenure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from django.db import models

    from apps.core.capabilities import CapabilityEnum


def positions_above(staff: Staff, now: dt.datetime) -> Iterator[Position]:
    """The positions above those the person holds, nearest first, each once."""
    held = Position.objects.filter(posts__tenures__in=staff.tenures.live(now))
    level = list(held.order_by("pk").distinct())
    seen = {p.pk for p in level}
    while level:
        above = {p.reports_to_id for p in level if p.reports_to_id} - seen
        level = list(Position.objects.filter(pk__in=above).order_by("pk"))
        seen |= above
        yield from level


def first_to_decide(
    perm: CapabilityEnum,
    obj: models.Model,
    amounts: Mapping[str, Decimal],
    *,
    line_of: Staff,
    asked_by: Staff,
    now: dt.datetime,
) -> Position | None:
    """The nearest position above ``line_of`` with a holder whose limits cover all amounts.

    Whoever asks never decides, so their own holding does not count.  None when nobody can.
    """
    for position in positions_above(line_of, now):
        holders = Tenure.objects.live(now).filter(post__position=position, staff__is_active=True)
        for tenure in holders.exclude(staff=asked_by).select_related("staff"):
            if Access.of(tenure.staff, now).covers(perm, obj, amounts):
                return position
    return None
