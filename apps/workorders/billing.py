"""What each payer of an order has to pay: the bill by payer, before and after discounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.choices import Payer
from apps.workorders.shares import shares_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


__all__ = ["Bill", "Wish", "bill", "bills", "discount_of", "shares_of"]


@dataclass(frozen=True)
class Wish:
    """The discount asked for the customer: percent of labour, percent of parts, rounding in yuan.

    Each kind has a limit of its own, named as in the grants.
    """

    labour_pct: Decimal = ZERO
    parts_pct: Decimal = ZERO
    round_off: Decimal = ZERO

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What is asked by the name of the limit it is measured against."""
        return {
            "labour_pct": self.labour_pct,
            "parts_pct": self.parts_pct,
            "round_off_cny": self.round_off,
        }

    def __bool__(self) -> bool:
        return any(self.amounts.values())


@dataclass(frozen=True)
class Bill:
    """One payer's part: gross − discount = due = net + vat, all in yuan."""

    payer: str
    before: pricing.Totals
    after: pricing.Totals
    discount: pricing.Discount

    @property
    def label(self) -> str:
        """The payer in words."""
        return str(Payer(self.payer).label)

    @property
    def gross(self) -> Decimal:
        """Before discounts."""
        return self.before.gross

    @property
    def due(self) -> Decimal:
        """What is to be paid."""
        return self.after.gross

    @property
    def columns(self) -> dict[str, Any]:
        """The figures as a settlement bucket keeps them."""
        return {
            "labour": self.before.labour,
            "parts": self.before.parts,
            "gross": self.before.gross,
            "labour_discount": self.discount.labour,
            "parts_discount": self.discount.parts,
            "round_off": self.discount.round_off,
            "discount": self.discount.total,
            "due": self.after.gross,
            "net": self.after.net,
            "vat": self.after.vat,
        }


def discount_of(before: pricing.Totals, wish: Wish) -> pricing.Discount:
    """The wish in yuan on these sums."""
    return pricing.Discount(
        labour=pricing.percent_of(before.labour, wish.labour_pct),
        parts=pricing.percent_of(before.parts, wish.parts_pct),
        round_off=wish.round_off,
    )


def bill(lines: Sequence[pricing.Line], payer: str, wish: Wish) -> Bill:
    """The bill of one payer; raises ValueError when more is let off than there is."""
    mine = [line for line in lines if line.payer == payer]
    before = pricing.totals(mine)
    discount = discount_of(before, wish)
    return Bill(payer, before, pricing.totals(pricing.discounted(mine, discount)), discount)


def bills(lines: Iterable[pricing.Line], wish: Wish | None = None) -> list[Bill]:
    """The bills of all payers, the customer's first; only the customer is given a discount."""
    all_lines = list(lines)
    payers = sorted({line.payer for line in all_lines}, key=lambda p: (p != Payer.CP, p))
    none = Wish()
    return [bill(all_lines, p, (wish or none) if p == Payer.CP else none) for p in payers]
