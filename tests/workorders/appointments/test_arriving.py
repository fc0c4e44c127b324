"""The car comes: window, lateness, queue, and what the check-in takes over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.models import OutboxMessage
from apps.core.refusals import Refused
from apps.org.access import Access
from apps.parts.models import Demand
from apps.workorders.models import LabourOperation, LabourRate
from apps.workorders.services import appointments as services
from apps.workorders.services import orders, preparing, queueing, reception, reserving
from apps.workorders.services.appointments import Work
from apps.workorders.services.arriving import prefill
from apps.workorders.services.reminding import remind_due
from apps.workorders.services.sweeping import sweep
from tests.factories.customers import car_of
from tests.factories.parts import level_of, stocked
from tests.personas import access_of, staff_of, store_of
from tests.workorders.appointments.conftest import at, booked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]
WALK = {"odometer_km": 20_000, "fuel_eighths": 4, "key_tag": "A01", "covers_on": True}


@pytest.fixture
def car():
    return car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678")


@pytest.fixture
def operation():
    day = dt.date(2026, 1, 1)
    LabourRate.objects.create(store=store_of(), payer="CP", rate=Decimal(120), effective_from=day)
    return LabourOperation.objects.create(
        code="BY-0001", name="更换机油机滤", std_hours=Decimal("0.50")
    )


def check_in(car, now):
    by = access_of("service_advisor", now=now)
    return reception.check_in(
        by=by,
        vehicle=car,
        work_class="express",
        statements=["做保养"],
        walk=dict(WALK),
        sender_name="张伟",
        signed_on_paper=True,
    )


@pytest.mark.parametrize(
    ("minutes", "kept"), [(-31, False), (-30, True), (0, True), (30, True), (31, False)]
)
def test_only_an_arrival_inside_the_window_is_kept(car, minutes, kept):
    row = booked(plate_no="湘A12345", when=at("11:00"))
    queueing.draw(
        by=access_of("receptionist", now=at("11:00") + dt.timedelta(minutes=minutes)),
        appointment=row,
    )
    row.refresh_from_db()
    assert (row.state, row.in_window()) == ("arrived", kept)


def test_check_in_takes_over_words_work_and_arrival(car, operation):
    row = booked(plate_no="湘A12345", works=[Work.of(operation)], concerns=["做保养", "刹车响"])
    start = prefill(access_of("service_advisor", now=at()), car)
    assert (start["statements"], start["arrival"]) == ("做保养\n刹车响", "appointment")
    order = check_in(car, at())
    row.refresh_from_db()
    assert (row.state, row.visit, order.visit.arrival) == ("arrived", order.visit, "appointment")
    assert [j.name for j in order.jobs.all()] == ["更换机油机滤"]
    order.refresh_from_db()
    assert order.total == Decimal("60.00")


def test_a_car_without_an_appointment_is_received_as_before(car):
    assert prefill(access_of("service_advisor", now=at()), car) == {}
    assert check_in(car, at()).visit.arrival == "walk_in"


def test_a_reserved_part_goes_over_to_the_order_and_is_not_reserved_twice(car, operation):
    part = stocked(2)
    by = access_of("service_advisor", now=at())
    row = booked(plate_no="湘A12345", works=[Work.of(operation)])
    reserving.want_part(by=by, appointment=row, version=None, part=part, quantity=Decimal(1))
    reserving.reserve_parts(by=by, appointment=row, version=None)
    assert level_of(part).reserved == 1
    order = check_in(car, at())
    due = at() + dt.timedelta(hours=4)
    orders.promise(by=by, order=order, version=None, promised_at=due)
    orders.authorise(by=by, order=order, version=None, signer_name="张伟", signed_on_paper=True)
    demand = Demand.objects.get()
    assert (demand.document_no, demand.state) == (order.number, "reserved")
    assert level_of(part).reserved == 1


def test_cancelling_gives_reserved_parts_back():
    part = stocked(2)
    by = access_of("service_advisor")
    row = booked()
    reserving.want_part(by=by, appointment=row, version=None, part=part, quantity=Decimal(1))
    reserving.reserve_parts(by=by, appointment=row, version=None)
    services.act(by=by, appointment=row, version=None, action="cancel_by_dealer", reason="设备故障")
    assert level_of(part).reserved == 0


def test_parts_are_not_ready_while_short():
    part = stocked(1)
    by = access_of("service_advisor")
    row = booked()
    reserving.want_part(by=by, appointment=row, version=None, part=part, quantity=Decimal(3))
    with pytest.raises(Refused, match="还没备齐"):
        preparing.tick(by=by, appointment=row, version=None, item="parts", ready=True)


def test_with_everything_ticked_the_appointment_is_prepared(shop):
    by, row = access_of("service_advisor"), booked()
    preparing.choose_bay(by=by, appointment=row, version=None, bay=shop)
    for item in ("parts", "history"):
        preparing.tick(by=by, appointment=row, version=None, item=item, ready=True)
    row.refresh_from_db()
    assert row.prepared_at is None
    preparing.tick(by=by, appointment=row, version=None, item="recall", ready=True)
    row.refresh_from_db()
    assert (row.prepared_at, row.bay) == (by.now, shop)


def test_a_bay_is_kept_for_one_car_at_a_time(shop):
    by = access_of("service_advisor")
    one, two = booked(), booked("service_advisor2", plate_no="湘A10002")
    preparing.choose_bay(by=by, appointment=one, version=None, bay=shop)
    with pytest.raises(Refused, match="已留给"):
        preparing.choose_bay(by=by, appointment=two, version=None, bay=shop)


def test_time_alone_makes_late_and_then_no_show():
    row = booked()
    system = Access(staff=None, now=at("10:16"))
    assert sweep(by=system, store=store_of()) == 1
    row.refresh_from_db()
    assert row.state == "late"
    assert sweep(by=Access(staff=None, now=at("08:00", 1)), store=store_of()) == 1
    row.refresh_from_db()
    assert row.state == "no_show"


def test_a_no_show_is_not_noted_while_the_place_is_held():
    row = booked()
    act = {"appointment": row, "version": None, "action": "miss"}
    with pytest.raises(Refused, match="还没过"):
        services.act(by=access_of("service_advisor", now=at("10:15")), **act)
    services.act(by=access_of("service_advisor", now=at("10:16")), **act)
    row.refresh_from_db()
    assert row.state == "no_show"


def test_reminders_are_written_once_a_day_and_an_hour_before():
    booked(when=at("11:00", 2))
    for days, time, added in ((1, "10:59", 0), (1, "11:00", 1), (1, "12:00", 0), (2, "10:00", 1)):
        assert remind_due(by=Access(staff=None, now=at(time, days)), store=store_of()) == added
    bodies = list(OutboxMessage.objects.values_list("body", flat=True))
    assert len(bodies) == 2
    assert "湘A10001" in bodies[0]
    assert "11:00" in bodies[0]


def test_no_reminder_for_what_was_moved_or_cancelled():
    row = booked(when=at("11:00", 1))
    by = access_of("service_advisor")
    services.move(
        by=by, appointment=row, version=None, slot_at=at("11:00", 3), advisor=None, reason="改时间"
    )
    assert remind_due(by=Access(staff=None, now=at("10:30", 1)), store=store_of()) == 0


def test_the_queue_calls_appointments_by_slot_and_walk_ins_as_they_come():
    row = booked("service_advisor", when=at("09:30"))
    desk = access_of("receptionist")
    walk_in = queueing.draw(by=desk, plate_no="湘A90001")
    early = queueing.draw(by=access_of("receptionist", now=at("09:20")), appointment=row)
    first = queueing.call_next(by=access_of("service_advisor", now=at("09:25")))
    second = queueing.call_next(by=access_of("service_advisor", now=at("09:26")))
    assert (first, second) == (walk_in, early)
    with pytest.raises(Refused, match="没有等候"):
        queueing.call_next(by=access_of("service_advisor", now=at("09:27")))


def test_an_appointment_draws_one_number_only():
    row = booked()
    by = access_of("receptionist", now=at("09:50"))
    ticket = queueing.draw(by=by, appointment=row)
    assert (ticket.code[0], ticket.turn_at, ticket.advisor) == (
        "Y",
        at(),
        staff_of("service_advisor"),
    )
    with pytest.raises(Refused, match="已经取过号"):
        queueing.draw(by=by, appointment=row)
