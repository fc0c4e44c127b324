"""Whose phone rings when a car comes, and when a promise comes near."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from apps.core.models import Setting
from apps.org.access import Access
from apps.org.models import Notice
from apps.workorders.services import orders, queueing
from apps.workorders.services.watching import watch_promises
from tests.factories.workorders import WorkOrderFactory
from tests.personas import NOW, access_of, department_of, staff_of, store_of
from tests.workorders.appointments.conftest import at, booked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


def rung(kind, login="service_advisor"):
    return list(Notice.objects.to(staff_of(login)).filter(kind=kind).values_list("text", flat=True))


def promised(minutes, state="in_progress", **facts):
    at = NOW + dt.timedelta(minutes=minutes)
    given = {"advisor": staff_of("service_advisor"), "authorised_at": NOW, **facts}
    return WorkOrderFactory(
        store=store_of(),
        unit=department_of("front_desk"),
        state=state,
        promised_at=at,
        first_promised_at=at,
        **given,
    )


def watched(now=NOW):
    return watch_promises(by=Access(staff=None, now=now), store=store_of())


def test_the_arrival_of_an_appointment_rings_its_advisor():
    row = booked(plate_no="湘A12345")
    queueing.draw(by=access_of("receptionist", now=at("09:55")), appointment=row)
    assert rung("arrival") == ["湘A12345 王芳 已到店，预约 10:00"]


def test_an_advisor_who_takes_the_car_in_is_not_rung():
    row = booked(plate_no="湘A12345")
    queueing.draw(by=access_of("service_advisor", now=at("09:55")), appointment=row)
    assert rung("arrival") == []


@pytest.mark.parametrize(("minutes", "rings"), [(120, 0), (60, 1), (-5, 1), (-1500, 0)])
def test_a_promise_rings_when_it_is_at_risk_or_over(minutes, rings):
    promised(minutes)
    watched()
    assert len(rung("promise")) == rings


def test_a_promise_rings_once_at_risk_and_once_over_however_often_it_is_watched():
    order = promised(10)
    for minutes in (0, 1, 11, 12):
        watched(NOW + dt.timedelta(minutes=minutes))
    over, risk = rung("promise")
    assert order.visit.plate_no in over
    assert ("已超时" in over, "有风险" in risk) == (True, True)


@pytest.mark.parametrize("state", ["ready", "draft", "closed"])
def test_a_car_that_is_ready_or_not_agreed_does_not_ring(state):
    promised(-5, state, authorised_at=None if state == "draft" else NOW)
    watched()
    assert rung("promise") == []


def test_how_near_is_a_setting_of_the_store():
    Setting.objects.create(
        code="workorders.at_risk_minutes", store=store_of(), value=120, effective_from=NOW.date()
    )
    promised(130)
    watched()
    assert len(rung("promise")) == 1


def test_a_new_promise_rings_anew():
    order = promised(10)
    watched()
    orders.promise(
        by=access_of("service_advisor"),
        order=order,
        version=order.version,
        promised_at=NOW + dt.timedelta(minutes=40),
        reason="等配件",
    )
    watched()
    assert len(rung("promise")) == 2


def test_the_periodic_command_watches_promises():
    out = StringIO()
    call_command("appointments", stdout=out)
    assert out.getvalue().endswith("0 promises\n")
