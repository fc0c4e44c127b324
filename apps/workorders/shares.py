"""Who pays what of a line: its own payer whole, or the shares it was split into.

A share keeps its part of the line's tax: the net sums are rounded along the running total, so that
amounts, net and VAT of the shares add up to those of the line exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.workorders import pricing
from apps.workorders.models.lines import LabourLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from apps.workorders.models import PartLine, PayerSplit

    Charged: TypeAlias = LabourLine | PartLine


@dataclass(frozen=True)
class Share:
    """One payer's part of one line, in yuan; ``net`` is what of it is without VAT."""

    payer: str
    amount: Decimal
    net: Decimal


def shares_of(line: Charged) -> list[Share]:
    """The shares of a line in their order; without splits its own payer has all of it."""
    splits = sorted(line.splits.all(), key=lambda s: (s.position, s.pk))
    pairs = [(s.payer, s.amount) for s in splits] or [(line.payer, line.amount)]
    nets = pricing.nets_of([amount for _payer, amount in pairs], line.vat_rate)
    return [Share(payer, amount, net) for (payer, amount), net in zip(pairs, nets, strict=True)]


def share_of(line: Charged, payer: str) -> Decimal:
    """What one payer has to pay of a line."""
    return sum((s.amount for s in shares_of(line) if s.payer == payer), ZERO)


def lines_of(kind: str, lines: Iterable[Charged]) -> list[pricing.Line]:
    """The lines as arithmetic sees them, one for each payer's share."""
    return [
        pricing.Line(share.payer, kind, share.amount, line.vat_rate, share.net)
        for line in lines
        for share in shares_of(line)
    ]


def follow_line(line: Charged) -> None:
    """Shares by percent follow a changed line; raises Refused where agreed amounts do not."""
    splits = sorted(line.splits.all(), key=lambda s: (s.position, s.pk))
    if not splits or sum(s.amount for s in splits) == line.amount:
        return
    if any(s.percent is None for s in splits):
        raise Refused(
            _("“%(name)s”已按金额拆分给几个付款方，行金额变了，请先重新拆分。")
            % {"name": words_of(line)}
        )
    _write_amounts(splits, line)


def _write_amounts(splits: list[PayerSplit], line: Charged) -> None:
    percents = [s.percent for s in splits if s.percent is not None]
    for split, amount in zip(splits, pricing.split_line(line.amount, percents), strict=True):
        if split.amount != amount:
            split.amount = amount
            split.save()


def words_of(line: Charged) -> str:
    """What a line is called."""
    return line.description if isinstance(line, LabourLine) else line.name
