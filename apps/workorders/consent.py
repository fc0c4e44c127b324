"""Whether the customer agreed to a line of an order, and whether a job may go to the workshop.

A line the customer pays nothing of is covered by the order's own authority.  A line of which the
customer pays all or a share is covered while it says what the customer agreed to and their part is
no more than that, within the percent of the setting ``workorders.over_estimate_pct``.  An order
that was authorised as a whole covers every line on which the customer did not give a word since.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import money_text
from apps.core.models import Setting
from apps.core.money import to_fen
from apps.workorders.choices import JobState, Payer
from apps.workorders.models import AgreedLine, LabourLine, PartLine
from apps.workorders.pricing import HUNDRED
from apps.workorders.shares import share_of, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.workorders.models import Job, WorkOrder

OVER_PCT = "workorders.over_estimate_pct"

Line = LabourLine | PartLine


def covered(line: Line) -> bool:
    """Whether the customer's word covers this line as it now is."""
    order = line.job.order
    if order.authorised_at is None and not order.path.signature:
        return True
    return _Word(order).covers(line)


def job_covered(job: Job) -> bool:
    """Whether every line of a job is covered."""
    return not uncovered([job])


def uncovered(jobs: Iterable[Job]) -> set[int]:
    """The keys of those jobs of one order that wait for the customer's word."""
    found = {job.pk: job for job in jobs}
    first = next(iter(found.values()), None)
    if first is None or not first.order.path.signature:
        return set()
    word = _Word(first.order)
    if not word.times:
        return set(found) if first.order.authorised_at is None else set()
    return {line.job_id for line in _lines_of(found) if not word.covers(line)}


def lines_agreed_to(order: WorkOrder, by: Actor) -> str | None:
    """Nothing is charged to the customer that they did not agree to; else which line, and why."""
    if not order.path.signature:
        return None
    word = _Word(order)
    jobs = order.jobs.exclude(state=JobState.CANCELLED).values_list("pk", flat=True)
    for line in _lines_of(jobs):
        if not word.covers(line):
            return _uncovered_words(line)
    return None


def _uncovered_words(line: Line) -> str:
    agreed = _agreed(line)
    facts = {"name": words_of(line), "due": money_text(charged(line))}
    if agreed is None or agreed.what != what_of(line):
        words = _("“%(name)s”客户应付 %(due)s，客户还没有同意：请先报价取得同意，或改付款方。")
        return words % facts
    words = _(
        "“%(name)s”客户应付 %(due)s，客户只同意过 %(agreed)s：请重新报价取得同意，或改付款方。"
    )
    return words % (facts | {"agreed": money_text(agreed.amount)})


def _lines_of(jobs: Iterable[int]) -> list[Line]:
    """The lines of these jobs with what was agreed and who shares in them, labour first."""
    keys = list(jobs)
    return [
        line
        for model in (LabourLine, PartLine)
        for line in model.objects.filter(job__in=keys)
        .select_related("agreed")
        .prefetch_related("splits")
        .order_by("pk")
    ]


class _Word:
    """What the customer's word on one order covers; ``times`` are those of words on its lines."""

    def __init__(self, order: WorkOrder) -> None:
        self.order = order
        rows = AgreedLine.objects.filter(consent__item__estimate__order=order)
        self.times = list(rows.values_list("consent__at", flat=True).distinct())

    @property
    def by_line(self) -> bool:
        """Whether the customer's word on this order is kept line by line.

        A word given after the order was authorised as a whole counts for its own lines only.
        """
        whole = self.order.authorised_at
        return bool(self.times) if whole is None else any(at <= whole for at in self.times)

    @cached_property
    def margin(self) -> Decimal:
        """By how many percent a line may exceed what was agreed without a new word."""
        return spare(self.order, self.order.opened_at)

    def covers(self, line: Line) -> bool:
        """Whether it covers a line as the line now is."""
        given = self.order.signed_at is not None or self.order.authorised_at is not None
        if not charged(line) and given:
            return True
        agreed = _agreed(line)
        if agreed is None and not self.by_line:
            return self.order.authorised_at is not None
        return holds(line, agreed, self.margin)


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
    """What the customer pays of a line, all of it or a share."""
    return share_of(line, Payer.CP)


def spare(order: WorkOrder, at: dt.datetime) -> Decimal:
    """By how many percent a line may exceed what was agreed without a new word."""
    return Decimal(str(Setting.objects.value(OVER_PCT, business_day(at), order.store_id)))


def _agreed(line: Line) -> AgreedLine | None:
    found: AgreedLine | None = getattr(line, "agreed", None)
    return found
