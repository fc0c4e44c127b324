"""What the work needs before the first car comes: models, prices, operations, bays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from psycopg2.extras import DateTimeTZRange

from aftersales.demo.names import read
from apps.core.clock import SHANGHAI
from apps.customers.models import VehicleModel
from apps.warranty.models import WarrantyPolicy
from apps.workorders.models import Bay, BayOutage, BaySlot, LabourOperation, LabourRate

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from aftersales.demo.rows import Rows

BAY_WORDS = {
    "mechanical": "机修工位",
    "body": "钣金工位",
    "paint": "喷漆工位",
    "wash": "洗车位",
    "inspection": "检测线",
}


@dataclass(frozen=True)
class ModelShare:
    """A model, the signs it has in VINs, and how many of a hundred cars are such."""

    model: VehicleModel
    vin_code: str
    share: int


def add_models(rows: Rows) -> list[ModelShare]:
    """The models on sale, with the maker's intervals and terms."""
    shares = []
    for series, name, code, power, km, months, w_months, w_km, share in read("workshop")["models"]:
        model = VehicleModel(
            series=series,
            name=name,
            power=power,
            maintenance_km=km,
            maintenance_months=months,
            first_service_km=min(km, 10_000),
            first_service_months=min(months, 12),
            warranty_months=w_months,
            warranty_km=w_km,
        )
        shares.append(ModelShare(rows.add(model), code, share))
    return shares


def add_operations(rows: Rows) -> dict[str, LabourOperation]:
    """The standard-hour list by code."""
    operations, includes = {}, read("menu")["includes"]
    for code, name, kind, repair_class, hours, high_voltage in read("workshop")["operations"]:
        operations[code] = rows.add(
            LabourOperation(
                code=code,
                name=name,
                kind=kind,
                repair_class=repair_class,
                std_hours=Decimal(str(hours)).quantize(Decimal("0.01")),
                high_voltage=high_voltage,
                includes=list(includes.get(code, [])),
            )
        )
    return operations


def add_rates(rows: Rows, shops: list[Shop], since: dt.date) -> dict[str, Decimal]:
    """What an hour costs each payer, the same in all stores; payers without one pay CP's."""
    rates = {
        p: Decimal(rate).quantize(Decimal("0.01")) for p, rate in read("workshop")["rates"].items()
    }
    for shop in shops:
        for payer, rate in rates.items():
            rows.add(LabourRate(store=shop.unit, payer=payer, rate=rate, effective_from=since))
    return rates


def add_bays(rows: Rows, shop: Shop) -> dict[str, list[Bay]]:
    """The bays of a store by team."""
    bays: dict[str, list[Bay]] = {}
    number = 0
    for team, kind, count, high_voltage in read("workshop")["bays"]:
        for _ in range(count):
            number += 1
            words = "高压隔离工位" if high_voltage else BAY_WORDS[kind]
            bay = Bay(
                store=shop.unit,
                unit=shop.units[team],
                code=f"{number:02d}",
                name=f"{number:02d}号{words}",
                kind=kind,
                high_voltage=high_voltage,
            )
            bays.setdefault(team, []).append(rows.add(bay))
    return bays


def close_a_bay(rows: Rows, shops: list[Shop], day: dt.date) -> None:
    """The last bay of each store that stands free is serviced this afternoon."""
    start, end = (dt.datetime.combine(day, dt.time(h), SHANGHAI) for h in (15, 18))
    busy = {s.bay.pk for s in rows.of(BaySlot) if _lies(s.during, start, end)}
    for shop in shops:
        bays = [b for b in rows.of(Bay) if b.store_id == shop.unit.pk and b.pk not in busy]
        if bays:
            span = DateTimeTZRange(start, end)
            rows.add(BayOutage(bay=bays[-1], during=span, reason="举升机年检"))


def _lies(during: object, start: dt.datetime, end: dt.datetime) -> bool:
    first, last = during if isinstance(during, tuple) else (start, end)
    return bool(first < end and last > start)


def add_policies(rows: Rows) -> None:
    """What the manufacturer promises, the wear parts apart."""
    text = read("workshop")["policies"]
    for series, months, km in text["terms"]:
        rows.add(
            WarrantyPolicy(
                brand="起亚",
                series=series,
                repair_months=months,
                repair_km=km,
                rr_months=24,
                rr_km=50_000,
                wear_parts=[dict(part) for part in text["wear_parts"]],
                effective_from=dt.date(2015, 1, 1),
                source="厂家保修手册（演示）",
            )
        )
