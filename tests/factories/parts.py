"""Parts, rooms and stock for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.parts.models import Demand, Part, StockLevel, Supplier, Warehouse
from apps.parts.services import Arrival, raise_demands, receive_goods
from tests.personas import access_of, department_of, store_of


class PartFactory(DjangoModelFactory[Part]):
    """A part counted in pieces."""

    class Meta:
        model = Part

    code = factory.Sequence(lambda n: f"TS{n:05d}-K3")
    name = "机油滤清器"
    list_price = Decimal("39.00")


class SupplierFactory(DjangoModelFactory[Supplier]):
    """Where parts come from."""

    class Meta:
        model = Supplier

    code = factory.Sequence(lambda n: f"SUP{n}")
    name = "厂家配件中心"


def room(store: str = "cs1", *, showroom: bool = False) -> Warehouse:
    """The stock room of a store, made on first use; the showroom belongs to the front desk."""
    unit = department_of("front_desk" if showroom else "parts", store)
    warehouse, _made = Warehouse.objects.get_or_create(
        store=store_of(store),
        code="JP" if showroom else "PJ",
        defaults={"unit": unit, "name": "精品仓" if showroom else "配件仓", "showroom": showroom},
    )
    return warehouse


def stocked(
    quantity: str | int = 10, cost: str = "20", warehouse: Warehouse | None = None, **facts: Any
) -> Part:
    """A part of which so much was received at so much."""
    part = PartFactory.create(**facts)
    place = warehouse or room()
    keeper = "accessory_keeper" if place.showroom else "parts_keeper"
    arrival = Arrival(part, Decimal(quantity), Decimal(cost))
    receive_goods(
        by=access_of(keeper, place.store.code), warehouse=place, supplier=None, lines=[arrival]
    )
    return part


def asked(
    part: Part,
    quantity: str | int = 1,
    *,
    store: str = "cs1",
    by: str = "service_advisor",
    **facts: Any,
) -> Demand:
    """A demand of an order for this part."""
    room(store)
    (demand,) = raise_demands(
        by=access_of(by, store),
        store=store_of(store),
        unit=department_of("front_desk", store),
        **{
            "document_no": "GD-CS1-260601-0001",
            "plate_no": "湘A12345",
            "needed_at": None,
            **facts,
        },
        lines=[(part, Decimal(quantity))],
    )
    return demand


def level_of(part: Part) -> StockLevel:
    """The balance of a part in its only room."""
    return StockLevel.objects.get(part=part)
