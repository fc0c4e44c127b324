"""One car through the whole department, with a login per position, in a real browser.

The money is checked to the cent and the stock to the piece at the end.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.core.clock import SHANGHAI, now
from apps.core.models import ClockOffset
from apps.parts.models import StockLevel, StockMove
from apps.warranty.models import Claim
from apps.workorders.models import (
    GatePass,
    Job,
    LabourOperation,
    LabourRate,
    Payment,
    Receivable,
    WorkOrder,
)
from tests.browser.conftest import PHONE
from tests.browser.test_board import drop_card, planned
from tests.browser.test_reception import draw
from tests.factories.customers import car_of
from tests.factories.parts import stocked
from tests.personas import staff_of, store_of
from tests.workorders.shop.floor import bay

pytestmark = pytest.mark.django_db(transaction=True)
PLATE, TAIL = "湘A88888", "88888"


@pytest.fixture
def shop():
    """Prices, operations, parts on the shelf, and another car in the first bay."""
    car_of(store_of(), plate=PLATE, owner="陈晓东", phone="13907312222", last_odometer_km=30_000)
    day = dt.date(2026, 1, 1)
    for payer, rate in (("CP", 120), ("WAR", 100), ("INT", 80)):
        LabourRate.objects.create(
            store=store_of(), payer=payer, rate=Decimal(rate), effective_from=day
        )
    for code, name, hours in (
        ("BY-0001", "更换机油机滤", "0.50"),
        ("ZD-0002", "更换前刹车片", "1.20"),
        ("DZ-0003", "更换氧传感器", "0.80"),
    ):
        LabourOperation.objects.create(code=code, name=name, std_hours=Decimal(hours))
    return {
        "filter": stocked(5, cost="20", name="机油滤清器", code="26300-35505", list_price="39.00"),
        "pads": stocked(2, cost="150", name="前刹车片", code="58101-1HA00", list_price="320.00"),
        "sensor": stocked(
            1,
            cost="260",
            name="氧传感器",
            code="39210-2B100",
            list_price="480.00",
            warranty_price="400.00",
        ),
        "taken": planned("湘A10001", bay(name="1号工位"), 9),
        "free": bay(name="2号工位"),
    }


def test_one_car_through_the_whole_department(shop, browser_page, shot) -> None:
    open_as = lambda login, **how: browser_page(login, refusals=(409, 422), **how)  # noqa: E731
    order = reception(open_as("service_advisor"), shot)
    dispatch(open_as("dispatcher_inspector"), shop, order, shot)
    issue(open_as("parts_keeper"), order)
    phone = open_as("technician", viewport=PHONE)
    work_with_a_finding(phone, order, shot)
    answer(open_as("service_advisor"), order)
    plan_by_form(open_as("dispatcher_inspector"), shop, order)
    issue(open_as("parts_keeper"), order)
    for job in order.jobs.exclude(state="done").order_by("pk"):
        finish(phone, job)
    check(open_as("team_leader"), order)
    send_back_once(open_as("dispatcher_inspector"), order, shot)
    rework = order.jobs.get(state="failed")
    redo(phone, rework)
    check(open_as("team_leader"), order)
    check(open_as("dispatcher_inspector"), order)
    settle(open_as("service_advisor"), order, shot)
    pay(open_as("cashier"), order, shot)
    release(open_as("service_advisor"), order, shot)
    leave(open_as("cashier"), order)
    claim(open_as, order, shot)
    call_back(open_as("care_agent"), order, shot)
    money_to_the_cent(order)
    stock_to_the_piece(shop)
    figures_moved(open_as("service_manager"), shot)


def reception(page, shot) -> WorkOrder:
    """The advisor checks the car in, writes the lines, promises and takes the signature."""
    page.goto("/workorders/reception/")
    page.locator("#id_q").press_sequentially("88888")
    page.locator("[data-first-result]").click()
    page.locator("#id_statements").fill("做保养\n发动机故障灯亮")
    page.locator("#id_odometer_km").fill("29000")
    page.locator("#id_key_tag").fill("K12")
    page.locator("#id_parking_spot").fill("B03")
    page.locator("svg.car").click(position={"x": 120, "y": 60})
    draw(page)
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("#id_rollback_reason")).to_be_visible()  # lower than last time
    expect(page.locator("#id_statements")).to_have_value("做保养\n发动机故障灯亮")
    page.locator("#id_odometer_km").fill("31000")
    draw(page)
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    order = WorkOrder.objects.get(visit__plate_no=PLATE)
    for term, payer, total in (
        ("机滤", "CP", "¥60.00"),
        ("滤清器", "CP", "¥99.00"),
        ("氧传感器", "WAR", "¥179.00"),
        ("39210", "WAR", "¥579.00"),
    ):
        page.locator("#find").fill("")
        page.locator("#find").press_sequentially(term)
        expect(page.locator(f"[data-term='{term}']")).to_be_visible()
        page.locator(".hits select[name=payer]").select_option(payer)
        page.locator(f"[data-term='{term}']").click()
        expect(page.locator(".order-head .total")).to_have_text(total)
    page.get_by_role("button", name="承诺交车时间").click()
    expect(page.locator("button:has-text('改约')")).to_be_visible()
    shot(page, "visit-order")
    page.get_by_role("link", name="客户授权").click()
    draw(page)
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator(".order-head")).to_contain_text("待派工")
    page.goto(f"/workorders/orders/{order.pk}/print/")
    expect(page.locator("body")).to_contain_text(order.number)
    return order


def dispatch(page, shop, order, shot) -> None:
    """The dispatcher drags the first job; the taken bay is refused with what stands in it."""
    page.goto("/workorders/board/")
    expect(page.locator("[data-card]", has_text=TAIL)).to_have_count(2)
    drop_card(page, "更换机油机滤", "1号工位", shop["taken"], 9.5)
    dialog = page.locator("#drop-dialog")
    choose_technician(dialog)
    dialog.get_by_role("button", name="派工").click()
    expect(dialog.locator("[data-drop-error]")).to_contain_text("湘A10001")
    dialog.get_by_role("button", name="取消").click()
    drop_card(page, "更换机油机滤", "2号工位", shop["taken"], 11)
    choose_technician(dialog)
    dialog.get_by_role("button", name="派工").click()
    expect(page.locator("[data-card]", has_text=TAIL)).to_have_count(1)
    shot(page, "visit-board")
    plan_by_form(page, shop, order, hour=13)


def choose_technician(dialog) -> None:
    """The technician who plays this visit."""
    dialog.locator("#drop-technician").select_option(str(staff_of("technician").pk))


def plan_by_form(page, shop, order, hour: int = 16) -> None:
    """Whatever still waits is planned by the form, which needs no dragging."""
    for job in order.jobs.filter(state="pending"):
        page.goto(f"/workorders/board/jobs/{job.pk}/")
        page.get_by_label("工位").select_option(str(shop["free"].pk))
        page.get_by_label("技师").select_option(str(staff_of("technician").pk))
        start = now().astimezone(SHANGHAI).replace(hour=hour, minute=0)
        page.get_by_label("开始").fill(start.strftime("%Y-%m-%dT%H:%M"))
        page.get_by_role("button", name="派工").click()
        expect(page.locator("main")).to_contain_text(
            "晚于承诺"
        )  # a warning: once more, with a reason
        page.locator("#id_reason").fill("客户同意晚些取车")
        page.get_by_role("button", name="派工").click()
        page.wait_for_url(re.compile(r"/board/(\?.*)?$"))
        job.refresh_from_db()
        assert job.state == "assigned"


def issue(page, order) -> None:
    """The keeper hands out what is reserved for the order."""
    page.goto(f"/parts/demands/?q={order.number}")
    sheet = page.locator("section.section", has_text=order.number)
    for box in sheet.locator("input[name=lines]").all():
        box.check()
    for box in sheet.locator("input[name=old_parts]").all():
        box.check()
    sheet.get_by_role("button", name="发料").click()
    expect(page.locator("main")).to_contain_text("已发")


def open_job(phone, job: Job) -> None:
    """The job on the technician's phone."""
    phone.goto(f"/workorders/jobs/{job.pk}/")


def begin(phone, job: Job) -> None:
    """Confirm plate and items where that is still to do, and start the clock."""
    open_job(phone, job)
    tail = phone.get_by_label("车牌后五位")
    if tail.is_visible():
        tail.fill(TAIL)
        phone.get_by_label("维修项目、配件与委托一致").check()
        phone.get_by_role("button", name="核对车牌与项目").click()
    phone.get_by_role("button", name=re.compile("开工|继续作业")).click()
    expect(phone.get_by_text("正在计时")).to_be_visible()


def work_with_a_finding(phone, order, shot) -> None:
    """The technician starts, finds worn pads and reports them; the job waits."""
    job = order.jobs.order_by("pk").first()
    begin(phone, job)
    shot(phone, "visit-phone")
    open_job(phone, job)
    phone.get_by_text("发现问题", exact=True).click()
    phone.locator("#id_text").fill("前刹车片只剩3毫米")
    phone.get_by_role("button", name="上报").click()
    expect(phone.locator("main")).to_contain_text("前刹车片只剩3毫米")
    job.refresh_from_db()
    assert job.state == "waiting"


def answer(page, order) -> None:
    """The advisor records what the customer said, before it becomes work."""
    page.goto(f"/workorders/orders/{order.pk}/")
    page.get_by_role("link", name="记录客户答复").click()
    page.locator("#id_answer input[value=accepted]").check()
    page.locator("#id_customer_name").fill("陈晓东")
    page.locator("#id_shown_text").fill("前刹车片磨损，更换工料共464元")
    page.locator("#id_name_0").fill("ZD-0002")
    page.locator("#id_name_1").fill("58101-1HA00")
    page.locator("#id_quantity_1").fill("1")
    page.get_by_role("button", name="保存答复").click()
    expect(page.locator(".order-head .total")).to_have_text("¥1,043.00")


def finish(phone, job: Job) -> None:
    """Fit the parts, tick the list, hand over to the leader."""
    begin(phone, job)
    for button in range(phone.get_by_role("button", name="装车", exact=True).count()):
        phone.get_by_role("button", name="装车", exact=True).nth(button).click()
        phone.wait_for_load_state("networkidle")
    open_job(phone, job)
    for box in phone.locator("#finish input[type=checkbox]").all():
        box.check()
    phone.get_by_role("button", name="完工自检").click()
    expect(phone.locator(".page-head .state")).to_contain_text("已自检")


def redo(phone, job: Job) -> None:
    """The technician does the failed job again."""
    open_job(phone, job)
    expect(phone.locator("main")).to_contain_text("力矩不足")
    finish(phone, job)


def check(page, order) -> None:
    """Everything that waits for this checker passes."""
    page.goto("/workorders/checks/")
    waiting = page.locator(".table-cards a", has_text=TAIL)
    while waiting.count():
        waiting.first.click()
        page.wait_for_url("**/checks/*/")
        expect(page.locator("#check-form")).to_be_visible()
        for box in page.locator("#check-form input[type=checkbox]").all():
            box.check()
        page.get_by_role("button", name="判为合格").click()
        page.wait_for_url("**/checks/")


def send_back_once(page, order, shot) -> None:
    """The inspector passes two jobs and sends one back with a reason."""
    job = order.jobs.order_by("-pk").first()
    assert {j.state for j in order.jobs.all()} == {"leader_checked"}
    page.goto(f"/workorders/checks/{job.pk}/")
    shot(page, "visit-inspection")
    page.locator("#id_fail_reason").fill("力矩不足")
    page.locator("#id_fail_code").select_option("workmanship")
    page.get_by_role("button", name="判为不合格").click()
    page.wait_for_url("**/checks/")


def settle(page, order, shot) -> None:
    """The advisor lets off the odd yuan within the limit and hands over to the cashier."""
    order.refresh_from_db()
    assert order.state == "ready", {j.name: j.state for j in order.jobs.all()}
    page.goto(reverse("workorders:settlement", args=[order.pk]))
    page.locator("#id_round_off").fill("3.00")
    page.locator("#id_invoice_title").fill("陈晓东")
    page.get_by_role("button", name="提交结算").click()
    expect(page.locator("main")).to_contain_text("JS-CS1-")
    shot(page, "visit-settlement")


def pay(page, order, shot) -> None:
    """Too much is refused; then two methods, and the settlement closes."""
    settlement = order.settlements.get()
    page.goto(f"/workorders/cashier/{settlement.pk}/")
    page.locator("#id_amount").fill("1000")
    page.get_by_role("button", name="收款").click()
    expect(page.locator(".field-error, .invalid-feedback, [role=alert]").first).to_be_visible()
    page.locator("#id_amount").fill("200.00")
    page.get_by_label("现金", exact=True).check()
    page.get_by_role("button", name="收款").click()
    expect(page.locator("main")).to_contain_text("¥360.00")
    page.locator("#id_amount").fill("360.00")
    page.get_by_label("微信", exact=True).check()
    page.locator("#id_reference").fill("WX20260001")
    page.get_by_role("button", name="收款").dblclick()
    expect(page.locator(".page-head")).to_contain_text("已结算")
    shot(page, "visit-cashier")
    page.goto(f"/workorders/settlements/{settlement.pk}/print/")
    expect(page.locator("body")).to_contain_text("伍佰陆拾元整")
    shot(page, "visit-settlement-list")


def release(page, order, shot) -> None:
    """The advisor hands the car over; without a choice about old parts it stays."""
    page.goto(reverse("workorders:release", args=[order.pk]))
    page.locator("#id_receiver_name").fill("陈晓东")
    page.locator("#id_km_out").fill("31005")
    page.locator("input[name=old_parts]").first.check()
    page.get_by_role("button", name="交车放行").click()
    expect(page.locator("main")).to_contain_text("已交车")
    shot(page, "visit-delivery")


def leave(page, order) -> None:
    """The gate lets the car out once."""
    code = GatePass.objects.get(order=order).code
    for words in ("核验", "用过"):
        page.goto("/workorders/gate/")
        page.locator("#id_code").fill(code)
        page.get_by_role("button", name="核验放行").click()
        page.wait_for_load_state("networkidle")
        if words == "用过":
            expect(page.locator(".field-error, [role=alert]").first).to_be_visible()
    assert GatePass.objects.get(order=order).used_at is not None


def claim(open_as, order, shot) -> None:
    """The warranty lines are a draft claim already: judged, reviewed, sent and answered."""
    row = Claim.objects.get(order=order)
    assert row.claimed == Decimal("480.00")
    address = reverse("warranty:claim", args=[row.pk])
    page = open_as("warranty_appraiser")
    page.goto(address)
    page.locator("#id_cause").fill("氧传感器加热电阻断路")
    page.locator("#id_correction").fill("更换氧传感器，清码试车正常")
    page.locator("#id_causal_part").fill("39210-2B100")
    page.locator("#id_dtc").fill("P0135")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="鉴定通过").click()
    expect(page.locator("h1 + .state")).to_contain_text("已鉴定")
    supervisor = open_as("front_desk_supervisor")
    supervisor.goto(address)
    supervisor.get_by_role("button", name="复核通过").click()
    expect(supervisor.locator("h1 + .state")).to_contain_text("待申报")
    page.goto(address)
    page.locator("#id_oem_number").fill("DYK20260001")
    page.get_by_role("button", name="已向厂家申报").click()
    page.get_by_role("button", name="登记厂家答复").click()
    expect(page.locator("h1 + .state")).to_contain_text("全额接受")
    shot(page, "visit-claim")


def call_back(page, order, shot) -> None:
    """Three days later the customer is called, is satisfied, and the order is closed."""
    ClockOffset.objects.create(id=1, seconds=3 * 86_400)
    page.goto("/care/callbacks/")
    page.locator("main a", has_text=TAIL).first.click()
    page.get_by_label("修好了", exact=True).check()
    page.locator("input[name=overall][value='10']").check()
    shot(page, "visit-callback")
    page.get_by_role("button", name="完成回访").click()
    expect(page.get_by_role("button", name="完成回访")).to_have_count(0)
    order.refresh_from_db()
    assert order.state == "closed"


def money_to_the_cent(order) -> None:
    """60 + 39 + 144 + 320 less 3 from the customer; 80 + 400 from the manufacturer."""
    order.refresh_from_db()
    settlement = order.settlements.get()
    assert (order.total, settlement.discount, settlement.due) == (
        Decimal("1043.00"),
        Decimal("3.00"),
        Decimal("1040.00"),
    )
    assert settlement.net + settlement.vat == settlement.due
    paid = Payment.objects.filter(bucket__settlement=settlement)
    assert sorted(p.amount for p in paid) == [Decimal("200.00"), Decimal("360.00")]
    assert Receivable.objects.get(order=order).amount == Decimal("480.00")


def stock_to_the_piece(shop) -> None:
    """One filter, one set of pads and one sensor are gone, and the ledger says so."""
    for name, left in (("filter", 4), ("pads", 1), ("sensor", 0)):
        level = StockLevel.objects.get(part=shop[name])
        assert (level.on_hand, level.reserved) == (left, 0), name
        moves = StockMove.objects.filter(part=shop[name])
        assert sum(m.quantity for m in moves) == left


def figures_moved(page, shot) -> None:
    """The manager sees the visit, the money and the punctuality, each with its rows."""
    page.goto("/kpi/")
    for name in ("台次", "营业额", "准时交车率", "备件满足率"):
        expect(page.locator(".kpi", has_text=name).first).to_be_visible()
    page.locator(".kpi", has_text="营业额").first.click()
    expect(page.locator("main table")).to_contain_text("GD-CS1-")
    shot(page, "visit-figures")
