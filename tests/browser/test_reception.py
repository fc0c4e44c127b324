"""The reception in a real browser: by keyboard, by touch, on three sizes of screen."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from apps.workorders.models import LabourOperation, LabourRate, WorkOrder
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.factories.customers import VehicleModelFactory, car_of
from tests.factories.parts import stocked
from tests.personas import store_of


@pytest.fixture
def reception(transactional_db):
    """A car the store knows, prices and a part."""
    car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678", last_odometer_km=18_000)
    VehicleModelFactory(series="EV6", name="EV6 长续航", power="ev")
    day = dt.date(2026, 1, 1)
    LabourRate.objects.create(store=store_of(), payer="CP", rate=Decimal(120), effective_from=day)
    LabourOperation.objects.create(code="BY-0001", name="更换机油机滤", std_hours=Decimal("0.50"))
    stocked(5, name="机油滤清器 K3")


def test_reception_by_keyboard_takes_less_than_thirty_seconds(reception, browser_page):
    page = browser_page("service_advisor")
    page.goto("/workorders/reception/")
    began = time.monotonic()
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.type("zw")
    expect(page.locator("[data-first-result]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#id_statements")).to_be_focused()
    page.keyboard.type("做保养")
    page.locator("#id_odometer_km").focus()
    page.keyboard.type("20100")
    page.locator("#id_signed_on_paper").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    page.locator("#find").focus()
    page.keyboard.type("ghjyjl")
    expect(page.locator("[data-first-hit]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".order-head .total")).to_have_text("¥60.00")
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("tablet", TABLET), ("phone", PHONE)])
def test_the_sheet_is_signed_and_the_order_authorised(reception, browser_page, shot, name, size):
    page = browser_page("service_advisor", viewport=size)
    page.goto("/workorders/reception/")
    page.locator("#id_q").press_sequentially("12345")
    page.locator("[data-first-result]").wait_for()
    shot(page, f"reception-{name}")
    assert sideways(page) == 0
    page.locator("[data-first-result]").click()
    page.locator("#id_statements").fill("刹车有异响\n做保养")
    page.locator("#id_odometer_km").fill("20100")
    page.locator("svg.car").click(position={"x": 120, "y": 60})
    expect(page.locator(".mark-list li")).to_have_count(1)
    draw(page)
    shot(page, f"checkin-{name}")
    assert sideways(page) == 0
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    for term, total in (("机滤", "¥60.00"), ("滤清器", "¥99.00")):
        page.locator("#find").fill("")
        page.locator("#find").press_sequentially(term)
        page.locator(f"[data-term='{term}']").click()
        expect(page.locator(".order-head .total")).to_have_text(total)
    page.get_by_role("button", name="承诺交车时间").click()
    expect(page.locator("button:has-text('改约')")).to_be_visible()
    shot(page, f"order-{name}")
    assert sideways(page) == 0
    page.get_by_role("link", name="客户授权").click()
    draw(page)
    shot(page, f"authorise-{name}")
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator(".order-head")).to_contain_text("待派工")
    order = WorkOrder.objects.get()
    assert order.visit.checkin.damages.count() == 1
    assert order.total == Decimal("99.00")
    page.goto(f"/workorders/orders/{order.pk}/print/")
    shot(page, f"print-{name}")
    page.goto("/workorders/orders/")
    shot(page, f"list-{name}")
    assert sideways(page) == 0


def test_reception_works_without_javascript(reception, browser_page, shot):
    page = browser_page("service_advisor", javascript=False)
    page.goto("/workorders/reception/")
    page.locator("#id_q").fill("张伟")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="接车", exact=True).click()
    page.locator("#id_statements").fill("做保养")
    page.locator("#id_odometer_km").fill("20100")
    page.locator("#id_damage_notes").fill("左前门划痕")
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    page.locator("#find").fill("机滤")
    page.locator(".finder button").click()
    page.locator("button[value^='op:']").click()
    expect(page.locator(".order-head .total")).to_have_text("¥60.00")
    page.get_by_role("button", name="承诺交车时间").click()
    page.get_by_role("link", name="客户授权").click()
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator(".order-head")).to_contain_text("待派工")


def test_a_new_car_is_six_fields(reception, browser_page, shot):
    page = browser_page("service_advisor")
    page.goto("/workorders/reception/")
    page.locator("#id_q").press_sequentially("湘AD12345")
    page.get_by_role("link", name="新建车辆与客户").click()
    expect(page.locator("#id_plate_no")).to_have_value("湘AD12345")
    shot(page, "new-car-desk")


def draw(page):
    """Sign on the pad."""
    pad = page.locator("canvas.sign-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    for step in range(6):
        page.mouse.move(box["x"] + 40 + step * 20, box["y"] + 40 + (step % 2) * 50)
    page.mouse.up()
