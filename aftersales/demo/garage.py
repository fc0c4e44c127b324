"""Customers, fleets and their cars."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.customers import plates
from apps.customers.models import Customer, KnownAt, Ownership, Plate, Vehicle
from apps.customers.models.customer import CustomerKind
from apps.customers.models.vehicle import Usage
from apps.workorders.tax_numbers import check_sign

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.names import Namer
    from aftersales.demo.people import Shop
    from aftersales.demo.rows import Rows
    from aftersales.demo.workshop import ModelShare

COLOURS = ("珍珠白", "钛晶灰", "曜石黑", "烈焰红", "海蓝", "银色")
PLATE_LETTERS = {"cs1": "A", "cs2": "A", "zz1": "B"}
TOWNS = {"cs1": "长沙", "cs2": "长沙", "zz1": "株洲"}
SHARES = {"cs1": 46, "cs2": 32, "zz1": 22}
OLDEST_DAYS = 7 * 365


@dataclass
class Car:
    """A car with its owner, its store and how far it is driven; ``km`` is its reading now."""

    vehicle: Vehicle
    owner: Customer
    plate: str
    shop: Shop
    km_a_day: float
    last: dt.date
    km: int = 0
    visits: int = field(default=0)

    @property
    def power(self) -> str:
        """What drives it."""
        return str(self.vehicle.model.power)

    @property
    def series(self) -> str:
        """Its series, by which parts fit."""
        return str(self.vehicle.model.series)

    def read_on(self, day: dt.date) -> int:
        """Drive on until a day, and read the odometer."""
        days = max((day - self.last).days, 0)
        self.km += int(days * self.km_a_day)
        self.last = day
        return self.km


class Garage:
    """Makes the cars that will come, most of them with an owner each."""

    def __init__(
        self, rows: Rows, namer: Namer, chance: Random, models: list[ModelShare], since: dt.datetime
    ) -> None:
        self.rows, self.namer, self.chance = rows, namer, chance
        self.models, self.since = models, since
        self.weights = [m.share for m in models]

    def fill(self, shops: list[Shop], count: int) -> dict[str, list[Car]]:
        """So many cars over the stores, the fleets among them."""
        cars: dict[str, list[Car]] = {shop.code: [] for shop in shops}
        for name, size, usage in self.namer.firms:
            shop = shops[-1] if name.startswith("株洲") else self.chance.choice(shops[:2])
            firm = self._firm(name, shop)
            for _ in range(max(1, size * count // 1200)):
                cars[shop.code].append(self._car(shop, firm, usage))
        weights = [SHARES.get(shop.code, 20) for shop in shops]
        while sum(map(len, cars.values())) < count:
            (shop,) = self.chance.choices(shops, weights)
            cars[shop.code].append(self.family_car(shop))
        return cars

    def family_car(self, shop: Shop) -> Car:
        """A car with an owner of its own."""
        return self._car(shop, self._person(shop), Usage.FAMILY)

    def stock_car(self, shop: Shop, day: dt.date) -> Car:
        """A new car of the dealer's own, without a plate, for its pre-sale check."""
        car = self._car(shop, None, Usage.STOCK, sold=day)
        car.vehicle.sale_date, car.km, car.km_a_day = None, self.chance.randint(3, 28), 0.0
        return car

    def _person(self, shop: Shop) -> Customer:
        name = self.namer.person()
        customer = Customer(
            name=name,
            phone=self.namer.phone(),
            address=self.namer.address(TOWNS.get(shop.code, "长沙")),
            no_marketing=self.chance.random() < 0.08,
        )
        return self._known(shop, customer)

    def _firm(self, name: str, shop: Shop) -> Customer:
        body = f"91430100MA{self.chance.randrange(10**7):07d}"
        tax_no = body + check_sign(body)
        customer = Customer(
            kind=CustomerKind.COMPANY,
            name=name,
            phone=self.namer.phone(),
            contact_name=self.namer.person(),
            address=self.namer.address(TOWNS.get(shop.code, "长沙")),
            invoice_title=name,
            tax_no=tax_no,
        )
        return self._known(shop, customer)

    def _known(self, shop: Shop, customer: Customer) -> Customer:
        self.rows.add(customer)
        self.rows.add(KnownAt(store=shop.unit, customer=customer, since=self.since))
        return customer

    def _car(
        self, shop: Shop, owner: Customer | None, usage: str, sold: dt.date | None = None
    ) -> Car:
        (kind,) = self.chance.choices(self.models, self.weights)
        today = self.since.date() + dt.timedelta(days=180)
        sale = sold or today - dt.timedelta(days=self.chance.randint(20, OLDEST_DAYS))
        per_day = self.chance.uniform(18, 52) * (3.2 if usage == Usage.RIDE_HAILING else 1)
        start = self.since.date()
        age = max((start - sale).days, 0)
        vehicle = self.rows.add(
            Vehicle(
                vin=self.namer.vin(kind.vin_code, sale.year),
                model=kind.model,
                colour=self.chance.choice(COLOURS),
                engine_no=f"{kind.vin_code[:2]}{self.chance.randrange(10**6):06d}",
                made_year=sale.year,
                sale_date=sale,
                usage=usage,
            )
        )
        self.rows.add(KnownAt(store=shop.unit, vehicle=vehicle, since=self.since))
        plate = self._registered(shop, vehicle, owner, sale) if owner else ""
        begun = max(start, sale)
        holder = owner or Customer()
        return Car(vehicle, holder, plate, shop, per_day, begun, int(age * per_day))

    def _registered(self, shop: Shop, vehicle: Vehicle, owner: Customer, sale: dt.date) -> str:
        electric = vehicle.model.power == "ev"
        plate = self.namer.plate(PLATE_LETTERS.get(shop.code, "A"), electric)
        kind = plates.PlateKind.GREEN if electric else plates.PlateKind.BLUE
        self.rows.add(Plate(vehicle=vehicle, number=plate, kind=kind, since=sale))
        self.rows.add(Ownership(vehicle=vehicle, customer=owner, since=sale))
        return plate
