"""How few keys, fields and presses it takes: reception, a package, a bulb."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.workorders.models import WorkOrder
from tests.browser.conftest import PHONE, TABLET
from tests.browser.pages import sideways
from tests.factories.customers import car_of
from tests.factories.parts import stocked
from tests.personas import store_of
from tests.workorders.menu import operation, package, rate, schedule, small_service

MOST_FIELDS, MOST_CLICKS, MOST_PRESSES = 5, 3, 5


@pytest.fixture
def shop(transactional_db):
    """A car the store knows, a rate, packages and a schedule."""
    car = car_of(
        store_of(), plate="湘A12345", owner="张伟", phone="13812345678", last_odometer_km=18_000
    )
    rate("CP", "120")
    small_service("399.00", name="小保养")
    bulb = stocked(5, name="H7 灯泡", list_price="48.00")
    work = operation("DQ05", "更换大灯灯泡", std_hours=Decimal("0.30"))
    package((work, [(bulb, "1")]), name="更换大灯灯泡", express=True)
    brake = operation("BY06", "更换制动液")
    schedule(car.model, (brake, {"every_km": 10_000}, []))
    return car


class Presses:
    """A page on which every click is counted."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def click(self, place) -> None:
        """One press."""
        self.count += 1
        place.click()


def open_by_keyboard(page) -> tuple[int, int]:
    """Find the car and open its order without touching the mouse; gives fields and keys."""
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        page.keyboard.press(key)

    def to(name: str) -> None:
        for _ in range(60):
            if page.evaluate("document.activeElement.id") == name:
                return
            press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("zw")
    expect(page.locator("[data-first-result]")).to_be_visible()
    press("Enter")
    expect(page.locator("#id_statements")).to_be_focused()
    page.keyboard.type("做保养")
    to("id_odometer_km")
    page.keyboard.type("20100")
    to("id_signed_on_paper")
    press("Space")
    press("Enter")
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    typed = ("zw", "做保养", "20100")
    return len(typed) + 1, keys + sum(map(len, typed))


def test_an_order_is_opened_by_keyboard_in_few_fields(shop, browser_page, record_property):
    page = browser_page("service_advisor")
    page.goto("/workorders/reception/")
    fields, keys = open_by_keyboard(page)
    record_property("reception", f"{fields} fields, {keys} keys")
    assert fields <= MOST_FIELDS


def test_a_package_takes_three_clicks(shop, browser_page, shot):
    page = browser_page("service_advisor")
    page.goto("/workorders/reception/")
    open_by_keyboard(page)
    shot(page, "order-offers")
    presses = Presses(page)
    presses.click(page.locator("button.offer", has_text="小保养"))
    expect(page.locator(".order-head .total")).to_have_text("¥399.00")
    assert presses.count <= MOST_CLICKS
    shot(page, "order-package")
    presses.click(page.get_by_role("button", name="加入 更换制动液"))
    expect(page.locator(".order-head .total")).to_have_text("¥459.00")


def test_the_finder_is_walked_by_keyboard(shop, browser_page):
    page = browser_page("service_advisor")
    page.goto("/workorders/reception/")
    open_by_keyboard(page)
    page.keyboard.press("a")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("ghddd")
    expect(page.locator("[data-term='ghddd']")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hit]").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".order-head .total")).to_have_text("¥84.00")


@pytest.mark.parametrize(("name", "size"), [("tablet", TABLET), ("phone", PHONE)])
def test_a_bulb_needs_five_presses(shop, browser_page, shot, name, size):
    page = browser_page("service_advisor", viewport=size)
    presses = Presses(page)
    page.goto("/workorders/reception/")
    page.locator("#id_q").press_sequentially("12345")
    presses.click(page.locator("[data-first-result]"))
    page.locator("#id_statements").fill("大灯不亮")
    page.locator("#id_odometer_km").fill("20100")
    presses.click(page.locator("#id_signed_on_paper"))
    presses.click(page.get_by_role("button", name="快修开单"))
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    presses.click(page.locator("button.offer", has_text="更换大灯灯泡"))
    expect(page.locator(".order-head .total")).to_have_text("¥84.00")
    shot(page, f"bulb-{name}")
    assert sideways(page) == 0
    presses.click(page.get_by_role("button", name="客户已签字，授权"))
    expect(page.locator(".order-head")).to_contain_text("待派工")
    assert presses.count <= MOST_PRESSES
    order = WorkOrder.objects.get()
    assert order.work_class == "express"
    assert order.promised_at - order.opened_at < dt.timedelta(hours=2)


def test_a_gearbox_gets_everything(shop, browser_page):
    operation("BX01", "变速箱总成大修", repair_class="assembly", std_hours=Decimal(26))
    page = browser_page("service_advisor", refusals=(409, 422))
    page.goto("/workorders/reception/")
    page.locator("#id_q").press_sequentially("12345")
    page.locator("[data-first-result]").click()
    page.locator("#id_statements").fill("变速箱异响")
    page.locator("#id_odometer_km").fill("20100")
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="快修开单").click()
    page.locator("#find").press_sequentially("BX01")
    page.locator("[data-term='BX01']").click()
    expect(page.locator(".order-head .total")).to_have_text("¥3,120.00")
    expect(page.get_by_role("button", name="客户已签字，授权")).to_have_count(0)
    page.get_by_role("link", name="客户授权").click()
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator("main")).to_contain_text("还没有预交车时间")


@pytest.mark.parametrize(
    "name", ["prices", "part_prices", "operations", "packages", "schedules", "schedule_new"]
)
def test_the_pages_of_prices_fit_every_screen(shop, browser_page, shot, name):
    for label, how in (("desk", {}), ("phone", {"viewport": PHONE})):
        page = browser_page("service_manager", **how)
        page.goto(reverse(f"workorders:{name}"))
        shot(page, f"{name}-{label}")
        assert sideways(page) == 0
