"""The written case of the odd noise: found during routine maintenance, asked about, cleared up.

The technician hears it and asks for help on the phone; the advisor asks the customer when it is
heard; the expert says where to look; everything is measured; the customer reads on a phone what was
found and what it costs, and signs; only then is it mended, paid and delivered.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.org.models import Notice
from apps.workorders.models import Consent, Consult, EstimateLink, Finding, Reading
from apps.workorders.services.links import token_of
from tests.browser import steps
from tests.browser.conftest import PHONE
from tests.browser.pages import sideways
from tests.factories.parts import stocked
from tests.factories.stays import photo_of
from tests.personas import staff_of
from tests.workorders.shop.floor import bay

pytestmark = pytest.mark.django_db(transaction=True)
NOISE = "低速转弯时右前轮处有“咯噔”异响"


@pytest.fixture
def order(transactional_db):
    """Routine maintenance in the workshop, and the part that will turn out to be needed."""
    steps.price_lists(BY0001=("更换机油机滤", "0.50"), DP0007=("更换右前下摆臂", "1.50"))
    stocked(2, cost="260", name="右前下摆臂", code="54501-F2000", list_price="520.00")
    order = steps.received(["做保养"], "BY0001")
    steps.plan(order, bay(name="2号工位"))
    return order


def test_noise_found_at_maintenance_is_asked_about_explained_agreed_and_mended(
    order, browser_page, shot
) -> None:
    open_as = lambda login, **how: browser_page(login, refusals=(409, 422), **how)  # noqa: E731
    phone, desk = open_as("technician", viewport=PHONE), open_as("service_advisor")
    job = order.jobs.get()
    hear_and_ask(phone, job, shot)
    ask_the_customer(desk, order)
    answer(open_as("technical_expert"), shot)
    measure_and_report(phone, job, shot)
    offer(desk, order, shot)
    agree(browser_page, shot)
    mend(order, phone, open_as, shot)
    for who in ("team_leader", "dispatcher_inspector"):
        steps.check(open_as(who))
    steps.settle(desk, order)
    steps.pay(open_as("cashier"), order)
    steps.release(desk, order, "30510")
    all_on_record(order, desk, shot)


def hear_and_ask(phone, job, shot) -> None:
    """Turning the wheel after the oil change, the technician hears it and asks who knows more."""
    steps.begin(phone, job)
    phone.get_by_text("请求技术支援", exact=True).click()
    phone.locator("#id_ask_question").fill(NOISE)
    phone.locator("#id_ask_tried").fill("举升后检查胶套、螺栓，外观正常")
    phone.locator("#id_ask_blocks").check()
    shot(phone, "noise-ask")
    assert sideways(phone) == 0
    phone.get_by_role("button", name="提出问题").click()
    expect(phone.locator(".page-head")).to_contain_text("待技术支援")
    expect(phone.locator("main")).to_contain_text(NOISE)


def ask_the_customer(page, order) -> None:
    """The advisor calls the customer: since when, how fast; it stands on the order."""
    page.goto(reverse("workorders:detail", args=[order.pk]))
    expect(page.locator("main")).to_contain_text(NOISE)
    page.locator("form[action$='/comment/'] [name=text]").fill(
        "电话问客户：两周前开始，过减速带和低速转弯时响，没有碰撞过"
    )
    page.get_by_role("button", name="留言").click()
    expect(page.locator("main")).to_contain_text("两周前开始")


def answer(page, shot) -> None:
    """The expert finds the question in the list and says where to look."""
    page.goto(reverse("workorders:consults"))
    page.get_by_role("row", name=NOISE).get_by_role("link", name="打开").click()
    page.locator("#id_answer_diagnosis").fill("下摆臂球头磨损可能性大，须测球头间隙")
    page.locator("#id_answer_advice").fill("举升撬动测间隙，超过0.5 mm更换下摆臂总成")
    page.locator("#id_answer_readings").fill("路试噪声 78 dB")
    shot(page, "noise-answer")
    page.get_by_role("button", name="提交解答").click()
    expect(page.locator("main")).to_contain_text("路试噪声")
    assert Notice.objects.filter(staff=staff_of("technician"), kind="consult").exists()


def measure_and_report(phone, job, shot) -> None:
    """With the advice in sight the technician measures, and reports with value and photo."""
    steps.open_job(phone, job)
    expect(phone.locator("main")).to_contain_text("须测球头间隙")
    steps.begin(phone, job)
    steps.open_job(phone, job)
    phone.get_by_text("记检测数据", exact=True).click()
    phone.locator("#id_reading_measure").fill("右前下摆臂球头间隙")
    phone.locator("#id_reading_value").fill("1.8")
    phone.locator("#id_reading_unit").fill("mm")
    phone.locator("#id_reading_high").fill("0.5")
    phone.get_by_role("button", name="保存数据").click()
    expect(phone.locator("main")).to_contain_text("不合格")
    phone.get_by_text("发现问题", exact=True).click()
    phone.locator("#id_text").fill("右前下摆臂球头间隙1.8 mm，超过0.5 mm，转弯异响由此而来")
    phone.locator("#id_work").fill("更换右前下摆臂")
    picture = {"name": "ball.jpg", "mimeType": "image/jpeg", "buffer": photo_of().read()}
    phone.locator("#id_photo").set_input_files(picture)
    phone.locator("#id_safety").check()
    phone.get_by_role("button", name="上报").click()
    expect(phone.locator(".page-head")).to_contain_text("待客户确认")
    shot(phone, "noise-reported")


def offer(page, order, shot) -> None:
    """The advisor prices what was found and makes the customer's link."""
    page.goto(reverse("workorders:quote", args=[order.pk]))
    page.get_by_role("button", name="做成报价").click()
    page.get_by_label("查找配件").fill("54501")
    page.get_by_label("查找配件").press("Enter")
    page.get_by_role("button", name="54501").click()
    expect(page.locator(".way-lines", has_text="54501")).to_be_visible()
    page.get_by_label("数量 更换右前下摆臂").fill("1.5")
    page.locator(".line-form", has_text="更换右前下摆臂").get_by_role("button", name="改").click()
    expect(page.locator(".way footer")).to_contain_text("¥700.00")
    shot(page, "noise-offer")
    page.get_by_role("button", name="发布报价单").click()
    page.get_by_role("button", name="生成链接").click()
    expect(page.locator(".link-code svg")).to_be_visible()


def agree(browser_page, shot) -> None:
    """The customer reads the result and the price on a phone, and signs."""
    page = browser_page(viewport=PHONE, refusals=(422,))
    page.goto(f"/workorders/e/{token_of(EstimateLink.objects.get())}/")
    expect(page.locator("main")).to_contain_text("转弯异响由此而来")
    expect(page.locator("main")).to_contain_text("¥700.00")
    expect(page.locator(".photos img")).to_have_count(1)
    page.locator("label.choice", has_text="同意").first.click()
    page.locator("#id_customer_name").fill(steps.OWNER)
    steps.draw(page, "[data-pad]")
    shot(page, "noise-customer")
    assert sideways(page) == 0
    page.get_by_role("button", name="提交我的选择").click()
    expect(page.get_by_text("已收到您的答复")).to_be_visible()


def mend(order, phone, open_as, shot) -> None:
    """The agreed work is a job of its own, planned, supplied and done; the first one goes on."""
    assert Finding.objects.get().state == "accepted"
    assert set(order.jobs.values_list("name", "state")) >= {("更换右前下摆臂", "pending")}
    steps.plan(order, bay(name="3号工位"))
    steps.issue(open_as("parts_keeper"), order)
    for job in order.jobs.order_by("pk"):
        steps.finish(phone, job)
    shot(phone, "noise-done")


def all_on_record(order, page, shot) -> None:
    """Question, answer, values, the customer's word and the money all stand on the order."""
    order.refresh_from_db()
    assert (order.state, order.total) == ("delivered", Decimal("760.00"))
    assert Consult.objects.get().state == "answered"
    assert [r.passed for r in Reading.objects.all()] == [False]
    assert Consent.objects.filter(medium="link", customer_name=steps.OWNER).exists()
    page.goto(reverse("workorders:detail", args=[order.pk]))
    for words in (NOISE, "须测球头间隙", "转弯异响由此而来", "两周前开始"):
        expect(page.locator("main")).to_contain_text(words)
    shot(page, "noise-order")
