"""The desk: cars are received, walked round, their words written down, and an order is opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.demo.floor import minutes
from aftersales.demo.shelves import Want
from aftersales.demo.stays import Stage, Stay, Task
from apps.parts.models import Demand
from apps.workorders import pricing
from apps.workorders.choices import Arrival, OrderState, RepairClass, WorkClass
from apps.workorders.models import (
    CheckIn,
    DamageMark,
    Job,
    LabourLine,
    PartLine,
    Statement,
    Visit,
    WorkOrder,
)

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.garage import Car
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.shelves import Shelves
    from apps.workorders.models import LabourOperation

RANK = (RepairClass.MINOR, RepairClass.LEVEL1, RepairClass.LEVEL2, RepairClass.ASSEMBLY)
LATE_SHARE = 0.07  # of part lines are short when first asked: about nine in ten are filled
APPOINTED_SHARE = 0.34
DAMAGED_SHARE = 0.3
OF_KIND = {"electrical": "mech1", "high_voltage": "mech1", "body": "body", "paint": "body"}


@dataclass
class Desk:
    """What the reception works with."""

    rows: Rows
    records: Records
    chance: Random
    shelves: Shelves
    operations: dict[str, LabourOperation]
    rates: dict[str, Decimal]

    def receive(
        self, shop: Shop, car: Car, work: dict[str, Any], opened_at: dt.datetime, stage: Stage
    ) -> Stay:
        """A car is in the house with a draft order: walk-round, words, jobs, lines."""
        advisor = self.chance.choice(shop.people["service_advisor"])
        km = car.read_on(opened_at.date())
        visit = self._visit(shop, car, work, opened_at)
        visit.advisor = advisor
        order = WorkOrder(
            number=self.records.number("GD", shop.unit, opened_at),
            visit=self.rows.add(visit),
            store=shop.unit,
            unit=shop.units["front_desk"],
            advisor=advisor,
            work_class=work["class"],
            bill_to=visit.owner,
            opened_at=opened_at,
        )
        self.rows.add(order)
        stay = Stay(shop, car, work, opened_at, stage, advisor, visit, order, km)
        self._walk_round(stay)
        stay.said = self.chance.choice(work["says"])
        self.rows.add(Statement(visit=visit, position=1, text=stay.said))
        self.records.change(
            order, "open", "", OrderState.DRAFT, at=opened_at, by=advisor, cause=visit.number
        )
        self._write_jobs(stay)
        self._add_up(stay)
        car.visits += 1
        return stay

    def _visit(self, shop: Shop, car: Car, work: dict[str, Any], opened_at: dt.datetime) -> Visit:
        owner = car.owner if car.owner.pk else None
        appointed = self.chance.random() < APPOINTED_SHARE
        towed = work["class"] == WorkClass.ACCIDENT and self.chance.random() < 0.4
        arrival = Arrival.APPOINTMENT if appointed else Arrival.WALK_IN
        return Visit(
            number=self.records.number("JD", shop.unit, opened_at),
            store=shop.unit,
            unit=shop.units["front_desk"],
            vehicle=car.vehicle,
            plate_no=car.plate,
            owner=owner,
            sender_name=(owner.contact_name or owner.name)[:40] if owner else "销售部",
            sender_phone=owner.phone if owner else "",
            arrival=Arrival.TOWED if towed else arrival,
            work_class=work["class"],
            opened_at=opened_at,
        )

    def _walk_round(self, stay: Stay) -> None:
        visit, car = stay.visit, stay.car
        electric = car.power == "ev"
        taken_at = stay.opened_at + minutes(self.chance.randint(3, 8))
        signed = stay.order.path.signature
        checkin = self.rows.add(
            CheckIn(
                visit=visit,
                odometer_km=stay.km,
                previous_odometer_km=car.vehicle.last_odometer_km,
                fuel_eighths=None if electric else self.chance.randint(1, 8),
                soc_pct=self.chance.randint(15, 95) if electric else None,
                belongings=self.chance.choice(("", "", "行车记录仪", "雨伞、儿童座椅")),
                covers_on=True,
                key_tag=f"{self.chance.randint(1, 60):02d}",
                parking_spot=f"{self.chance.choice('ABC')}{self.chance.randint(1, 20):02d}",
                taken_by=stay.advisor,
                taken_at=taken_at,
                signed_at=taken_at + minutes(2) if signed else None,
                unsigned_reason="" if signed else "商品车",
            )
        )
        car.vehicle.last_odometer_km = stay.km
        car.vehicle.last_visit_at = stay.opened_at
        if self.chance.random() < DAMAGED_SHARE:
            self.rows.add(
                DamageMark(
                    checkin=checkin,
                    view=self.chance.choice(DamageMark.View.values),
                    x=self.chance.randint(80, 920),
                    y=self.chance.randint(80, 920),
                    kind=self.chance.choice(("scratch", "dent", "chip")),
                )
            )

    def _write_jobs(self, stay: Stay) -> None:
        order, said = stay.order, self.rows.of(Statement)[-1]
        for position, text in enumerate(stay.work["jobs"], start=1):
            operation = self.operations[text["op"]]
            if RANK.index(operation.repair_class) > RANK.index(order.repair_class):
                order.repair_class = operation.repair_class
            job = self.rows.add(
                Job(
                    order=order,
                    store=order.store,
                    unit=stay.shop.units[OF_KIND.get(operation.kind, "mech1")],
                    statement=said,
                    operation=operation,
                    position=position,
                    name=operation.name,
                    kind=operation.kind,
                    std_hours=operation.std_hours,
                    high_voltage=operation.high_voltage,
                )
            )
            task = Task(job, operation)
            stay.tasks.append(task)
            self._charge_labour(stay, task)
            for code, quantity in text.get("parts", {}).items():
                self._charge_part(stay, task, code, Decimal(str(quantity)))

    def _charge_labour(self, stay: Stay, task: Task) -> None:
        free = not stay.order.path.cashier
        rate = Decimal(0) if free else self.rates.get(stay.payer, self.rates["CP"])
        hours = task.operation.std_hours
        amount = pricing.line_amount(hours, rate)
        self.rows.add(
            LabourLine(
                job=task.job,
                description=task.operation.name,
                hours=hours,
                unit_price=rate,
                amount=amount,
                payer=stay.payer,
            )
        )
        stay.charge(pricing.LABOUR, stay.payer, amount)

    def _charge_part(self, stay: Stay, task: Task, code: str, quantity: Decimal) -> None:
        part = self.shelves.fitting(code, stay.car.series)
        price = part.warranty_price if stay.payer == "WAR" else part.list_price
        amount = pricing.line_amount(quantity, price)
        line = PartLine(
            job=task.job,
            part=part,
            name=part.name,
            code=part.code,
            brand=part.brand,
            part_kind=part.kind,
            quantity=quantity,
            unit_price=price,
            amount=amount,
            payer=stay.payer,
        )
        task.parts.append(self.rows.add(line))
        stay.charge(pricing.PARTS, stay.payer, amount)

    def ask_for_parts(
        self, stay: Stay, task: Task, asked_at: dt.datetime, issued_at: dt.datetime | None
    ) -> None:
        """The demands of a job's part lines; ``issued_at`` None leaves them on the shelf."""
        order = stay.order
        short = stay.stage == Stage.SHORT
        for line in task.parts:
            part = self.shelves.parts[line.code]
            demand = Demand(
                store=order.store,
                unit=order.unit,
                warehouse=self.shelves.room_for(stay.shop, part),
                document_no=order.number,
                plate_no=stay.visit.plate_no,
                requester=stay.advisor,
                taken_by=task.spot.technician if issued_at and task.spot else None,
                part=part,
                quantity=line.quantity,
                asked_at=asked_at,
                needed_at=order.promised_at,
                old_part_received=bool(part.exchange_required and issued_at),
            )
            line.demand = self.rows.add(demand)
            if issued_at and stay.stage >= Stage.SELF_CHECKED:
                line.fitted_quantity = line.quantity
            late = bool(issued_at) and self.chance.random() < LATE_SHARE
            self.shelves.wants.append(Want(demand, issued_at, stay.shop, late=late, short=short))

    def _add_up(self, stay: Stay) -> None:
        whole = pricing.totals(stay.lines)
        order = stay.order
        order.labour_total, order.parts_total = whole.labour, whole.parts
        order.total = whole.gross
