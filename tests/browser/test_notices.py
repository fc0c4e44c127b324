"""The bell rings on the screen of whoever it is about, and leads to the page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.functional import lazystr
from playwright.sync_api import expect

from apps.org.models import Notice
from apps.org.services.notices import ring
from tests.browser.conftest import DESK, PHONE
from tests.personas import NOW, staff_of

pytestmark = pytest.mark.django_db(transaction=True)


def rung(text: str) -> None:
    """The advisor is rung about the order list."""
    ring(
        to=[staff_of("service_advisor").pk],
        kind="finding",
        words=lazystr(text),
        facts={},
        page=reverse("workorders:list"),
        at=NOW,
        key=text,
    )


def test_the_bell_rings_once_and_leads_to_the_page(browser_page, shot):
    rung("湘A12345 技师报增项：前刹车片低于 2 mm，待您报价")
    page = browser_page("service_advisor")
    page.goto("/")
    expect(page.locator(".bell-count")).to_contain_text("1")
    expect(page.locator("#toasts")).to_contain_text("前刹车片")

    page.get_by_role("link", name="提醒").click()
    page.get_by_role("button", name="前刹车片").click()

    page.wait_for_url(f"**{reverse('workorders:list')}")
    expect(page.locator(".bell-count")).to_have_count(0)
    assert not Notice.objects.unread().exists()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_list_fits_the_screen(browser_page, shot, viewport, language):
    rung("湘A12345 技师报增项：前刹车片低于 2 mm，待您报价")
    rung("湘A88888 已完工，请通知客户取车")
    page = browser_page("service_advisor", viewport=viewport, language=language)
    page.goto(reverse("org:notices"))
    expect(page.locator(".bell-count")).to_contain_text("2")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    shot(page, f"notices-{viewport[0]}-{language}")
