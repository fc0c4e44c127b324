"""The demo's appointment book: kept ones of the last weeks, today's, and those to come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from aftersales.demo.floor import at, minutes
from apps.workorders.appointment_terms import Figures
from apps.workorders.choices import Arrival
from apps.workorders.models import (
    Appointment,
    AppointmentWork,
    Bay,
    PreparationTick,
    QueueTicket,
    SlotQuota,
)
from apps.workorders.models.appointment import AppointmentState as State

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.garage import Car
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay
    from apps.org.models import Staff
    from apps.workorders.models import LabourOperation

BACK = 35  # days of kept appointments
AHEAD = 6
A_DAY = {"cs1": 13, "cs2": 8, "zz1": 6}
PLACES = 3
SOURCES = ("phone", "phone", "phone", "wechat", "desk", "care")
MISSED = (
    (State.NO_SHOW, ""),
    (State.NO_SHOW, ""),
    (State.CANCELLED_BY_CUSTOMER, "客户临时出差"),
    (State.CANCELLED_BY_DEALER, "配件未到，致歉改约"),
)
TODAY = (State.LATE, State.CONFIRMED, State.NO_SHOW, State.CANCELLED_BY_CUSTOMER)

ACTIONS = {
    State.ARRIVED: "arrive",
    State.LATE: "fall_late",
    State.NO_SHOW: "miss",
    State.CANCELLED_BY_CUSTOMER: "cancel_by_customer",
    State.CANCELLED_BY_DEALER: "cancel_by_dealer",
}


class Booking:
    """Writes appointments as the services would have."""

    def __init__(  # noqa: PLR0917  # what the other rooms of the demo made
        self,
        rows: Rows,
        records: Records,
        chance: Random,
        operations: dict[str, LabourOperation],
        works: list[dict[str, Any]],
        now: dt.datetime,
    ) -> None:
        self.rows, self.records, self.chance, self.now = rows, records, chance, now
        self.operations = operations
        self.works = [w for w in works if w["class"] in {"express", "general"}]
        self.taken: Counter[tuple[int, dt.datetime]] = Counter()
        self.busy: set[tuple[int, dt.datetime]] = set()

    def fill(self, shops: list[Shop], stays: list[Stay], cars: dict[str, list[Car]]) -> None:
        """Every store has a past, a today and a week to come."""
        bays = [b for b in self.rows.of(Bay) if b.kind == Bay.Kind.MECHANICAL]
        self.bays = {s.code: next(b for b in bays if b.store == s.unit) for s in shops}
        since = self.now - dt.timedelta(days=BACK)
        for shop in shops:
            self.figures = Figures(shop.unit.pk)
            mine = [s for s in stays if s.shop is shop and s.opened_at >= since]
            for stay in mine:
                if stay.visit.arrival == Arrival.APPOINTMENT:
                    self._kept(stay)
            self._missed(shop, cars[shop.code])
            self._coming(shop, cars[shop.code])
            self._line(shop)
            self._quotas(shop)

    def _kept(self, stay: Stay) -> None:
        """The appointment a past visit came by; one in eight outside its window."""
        late = self.chance.random() < 0.12
        early = self.chance.randint(35, 70) if late else self.chance.randint(-12, 12)
        slot = _grid(stay.opened_at - minutes(early))
        row = self._row(stay.shop, stay.car, stay.work, slot, stay.advisor, State.ARRIVED)
        row.arrived_at, row.visit = stay.opened_at, stay.visit
        row.concerns = stay.said
        row.confirmed_at = slot - dt.timedelta(hours=18)
        self._write(row, stay.work)

    def _missed(self, shop: Shop, cars: list[Car]) -> None:
        for ago in range(1, BACK):
            if self.chance.random() < 0.45:
                state, why = self.chance.choice(MISSED)
                day = self.now.date() - dt.timedelta(days=ago)
                self._one(shop, cars, day, state, reason=why)

    def _coming(self, shop: Shop, cars: list[Car]) -> None:
        today = self.now.date()
        for state in TODAY:
            self._one(shop, cars, today, state)
        for _ in range(A_DAY.get(shop.code, 6) // 3):
            self._one(shop, cars, today, State.CONFIRMED, after=self.now)
        for ahead in range(1, AHEAD + 1):
            count = A_DAY.get(shop.code, 6) - ahead
            for number in range(max(count, 2)):
                state = State.CONFIRMED if ahead == 1 and number % 3 else State.BOOKED
                row = self._one(shop, cars, today + dt.timedelta(days=ahead), state)
                if row is not None and ahead == 1 and number % 2:
                    self._prepare(shop, row, whole=number % 4 == 1)

    def _one(
        self,
        shop: Shop,
        cars: list[Car],
        day: dt.date,
        state: str,
        *,
        reason: str = "",
        after: dt.datetime | None = None,
    ) -> Appointment | None:
        """One appointment in a slot with a place; None when the day has none."""
        terms = self.figures.on(day)
        slots = terms.starts(day)
        if state in {State.LATE, State.NO_SHOW} and day == self.now.date():
            slots = [s for s in slots if s < self.now - dt.timedelta(hours=1)]
        if after is not None or (state == State.CONFIRMED and day == self.now.date()):
            slots = [s for s in slots if s > self.now]
        advisors = shop.people["service_advisor"]
        free = [
            (s, who)
            for s in slots
            if self.taken[shop.unit.pk, s] < PLACES
            for who in advisors
            if (who.pk, s) not in self.busy
        ]
        if not free:
            return None
        slot, advisor = self.chance.choice(free)
        self.busy.add((advisor.pk, slot))
        self.taken[shop.unit.pk, slot] += 1
        work = self.chance.choice(self.works)
        row = self._row(shop, self.chance.choice(cars), work, slot, advisor, state)
        row.reason = reason
        if state in {State.CONFIRMED, State.LATE}:
            row.confirmed_at = row.booked_at + dt.timedelta(hours=1)
        if state in {State.NO_SHOW, State.CANCELLED_BY_DEALER, State.CANCELLED_BY_CUSTOMER}:
            row.ended_at = min(slot + minutes(45), self.now)
        self._write(row, work)
        return row

    def _row(  # noqa: PLR0917  # the facts of one line of the book
        self,
        shop: Shop,
        car: Car,
        work: dict[str, Any],
        slot: dt.datetime,
        advisor: Staff,
        state: str,
    ) -> Appointment:
        terms = self.figures.on(slot.date())
        owner = car.owner if car.owner.pk else None
        booked = min(slot, self.now) - dt.timedelta(hours=self.chance.randint(20, 90))
        return Appointment(
            number=self.records.number("YY", shop.unit, booked),
            store=shop.unit,
            unit=shop.units["front_desk"],
            vehicle=car.vehicle,
            customer=owner,
            plate_no=car.plate,
            caller_name=(owner.contact_name or owner.name)[:40] if owner else "销售部",
            phone=owner.phone if owner else "",
            concerns=self.chance.choice(work["says"]),
            work_class=work["class"],
            advisor=advisor,
            slot_at=slot,
            minutes=terms.slot_minutes,
            window_from=slot - terms.window,
            window_until=slot + terms.window,
            held_until=slot + terms.hold,
            prepare_by=terms.hours.end_of(slot.date() - dt.timedelta(days=1)),
            source=self.chance.choice(SOURCES),
            state=state,
            booked_by=shop.one("receptionist"),
            booked_at=booked,
        )

    def _write(self, row: Appointment, work: dict[str, Any]) -> None:
        self.rows.add(row)
        for position, text in enumerate(work["jobs"], start=1):
            operation = self.operations[text["op"]]
            self.rows.add(
                AppointmentWork(
                    appointment=row,
                    operation=operation,
                    position=position,
                    name=operation.name,
                    kind=operation.kind,
                    hours=operation.std_hours,
                )
            )
        desk = row.booked_by
        steps = [("book", "", State.BOOKED, row.booked_at)]
        if row.confirmed_at:
            steps.append(("confirm", State.BOOKED, State.CONFIRMED, row.confirmed_at))
        if row.state not in {State.BOOKED, State.CONFIRMED}:
            last = row.arrived_at or row.ended_at or row.held_until
            steps.append((ACTIONS[State(row.state)], steps[-1][2], State(row.state), last))
        for action, before, after, moment in steps:
            self.records.change(row, action, before, after, at=moment, by=desk, reason=row.reason)

    def _prepare(self, shop: Shop, row: Appointment, *, whole: bool) -> None:
        items = PreparationTick.Item.values if whole else ("history", "recall")
        moment = self.now - minutes(30)
        for item in items:
            self.rows.add(PreparationTick(appointment=row, item=item, by=row.advisor, at=moment))
        if whole:
            row.bay, row.prepared_at = self.bays[shop.code], moment

    def _line(self, shop: Shop) -> None:
        """Three walk-ins of this afternoon wait, one is being called."""
        cars = ("湘A7K21M", "湘AD30917", "湘B55H82")
        for n, plate in enumerate(cars):
            taken = self.now - minutes(18 - 5 * n)
            number = self.records.number("PD", shop.unit, taken)
            called = n == 0
            ticket = QueueTicket(
                number=number,
                code=f"W{int(number[-4:]):03d}",
                store=shop.unit,
                unit=shop.units["front_desk"],
                plate_no=plate,
                work_class="express",
                state="called" if called else "waiting",
                turn_at=taken,
                taken_at=taken,
                taken_by=shop.one("receptionist"),
                advisor=shop.people["service_advisor"][0] if called else None,
                called_at=self.now - minutes(2) if called else None,
                calls=1 if called else 0,
            )
            self.rows.add(ticket)
            self.records.change(ticket, "draw", "", "waiting", at=taken, by=ticket.taken_by)
            if called:
                self.records.change(
                    ticket, "call", "waiting", "called", at=self.now - minutes(2), by=ticket.advisor
                )

    def _quotas(self, shop: Shop) -> None:
        """Fewer cars on Sundays, and a training afternoon next week."""
        since = self.now.date()
        training = since + dt.timedelta(days=9)
        for facts in (
            {"weekday": 6, "places": 2, "online": 1, "effective_from": since},
            {"day": training, "places": 1, "effective_from": training, "note": "厂家培训"},
        ):
            row = SlotQuota(store=shop.unit, set_by=shop.one("front_desk_supervisor"), **facts)
            self.rows.add(row)


def _grid(moment: dt.datetime) -> dt.datetime:
    """The half hour nearest before, inside the opening hours."""
    slot = moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)
    return max(slot, at(moment.date(), dt.time(8, 0)))
