"""How the promises of orders stand, decided here and nowhere else.

In the database, for any list; and by the same rule for an order whose ready time is known.  An
order is at risk when that time is later than ``workorders.at_risk_minutes`` before the promise.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    Q,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.tones import Tone
from apps.workorders.choices import OrderState
from apps.workorders.models import WorkOrder
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.ready_time import by_store_of, expected_at

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

    from apps.workorders.dispatch_figures import Figures
    from apps.workorders.ready_time import ByStore

MOST_COUNTED = 999


class Health(TextChoices):
    """How a promise stands."""

    NONE = "none", gettext_lazy("未承诺")
    ON_TRACK = "on_track", gettext_lazy("准点")
    AT_RISK = "at_risk", gettext_lazy("有风险")
    BREACHED = "breached", gettext_lazy("已超时")


RUNNING = (Health.BREACHED, Health.AT_RISK, Health.ON_TRACK)
"""How a promise that was given can stand, the worst first."""

RUNS = Q(
    state__in=(OrderState.DRAFT, OrderState.AUTHORISED, *IN_WORKSHOP),
    promised_at__isnull=False,
    ready_at=None,
)

TONE = {
    Health.NONE: Tone.WAITING,
    Health.ON_TRACK: Tone.DONE,
    Health.AT_RISK: Tone.BLOCKED,
    Health.BREACHED: Tone.LATE,
}


class Expected(NamedTuple):
    """What decides how the promise of an order stands; ``at_risk`` is the margin of its store."""

    pk: int
    runs: bool
    promised_at: dt.datetime | None
    ready_at: dt.datetime | None
    at_risk: dt.timedelta
    expected_at: dt.datetime


def promise_health(
    rows: QuerySet[WorkOrder], now: dt.datetime, figures: Figures | None = None
) -> Any:
    """The same orders with ``expected_at``, when each will be ready, and ``health``.

    An order that is ready is judged by when it was; ``expected_at`` of one with no promise is
    reckoned all the same.  Adds one statement, for the figures, however many orders there are;
    none when the ``figures`` of their only store are given.
    """
    by_store = by_store_of(now, figures)
    risk = ExpressionWrapper(
        F("promised_at") - by_store(lambda v: dt.timedelta(minutes=v["at_risk_minutes"])),
        output_field=DateTimeField(),
    )
    done = Coalesce("ready_at", Value(now))
    health = Case(
        When(promised_at=None, then=Value(Health.NONE)),
        When(promised_at__lt=done, then=Value(Health.BREACHED)),
        When(Q(ready_at=None, expected_at__gt=risk), then=Value(Health.AT_RISK)),
        default=Value(Health.ON_TRACK),
    )
    return rows.annotate(expected_at=expected_at(by_store, now)).annotate(health=health)


def health_of(order: Expected, now: dt.datetime) -> Health:
    """The rule of ``promise_health`` for an order of which is known when it will be ready."""
    if order.promised_at is None:
        return Health.NONE
    if order.promised_at < (order.ready_at or now):
        return Health.BREACHED
    if order.ready_at is None and order.expected_at > order.promised_at - order.at_risk:
        return Health.AT_RISK
    return Health.ON_TRACK


def healths_of(
    orders: Collection[int], now: dt.datetime, figures: Figures | None = None
) -> dict[int, Health]:
    """How the promises of these orders stand, by order key; one statement."""
    if not orders:
        return {}
    rows = WorkOrder.objects.filter(pk__in=orders)
    told = _told_of(rows, by_store_of(now, figures), now, most=len(orders))
    return {each.pk: health_of(each, now) for each in told}


def running(rows: QuerySet[WorkOrder]) -> Any:
    """Of these orders those whose promise is still to be kept: promised, open and not ready."""
    return rows.filter(RUNS)


def tally(
    rows: QuerySet[WorkOrder], now: dt.datetime, shown: Sequence[WorkOrder] = ()
) -> Counter[str]:
    """How many running promises of these orders stand how; beyond 999 the latest are not counted.

    The earliest promises are counted first, so that what is late never falls out.  Those of the
    orders that are ``shown`` get ``expected_at`` and ``health`` from the same statement.
    """
    marked: dict[int, Any] = {order.pk: order for order in shown}
    by_store = by_store_of(now)
    asked = rows.filter(RUNS | Q(pk__in=marked))
    told = _told_of(asked, by_store, now, MOST_COUNTED + len(marked))
    left = marked.keys() - {each.pk for each in told}
    # one that was shown may have left the list since, or lie beyond what is counted
    beyond = _told_of(WorkOrder.objects.filter(pk__in=left), by_store, now) if left else ()
    for each in (*told, *beyond):
        if each.pk in marked:
            marked[each.pk].expected_at = each.expected_at
            marked[each.pk].health = health_of(each, now)
    return Counter([health_of(each, now) for each in told if each.runs][:MOST_COUNTED])


def _told_of(
    rows: QuerySet[WorkOrder], by_store: ByStore, now: dt.datetime, most: int = MOST_COUNTED
) -> list[Expected]:
    """What the rule looks at, the earliest promise first; the reckoning stands in it once."""
    facts = rows.annotate(
        runs=ExpressionWrapper(RUNS, BooleanField()),
        at_risk=by_store(lambda v: dt.timedelta(minutes=v["at_risk_minutes"])),
        expected_at=expected_at(by_store, now),
    )
    told = facts.order_by("promised_at", "pk").values_list(*Expected._fields)
    return [Expected(*row) for row in told[:most]]


def words_of(health: str, *, ready: bool) -> str:
    """The word for how a promise stands; of a car that is ready whether it was in time."""
    if not ready or health == Health.NONE:
        return str(Health(health).label)
    return _("超时完工") if health == Health.BREACHED else _("按时完工")


def first_missed(order: WorkOrder, now: dt.datetime) -> bool:
    """Whether the first promise, by which punctuality is measured, was not kept."""
    first = order.first_promised_at
    return first is not None and first < (order.ready_at or now)
