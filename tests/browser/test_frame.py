"""The frame in a real browser: keyboard, theme, refusals, an expired login, a double click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import sample_site
from tests.browser.conftest import session_cookie
from tests.browser.pages import sideways

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.urls("tests.browser.sample_site")
SAVE = ".page-head-actions .btn-primary"
LOGIN = "service_advisor"


@pytest.fixture(autouse=True)
def _nothing_received() -> None:
    sample_site.received.clear()


def open_sample(browser_page: OpenPage, **extra: object) -> Page:
    """The sample form, signed in."""
    page = browser_page(LOGIN, **extra)  # type: ignore[arg-type]
    page.goto("/sample/")
    return page


def test_demo_login_is_filled_by_a_press_and_leads_home(browser_page: OpenPage) -> None:
    page = browser_page()
    page.goto("/login/")
    page.locator(f"[data-username={LOGIN}]").click()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("我的岗位")
    expect(page.locator("body")).to_have_attribute("data-user", LOGIN)


def test_double_click_sends_one_post(browser_page: OpenPage) -> None:
    page = open_sample(browser_page)
    page.fill("#id_words", "异响")
    page.locator(SAVE).dblclick()
    expect(page).to_have_url(re.compile("saved=1"))
    assert sample_site.received == ["异响"]


def test_refused_form_keeps_the_text_the_address_and_points_at_the_field(
    browser_page: OpenPage,
) -> None:
    page = open_sample(browser_page, refusals=(422,))
    page.goto("/sample/?from=list")
    page.locator(SAVE).click()
    expect(page.locator("main .field-error")).to_be_visible()
    expect(page.locator("#id_words")).to_be_focused()
    expect(page).to_have_url(re.compile(r"from=list$"))
    page.fill("#id_words", "好了")
    page.locator(SAVE).click()
    expect(page).to_have_url(re.compile("saved=1"))


def test_expired_login_asks_again_and_keeps_what_was_typed(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, refusals=(401, 422))
    page.fill("#id_words", "发动机抖动")
    page.context.clear_cookies(name="sessionid")
    page.locator(SAVE).click()
    dialog = page.locator("#login-dialog")
    expect(dialog).to_be_visible()
    expect(page.locator("#again-username")).to_have_value(LOGIN)
    page.fill("#again-password", "wrong")
    page.keyboard.press("Enter")
    expect(page.locator("[data-login-error]")).to_be_visible()
    page.fill("#again-password", "demo")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("#id_words")).to_have_value("发动机抖动")
    page.locator(SAVE).click()
    expect(page).to_have_url(re.compile("saved=1"))
    assert sample_site.received == ["发动机抖动"]


def test_expired_login_without_scripts_offers_the_form_again(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, javascript=False)
    page.fill("#id_words", "空调不凉")
    page.context.clear_cookies(name="sessionid")
    page.locator(SAVE).click()
    page.fill("#id_username", LOGIN)
    page.fill("#id_password", "demo")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("空调不凉")
    page.locator("main .btn-primary").click()
    expect(page).to_have_url(re.compile("saved=1"))
    assert sample_site.received == ["空调不凉"]


def test_form_works_without_scripts(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, javascript=False, refusals=(422,))
    page.locator(SAVE).click()
    expect(page.locator("main .field-error")).to_be_visible()
    page.fill("#id_words", "刹车软")
    page.locator(SAVE).click()
    expect(page).to_have_url(re.compile("saved=1"))


def test_keyboard_reaches_home_a_new_order_and_the_help(browser_page: OpenPage) -> None:
    page = open_sample(browser_page)
    page.keyboard.press("?")
    expect(page.locator("#help-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/sample/$"))
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page.locator("h1")).to_have_text("我的岗位")
    expect(page).to_have_title(re.compile("我的岗位"))


def test_keys_typed_into_a_field_are_text(browser_page: OpenPage) -> None:
    page = open_sample(browser_page)
    page.locator("#id_words").press_sequentially("?n/gh")
    expect(page.locator("#id_words")).to_have_value("?n/gh")
    expect(page.locator("#help-dialog")).to_be_hidden()


def test_theme_is_switched_and_remembered(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator(".btn-theme").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    assert page.evaluate(ground) != dark
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_file_that_is_too_large_is_not_sent(browser_page: OpenPage, tmp_path: Path) -> None:
    heavy = tmp_path / "heavy.jpg"
    with heavy.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    page = open_sample(browser_page)
    page.fill("#id_words", "留着")
    page.set_input_files("#id_photo", heavy)
    expect(page.locator("#id_photo_size")).to_contain_text("20 MB")
    expect(page.locator("#id_photo")).to_have_value("")
    expect(page.locator("#id_words")).to_have_value("留着")


def test_fault_inside_is_said_and_the_page_stays(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, refusals=(500,))
    page.fill("#id_words", "还在")
    page.get_by_text("坏页").click()
    expect(page.locator(".toast-error")).to_contain_text("500")
    expect(page.locator("#id_words")).to_have_value("还在")


def test_lost_network_is_said_and_the_page_stays(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url)  # unwatched: it must complain
    context.add_cookies([session_cookie(LOGIN, "cs1", live_server.url)])
    page = context.new_page()
    page.goto("/sample/")
    page.fill("#id_words", "还在")
    context.set_offline(True)
    page.locator(SAVE).click()
    expect(page.locator(".toast-error")).to_be_visible()
    expect(page.locator("#id_words")).to_have_value("还在")
    context.close()


def test_sending_that_is_broken_off_is_said_and_the_page_stays(browser_page: OpenPage) -> None:
    page = open_sample(browser_page, cut=True)
    page.fill("#id_words", "还在")
    page.route("**/sample/", lambda _route: None)  # nobody answers
    page.locator(SAVE).click()
    expect(page.locator(SAVE)).to_have_attribute("aria-disabled", "true")
    page.evaluate("htmx.trigger('#sample', 'htmx:abort')")
    expect(page.locator(".toast-error")).to_contain_text("网络不通")
    expect(page.locator("#id_words")).to_have_value("还在")
    expect(page.locator(SAVE)).not_to_have_attribute("aria-disabled", "true")


def test_page_outside_the_frame_opens_as_a_page_of_its_own(browser_page: OpenPage) -> None:
    page = open_sample(browser_page)
    page.get_by_text("别处").click()
    expect(page.locator("h1")).to_have_text("纸")
    expect(page.locator(".topbar")).to_have_count(0)


@pytest.mark.parametrize("viewport", [(1366, 768), (820, 1180), (390, 844)])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_frame_fits_every_width(
    browser_page: OpenPage, viewport: tuple[int, int], language: str
) -> None:
    page = open_sample(browser_page, viewport=viewport, language=language)
    assert sideways(page) <= 0
    page.goto("/")
    assert sideways(page) <= 0


def test_first_tab_skips_to_the_content(browser_page: OpenPage) -> None:
    page = open_sample(browser_page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
