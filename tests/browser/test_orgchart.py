"""The organisation chart drawn: boxes, solid and dashed lines, zoom, search, folding, paper."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import drawn as laid_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drawn(browser_page):
    """Opens the chart as a diagram."""

    def open_chart(login="service_manager", **how):
        page = browser_page(login, **how)
        page.goto(reverse("org:chart"))
        page.locator("[data-mode=diagram]").click()
        page.wait_for_selector(".org-lines .solid")
        return page

    return open_chart


def zoom_of(page) -> float:
    return float(page.evaluate("document.querySelector('.org-canvas').style.zoom"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagram_has_solid_and_dashed_lines(drawn, shot, scheme):
    page = drawn(scheme=scheme)
    assert page.locator(".org-lines .solid").count() >= 32
    assert page.locator(".org-lines .dashed").count() >= 1
    page.locator("[data-zoom=fit]").click()
    shot(page, f"orgchart-{scheme}")


def gap_of(page) -> float:
    """How far, in pixels, the worst solid line ends from its post."""
    return page.evaluate(
        """() => {
          const far = [...document.querySelectorAll(".org-lines .solid")].map((path) => {
            const seat = document.getElementById(path.dataset.ends.split(" ")[1]);
            const end = path.getPointAtLength(path.getTotalLength());
            const own = seat.getBoundingClientRect();
            const base = document.querySelector(".org-canvas").getBoundingClientRect();
            const lines = document.querySelector(".org-lines");
            const zoom = lines.getBoundingClientRect().width / Number(lines.getAttribute("width"));
            return Math.abs(end.y * zoom - (own.top + own.height / 2 - base.top));
          });
          return Math.max(...far);
        }"""
    )


def test_lines_end_at_their_posts(drawn):
    page = drawn()
    assert gap_of(page) < 2
    page.locator("[data-zoom=fit]").click()
    page.evaluate("new Promise(requestAnimationFrame)")
    assert gap_of(page) < 2


def test_zoom_by_button_keyboard_and_wheel_is_remembered(drawn):
    page = drawn()
    page.locator("[data-zoom=in]").click()
    assert zoom_of(page) == pytest.approx(1.2)
    page.locator(".org-scroll").press("-")
    assert zoom_of(page) == pytest.approx(1)
    page.locator(".org-scroll").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, 200)
    page.keyboard.up("Control")
    page.wait_for_function("Number(document.querySelector('.org-canvas').style.zoom) < 0.9")
    small = zoom_of(page)
    page.reload()
    page.wait_for_selector(".org-drawn .org-lines .solid")
    assert zoom_of(page) == pytest.approx(small)


def test_search_by_initials_marks_and_scrolls_there(drawn, shot):
    page = drawn()
    page.locator("#q").fill("fwgw")
    page.wait_for_selector(".org-now")
    assert "服务顾问" in page.locator(".org-now").inner_text()
    expect(page.locator(".org-now")).to_be_visible()
    assert "第 1 处" in page.locator(".org-found").inner_text()
    box = page.locator(".org-now").bounding_box()
    assert 0 <= box["y"] <= DESK[1]
    shot(page, "orgchart-search")


def test_search_opens_what_is_folded(drawn):
    page = drawn()
    page.locator("[data-fold=close]").click()
    expect(page.locator(".org-seat >> text=工具员").first).to_be_hidden()
    page.locator("#q").fill("工具员")
    page.wait_for_selector(".org-now")
    expect(page.locator(".org-now")).to_be_visible()


def test_paper_is_black_on_white_and_as_wide_as_the_sheet(drawn, shot):
    page = drawn(scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    laid_out(page)
    look = page.evaluate(
        """() => {
          const box = document.querySelector(".org-drawn .org-unit"), style = getComputedStyle(box);
          const wide = document.querySelector(".org-canvas").getBoundingClientRect().width;
          return [style.color, style.backgroundColor, wide];
        }"""
    )
    assert look[:2] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert look[2] <= 1050
    assert gap_of(page) < 2
    expect(page.locator(".org-tools")).to_be_hidden()
    shot(page, "orgchart-paper")


@pytest.mark.parametrize(("paper", "wide"), [("a4", 842), ("a3", 1191)])
def test_every_sheet_lies_on_its_side(drawn, paper, wide):
    page = drawn()
    page.select_option("[data-paper]", paper)
    sheets = re.findall(
        rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", page.pdf(prefer_css_page_size=True)
    )
    assert sheets
    assert {round(float(width)) for width, _height in sheets} == {wide}


@pytest.mark.parametrize("viewport", [TABLET, PHONE], ids=["tablet", "phone"])
def test_smaller_screens_are_not_wider_than_themselves(browser_page, shot, viewport):
    page = browser_page("service_manager", viewport=viewport)
    page.goto(reverse("org:chart"))
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    shot(page, f"orgchart-list-{viewport[0]}")
    page.locator("[data-mode=diagram]").click()
    page.wait_for_selector(".org-lines .solid")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    shot(page, f"orgchart-drawn-{viewport[0]}")


def test_without_scripts_the_list_stands_and_folds(browser_page, shot):
    page = browser_page("service_manager", javascript=False)
    page.goto(reverse("org:chart"))
    assert page.locator(".org-seat").count() >= 33
    expect(page.locator(".org-tools")).to_be_hidden()
    page.locator(".org-tree summary").first.click()
    expect(page.locator(".org-seat").first).to_be_hidden()


def test_english_chart(browser_page, shot):
    page = browser_page("service_manager", language="en")
    page.goto(reverse("org:chart"))
    shot(page, "orgchart-english")
