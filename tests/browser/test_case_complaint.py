"""The written case of bad work: a complaint after maintenance, and the order that makes it good.

The customer calls; the car comes back and its order is tied to the first one; inspector and expert
judge it; nobody may bill the customer; the work is done again without credit to who did it; the
incident is analysed and closed by another person; the customer is called and agrees.
"""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.care.models import Callback, Complaint
from apps.core import clock
from apps.core.models import ClockOffset
from apps.workorders.models import Comeback, Delivery, QualityIncident, Statement, WorkOrder
from tests.browser import steps
from tests.browser.conftest import PHONE
from tests.browser.pages import sideways
from tests.factories.customers import car_of
from tests.factories.workorders import AssignmentFactory, CheckInFactory, JobFactory
from tests.personas import staff_of, store_of
from tests.workorders.shop.floor import bay, order_in, team_of

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "更换前刹车片以后刹车还是尖叫"
DAY = dt.timedelta(days=1)


@pytest.fixture
def first(transactional_db) -> WorkOrder:
    """Front pads fitted by the technician, and the car delivered four days ago."""
    steps.price_lists(ZD0002=("更换前刹车片", "1.20"))
    left = clock.now() - 4 * DAY
    car = car_of(store_of(), plate=steps.PLATE, owner=steps.OWNER, phone="13907312222")
    facts = {"vehicle": car, "owner": car.owner, "plate_no": car.plate_no, "opened_at": left}
    facts |= {"sender_name": steps.OWNER, "delivered_at": left}
    visit = {f"visit__{name}": value for name, value in facts.items()}
    order = order_in("delivered", delivered_at=left, authorised_at=left, **visit)
    CheckInFactory(visit=order.visit, odometer_km=30_500, taken_at=left)
    until = clock.business_day(left) + 10 * DAY
    Delivery.objects.create(
        order=order,
        released_by=order.advisor,
        at=left,
        old_parts="taken",
        km_out=30_510,
        guarantee_until=until,
        guarantee_km=2000,
    )
    said = Statement.objects.create(visit=order.visit, text="做保养，刹车尖叫")
    known = {"order": order, "unit": team_of("mech1"), "statement": said, "state": "done"}
    job = JobFactory(name="更换前刹车片", finished_at=left, **known)
    AssignmentFactory(job=job, staff=staff_of("technician"))
    return order


def test_complaint_about_work_is_made_good_without_a_bill_or_credit(
    first, browser_page, shot
) -> None:
    open_as = lambda login, **how: browser_page(login, refusals=(409, 422), **how)  # noqa: E731
    care, desk = open_as("care_agent"), open_as("service_advisor")
    row = complain(care, first, shot)
    order = come_back(desk, first, row, shot)
    judge(desk, order, open_as, shot)
    authorise_free(desk, order, shot)
    do_again(order, open_as, shot)
    incident(order, open_as, shot)
    hand_over(desk, order, open_as("cashier"), shot)
    make_peace(row, open_as, shot)


def complain(page, first, shot) -> Complaint:
    """The customer calls: it is taken down with the car, and the first talk is on record."""
    page.goto(f"{reverse('care:complaint_new')}?car={steps.PLATE}")
    page.locator("#id_caller_name").fill(steps.OWNER)
    page.locator("#id_caller_phone").fill("13907312222")
    page.locator("#id_topic").select_option("quality")
    page.locator("#id_grade").select_option("general")
    page.locator("#id_source").select_option("phone")
    page.locator("#id_statement").fill(WORDS)
    page.get_by_role("button", name="受理").click()
    expect(page.locator("blockquote.said")).to_contain_text(WORDS)
    row = Complaint.objects.get()
    assert row.vehicle == first.visit.vehicle
    page.locator("#id_c_note").fill("致歉，约今天返店检查")
    page.get_by_role("button", name="登记联系").click()
    expect(page.locator("main")).to_contain_text("处理中")
    shot(page, "complaint-taken")
    return row


def come_back(page, first, row, shot) -> WorkOrder:
    """At check-in the advisor reads of the complaint; the new order is tied to the first one."""
    page.goto(reverse("workorders:checkin", args=[first.visit.vehicle_id]))
    assert row.order == first
    expect(page.locator(".alert-late", has_text=row.number)).to_be_visible()
    shot(page, "complaint-checkin")
    page.locator("#id_statements").fill(WORDS)
    page.locator("#id_odometer_km").fill("30600")
    page.locator("#id_key_tag").fill("K12")
    steps.draw(page)
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    found = Comeback.objects.get()
    assert (found.earlier, found.days, found.guaranteed) == (first, 4, True)
    expect(page.locator("main")).to_contain_text("疑似返修")
    return found.order


def judge(desk, order, open_as, shot) -> None:
    """The advisor confirms, the inspector judges, the expert agrees: the shop's workmanship."""
    desk.goto(reverse("workorders:detail", args=[order.pk]))
    desk.get_by_role("link", name="返修判定").first.click()
    desk.get_by_role("button", name="确认").click()
    expect(desk.locator(".page-head .state").first).to_contain_text("待判定")
    inspector = open_as("dispatcher_inspector")
    inspector.goto(reverse("workorders:comebacks"))
    inspector.locator("main tbody a").first.click()
    inspector.locator("input[name=verdict][value=workmanship]").check()
    inspector.locator("[name=grounds]").fill("消音片漏装，制动片直接接触卡钳")
    inspector.locator("form", has=inspector.locator("[name=grounds]")).get_by_role("button").click()
    expect(inspector.locator(".page-head .state").first).to_contain_text("待技术专家会签")
    expert = open_as("technical_expert")
    expert.goto(reverse("workorders:comebacks"))
    expert.locator("main tbody a").first.click()
    expert.locator("form[action$='/agree/'] button").click()
    expect(expert.locator(".page-head .state").first).to_contain_text("已判定")
    shot(expert, "complaint-judged")


def authorise_free(page, order, shot) -> None:
    """Billing the customer is refused in words; the shop pays, and the customer signs for that."""
    page.goto(reverse("workorders:detail", args=[order.pk]))
    page.locator("#find").press_sequentially("刹车片")
    page.locator(".hits select[name=payer]").select_option("CP")
    page.locator("[data-term='刹车片']").first.click()
    expect(page.locator(".order-head .total")).to_have_text("¥144.00")
    page.get_by_role("button", name="承诺交车时间").click()
    expect(page.locator("button:has-text('改约')")).to_be_visible()
    address = reverse("workorders:authorise", args=[order.pk])
    page.goto(address)
    steps.draw(page)
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator("main")).to_contain_text("不能由客户自费")
    shot(page, "complaint-not-billed")
    page.goto(reverse("workorders:order_payers", args=[order.pk]))
    page.locator("summary", has_text="善意补偿").click()
    page.locator("form[action*='/goodwill/'] [name=dealer_pct]").fill("100")
    page.locator("form[action*='/goodwill/'] [name=reason]").fill("返修判为维修质量，免费")
    page.get_by_role("button", name="提交补偿").click()
    expect(page.locator("main")).to_contain_text("店端补偿 ¥144.00")
    shot(page, "complaint-goodwill")
    page.goto(address)
    steps.draw(page)
    page.get_by_role("button", name="授权并排入车间").click()
    expect(page.locator(".order-head")).to_contain_text("待派工")


def do_again(order, open_as, shot) -> None:
    """Another technician does it again; the hours are worth nothing to anybody."""
    steps.plan(order, bay(name="2号工位"), "technician2")
    job = order.jobs.get()
    phone = open_as("technician2", viewport=PHONE)
    steps.begin(phone, job)
    steps.finish(phone, job)
    for who in ("team_leader", "dispatcher_inspector"):
        steps.check(open_as(who))
    phone.goto(reverse("workorders:my_hours"))
    expect(phone.locator("main tbody")).to_contain_text("返修")
    expect(phone.locator(".page-head-note")).to_contain_text("今日 0")
    shot(phone, "complaint-no-credit")
    assert sideways(phone) == 0


def incident(order, open_as, shot) -> None:
    """The inspector opens and analyses an incident; the supervisor proves it and closes it."""
    inspector = open_as("dispatcher_inspector")
    inspector.goto(reverse("workorders:incident_new", args=[order.jobs.get().pk]))
    inspector.locator("[name=what]").fill("更换前刹车片漏装消音片，客户投诉")
    inspector.get_by_role("button", name="登记").click()
    page = inspector
    page.locator("[name=cause_kind]").select_option("person")
    page.locator("[name=cause]").fill("未按工序核对附件")
    page.locator("[name=measure]").fill("附件清单随领料单，班组长抽查十台")
    page.locator("[name=responsible]").select_option(str(staff_of("team_leader").pk))
    page.locator("[name=due_on]").fill(f"{clock.today() + 7 * DAY:%Y-%m-%d}")
    page.locator("form[action$='/analyse/'] button").click()
    expect(page.locator("main")).to_contain_text("由分析人和责任人以外的人验证后关闭")
    shot(page, "complaint-incident")
    row = QualityIncident.objects.get()
    boss = open_as("workshop_supervisor")
    boss.goto(reverse("workorders:incident", args=[row.pk]))
    boss.locator("[name=proof]").fill("抽查十台，附件齐全")
    boss.locator("form[action$='/close/'] button").click()
    expect(boss.locator(".page-head .state").first).to_contain_text("已关闭")


def hand_over(page, order, cashier, shot) -> None:
    """No money from the customer: the bill is the shop's, and the car leaves."""
    steps.settle(page, order)
    settlement = order.settlements.get()
    assert {b.payer for b in settlement.buckets.all()} == {"GWD"}
    cashier.goto(reverse("workorders:till", args=[settlement.pk]))
    cashier.locator("button[form=settle-form]").click()
    expect(cashier.locator(".page-head")).to_contain_text("已结算")
    steps.release(page, order, "30610")
    shot(page, "complaint-delivered")


def make_peace(row, open_as, shot) -> None:
    """What was done is told, the customer agrees; another agent asks again, and it is closed."""
    lead = open_as("customer_care_supervisor")
    address = reverse("care:complaint", args=[row.pk])
    lead.goto(address)
    lead.locator("#id_h_cause").fill("消音片漏装")
    lead.locator("#id_h_plan").fill("免费返修")
    lead.locator("#id_h_action").fill("补装消音片，路试无尖叫")
    lead.locator("#id_h_responsible_unit").select_option(label="维修车间")
    lead.locator("#id_h_agreed").check()
    lead.locator("#id_h_agreement").fill("交车时当面确认")
    lead.get_by_role("button", name="保存").click()
    lead.get_by_role("button", name="处理完毕").click()
    expect(lead.locator("main")).to_contain_text("待复访结案")
    call = Callback.objects.get(complaint=row)
    ClockOffset.objects.create(id=1, seconds=3 * 86_400)
    other = open_as("care_agent2")
    other.goto(reverse("care:callback", args=[call.pk]))
    other.get_by_label("修好了", exact=True).check()
    other.locator("input[name=overall][value='9']").check()
    other.get_by_role("button", name="完成回访").click()
    expect(other.get_by_role("button", name="完成回访")).to_have_count(0)
    lead.goto(address)
    lead.get_by_role("button", name="结案", exact=True).click()
    expect(lead.locator(".page-head")).to_contain_text("已结案")
    shot(lead, "complaint-closed")
