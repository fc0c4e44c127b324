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


def test_home_says_how_the_promises_stand_and_opens_the_list_of_each(client_as):
    order_of("service_advisor", promised_at=NOW - HOUR)
    (panel,) = [p for p in home.today.ask(access=access_of("service_advisor")) if p.chips]
    counts = {chip.words: chip.count for chip in panel.chips}
    assert counts["已超时"] == "1"
    (late,) = [chip for chip in panel.chips if chip.words == "已超时"]
    assert len(client_as("service_advisor").get(late.url).context["found"]) == 1


def test_home_of_the_dispatcher_has_the_promises_of_the_workshop():
    order_of("service_advisor"), order_of("service_advisor2")
    (panel,) = [p for p in home.today.ask(access=access_of("dispatcher_inspector")) if p.chips]
    assert len(panel.lines) == 2
    assert all(line.words for line in panel.lines)
