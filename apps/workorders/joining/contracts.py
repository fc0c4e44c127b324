"""What was agreed with a customer on account is their price before any list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.money import to_fen
from apps.parts.models import Part
from apps.workorders import hooks, pricing
from apps.workorders.choices import Payer
from apps.workorders.models import ContractPrice, LabourRate
from apps.workorders.prices import Price

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from apps.customers.models import Customer


def contract_price(
    *, thing: Part | str, store_id: int, payer: str, on: dt.date, customer: Customer | None
) -> list[Price]:
    """The contract's price for what the customer pays themselves; nothing without a contract."""
    if payer != Payer.CP or customer is None:
        return []
    found = ContractPrice.objects.in_force(store_id, customer.pk, on)
    if found is None:
        return []
    if isinstance(thing, Part):
        return _part(found, thing)
    return _labour(found, store_id, on, thing)


def _part(found: ContractPrice, part: Part) -> list[Price]:
    if not found.parts_pct:
        return []
    return [Price(_less(part.list_price, found.parts_pct), part.vat_rate, _("协议价"))]


def _labour(found: ContractPrice, store_id: int, on: dt.date, kind: str) -> list[Price]:
    rate = LabourRate.objects.in_force(store_id, Payer.CP, on, kind)
    if rate is None or (found.labour_rate is None and not found.labour_pct):
        return []
    unit = found.labour_rate
    if unit is None:
        unit = _less(rate.rate, found.labour_pct)
    return [Price(unit, rate.vat_rate, _("协议价"))]


def _less(price: Decimal, percent: Decimal) -> Decimal:
    return to_fen(price - pricing.percent_of(price, percent))


hooks.contract_price.join(contract_price)
