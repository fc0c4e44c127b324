"""Bays out of use take their hours with them; recalls stand at the car that comes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.refusals import Refused
from apps.workorders.capacity import hours_of
from apps.workorders.services import preparing
from apps.workorders.services.appointments import Work
from apps.workorders.services.bays import close_bay
from tests.factories.customers import car_of
from tests.factories.stays import RecallVehicleFactory
from tests.personas import access_of, store_of
from tests.workorders.appointments.conftest import DAY, at, booked

pytestmark = pytest.mark.django_db


def closed(bay, first, last, reason="举升机年检"):
    boss = access_of("workshop_supervisor", now=at("07:00"))
    return close_bay(by=boss, bay=bay, starts_at=first, ends_at=last, reason=reason)


def free():
    return hours_of(store_of(), DAY, DAY)[DAY].bays["mechanical"]


def test_hours_of_a_bay_out_of_use_are_not_offered(shop):
    before = free()
    closed(shop, at("13:00"), at("15:00"))
    assert before - free() == Decimal(2)


def test_outage_outside_opening_hours_costs_nothing(shop):
    before = free()
    closed(shop, at("19:00"), at("23:00"))
    assert free() == before


def test_booking_into_a_day_without_a_bay_is_refused_with_other_places(shop):
    closed(shop, at("08:00"), at("18:00"))
    work = Work(name="更换机油", kind="mechanical", hours=Decimal(2))
    with pytest.raises(Refused) as refusal:
        booked(works=[work])
    assert all(place.at.date() > DAY for place in refusal.value.places)


def test_bay_out_of_use_is_not_kept_for_a_car(shop):
    row = booked()
    closed(shop, row.slot_at - dt.timedelta(hours=1), row.slot_at + dt.timedelta(hours=1))
    by = access_of("service_advisor")
    with pytest.raises(Refused, match="举升机年检"):
        preparing.choose_bay(by=by, appointment=row, version=row.version, bay=shop)


def page(client):
    answer = client.get(reverse("workorders:preparation"), {"day": f"{DAY:%Y-%m-%d}"})
    assert answer.status_code == 200
    return answer


def recalled(n, hour):
    plate = f"湘A7{n:04d}"
    car = car_of(store_of(), plate=plate, owner=f"车主{n}", phone=f"138000{n:05d}")
    RecallVehicleFactory(vin=car.vin)
    return booked(vehicle=car, when=at(hour), plate_no=plate)


def test_open_recall_stands_at_the_car_in_the_list_and_on_paper(shop, client_as):
    row = recalled(1, "10:00")
    other = booked(when=at("11:00"), plate_no="湘A10009")
    client = client_as("service_advisor")
    cars = {c.row: c for c in page(client).context["cars"]}
    (alert,) = cars[row].alerts
    assert not cars[other].alerts
    assert str(alert.words) in page(client).text
    assert "备好召回件" in page(client).text
    paper = client.get(reverse("workorders:preparation_print"), {"day": f"{DAY:%Y-%m-%d}"})
    assert str(alert.words) in paper.text


def test_recalls_of_many_cars_take_as_many_queries_as_of_three(shop, client_as):
    client, counts = client_as("service_advisor"), []
    for n, hour in enumerate(("09:00", "09:30", "10:00", "10:30", "11:00", "11:30")):
        recalled(n, hour)
        if n in {2, 5}:
            page(client)
            with CaptureQueriesContext(connection) as caught:
                page(client)
            counts.append(len(caught))
    assert counts[0] == counts[1]
