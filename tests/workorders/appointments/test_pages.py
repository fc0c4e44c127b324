"""The pages of the book: what they show, to whom, in how many queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.clock import day_bounds
from apps.core.queues import queue
from apps.org.access import Access
from apps.workorders.forms.appointments import AppointmentForm
from apps.workorders.models import Appointment, SlotQuota
from tests.access.samples import appointment
from tests.factories.workorders import QueueTicketFactory
from tests.personas import access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db
LISTS = (
    "workorders:appointments",
    "workorders:appointment_week",
    "workorders:appointment_list",
    "workorders:preparation",
    "workorders:queue",
)


def today(hour=23):
    """A moment of the present day."""
    return day_bounds(clock.today())[0].replace(hour=hour)


def fill(rows):
    """So many appointments and tickets today."""
    for _ in range(rows):
        appointment(slot_at=today())
        QueueTicketFactory(unit=department_of("front_desk"), taken_at=clock.now())


def queries(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_a_page_takes_as_many_queries_for_three_rows_as_for_thirty(client_as, name):
    client = client_as("service_advisor")
    url = f"{reverse(name)}?day={clock.today():%Y-%m-%d}"
    fill(3)
    client.get(url)
    few = queries(client, url)
    fill(27)
    assert queries(client, url) <= few


@pytest.mark.parametrize(
    "code", ["appointments-unconfirmed", "appointments-prepare", "appointments-late"]
)
def test_a_queue_counts_what_its_page_lists(client_as, code):
    appointment(slot_at=today()), appointment(slot_at=today(0)), appointment(state="late")
    access = Access.of(staff_of("service_advisor"))
    rows = set(queue(code).rows(access).values_list("pk", flat=True))
    page = client_as("service_advisor").get(reverse("workorders:appointment_list"), {"queue": code})
    assert {r.pk for r in page.context["found"]} == rows


def test_a_refused_booking_keeps_the_words_and_offers_places(client_as):
    SlotQuota.objects.create(
        store=store_of(), day=clock.today(), places=0, effective_from=clock.today()
    )
    data = {
        "operation_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "plate_no": "湘A10001",
        "caller_name": "王芳",
        "phone": "13900001111",
        "concerns": "做保养",
        "work_class": "express",
        "source": "phone",
        "slot_at": f"{clock.today():%Y-%m-%d}T17:00",
    }
    client = client_as("service_advisor")
    page = client.post(reverse("workorders:appointment_new"), data)
    words = page.content.decode()
    assert page.status_code == 409
    assert "做保养" in words
    assert 'name="pick"' in words
    assert not Appointment.objects.exists()
    place = page.context["places"][0]
    data["pick"] = f"{place.at.isoformat()}|{place.advisor.pk}"
    assert client.post(reverse("workorders:appointment_new"), data).status_code == 303
    assert Appointment.objects.get().slot_at == place.at


def test_an_unknown_work_without_hours_is_refused_beside_its_field():
    data = QueryDict(mutable=True)
    data.update({"work_1": "修理反光镜", "caller_name": "王芳", "slot_at": "2026-06-01T10:00"})
    form = AppointmentForm(data, access=access_of("service_advisor"), store=store_of())
    assert "请填写预计工时" in str(form.errors["hours_1"])


@pytest.mark.parametrize(("hours", "named"), [(-1, True), (-4, False)])
def test_closing_a_bay_names_the_cars_it_is_kept_for(client_as, shop, hours, named):
    row = appointment(slot_at=today(10) + dt.timedelta(days=1), plate_no="湘A70001", bay=shop)
    start = row.slot_at.astimezone(clock.SHANGHAI) + dt.timedelta(hours=hours)
    data = {
        "operation_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        "starts_at": f"{start:%Y-%m-%dT%H:%M}",
        "ends_at": f"{start + dt.timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "reason": "举升机年检",
    }
    address = reverse("workorders:bay_close", args=[shop.pk])
    answer = client_as("workshop_supervisor").post(address, data, follow=True)
    assert shop.outages.exists()
    assert ("湘A70001" in answer.content.decode()) is named


def test_the_slip_shows_the_number(client_as):
    ticket = QueueTicketFactory(unit=department_of("front_desk"), code="W007")
    page = client_as("receptionist").get(reverse("workorders:queue_ticket", args=[ticket.pk]))
    assert "W007" in page.content.decode()


def test_another_store_sees_nothing(client_as):
    row = appointment(slot_at=today())
    client = client_as("service_advisor", store="cs2")
    assert client.get(reverse("workorders:appointment", args=[row.pk])).status_code == 404
    page = client.get(reverse("workorders:appointment_list"))
    assert not page.context["found"].object_list
