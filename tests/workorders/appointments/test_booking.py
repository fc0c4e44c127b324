"""Making appointments: what fits the book, and in which words the rest is refused."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from apps.core.models import OutboxMessage
from apps.core.refusals import Denied, Refused
from apps.org.services.absences import record_absence
from apps.workorders.models import Appointment, SlotQuota
from apps.workorders.services import appointments as services
from apps.workorders.services.appointments import NoPlace, Work
from tests.factories.customers import car_of
from tests.personas import access_of, staff_of, store_of
from tests.workorders.appointments.conftest import at, booked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def works(hours, kind="mechanical"):
    return [Work("保养", kind, Decimal(hours))]


def test_a_booking_holds_its_place_for_its_window():
    row = booked(works=works(2))
    assert (row.state, row.advisor) == ("booked", staff_of("service_advisor"))
    assert (row.window_from, row.window_until) == (at("09:30"), at("10:30"))
    assert (row.held_until, row.number[:7]) == (at("10:15"), "YY-CS1-")
    assert row.works.get().hours == 2


def test_a_known_plate_leads_to_its_car_and_owner():
    car = car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678")
    row = booked(plate_no="湘A·12345", caller_name="", phone="")
    assert (row.vehicle, row.caller_name, row.phone) == (car, "张伟", "13812345678")


def test_without_an_advisor_the_one_with_the_fewest_cars_is_chosen():
    booked("service_advisor", when=at("09:30"))
    assert booked("", plate_no="湘A10002").advisor == staff_of("service_advisor2")


def test_a_full_slot_is_refused_with_the_next_free_places():
    SlotQuota.objects.create(store=store_of(), places=1, effective_from=at().date())
    booked()
    with pytest.raises(NoPlace, match="已约满") as refusal:
        booked("service_advisor2", plate_no="湘A10002")
    assert refusal.value.field == "slot_at"
    assert refusal.value.places[0].at == at("10:30")
    assert {p.advisor for p in refusal.value.places} == {staff_of("service_advisor2")}


def test_a_busy_advisor_is_refused_and_a_colleague_offered_at_the_same_time():
    booked()
    with pytest.raises(NoPlace, match="已约满") as refusal:
        booked(plate_no="湘A10002")
    first = refusal.value.places[0]
    assert (refusal.value.field, first.at) == ("advisor", at())
    assert first.advisor == staff_of("service_advisor2")


def test_an_advisor_on_leave_is_refused():
    record_absence(
        by=access_of("hr_officer"),
        staff=staff_of("service_advisor"),
        kind="leave",
        starts_at=at("08:30", 1),
        ends_at=at("18:00", 1),
    )
    with pytest.raises(NoPlace, match="不当班"):
        booked(when=at(days=1))


def test_hours_beyond_the_share_of_the_day_are_refused_and_tomorrow_offered():
    booked(works=works(7))
    with pytest.raises(NoPlace, match="机修工时不够") as refusal:
        booked("service_advisor2", plate_no="湘A10002", works=works(1))
    assert refusal.value.places[0].at.date() == at(days=1).date()


def test_hours_of_a_skill_nobody_has_are_refused():
    with pytest.raises(NoPlace, match="喷漆工时不够"):
        booked(works=works(1, "paint"))


@pytest.mark.parametrize(
    ("when", "words"),
    [(at("08:30"), "已经过去"), (at("10:10"), "没有从这个时间开始"), (at(days=90), "最多提前")],
)
def test_a_time_outside_the_book_is_refused(when, words):
    with pytest.raises(NoPlace, match=words):
        booked(when=when)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"phone": "12"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"caller_name": " "}, "caller_name"),
        ({"plate_no": ""}, "plate_no"),
        ({"concerns": []}, "concerns"),
        ({"works": works(100)}, "works"),
    ],
)
def test_bad_input_is_refused_beside_its_field(facts, field):
    with pytest.raises(ValidationError) as error:
        booked(**facts)
    assert field in error.value.message_dict
    assert not Appointment.objects.exists()


def test_the_same_car_is_booked_once_a_day():
    booked()
    with pytest.raises(Refused, match="当天已有预约"):
        booked("service_advisor2", when=at("11:00"))


def test_the_net_has_places_of_its_own():
    SlotQuota.objects.create(store=store_of(), places=3, online=0, effective_from=at().date())
    with pytest.raises(NoPlace, match="网上名额"):
        booked(source="wechat")
    assert booked().source == "phone"


def test_a_closed_date_is_refused():
    SlotQuota.objects.create(
        store=store_of(), day=at(days=1).date(), places=0, effective_from=at(days=1).date()
    )
    with pytest.raises(NoPlace, match="不开放"):
        booked(when=at(days=1))


def test_a_double_submit_books_once():
    key = uuid.uuid4()
    by = access_of("service_advisor", key=key)
    facts = {
        "slot_at": at(),
        "advisor": None,
        "caller_name": "王芳",
        "phone": "13900001111",
        "concerns": ["做保养"],
        "work_class": "express",
        "plate_no": "湘A10001",
    }
    first = services.book(by=by, **facts)
    again = services.book(by=access_of("service_advisor", key=key), **facts)
    assert first == again
    assert Appointment.objects.count() == 1


def test_somebody_without_the_right_may_not_book():
    with pytest.raises((Denied, Exception)):
        booked(by="cashier")
    assert not Appointment.objects.exists()


def test_a_moved_appointment_leads_to_the_new_one_and_frees_its_place():
    old = booked(works=works(2))
    new = services.move(
        by=access_of("service_advisor"),
        appointment=old,
        version=None,
        slot_at=at(days=1),
        advisor=None,
        reason="客户改时间",
    )
    old.refresh_from_db()
    assert (old.state, old.moved_to, old.reason) == ("moved", new, "客户改时间")
    assert (new.state, new.works.get().hours, new.held_until) == ("booked", 2, at("10:15", 1))
    assert booked(plate_no="湘A10003").slot_at == at()


def test_moving_to_a_full_slot_changes_nothing():
    SlotQuota.objects.create(store=store_of(), places=1, effective_from=at().date())
    booked(when=at("11:00"), plate_no="湘A10002")
    old = booked()
    with pytest.raises(NoPlace):
        services.move(
            by=access_of("service_advisor"),
            appointment=old,
            version=None,
            slot_at=at("11:00"),
            advisor=None,
            reason="客户改时间",
        )
    old.refresh_from_db()
    assert old.state == "booked"


def test_words_may_change_when_the_advisor_has_gone_off_duty():
    row = booked(works=works(1))
    staff_of("service_advisor").shifts.all().delete()
    changed = services.change(
        by=access_of("service_advisor"),
        appointment=row,
        version=row.version,
        advisor=row.advisor,
        caller_name="王芳",
        phone="",
        concerns=["做保养", "刹车有响声"],
        work_class="general",
        works=works(1),
    )
    assert (changed.said, changed.phone) == (["做保养", "刹车有响声"], "13900001111")


def test_cancelling_frees_the_place_and_takes_reminders_back():
    row = booked()
    OutboxMessage.objects.create(
        channel="sms",
        recipient=row.phone,
        body="x",
        dedupe_key=f"appointment:{row.pk}:60",
        created_at=at(),
    )
    services.act(
        by=access_of("service_advisor"),
        appointment=row,
        version=None,
        action="cancel_by_customer",
        reason="客户有事",
    )
    assert not OutboxMessage.objects.exists()
    assert booked().state == "booked"


def test_after_its_hold_the_place_is_free_for_others():
    SlotQuota.objects.create(store=store_of(), places=1, effective_from=at().date())
    booked(when=at("09:00"))
    late = dt.timedelta(minutes=20)
    by = access_of("service_advisor", now=at("09:00") - late + late * 2)
    row = services.book(
        by=by,
        slot_at=at("09:30"),
        advisor=None,
        caller_name="王芳",
        phone="13900001111",
        concerns=["保养"],
        work_class="express",
        plate_no="湘A10009",
    )
    assert row.slot_at == at("09:30")
