"""What the printed settlement list of one payer says (JT/T 1133-2017)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.core.money import ZERO
from apps.workorders.capital_amount import in_capitals
from apps.workorders.choices import JobKind, JobState, PartKind
from apps.workorders.models import Delivery, LabourLine, PartLine
from apps.workorders.work_classes import GUARANTEES, Guarantee

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.workorders.models import Payment, SettlementBucket, WorkOrder


@dataclass(frozen=True)
class Statement:
    """One payer's lines, labour and parts apart, with the totals of the bucket.

    ``other_labour`` and ``other_parts`` are done for other payers; here they cost nothing.
    ``electric`` are the parts only new-energy cars have; they carry a guarantee of their own.
    """

    bucket: SettlementBucket
    labour: list[LabourLine]
    parts: list[PartLine]
    other_labour: list[LabourLine]
    other_parts: list[PartLine]
    payments: list[Payment]
    delivery: Delivery | None
    guarantee: Guarantee

    @property
    def other_fees(self) -> Decimal:
        """Fees beside labour and parts; the order has none of its own."""
        return ZERO

    @property
    def capitals(self) -> str:
        """The sum due in capital figures."""
        return in_capitals(self.bucket.due)

    @property
    def electric(self) -> list[PartLine]:
        """Parts of high-voltage work."""
        return [
            line
            for line in [*self.parts, *self.other_parts]
            if line.job.high_voltage or line.job.kind == JobKind.HIGH_VOLTAGE
        ]

    @property
    def brought(self) -> list[PartLine]:
        """Parts the customer supplied; the shop gives no guarantee on them."""
        return [p for p in self.parts if p.part_kind == PartKind.CUSTOMER_SUPPLIED]


def statement_of(order: WorkOrder, bucket: SettlementBucket) -> Statement:
    """The content of the list for one payer's bucket."""
    kept = Q(job__order=order) & ~Q(job__state=JobState.CANCELLED)
    labour = list(LabourLine.objects.filter(kept).select_related("job"))
    parts = list(PartLine.objects.filter(kept).select_related("job", "part"))
    return Statement(
        bucket=bucket,
        labour=[line for line in labour if line.payer == bucket.payer],
        parts=[line for line in parts if line.payer == bucket.payer],
        other_labour=[line for line in labour if line.payer != bucket.payer],
        other_parts=[line for line in parts if line.payer != bucket.payer],
        payments=list(bucket.payments.filter(reversal_of=None, reversals=None)),
        delivery=Delivery.objects.filter(order=order).first(),
        guarantee=GUARANTEES[order.repair_class],
    )
