"""A car changes hands: what was arranged with its owner before ends with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from apps.core.models import OutboxMessage
from apps.customers.models import Customer, OwnerChange, Vehicle
from apps.customers.services import change_owner
from apps.org.models import Notice
from apps.workorders.models import Appointment, Deposit, EstimateLink
from apps.workorders.services import estimates, links
from apps.workorders.services.reminding import remind_due
from tests.factories.customers import car_of
from tests.factories.stays import photo_of
from tests.factories.workorders import AppointmentFactory, reread
from tests.personas import NOW, access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db
PHONE = "13812345678"
SA = "service_advisor"


def booked(car: Vehicle, **facts: Any) -> Appointment:
    """An appointment of the owner, this morning at eleven."""
    given = {"vehicle": car, "phone": PHONE, "plate_no": "湘A12345", "advisor": staff_of(SA)}
    row: Appointment = AppointmentFactory(unit=department_of("front_desk"), **given | facts)
    return row


def sold(car: Vehicle, **facts: Any) -> OwnerChange:
    given = {
        "name": "李娜",
        "phone": "13900000000",
        "since": NOW.date(),
        "packages": "none",
        "proof": photo_of(),
    }
    return change_owner(by=access_of(SA), vehicle=car, version=None, **given | facts)


def test_appointment_and_reminder_of_the_earlier_owner_end(car: Vehicle) -> None:
    row = booked(car)
    soon = access_of(SA, now=NOW + dt.timedelta(hours=1, minutes=30))
    assert remind_due(by=soon, store=store_of()) == 1
    change = sold(car)
    row = reread(row)
    assert (row.state, row.reason) == ("cancelled_by_customer", "车主已变更")
    assert not OutboxMessage.objects.filter(channel="sms").exists()
    assert remind_due(by=soon, store=store_of()) == 0
    assert "1 个未到店的预约取消" in change.ended


def test_reminder_that_went_out_already_stays_on_record(car: Vehicle) -> None:
    booked(car)
    soon = access_of(SA, now=NOW + dt.timedelta(hours=1, minutes=30))
    remind_due(by=soon, store=store_of())
    message = OutboxMessage.objects.get()
    message.sent_at = NOW
    message.save()
    sold(car)
    assert OutboxMessage.objects.filter(pk=message.pk).exists()


def test_advisor_is_told_to_book_with_the_new_owner(car: Vehicle) -> None:
    booked(car)
    sold(car)
    notice = Notice.objects.get(staff=staff_of(SA))
    assert "请与新车主另约" in notice.text


def test_appointment_somebody_else_booked_stands(car: Vehicle) -> None:
    theirs = booked(car, phone="13900000000")
    other = booked(car_of(store_of(), plate="湘B12345"), plate_no="湘B12345")
    sold(car)
    assert (reread(theirs).state, reread(other).state) == ("booked", "booked")


def test_car_that_is_here_already_keeps_its_appointment(car: Vehicle) -> None:
    row = booked(car, state="arrived")
    sold(car)
    assert reread(row).state == "arrived"


def test_link_sent_to_the_earlier_owner_opens_nothing(priced: Any, prices: Any) -> None:
    by = access_of(SA)
    estimate = estimates.publish(by=by, order=priced, version=None)
    links.make_link(by=by, estimate=estimate, version=None)
    owner = priced.visit.owner
    change = sold(priced.visit.vehicle)
    assert change.before is None or change.before.customer == owner
    assert EstimateLink.objects.get().revoked_at is not None


def test_held_money_stays_with_the_earlier_owner_and_no_sum_goes_with_the_car(
    priced: Any,
) -> None:
    visit = priced.visit
    held = Deposit.objects.create(
        store=priced.store,
        unit=priced.unit,
        number="DJ-1",
        order=priced,
        customer=visit.owner,
        payer_name="张伟",
        advisor=priced.advisor,
        amount=500,
        method="cash",
        purpose="订件",
        taken_by=priced.advisor,
        at=NOW,
    )
    change = sold(visit.vehicle)
    assert reread(held).customer == visit.owner
    assert "没有用完的定金仍属原车主" in change.ended
    assert "500" not in change.ended


def test_new_owner_is_contacted_only_after_they_agreed(car: Vehicle) -> None:
    sold(car)
    assert Customer.objects.get(name="李娜").no_marketing
    sold(car, name="王强", phone="13700000000", contact_agreed=True)
    assert not Customer.objects.get(name="王强").no_marketing
    assert [c.contact_agreed for c in car.owner_changes.order_by("pk")] == [False, True]


def test_word_of_a_customer_known_before_stands(car: Vehicle) -> None:
    sold(car)
    sold(car, name="张伟", phone=PHONE)
    assert not Customer.objects.get(name="张伟").no_marketing


def test_owner_page_says_what_ends_before_it_is_done(car: Vehicle, client_as: Any) -> None:
    booked(car)
    text = client_as(SA).get(reverse("customers:car_owner", args=[car.pk])).content.decode()
    assert "1 个未到店的预约取消，提醒撤回。" in text
    assert "新车主已同意接收回访和提醒" in text


def test_refused_change_leaves_the_appointment(car: Vehicle, client_as: Any) -> None:
    row = booked(car)
    url = reverse("customers:car_owner", args=[car.pk])
    assert client_as(SA).post(url, {"version": car.version, "name": "李娜"}).status_code == 422
    assert reread(row).state == "booked"
