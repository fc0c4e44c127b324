"""The pages of the organisation at the desk and in the hand, by day and by night."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.personas import staff_of

pytestmark = pytest.mark.django_db(transaction=True)


def addresses() -> dict[str, str]:
    """The pages by name, each about something real."""
    position = staff_of("service_advisor").tenures.get().post.position
    return {
        "chart": reverse("org:chart"),
        "positions": reverse("org:position"),
        "sheet": reverse("org:position_sheet", args=[position.pk]),
        "why": f"{reverse('org:why')}?cap=org.view_position",
        "why-not": f"{reverse('org:why')}?cap=workorders.approve_discount",
        "whocan": f"{reverse('org:whocan')}?room=workorders",
        "whocan-one": f"{reverse('org:whocan')}?position={position.pk}",
        "me": reverse("org:me"),
    }


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_the_screen(browser_page, shot, viewport, scheme):
    page = browser_page("service_advisor", viewport=viewport, scheme=scheme)
    for name, address in addresses().items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, name
        shot(page, f"org-{name}-{viewport[0]}-{scheme}")


def test_refusal_leads_down_the_chain_to_those_who_can(browser_page, shot):
    page = browser_page("technician", refusals=(403,))
    page.goto(reverse("org:staff"))
    page.get_by_role("link", name="看完整的依据").click()
    page.wait_for_url("**/why/**")
    expect(page.locator(".why-broken")).to_have_count(1)
    assert staff_of("hr_officer").name in page.inner_text(".why-holders")


def test_duty_prints_on_paper(browser_page, shot):
    page = browser_page("service_advisor")
    page.goto(addresses()["sheet"])
    page.get_by_role("link", name="打印").click()
    page.wait_for_url("**/print/")
    page.emulate_media(media="print")
    expect(page.locator(".signature")).to_have_count(3)
    shot(page, "org-sheet-paper")


def test_people_are_listed_for_those_who_keep_them(browser_page, shot):
    page = browser_page("hr_officer")
    page.goto(reverse("org:staff"))
    shot(page, "org-staff")
    page.goto(reverse("home"))
    expect(page.get_by_role("link", name="组织", exact=True).first).to_be_visible()
