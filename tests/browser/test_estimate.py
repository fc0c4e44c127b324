"""An estimate with two ways: made by the advisor, answered on a phone, declined work revived."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from apps.core import clock
from apps.org.models import Notice
from apps.workorders.models import (
    DeclinedWork,
    EstimateLink,
    LabourRate,
    WorkOrder,
)
from apps.workorders.services import lines, orders, reception
from apps.workorders.services.links import token_of
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.factories.customers import car_of
from tests.factories.parts import stocked
from tests.personas import access_of, store_of

WALK = {"odometer_km": 20_000, "fuel_eighths": 4, "key_tag": "A01", "covers_on": True}


def come(by, car, words):
    """The car is received with a draft order."""
    return reception.check_in(
        by=by,
        vehicle=car,
        work_class="general",
        statements=words,
        walk=dict(WALK),
        sender_name="张伟",
        signed_on_paper=True,
        again=True,
    )


@pytest.fixture
def draft(transactional_db):
    """A draft with oil and pads, and equivalent pads in the store."""
    day = dt.date(2026, 1, 1)
    LabourRate.objects.create(store=store_of(), payer="CP", rate=Decimal(240), effective_from=day)
    car = car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678")
    by = access_of("service_advisor", now=clock.now())
    order = come(by, car, ["刹车有异响", "做保养"])
    pads = stocked(4, code="58101-A", name="前制动片", list_price=Decimal("480.00"))
    stocked(
        4, code="58101-T", name="前制动片（同质件）", kind="equivalent", list_price=Decimal(260)
    )
    job = lines.add_job(
        by=by, order=order, version=None, payer="CP", name="更换前制动片", hours=Decimal("0.8")
    )
    lines.add_part(
        by=by, order=order, version=None, job=job, part=pads, quantity=Decimal(1), payer="CP"
    )
    lines.add_job(
        by=by, order=order, version=None, payer="CP", name="更换机油机滤", hours=Decimal("0.5")
    )
    at = by.now + dt.timedelta(hours=4)
    return orders.promise(by=by, order=order, version=None, promised_at=at)


def draw(page, pad):
    """Sign on the pad."""
    page.locator(pad).scroll_into_view_if_needed()
    box = page.locator(pad).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 40 + step * 20, box["y"] + 60 + (step % 2) * 30)
    page.mouse.up()


def test_customer_answers_two_ways_on_a_phone_and_next_visit_revives(draft, browser_page, shot):
    desk = browser_page("service_advisor", viewport=DESK)
    desk.goto(f"/workorders/orders/{draft.pk}/")
    desk.get_by_role("link", name="报价", exact=True).last.click()
    desk.get_by_label("方案名称").first.fill("同质件")
    desk.get_by_text("不带配件，自己加").first.click()
    desk.get_by_role("button", name="加方案").first.click()
    desk.get_by_label("查找配件").fill("58101-T")
    desk.get_by_label("查找配件").press("Enter")
    desk.get_by_role("button", name="58101-T").click()
    expect(desk.locator(".way-lines", has_text="58101-T")).to_be_visible()
    expect(desk.locator(".way")).to_have_count(3)
    shot(desk, "quote-desk")
    assert sideways(desk) == 0
    desk.get_by_role("button", name="发布报价单").click()
    desk.get_by_role("button", name="生成链接").click()
    expect(desk.locator(".link-code svg")).to_be_visible()
    shot(desk, "estimate-desk")
    assert sideways(desk) == 0
    way = f"/workorders/e/{token_of(EstimateLink.objects.get())}/"

    phone = browser_page(viewport=PHONE, refusals=(422, 409, 410))
    phone.goto(way)
    shot(phone, "customer-phone")
    assert sideways(phone) == 0
    phone.get_by_text("同质件", exact=True).last.click()
    phone.locator("label.choice", has_text="不做").last.click()
    phone.locator("#id_reason_2").select_option("price")
    phone.locator("#id_customer_name").fill("张伟")
    phone.get_by_role("button", name="提交我的选择").click()
    expect(phone.get_by_text("请在签字板上签名")).to_be_visible()
    draw(phone, "[data-pad]")
    shot(phone, "customer-signed")
    phone.get_by_role("button", name="提交我的选择").click()
    expect(phone.get_by_text("已收到您的答复")).to_be_visible()
    shot(phone, "customer-done")

    assert Notice.objects.filter(staff=draft.advisor, kind="estimate").exists()
    desk.goto(f"/workorders/orders/{draft.pk}/")
    expect(desk.locator("main")).to_contain_text("58101-T")
    expect(desk.locator("main .lines")).not_to_contain_text("更换机油机滤")
    desk.get_by_role("link", name="客户授权").click()
    expect(desk.locator("main")).to_contain_text("客户已在报价单上逐项同意")
    shot(desk, "authorise-agreed")
    desk.get_by_role("button", name="授权并排入车间").click()
    expect(desk.locator(".order-head")).to_contain_text("待派工")

    next_visit(desk, draft, shot)


def next_visit(desk, draft, shot):
    """The car comes again, and what was declined is offered again by one click."""
    by = access_of("service_advisor", now=clock.now())
    again = come(by, draft.visit.vehicle, ["洗车"])
    desk.goto(f"/workorders/orders/{again.pk}/quote/")
    expect(desk.locator("aside")).to_contain_text("上次没做的项目")
    shot(desk, "declined-again")
    desk.get_by_role("button", name="再次报价").click()
    expect(desk.locator("main .lines").first).to_contain_text("更换机油机滤")
    assert DeclinedWork.objects.get().revived_job.order_id == again.pk


@pytest.mark.parametrize(("name", "size"), [("tablet", TABLET), ("phone", PHONE)])
def test_answer_is_recorded_at_the_car(draft, browser_page, shot, name, size):
    page = browser_page("service_advisor", viewport=size, scheme="dark")
    page.goto(f"/workorders/orders/{draft.pk}/quote/")
    shot(page, f"quote-{name}-dark")
    assert sideways(page) == 0
    page.get_by_role("button", name="发布报价单").click()
    page.get_by_role("link", name="记录客户答复").click()
    page.locator("label.choice", has_text="同意").first.click()
    draw(page, "canvas.sign-pad")
    shot(page, f"answer-{name}-dark")
    assert sideways(page) == 0
    page.get_by_role("button", name="保存答复").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    assert WorkOrder.objects.get().signed_at is not None
