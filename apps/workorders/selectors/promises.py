"""What pages say about promises: a mark for each order, and chips that choose among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import span_text, when_text
from apps.workorders.promise_health import (
    MOST_COUNTED,
    RUNNING,
    TONE,
    Health,
    first_missed,
    promise_health,
    running,
    tally,
    words_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from apps.core.tones import Tone
    from apps.workorders.models import WorkOrder


@dataclass(frozen=True)
class PromiseMark:
    """How the promise of an order stands, and what became of its first one if it was moved."""

    tone: Tone
    words: str
    expected: str
    first: str
    first_missed: bool


@dataclass(frozen=True)
class PromiseChip:
    """Orders whose promise stands like this: how many, and the list of them."""

    health: Health
    tone: Tone
    count: str
    query: str
    current: bool

    @property
    def words(self) -> str:
        """The word of the chip."""
        return str(self.health.label)


def mark_of(order: Any, now: dt.datetime) -> PromiseMark | None:
    """The mark of an order read with its health; None where nothing was promised."""
    health = Health(order.health)
    if health == Health.NONE:
        return None
    moved, today = order.first_promised_at != order.promised_at, business_day(now)
    first = _("首诺 %(at)s") % {"at": when_text(order.first_promised_at, today)} if moved else ""
    return PromiseMark(
        tone=TONE[health],
        words=_words(order, health, now),
        expected=_("预计 %(at)s 完工") % {"at": when_text(order.expected_at, today)},
        first=first,
        first_missed=moved and first_missed(order, now),
    )


def _words(order: Any, health: Health, now: dt.datetime) -> str:
    word = words_of(health, ready=order.ready_at is not None)
    if order.ready_at is not None:
        return word
    minutes = int((order.promised_at - now).total_seconds() // 60)
    if health == Health.BREACHED:
        return f"{word} {span_text(-minutes)}"
    return _("%(word)s · 还有 %(span)s") % {"word": word, "span": span_text(minutes)}


def standing(rows: Any, now: dt.datetime, asked: str) -> Any:
    """Of these orders those whose running promise stands as asked; all where nothing is asked."""
    return promise_health(running(rows), now).filter(health=asked) if asked in RUNNING else rows


def chips(
    rows: Any,
    now: dt.datetime,
    query: str = "",
    asked: str = "",
    shown: Sequence[WorkOrder] = (),
) -> list[PromiseChip]:
    """The worst first; each opens exactly the orders it counts, the one in force goes back.

    The orders ``shown`` can be asked for their mark afterwards.
    """
    counted = tally(rows, now, shown)
    full = sum(counted.values()) >= MOST_COUNTED
    found = []
    for health in RUNNING:
        address = QueryDict(query, mutable=True)
        address.pop("page", None)
        address.pop("promise", None)
        if asked != health:
            address["promise"] = str(health)
        count = f"{counted[health]}{'+' if full and counted[health] else ''}"
        found.append(PromiseChip(health, TONE[health], count, address.urlencode(), asked == health))
    return found
