"""What sounds like an earlier repair of the same car: found by the words of the customer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.transitions import record
from apps.workorders.choices import JobState
from apps.workorders.clocks import figure
from apps.workorders.models import Comeback, WorkOrder
from apps.workorders.work_classes import GUARANTEES

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Job, Statement

DAYS, LIKENESS = "workorders.comeback_days", "workorders.comeback_likeness"
PROOF_DAYS, MOST_FAILED = "workorders.comeback_proof_days", "workorders.comeback_failed_most"
COMMON = frozenset("的了有时我说要做检查更换一下维修保养和请客户")


@dataclass(frozen=True)
class Likeness:
    """An earlier order, the job meant, and how near its words are (0 to 1)."""

    order: WorkOrder
    job: Job | None
    degree: Decimal


def pieces(text: str) -> set[str]:
    """Pairs of neighbouring signs that carry meaning."""
    signs = [s for s in text if s.isalnum() and s not in COMMON]
    return {a + b for a, b in zip(signs, signs[1:], strict=False)} or set(signs)


def likeness(one: str, other: str) -> Decimal:
    """How much of the shorter text is found in the other one."""
    a, b = pieces(one), pieces(other)
    if not a or not b:
        return Decimal(0)
    return Decimal(len(a & b)) / min(len(a), len(b))


def earlier_orders(order: WorkOrder, by: Actor) -> list[WorkOrder]:
    """Orders of the car delivered within the window or still under guarantee, newest first."""
    longest = max(g.days for g in GUARANTEES.values())
    window = int(figure(DAYS, by.now, order.store_id))
    since = by.now - dt.timedelta(days=max(longest, window) + 1)
    rows = WorkOrder.objects.filter(
        visit__vehicle_id=order.visit.vehicle_id,
        delivered_at__gte=since,
        delivered_at__lte=by.now,
        store_id=order.store_id,
    )
    related = rows.select_related("delivery", "visit__checkin")
    found = related.prefetch_related("jobs__statement", "visit__statements")
    return [
        o
        for o in found.order_by("-delivered_at")
        if guaranteed(o, order, by) or _days(o, by) <= window
    ]


def guaranteed(earlier: WorkOrder, order: WorkOrder, by: Actor) -> bool:
    """Whether the earlier repair is still under its guarantee of days and kilometres."""
    delivery = getattr(earlier, "delivery", None)
    if delivery is None or business_day(by.now) > delivery.guarantee_until:
        return False
    driven = _driven(earlier, order)
    return driven is None or driven <= delivery.guarantee_km


def suspect_all(order: WorkOrder, *, by: Actor) -> list[Comeback]:
    """Note each statement of a new order that sounds like a fault repaired before."""
    statements = list(order.visit.statements.filter(comeback=None))
    earlier = earlier_orders(order, by) if statements else []
    found = [_suspect(order, said, earlier, by) for said in statements]
    return [row for row in found if row is not None]


def nearest(said: Statement, earlier: list[WorkOrder], least: Decimal) -> Likeness | None:
    """The earlier order and job whose words are nearest to what the customer says."""
    best: Likeness | None = None
    for order in earlier:
        for job in order.jobs.all():
            if job.state != JobState.DONE:
                continue
            words = [job.name, job.statement.text if job.statement else ""]
            degree = max(likeness(said.text, text) for text in words)
            if degree >= least and (best is None or degree > best.degree):
                best = Likeness(order, job, degree)
    return best


def _suspect(
    order: WorkOrder, said: Statement, earlier: list[WorkOrder], by: Actor
) -> Comeback | None:
    least = Decimal(str(figure(LIKENESS, by.now, order.store_id)))
    near = nearest(said, earlier, least)
    if near is None:
        return None
    days = int(figure(PROOF_DAYS, by.now, order.store_id))
    row = Comeback(order=order, store_id=order.store_id, statement=said, earlier=near.order)
    row.job, row.days, row.km = near.job, _days(near.order, by), _driven(near.order, order)
    row.guaranteed = guaranteed(near.order, order, by)
    row.failed_before = _failed_before(near.order)
    row.opened_at, row.proof_due_at = by.now, by.now + dt.timedelta(days=days)
    row.save()
    record(row, "suspect", "", row.state, by=by, cause=near.order.number)
    return row


def _failed_before(earlier: WorkOrder) -> int:
    """Repairs of the fault that did not hold, this one included: the chain of comebacks."""
    count, order = 1, earlier
    while (row := order.comebacks.ours().select_related("earlier").first()) is not None:
        count, order = count + 1, row.earlier
    return count


def _days(earlier: WorkOrder, by: Actor) -> int:
    if earlier.delivered_at is None:
        return 0
    return (business_day(by.now) - business_day(earlier.delivered_at)).days


def _driven(earlier: WorkOrder, order: WorkOrder) -> int | None:
    """Kilometres between the two check-ins, None when one of them was not read."""
    readings = [
        getattr(getattr(o.visit, "checkin", None), "odometer_km", None) for o in (earlier, order)
    ]
    before, after = readings
    return None if before is None or after is None else max(after - before, 0)
