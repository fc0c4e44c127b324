"""What is asked to be invoiced (开票申请单): one line per kind of sale and rate of tax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.following import charged_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from apps.workorders.models import SettlementBucket


@dataclass(frozen=True)
class RateLine:
    """What is sold at one rate of VAT: net + vat = gross, in yuan."""

    kind: str
    rate: Decimal
    net: Decimal
    vat: Decimal

    @property
    def words(self) -> str:
        """What it is, as the invoice names it."""
        return _("汽车配件") if self.kind == pricing.PARTS else _("汽车修理费")

    @property
    def gross(self) -> Decimal:
        """With VAT."""
        return self.net + self.vat


def rate_lines(buckets: Iterable[SettlementBucket]) -> list[RateLine]:
    """The sums of these bills after their discounts, by what is sold and its rate.

    They add up to the bills to the fen, each line keeping its own rounding.
    """
    nets: dict[tuple[str, Decimal], Decimal] = {}
    vats: dict[tuple[str, Decimal], Decimal] = {}
    for bucket in buckets:
        for line in _lines(bucket):
            key = (line.kind, line.vat_rate)
            sums = pricing.totals([line])
            nets[key] = nets.get(key, ZERO) + sums.net
            vats[key] = vats.get(key, ZERO) + sums.vat
    keys = sorted(nets, key=lambda k: (k[0] == pricing.PARTS, -k[1]))
    return [RateLine(kind, rate, nets[kind, rate], vats[kind, rate]) for kind, rate in keys]


def _lines(bucket: SettlementBucket) -> list[pricing.Line]:
    mine = [x for x in charged_lines(bucket.settlement.order) if x.payer == bucket.payer]
    discount = pricing.Discount(
        labour=bucket.labour_discount, parts=bucket.parts_discount, round_off=bucket.round_off
    )
    return [line for line in pricing.discounted(mine, discount) if line.amount]
