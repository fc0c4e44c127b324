"""Whether the customer agreed to a line of an order, and whether a job may go to the workshop.

A line the customer does not pay is covered by the order's own authority.  A line the customer
pays is covered while it says what the customer agreed to and costs no more than that, within the
percent of the setting ``workorders.over_estimate_pct``.  An order on which no line was ever agreed
by itself is covered as a whole by its authority.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.money import to_fen
from apps.workorders.choices import JobState, Payer
from apps.workorders.models import AgreedLine, LabourLine, PartLine
from apps.workorders.pricing import HUNDRED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.workorders.models import Job, WorkOrder

OVER_PCT = "workorders.over_estimate_pct"

Line = LabourLine | PartLine


def covered(line: Line) -> bool:
    """Whether the customer's word covers this line as it now is."""
    order = line.job.order
    if order.authorised_at is None and not order.path.signature:
        return True
    if not charged(line):
        return order.signed_at is not None or order.authorised_at is not None
    if not agreed_by_line(order):
        return order.authorised_at is not None
    return holds(line, _agreed(line), spare(order, order.opened_at))


def job_covered(job: Job) -> bool:
    """Whether every line of a job is covered."""
    return not uncovered([job])


def uncovered(jobs: Iterable[Job]) -> set[int]:
    """The keys of those jobs of one order that wait for the customer's word."""
    found = {job.pk: job for job in jobs}
    first = next(iter(found.values()), None)
    if first is None or not first.order.path.signature:
        return set()
    order = first.order
    if not agreed_by_line(order):
        return set() if order.authorised_at else set(found)
    margin = spare(order, order.opened_at)
    kept = [
        line
        for model in (LabourLine, PartLine)
        for line in model.objects.filter(job__in=found).select_related("agreed")
    ]
    return {line.job_id for line in kept if not _line_holds(line, order, margin)}


def _line_holds(line: Line, order: WorkOrder, margin: Decimal) -> bool:
    if not charged(line) and (order.signed_at or order.authorised_at):
        return True
    return holds(line, _agreed(line), margin)


def agreed_by_line(order: WorkOrder) -> bool:
    """Whether the customer's word on this order is kept line by line."""
    return AgreedLine.objects.filter(consent__item__estimate__order=order).exists()


def waiting_jobs(order: WorkOrder) -> list[Job]:
    """The jobs of an order that wait for the customer's word, in their order."""
    jobs = list(order.jobs.exclude(state=JobState.CANCELLED).order_by("position", "pk"))
    for job in jobs:
        job.order = order
    open_ = uncovered(jobs)
    return [job for job in jobs if job.pk in open_]


def holds(line: Line, agreed: AgreedLine | None, margin: Decimal) -> bool:
    """Whether a line says what was agreed, for no more than was agreed plus the spare percent."""
    if agreed is None or agreed.what != what_of(line):
        return False
    most = to_fen(agreed.amount * (HUNDRED + margin) / HUNDRED)
    return charged(line) <= most


def what_of(line: Line) -> str:
    """What a line is about, without its price: a change of it needs a new word."""
    if isinstance(line, LabourLine):
        return f"labour {line.description}"[:200]
    return f"part {line.part_id or ''} {line.part_kind} {line.quantity.normalize():f} {line.name}"[
        :200
    ]


def charged(line: Line) -> Decimal:
    """What the customer pays of a line."""
    return line.amount if line.payer == Payer.CP else Decimal(0)


def spare(order: WorkOrder, at: dt.datetime) -> Decimal:
    """By how many percent a line may exceed what was agreed without a new word."""
    return Decimal(str(Setting.objects.value(OVER_PCT, business_day(at), order.store_id)))


def _agreed(line: Line) -> AgreedLine | None:
    found: AgreedLine | None = getattr(line, "agreed", None)
    return found
