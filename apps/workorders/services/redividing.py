"""A payer's part of a line goes to others: a refused share, or the whole line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.choices import Payer
from apps.workorders.models import LabourLine
from apps.workorders.services.payers import price_for, write_split
from apps.workorders.shares import share_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.workorders.models import Job
    from apps.workorders.shares import Charged

    Parts = Sequence[tuple[str, Decimal]]

NOBODY = ""


def lines_of(job: Job) -> list[Charged]:
    """The lines of a job, labour first."""
    labour = job.labour_lines.order_by("pk").prefetch_related("splits")
    parts = job.part_lines.order_by("pk").prefetch_related("splits")
    lines: list[Charged] = [*labour, *parts]
    for line in lines:
        line.job = job
    return lines


def paid_partly_by(job: Job, payer: str) -> list[Charged]:
    """The lines of a job this payer has all or a share of."""
    return [line for line in lines_of(job) if any(s.payer == payer for s in shares_of(line))]


def free(line: Charged, payer: str) -> None:
    """Nobody pays this payer's part of the line until somebody agrees to; other shares stand."""
    for split in line.splits.filter(payer=payer):
        split.payer = NOBODY
        split.save()
    line.payer = NOBODY
    line.save()


def freed(line: Charged) -> Decimal:
    """What of the line nobody pays."""
    return share_of(line, NOBODY)


def worth(line: Charged, wanted: Parts) -> Decimal:
    """What the part nobody pays would come to at the price of those who shall pay it."""
    price = None if line.splits.all() else price_for(line, _price_of(wanted))
    if price is None or line.package_amount is not None:
        return freed(line)
    quantity = line.hours if isinstance(line, LabourLine) else line.quantity
    return pricing.line_amount(quantity, price.unit)


def _price_of(wanted: Parts) -> str:
    """Whose price list counts: the customer's where they bear a share."""
    payers = [payer for payer, _share in wanted]
    return Payer.CP if Payer.CP in payers else payers[0]


def give_to(line: Charged, wanted: Parts) -> None:
    """The part of the line nobody pays is divided by percent; a payer's two parts become one.

    A line nobody pays at all costs what it costs those who shall pay it.
    """
    splits = sorted(line.splits.all(), key=lambda s: (s.position, s.pk))
    if not splits:
        price = price_for(line, _price_of(wanted))
        if price is not None:
            line.unit_price, line.vat_rate = price.unit, price.vat_rate
        divide(line, wanted)
        return
    sums: dict[str, Decimal] = {}
    for split in splits:
        pairs = [(split.payer, split.amount)]
        if split.payer == NOBODY:
            amounts = pricing.split_line(split.amount, [share for _payer, share in wanted])
            pairs = [(p, a) for (p, _s), a in zip(wanted, amounts, strict=True)]
        for payer, amount in pairs:
            sums[payer] = sums.get(payer, ZERO) + amount
    for split in splits:
        split.delete()
    line.payer = next(iter(sums))
    line.save()
    if len(sums) > 1:
        for position, (payer, amount) in enumerate(sums.items(), start=1):
            write_split(line, position, payer, amount)


def divide(line: Charged, wanted: Parts) -> None:
    """The whole line is divided by percent, at the price it has."""
    for old in line.splits.order_by("pk"):
        old.delete()
    line.payer = wanted[0][0]
    line.save()
    if len(wanted) == 1:
        return
    amounts = pricing.split_line(line.amount, [share for _payer, share in wanted])
    for position, ((payer, share), amount) in enumerate(zip(wanted, amounts, strict=True), start=1):
        write_split(line, position, payer, amount, share)
