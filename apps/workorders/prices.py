"""What an hour or a part costs whom on a day: the one place everybody asks.

The order of the answers: a contract of the customer, the payer's own list, what the manufacturer
pays by its own price, the customers' list, and the catalogue's list price.  A price belongs to the
day the order was opened; a written line keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import F, Sum
from django.utils.translation import gettext as _

from apps.core.money import ZERO, split_exact, to_fen
from apps.core.refusals import Refused
from apps.parts.models import Part, StockLevel
from apps.workorders import hooks
from apps.workorders.choices import Payer, PriceBasis
from apps.workorders.models import LabourRate, PartPrice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from apps.customers.models import Customer

BY_MAKER = frozenset({Payer.WAR, Payer.FSV, Payer.CAM, Payer.GWO})
LONGEST_CHAIN = 10


@dataclass(frozen=True)
class Price:
    """Yuan per hour or unit and VAT percent, the tax contained; ``words`` say where it is from."""

    unit: Decimal
    vat_rate: Decimal
    words: str = ""


def price_of(
    thing: Part | str,
    *,
    store_id: int,
    payer: str,
    on: dt.date,
    customer: Customer | None = None,
) -> Price:
    """The price of a part, or of an hour of a trade (its kind), for a payer on a day.

    Raises Refused where the store has no labour rate at all.
    """
    if isinstance(thing, Part):
        asked = prices_of([thing], store_id=store_id, payer=payer, on=on, customer=customer)
        return asked[thing.pk]
    for agreed in hooks.contract_price.ask(
        thing=thing, store_id=store_id, payer=payer, on=on, customer=customer
    ):
        return agreed
    return _labour(thing, store_id, payer, on)


def prices_of(
    parts: Iterable[Part],
    *,
    store_id: int,
    payer: str,
    on: dt.date,
    customer: Customer | None = None,
) -> dict[int, Price]:
    """The prices of several parts for a payer on a day, in one query, by their keys."""
    wanted = list(parts)
    rules = PartPrice.objects.rules_for(wanted, store_id, {payer, Payer.CP.value}, on)
    facts = {"store_id": store_id, "payer": payer, "on": on, "customer": customer}
    found: dict[int, Price] = {}
    for part in wanted:
        agreed = hooks.contract_price.ask(thing=part, **facts)
        found[part.pk] = agreed[0] if agreed else _part(part, store_id, payer, rules)
    return found


def _labour(kind: str, store_id: int, payer: str, on: dt.date) -> Price:
    rate = LabourRate.objects.in_force(store_id, payer, on, kind)
    if rate is None:
        raise Refused(_("本店还没有设定工时单价，请联系前台主管。"))
    return Price(rate.rate, rate.vat_rate, _("%(payer)s工时单价") % {"payer": _payer(rate.payer)})


def _part(part: Part, store_id: int, payer: str, rules: list[PartPrice]) -> Price:
    fitting = [r for r in rules if r.fits(part)]
    rule = next((r for r in fitting if r.payer == payer), None)
    if rule is None and payer in BY_MAKER and part.warranty_price:
        return Price(part.warranty_price, part.vat_rate, _("索赔价"))
    rule = rule or next((r for r in fitting if r.payer == Payer.CP), None)
    if rule is None:
        return Price(part.list_price, part.vat_rate, _("销售价"))
    unit = to_fen(rule.of(_basis(rule, part, store_id)))
    return Price(unit, part.vat_rate, _("%(payer)s配件价格") % {"payer": _payer(rule.payer)})


def _basis(rule: PartPrice, part: Part, store_id: int) -> Decimal:
    if rule.basis == PriceBasis.MAKER and part.warranty_price:
        return Decimal(part.warranty_price)
    if rule.basis == PriceBasis.COST:
        cost = average_cost(part.pk, store_id)
        if cost:
            return cost * (100 + part.vat_rate) / 100
    return Decimal(part.list_price)


def average_cost(part_id: int, store_id: int) -> Decimal | None:
    """Yuan without VAT that one unit cost the store on average; None where it never had any."""
    rows = StockLevel.objects.filter(part=part_id, warehouse__store=store_id)
    valued = rows.filter(avg_cost__gt=0)
    sums = valued.aggregate(n=Sum("on_hand"), value=Sum(F("on_hand") * F("avg_cost")))
    if sums["n"]:
        return Decimal(sums["value"]) / Decimal(sums["n"])
    last = valued.order_by("-pk").first()
    return last.avg_cost if last else None


def current(part: Part) -> Part:
    """The part that stands for it today: the end of its chain of substitutes.

    Raises Refused for a part that is out of use and has no substitute.
    """
    now = part
    for _step in range(LONGEST_CHAIN):
        if now.superseded_by is None:
            break
        now = now.superseded_by
    if not now.active:
        raise Refused(
            _("配件 %(code)s %(name)s 已停用，也没有替代件。")
            % {"code": now.code, "name": now.name}
        )
    return now


def spread_price(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A fixed price spread over lines by their own amounts; the shares sum to it to the fen.

    The running sum is rounded, so no share is more than a fen off.  Lines that cost nothing get
    nothing unless all of them do.
    """
    whole = sum(weights, ZERO)
    if not whole:
        return split_exact(total, [Decimal(1)] * len(weights))
    shares, given, reached = [], ZERO, ZERO
    for weight in weights:
        reached += weight
        upto = to_fen(total * reached / whole)
        shares.append(upto - given)
        given = upto
    return shares


def _payer(code: str) -> str:
    return str(Payer(code).label)
