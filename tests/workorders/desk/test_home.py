"""The advisor's cars beside the duties on the home page."""

from __future__ import annotations

import pytest

from apps.org import home
from tests.factories.workorders import HOUR, NOW, WorkOrderFactory
from tests.personas import access_of, department_of, staff_of

pytestmark = pytest.mark.django_db


def order_of(login, **facts):
    advisor = staff_of(login)
    unit = department_of("front_desk")
    return WorkOrderFactory(visit__unit=unit, visit__advisor=advisor, authorised=True, **facts)


def plates_of(login):
    panels = home.today.ask(access=access_of(login))
    return [line.url for panel in panels for line in panel.lines]


def test_home_lists_the_own_open_cars_by_promise(client_as):
    later, sooner = order_of("service_advisor"), order_of("service_advisor", promised_at=NOW + HOUR)
    order_of("service_advisor2")
    order_of("service_advisor", state="closed")
    shown = plates_of("service_advisor")
    assert [url.rstrip("/").rsplit("/", 1)[-1] for url in shown] == [str(sooner.pk), str(later.pk)]
    body = client_as("service_advisor").get("/").content.decode()
    assert shown[0] in body


def test_home_of_one_who_opens_no_orders_has_no_cars():
    assert plates_of("cashier") == []
