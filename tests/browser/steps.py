"""Steps of a day that several written cases take: with real logins, in a real browser."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from playwright.sync_api import expect

from apps.core import clock
from apps.workorders.models import LabourOperation, LabourRate
from apps.workorders.services import dispatch, lines, orders, reception
from apps.workorders.services.placing import EVERYTHING
from tests.factories.customers import car_of
from tests.personas import access_of, staff_of, store_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from apps.workorders.models import Bay, Job, WorkOrder

TAIL = "88888"
PLATE, OWNER = f"湘A{TAIL}", "陈晓东"
HOUR = dt.timedelta(hours=1)


def price_lists(**operations: tuple[str, str]) -> None:
    """What an hour costs each payer, and operations: a code's name and standard hours."""
    day = dt.date(2026, 1, 1)
    for payer, rate in (("CP", 120), ("WAR", 100), ("INT", 80), ("GWD", 80)):
        LabourRate.objects.create(
            store=store_of(), payer=payer, rate=Decimal(rate), effective_from=day
        )
    for code, (name, hours) in operations.items():
        LabourOperation.objects.create(code=code, name=name, std_hours=Decimal(hours))


def received(statements: list[str], job: str, **facts: Any) -> WorkOrder:
    """A car that was checked in, with one job the customer has signed for."""
    by = access_of("service_advisor", now=clock.now())
    car = car_of(store_of(), plate=PLATE, owner=OWNER, phone="13907312222", last_odometer_km=30_000)
    walk = {"odometer_km": 30_500, "fuel_eighths": 4, "key_tag": "K12", "covers_on": True}
    order = reception.check_in(
        by=by,
        vehicle=car,
        work_class="general",
        statements=statements,
        walk=walk,
        sender_name=OWNER,
        signed_on_paper=True,
        **facts,
    )
    known = {"by": by, "order": order, "version": None}
    lines.add_job(**known, payer="CP", operation=LabourOperation.objects.get(code=job))
    orders.promise(**known, promised_at=by.now + 8 * HOUR)
    return orders.authorise(**known, signer_name=OWNER, signed_on_paper=True)


def plan(order: WorkOrder, place: Bay, technician: str = "technician") -> None:
    """Whatever waits is given to the technician, one after the other."""
    by = access_of("dispatcher_inspector", now=clock.now())
    taken = place.slots.standing().count()
    for n, job in enumerate(order.jobs.filter(state="pending").order_by("pk"), start=taken):
        start = (by.now + HOUR * n).replace(minute=0, second=0, microsecond=0)
        person = staff_of(technician)
        facts = {"technician": person, "start": start, "minutes": 60, "accepted": EVERYTHING}
        dispatch.dispatch(by=by, job=job, bay=place, **facts)


def draw(page: Page, pad: str = "canvas.sign-pad") -> None:
    """Sign on the pad."""
    page.locator(pad).scroll_into_view_if_needed()
    box = page.locator(pad).bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 7):
        page.mouse.move(box["x"] + 30 + step * 20, box["y"] + 40 + (step % 2) * 40)
    page.mouse.up()


def open_job(phone: Page, job: Job) -> None:
    """The job on the technician's phone."""
    phone.goto(reverse("workorders:job", args=[job.pk]))


def begin(phone: Page, job: Job) -> None:
    """Compare the plate where that is still to do, and start the clock."""
    open_job(phone, job)
    tail = phone.get_by_label("车牌后五位")
    if tail.is_visible():
        tail.fill(TAIL)
        phone.get_by_label("维修项目、配件与委托一致").check()
        phone.get_by_role("button", name="核对车牌与项目").click()
    phone.get_by_role("button", name=re.compile("开工|继续作业")).click()
    expect(phone.get_by_text("正在计时")).to_be_visible()


def finish(phone: Page, job: Job) -> None:
    """Fit the parts, tick the list, hand over to the next check."""
    open_job(phone, job)
    if not phone.get_by_text("正在计时").is_visible():
        begin(phone, job)
    for button in phone.get_by_role("button", name="装车", exact=True).all():
        button.click()
        phone.wait_for_load_state("networkidle")
    open_job(phone, job)
    for box in phone.locator("#finish input[type=checkbox]").all():
        box.check()
    phone.get_by_role("button", name="完工自检").click()
    expect(phone.locator(".page-head .state")).to_contain_text("已自检")


def check(page: Page) -> None:
    """Everything of the car that waits for this checker passes."""
    page.goto(reverse("workorders:checks"))
    waiting = page.locator(".table-cards a", has_text=TAIL)
    while waiting.count():
        waiting.first.click()
        page.wait_for_url("**/checks/*/")
        expect(page.locator("#check-form")).to_be_visible()
        for box in page.locator("#check-form input[type=checkbox]").all():
            box.check()
        page.get_by_role("button", name="判为合格").click()
        page.wait_for_url("**/checks/")


def issue(page: Page, order: WorkOrder) -> None:
    """The keeper hands out what is reserved for the order."""
    page.goto(f"/parts/demands/?q={order.number}")
    sheet = page.locator("section.section", has_text=order.number)
    for name in ("lines", "old_parts"):
        for box in sheet.locator(f"input[name={name}]").all():
            box.check()
    sheet.get_by_role("button", name="发料").click()
    expect(page.locator("main")).to_contain_text("已发")


def settle(page: Page, order: WorkOrder) -> None:
    """The advisor hands the bill over to the cashier."""
    page.goto(reverse("workorders:settlement", args=[order.pk]))
    page.get_by_role("button", name="提交结算").click()
    expect(page.locator("main")).to_contain_text("JS-CS1-")


def pay(page: Page, order: WorkOrder) -> None:
    """The customer pays all of it with WeChat."""
    page.goto(reverse("workorders:till", args=[order.settlements.get().pk]))
    page.get_by_label("微信").check()
    page.locator("#id_reference").fill("WX20260001")
    page.get_by_role("button", name="收款").click()
    expect(page.locator(".page-head")).to_contain_text("已结算")


def release(page: Page, order: WorkOrder, km: str) -> None:
    """The customer gets the car back."""
    page.goto(reverse("workorders:release", args=[order.pk]))
    page.locator("#id_receiver_name").fill(OWNER)
    page.locator("#id_km_out").fill(km)
    page.locator("input[name=old_parts]").first.check()
    page.get_by_role("button", name="交车放行").click()
    expect(page.locator("main")).to_contain_text("已交车")
