"""The appointment book in a real browser: from the call to the car in the house."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from apps.core import clock
from apps.core.clock import day_bounds
from apps.workorders.models import Appointment, LabourOperation, LabourRate, SlotQuota
from apps.workorders.slots import Book
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.factories.customers import car_of
from tests.factories.workorders import AppointmentFactory, BayFactory, QueueTicketFactory
from tests.personas import department_of, staff_of, store_of

A = "/workorders/appointments/"


@pytest.fixture
def book(transactional_db):
    """A known car, a priced operation, a bay, and a first appointment tomorrow at ten."""
    car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678", last_odometer_km=18_000)
    day = dt.date(2026, 1, 1)
    LabourRate.objects.create(store=store_of(), payer="CP", rate=Decimal(120), effective_from=day)
    LabourOperation.objects.create(code="BY-0001", name="更换机油机滤", std_hours=Decimal("0.50"))
    BayFactory(unit=department_of("workshop"), name="1号工位")
    SlotQuota.objects.create(store=store_of(), places=1, effective_from=clock.today())
    return some("confirmed", tomorrow("10:00"))


def tomorrow(time, days=1):
    """A moment of tomorrow."""
    day = clock.today() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=clock.SHANGHAI)


def some(state, at, **facts):
    """An appointment of the advisor."""
    return AppointmentFactory(
        unit=department_of("front_desk"),
        advisor=staff_of("service_advisor"),
        state=state,
        slot_at=at,
        **facts,
    )


def test_from_the_call_to_the_car_in_the_house(book, browser_page, shot):
    page = browser_page("service_advisor", refusals=(409, 422))
    page.goto(A + "new/")
    page.keyboard.type("zw")
    expect(page.locator("[data-first-result]")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#id_concerns")).to_be_focused()
    page.keyboard.type("做保养")
    page.locator("#id_work_1").fill("BY-0001")
    page.locator("#id_slot_at").fill(f"{tomorrow('10:00'):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="保存预约").click()
    expect(page.locator(".places button").first).to_be_visible()
    shot(page, "appointment-refused-desk")
    page.locator(".places button").first.click()
    expect(page.locator("h1")).to_contain_text("YY-CS1-")
    expect(page.locator("main")).to_contain_text("更换机油机滤")
    shot(page, "appointment-detail-desk")
    row = Appointment.objects.latest("pk")
    assert row.slot_at == tomorrow("10:30")

    page.goto(f"{A}preparation/")
    card = page.locator(f"#a{row.pk}")
    card.locator("select").select_option(label="1号工位")
    card.get_by_role("button", name="预留").click()
    bay = page.locator(f"#a{row.pk}").get_by_role("button", name="工位")
    expect(bay).to_have_attribute("aria-pressed", "true")
    for words in ("配件", "历史", "召回"):
        page.locator(f"#a{row.pk}").get_by_role("button", name=words).click()
        button = page.locator(f"#a{row.pk}").get_by_role("button", name=words)
        expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"#a{row.pk}")).to_contain_text("已备好")
    shot(page, "preparation-desk")

    row.refresh_from_db()
    row.slot_at = today_slot()
    row.window_from = row.window_until = row.held_until = row.slot_at
    row.save()
    desk = browser_page("receptionist")
    desk.goto("/workorders/queue/")
    desk.get_by_role("button", name="到店取号").click()
    expect(desk.locator(".pass-code")).to_have_text("Y001")
    shot(desk, "queue-slip")
    page.goto("/workorders/queue/")
    page.get_by_role("button", name="叫下一位").click()
    expect(page.locator("main")).to_contain_text("Y001")
    shot(page, "queue-desk")

    page.goto(f"/workorders/checkin/{row.vehicle_id}/")
    expect(page.locator("#id_statements")).to_have_value("做保养")
    page.locator("#id_odometer_km").fill("20100")
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("main")).to_contain_text("更换机油机滤")
    row.refresh_from_db()
    assert (row.state, row.visit.arrival) == ("arrived", "appointment")


def today_slot():
    """The last slot of today, which is a slot of the book whatever the hour is."""
    book = Book(store_of(), clock.today(), clock.today(), now=clock.now())
    return book.days[clock.today()][-1].at


@pytest.mark.parametrize(
    ("size", "name", "scheme", "language"),
    [
        (DESK, "desk", "light", "zh-CN"),
        (TABLET, "tablet", "dark", "zh-CN"),
        (PHONE, "phone", "light", "en-US"),
    ],
)
def test_the_pages_fit_every_screen(book, browser_page, shot, size, name, scheme, language):
    start = day_bounds(clock.today())[0]
    some("arrived", start.replace(hour=9), concerns="刹车有响声\n做保养")
    some("late", start.replace(hour=8, minute=30))
    some("no_show", start.replace(hour=8))
    some("booked", tomorrow("11:00"))
    some("cancelled_by_customer", tomorrow("12:00"), reason="客户出差")
    QueueTicketFactory(unit=department_of("front_desk"), taken_at=clock.now())
    page = browser_page("front_desk_supervisor", viewport=size, scheme=scheme, language=language)
    pages = {
        "day": A,
        "day2": f"{A}?day={clock.today() + dt.timedelta(days=1):%Y-%m-%d}",
        "week": f"{A}week/",
        "list": f"{A}list/",
        "new": f"{A}new/",
        "prep": f"{A}preparation/",
        "quotas": f"{A}quotas/",
        "queue": "/workorders/queue/",
        "one": f"{A}{book.pk}/",
        "move": f"{A}{book.pk}/move/",
        "paper": f"{A}preparation/print/",
    }
    for what, address in pages.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        shot(page, f"appointments-{what}-{name}")
        assert sideways(page) == 0, what
