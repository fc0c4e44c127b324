"""What the customers of the demo signed with their orders, word for word and line by line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from apps.core.money import ZERO
from apps.workorders.choices import JobState, Medium
from apps.workorders.consent import what_of
from apps.workorders.models import AgreedLine, Consent, EstimateItem, LabourLine, PartLine
from apps.workorders.models.consent import Word
from apps.workorders.models.estimate import EstimateState

if TYPE_CHECKING:
    from aftersales.demo.estimates import Estimates
    from aftersales.demo.stays import Stay
    from apps.workorders.offered import DraftItem

VALID = dt.timedelta(hours=72)


class Signed:
    """Writes the answered edition of orders whose car is here."""

    def __init__(self, estimates: Estimates) -> None:
        self.estimates, self.rows = estimates, estimates.rows

    def write(self, stay: Stay) -> None:
        """The order's jobs as the customer agreed to them when signing."""
        order, at = stay.order, stay.order.authorised_at
        kept = [task for task in stay.tasks if task.job.state != JobState.CANCELLED]
        if at is None or not kept:
            return
        items = [self.estimates.item_of(n, task) for n, task in enumerate(kept, start=1)]
        estimate = self.estimates.edition(order, items, at, VALID)
        estimate.state, estimate.agreed = EstimateState.ANSWERED, estimate.total
        estimate.medium, estimate.customer_name = Medium.IN_PERSON, order.signer_name or "车主"
        estimate.taker = order.advisor
        estimate.answered_at = estimate.seen_at = at
        self.estimates.records.change(
            estimate, "answer", "sent", "answered", at=at, by=order.advisor
        )
        for row, item in zip(self.rows.of(EstimateItem)[-len(items) :], items, strict=True):
            consent = Consent(
                item=row,
                word=Word.APPROVED,
                medium=estimate.medium,
                customer_name=estimate.customer_name,
                taker=order.advisor,
                at=at,
            )
            self._agree(self.rows.add(consent), item)

    def _agree(self, consent: Consent, item: DraftItem) -> None:
        key = item.job.pk if item.job else 0
        lines: list[LabourLine | PartLine] = []
        lines += self.estimates.labour[key]
        lines += self.estimates.fitted[key]
        for line in lines:
            self.rows.add(
                AgreedLine(
                    consent=consent,
                    labour_line=line if isinstance(line, LabourLine) else None,
                    part_line=line if isinstance(line, PartLine) else None,
                    what=what_of(line),
                    amount=line.amount if line.payer == "CP" else ZERO,
                )
            )
