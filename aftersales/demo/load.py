"""Makes up the demo dealership and writes it."""

from __future__ import annotations

import datetime as dt
from random import Random

from django.db import connection

from aftersales.demo.aftercare import Aftercare
from aftersales.demo.asking import Asking
from aftersales.demo.bench import Bench
from aftersales.demo.booking import Booking
from aftersales.demo.buying import Buying
from aftersales.demo.calendar import DAYS, Calendar, Coming, fits
from aftersales.demo.cashbook import Cashbook
from aftersales.demo.claims import Claims
from aftersales.demo.estimates import Estimates
from aftersales.demo.floor import Floor, at
from aftersales.demo.garage import Car, Garage
from aftersales.demo.menu import Menu
from aftersales.demo.names import Namer, read
from aftersales.demo.orders import Orders
from aftersales.demo.papers import Papers
from aftersales.demo.people import Hiring, found, qualify, roster
from aftersales.demo.prepaid import Advance
from aftersales.demo.quality import Quality
from aftersales.demo.reception import Desk
from aftersales.demo.records import Records
from aftersales.demo.rows import Rows
from aftersales.demo.shelves import Shelves
from aftersales.demo.standing import Around
from aftersales.demo.stays import Stage, Stay
from aftersales.demo.till import Till
from aftersales.demo.ways import Ways
from aftersales.demo.workshop import (
    add_bays,
    add_models,
    add_operations,
    add_policies,
    add_rates,
    close_a_bay,
)
from apps.core import demo
from apps.core.clock import business_day

VISITS, SEED = 2000, 4
CARS_PER_VISIT = 0.6
OPENING_HOUR = dt.time(14, 20)  # when the demo day is entered: the middle of everybody's work
LIVE_TECHNICIANS = 2  # the first so many technicians have work assigned to them


def entered_at(day: dt.date) -> dt.datetime:
    """The moment at which the demo of a day is entered."""
    return at(day, OPENING_HOUR)


def next_day(now: dt.datetime) -> dt.date:
    """The day whose demo can be entered next: today before that hour, tomorrow after it."""
    today = business_day(now)
    return today if now <= entered_at(today) else today + dt.timedelta(days=1)


class Demo:
    """One demo: everything in it follows from the number of visits, the seed and the day."""

    def __init__(self, *, visits: int, seed: int, day: dt.date) -> None:
        self.visits, self.day = visits, day
        self.now = entered_at(day)
        self.since = at(day - dt.timedelta(days=DAYS + 4), dt.time(8))
        self.chance = Random(seed)
        self.rows = Rows(self.now)
        self.records = Records(self.rows)
        self.stays: list[Stay] = []

    def load(self) -> int:
        """Write it; returns the number of rows beside those of the chart."""
        self.shops = found(self.since)
        self._furnish()
        self._receive_all()
        asking = Asking(self.records, business_day(self.now))
        claims = Claims(self.rows, self.records, self.chance, self.now, self.till, asking)
        claims.draft_all(self.stays)
        Aftercare(self.rows, self.records, self.chance, self.now, self.orders).call_all(self.stays)
        Estimates(self.rows, self.records, self.chance, self.now).write_all(self.stays)
        asking.fill(self.shops, self.stays, self.now)
        self.cashbook.fill(self.shops, self.stays)
        Booking(
            self.rows, self.records, self.chance, self.desk.operations, self.works, self.now
        ).fill(self.shops, self.stays, self.cars)
        Quality(self.rows, self.records, self.now).fill(self.shops, self.stays)
        Around(self.rows, self.records, self.now).fill(self.shops, self.stays)
        Buying(self.records, self.shelves, asking, self.now).fill(self.shops)
        papers = Papers(self.records, self.now)
        papers.fill(self.shops)
        self.shelves.run()
        self.records.write_sequences()
        close_a_bay(rows=self.rows, shops=self.shops, day=self.day)
        self._mark()
        count = self.rows.count()
        self.rows.write()
        Ways(self.shops, self.now).play()
        Advance(self.shops, self.now).play()
        papers.play(self.shops)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return count

    def _furnish(self) -> None:
        rows, chance = self.rows, self.chance
        self.namer = Namer(chance)
        Hiring(rows, self.namer, self.since).staff_all(self.shops)
        qualify(rows, self.shops, chance, self.day)
        roster(rows, self.day)
        models, operations = add_models(rows), add_operations(rows)
        add_policies(rows)
        rates = add_rates(rows, self.shops, self.since.date())
        floors = {s.code: Floor(s, add_bays(rows, s)) for s in self.shops}
        self.shelves = Shelves(rows, self.records, chance, self.since)
        self.shelves.open(self.shops)
        menu = Menu(rows, self.shelves, operations, models, self.since.date())
        menu.fill(self.shops, self.day)
        self.garage = Garage(rows, self.namer, chance, models, self.since)
        self.cars = self.garage.fill(self.shops, max(150, int(self.visits * CARS_PER_VISIT)))
        self.desk = Desk(rows, self.records, chance, self.shelves, operations, rates)
        works = read("works")
        self.works = works["works"]
        self.bench = Bench(
            rows, self.records, chance, self.desk, floors, works["findings"], self.now
        )
        self.orders = Orders(rows, self.records, chance, self.now)
        self.cashbook = Cashbook(self.records, self.now)
        self.till = Till(rows, self.records, chance, self.now, self.orders)

    def _receive_all(self) -> None:
        in_house: set[int] = set()
        working: dict[str, int] = {}
        for coming in Calendar(self.chance, self.works, self.shops, self.day).all(self.visits):
            car = self._car_for(coming, in_house)
            if coming.stage < Stage.LEFT:
                in_house.add(car.vehicle.pk)
            stay = self.desk.receive(coming.shop, car, coming.work, coming.opened_at, coming.stage)
            if coming.stage in (Stage.WORKING, Stage.ASSIGNED):
                self._name_technician(stay, working)
            self._play(stay)

    def _car_for(self, coming: Coming, in_house: set[int]) -> Car:
        if coming.work["class"] == "pdi":
            return self.garage.stock_car(coming.shop, coming.opened_at.date())
        cars = self.cars[coming.shop.code]
        for _ in range(200):
            car = self.chance.choice(cars)
            rested = (coming.opened_at.date() - car.last).days > 20 or not car.visits
            if fits(coming.work, car) and car.vehicle.pk not in in_house and rested:
                return car
        fitting = [c for c in cars if fits(coming.work, c) and c.vehicle.pk not in in_house]
        return self.chance.choice(fitting or [self._another(coming)])

    def _another(self, coming: Coming) -> Car:
        """A car nobody has seen yet that can come for this work."""
        while not fits(coming.work, car := self.garage.family_car(coming.shop)):
            continue
        return car

    def _name_technician(self, stay: Stay, working: dict[str, int]) -> None:
        """Everybody's first car of the day goes to the technicians of the first team in turn."""
        if any(job.job.kind in {"body", "paint", "high_voltage"} for job in stay.tasks):
            return
        key = f"{stay.shop.code}{stay.stage}"
        working[key] = working.get(key, 0) + 1
        team = stay.shop.teams["mech1"]
        if working[key] <= LIVE_TECHNICIANS and working[key] <= len(team):
            stay.technician = team[working[key] - 1]

    def _play(self, stay: Stay) -> None:
        if stay.stage > Stage.DRAFT:
            self.bench.work(stay, self.orders.authorise(stay))
            self.orders.follow(stay)
        self.orders.promise(stay)
        self.cashbook.share(stay)
        self.orders.add_up(stay)
        self.till.settle(stay)
        self.stays.append(stay)

    def _mark(self) -> None:
        """Say that these data are the demo, of which day."""
        value = {"day": self.day.isoformat(), "visits": self.visits}
        self.rows.add(demo.mark(value, self.since.date()))
