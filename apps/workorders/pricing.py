"""All arithmetic of the work order: line amounts, contained VAT, payer totals, discounts.

Prices contain VAT.  A rate is a percentage, so 13 means that 113 yuan hold 13 yuan of tax.  Every
line is rounded half-up to the fen and a header is the sum of its lines.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from apps.core.money import FEN, ZERO, split_exact, to_fen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HUNDRED = Decimal(100)
LABOUR, PARTS = "labour", "parts"


@dataclass(frozen=True)
class Line:
    """A charged line as arithmetic sees it: who pays, labour or parts, gross yuan, VAT percent.

    ``net`` is given where the line is a share of another, whose tax it has a part of.
    """

    payer: str
    kind: str
    amount: Decimal
    vat_rate: Decimal
    net: Decimal | None = None


@dataclass(frozen=True)
class Totals:
    """Sums over lines; gross = labour + parts = net + vat."""

    labour: Decimal = ZERO
    parts: Decimal = ZERO
    net: Decimal = ZERO
    vat: Decimal = ZERO

    @property
    def gross(self) -> Decimal:
        """What is to be paid, VAT included."""
        return self.labour + self.parts

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.labour + other.labour,
            self.parts + other.parts,
            self.net + other.net,
            self.vat + other.vat,
        )


@dataclass(frozen=True)
class Discount:
    """What is let off a payer, in yuan: on labour, on parts, and the rounding of the sum."""

    labour: Decimal = ZERO
    parts: Decimal = ZERO
    round_off: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """All of it."""
        return self.labour + self.parts + self.round_off


def line_amount(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """Hours × rate or quantity × price, in yuan; raises ValueError below zero."""
    if quantity < 0 or unit_price < 0:
        raise ValueError("a line is not charged below zero")
    return to_fen(Decimal(quantity) * Decimal(unit_price))


def net_of(gross: Decimal, vat_rate: Decimal) -> Decimal:
    """What remains of a gross amount without the VAT it contains."""
    return to_fen(gross * HUNDRED / (HUNDRED + vat_rate))


def vat_of(gross: Decimal, vat_rate: Decimal) -> Decimal:
    """The VAT a gross amount contains; net + VAT is always the gross amount."""
    return gross - net_of(gross, vat_rate)


def nets_of(amounts: Sequence[Decimal], vat_rate: Decimal) -> list[Decimal]:
    """The net sums of the shares of one line, each exact and together those of the line."""
    nets, reached, given = [], ZERO, ZERO
    for amount in amounts:
        reached += amount
        upto = net_of(reached, vat_rate)
        nets.append(upto - given)
        given = upto
    return nets


def totals(lines: Iterable[Line]) -> Totals:
    """The sums over lines."""
    return sum((_of(line) for line in lines), Totals())


def by_payer(lines: Iterable[Line]) -> dict[str, Totals]:
    """The sums per payer, in the order in which payers first appear."""
    sums: dict[str, Totals] = defaultdict(Totals)
    for line in lines:
        sums[line.payer] += _of(line)
    return dict(sums)


def percent_of(amount: Decimal, percent: Decimal) -> Decimal:
    """So many percent of an amount, in yuan."""
    return to_fen(amount * percent / HUNDRED)


def discounted(lines: Sequence[Line], discount: Discount) -> list[Line]:
    """The lines of one payer after a discount, each lowered by its exact share of it.

    Raises ValueError when a discount is negative or larger than what it is taken from.
    """
    kinds = {LABOUR: discount.labour, PARTS: discount.parts}
    lowered = [line for kind, off in kinds.items() for line in _lower(lines, off, kind)]
    return _lower(lowered, discount.round_off)


def split_line(amount: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """A line divided among payers by percent; the remainder falls on the last.

    Raises ValueError when the shares do not add up to 100.
    """
    if sum(shares) != HUNDRED:
        raise ValueError("shares must add up to 100 percent")
    return split_exact(amount, shares)


def spread(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A discount spread over amounts so that none is lowered by more than it has.

    Rounds the running sum, so each share is exact to the fen and their sum is the total.
    Raises ValueError when the total is negative or above the sum of the amounts.
    """
    whole = sum(weights, ZERO)
    if total < 0 or total > whole:
        raise ValueError("a discount lies between zero and what it is taken from")
    shares, given, reached = [], ZERO, ZERO
    for weight in weights:
        reached += weight
        upto = (total * reached / whole).quantize(FEN, ROUND_HALF_UP) if whole else ZERO
        shares.append(upto - given)
        given = upto
    return shares


def _of(line: Line) -> Totals:
    net = net_of(line.amount, line.vat_rate) if line.net is None else line.net
    labour, parts = (line.amount, ZERO) if line.kind == LABOUR else (ZERO, line.amount)
    return Totals(labour, parts, net, line.amount - net)


def _lower(lines: Sequence[Line], off: Decimal, kind: str = "") -> list[Line]:
    chosen = [line for line in lines if not kind or line.kind == kind]
    shares = spread(off, [line.amount for line in chosen])
    return [_lowered(x, s) for x, s in zip(chosen, shares, strict=True)]


def _lowered(line: Line, off: Decimal) -> Line:
    return replace(line, amount=line.amount - off, net=None) if off else line
