"""What the printed settlement list of one payer says (JT/T 1133-2017)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.workorders.billing import shares_of
from apps.workorders.capital_amount import in_capitals
from apps.workorders.choices import JobKind, PartKind, Payer
from apps.workorders.following import kept_lines
from apps.workorders.models import Delivery
from apps.workorders.path_choices import LineKind
from apps.workorders.work_classes import GUARANTEES, Guarantee

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.workorders.models import (
        LabourLine,
        PartLine,
        Payment,
        SettlementBucket,
        WorkOrder,
    )


@dataclass(frozen=True)
class Shown:
    """A line on the paper: ``amount`` is this payer's share, ``others`` name who else pays."""

    line: Any
    amount: Decimal
    split: bool
    others: str

    @property
    def job(self) -> Any:
        """The job the line is of."""
        return self.line.job


@dataclass(frozen=True)
class Statement:
    """One payer's lines, labour, parts and other fees apart, with the totals of the bucket.

    ``fees`` are work of other firms and fees beside the shop's hours.  ``other_labour``,
    ``other_parts`` and ``other_fee_lines`` are done for other payers; here they cost nothing.
    ``electric`` are the parts only new-energy cars have; they carry a guarantee of their own.
    """

    bucket: SettlementBucket
    labour: list[Shown]
    parts: list[Shown]
    fees: list[Shown]
    other_labour: list[Shown]
    other_parts: list[Shown]
    other_fee_lines: list[Shown]
    payments: list[Payment]
    delivery: Delivery | None
    guarantee: Guarantee

    @property
    def other_fees(self) -> Decimal:
        """What work of other firms and fees come to."""
        return sum((shown.amount for shown in self.fees), ZERO)

    @property
    def hours_sum(self) -> Decimal:
        """What the shop's own hours come to: the rest of the bucket's labour."""
        rest: Decimal = self.bucket.labour - self.other_fees
        return rest

    @property
    def capitals(self) -> str:
        """The sum due in capital figures."""
        return in_capitals(self.bucket.due)

    @property
    def electric(self) -> list[Shown]:
        """Parts of high-voltage work."""
        return [
            line
            for line in [*self.parts, *self.other_parts]
            if line.job.high_voltage or line.job.kind == JobKind.HIGH_VOLTAGE
        ]

    @property
    def brought(self) -> list[Shown]:
        """Parts the customer supplied; the shop gives no guarantee on them."""
        return [p for p in self.parts if p.line.part_kind == PartKind.CUSTOMER_SUPPLIED]


def statement_of(order: WorkOrder, bucket: SettlementBucket) -> Statement:
    """The content of the list for one payer's bucket; an unsaved one is a preview."""
    rows = [r.select_related("job").prefetch_related("splits") for r in kept_lines(order)]
    labour, parts = ([_shown(line, bucket.payer) for line in lines] for lines in rows)
    own, fees = _parted(labour)
    return Statement(
        bucket=bucket,
        labour=[shown for mine, shown in own if mine],
        fees=[shown for mine, shown in fees if mine],
        other_fee_lines=[shown for mine, shown in fees if not mine],
        parts=[shown for mine, shown in parts if mine],
        other_labour=[shown for mine, shown in own if not mine],
        other_parts=[shown for mine, shown in parts if not mine],
        payments=_payments(bucket),
        delivery=Delivery.objects.filter(order=order).first(),
        guarantee=GUARANTEES[order.repair_class],
    )


Marked = list[tuple[bool, Shown]]


def _parted(labour: Marked) -> tuple[Marked, Marked]:
    """The shop's own hours, and what is charged beside them."""
    own = [row for row in labour if row[1].line.kind == LineKind.LABOUR]
    return own, [row for row in labour if row[1].line.kind != LineKind.LABOUR]


def _shown(line: LabourLine | PartLine, payer: str) -> tuple[bool, Shown]:
    """Whether the line is this payer's, and how it stands on the paper."""
    shares = shares_of(line)
    mine = [s for s in shares if s.payer == payer]
    others = _("、").join(str(Payer(s.payer).label) for s in shares if s.payer and s not in mine)
    amount = sum((s.amount for s in mine), ZERO)
    return bool(mine), Shown(line, amount, bool(mine) and bool(others), others)


def _payments(bucket: SettlementBucket) -> list[Payment]:
    if bucket.pk is None:
        return []
    return list(bucket.payments.filter(reversal_of=None, reversals=None))
