"""Changing places by keyboard in seconds, the lock, and the boards on the walls."""

from __future__ import annotations

import re
import time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.core.secret import Secret
from apps.org import stations
from apps.org.models import PlaceChange
from apps.org.quick import new_badge
from apps.org.services import stations as services
from apps.org.services.own_account import issue_badge
from tests.browser.pages import sideways
from tests.org.stations import PIN, has_pin
from tests.personas import access_of, staff_of, store_of
from tests.workorders.shop.floor import bay

pytestmark = pytest.mark.django_db(transaction=True)
WALL = (1920, 1080)
A_KEY = 150  # milliseconds between two keys of an unhurried hand


def enrol(page, kind: str) -> None:
    """The browser of the page becomes a device of the store."""
    code = stations.new_code()
    services.enrol(
        by=access_of("administrator"), store=store_of(), kind=kind, name="车间一号", code=code
    )
    page.goto("/screen/")
    page.locator("[name=code]").fill(code.reveal())
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/**" if kind == "shared" else "**/workorders/**")


def sign_in(page, login: str) -> None:
    """By password, as the first time of the day."""
    page.goto("/login/")
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def typed(page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key, delay=A_KEY)


def test_another_person_stands_there_within_five_seconds_by_keyboard(browser_page, shot):
    page = browser_page()
    enrol(page, "shared")
    for login in ("service_advisor", "technician"):
        has_pin(login)
        sign_in(page, login)
        page.goto("/")
        page.evaluate("document.querySelector('[data-logout]').requestSubmit()")
        page.wait_for_url("**/login/**")
    sign_in(page, "service_advisor")
    page.goto(reverse("org:account"))
    name = staff_of("technician").name

    begun = time.monotonic()
    typed(page, "gu")
    page.wait_for_url("**/switch/**")
    tile = page.locator("label.tile", has_text=name)
    expect(tile).to_be_visible()
    shot(page, "switch-desk")
    typed(page, tile.locator("kbd").inner_text() + PIN)
    page.wait_for_url(f"**{reverse('org:account')}")
    expect(page.locator("body")).to_have_attribute("data-user", "technician")
    took = time.monotonic() - begun

    keys = len("gu") + 1 + len(PIN)
    assert keys <= 9
    assert took <= 5
    assert PlaceChange.objects.get().left == staff_of("service_advisor")


def test_what_a_scanner_types_is_a_badge_wherever_the_cursor_stands(browser_page):
    page = browser_page(refusals=(422,))
    enrol(page, "shared")
    has_pin("technician")
    sign_in(page, "technician")
    code = new_badge()
    issue_badge(by=access_of("technician"), code=code, current=Secret("demo"))
    page.goto("/switch/")
    page.keyboard.type(code.reveal())
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/switch/" not in url)
    assert PlaceChange.objects.get().means == "badge"


def test_locking_leaves_nothing_to_see_and_brings_back_to_the_page(browser_page):
    page = browser_page()
    enrol(page, "shared")
    has_pin("technician")
    sign_in(page, "technician")
    page.goto(reverse("workorders:my_jobs"))
    typed(page, "gl")
    page.wait_for_url(re.compile(r"/switch/.*locked=1"))
    expect(page.locator("h1")).to_contain_text("已锁定")
    typed(page, "1" + PIN)
    page.wait_for_url(f"**{reverse('workorders:my_jobs')}")


@pytest.mark.parametrize(("kind", "name"), [("workshop", "wall"), ("lounge", "lounge")])
def test_a_board_goes_on_by_itself_and_says_how_old_it_is(browser_page, shot, kind, name):
    for n in range(14):
        bay(name=f"举升 {n + 1}")
    page = browser_page(viewport=WALL, cut=True)
    page.clock.install()
    enrol(page, kind)
    assert sideways(page) <= 0
    if kind == "workshop":
        expect(page.locator("[data-pages]")).to_have_text("1 / 2")
        page.clock.run_for(12_500)
        expect(page.locator("[data-pages]")).to_have_text("2 / 2")
    shot(page, f"{name}-wall")

    page.context.set_offline(True)
    for _round in range(3):
        page.clock.run_for(6_000)
        page.wait_for_timeout(300)
    expect(page.locator("[data-stale-note]")).to_contain_text("数据截至")
    expect(page.locator("#board")).to_be_visible()
    page.context.set_offline(False)
    page.clock.run_for(6_000)
    page.wait_for_timeout(500)
    expect(page.locator("[data-stale-note]")).to_be_hidden()
