"""Claims, callbacks and complaints in a real browser, at the desk and on a phone."""

from __future__ import annotations

import pytest
import time_machine
from django.db import transaction
from playwright.sync_api import expect

from apps.care.models import Complaint
from tests.browser.conftest import DESK, PHONE
from tests.browser.pages import sideways
from tests.care.cases import CALLED, callback, complained
from tests.warranty.claims import drafted, submitted


@pytest.fixture
def rows(transactional_db):
    """A claim to judge, one to answer, a car to call about, a complaint."""
    with transaction.atomic():
        made = {
            "draft": drafted(odometer_km=70_000).pk,
            "sent": submitted().pk,
            "call": callback().pk,
            "complaint": complained().pk,
        }
    with time_machine.travel(CALLED, tick=True):
        yield made


PAGES = (
    ("warranty_appraiser", "/warranty/claims/"),
    ("warranty_appraiser", "/warranty/claims/{draft}/"),
    ("warranty_appraiser", "/warranty/claims/{sent}/"),
    ("warranty_appraiser", "/warranty/policies/"),
    ("care_agent", "/care/callbacks/"),
    ("care_agent", "/care/callbacks/{call}/"),
    ("care_agent", "/care/complaints/"),
    ("care_agent", "/care/complaints/{complaint}/"),
    ("care_agent", "/care/complaints/new/"),
)


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_pages_fit_their_screen(rows, browser_page, viewport):
    for login in sorted({who for who, _url in PAGES}):
        page = browser_page(login, viewport=viewport)
        for who, url in PAGES:
            if who == login:
                page.goto(url.format(**rows))
                assert sideways(page) <= 0, url


def test_claim_is_judged_and_the_page_says_what_is_next(rows, browser_page):
    page = browser_page("warranty_appraiser", refusals=(409,))
    page.goto(f"/warranty/claims/{rows['draft']}/")
    expect(page.locator(".why")).to_contain_text("事前授权号")
    page.fill("#id_prior_approval", "PWA-2026-1")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="鉴定通过").click()
    expect(page.locator("h1 + .state")).to_contain_text("已鉴定")


def test_dissatisfied_call_on_a_phone_opens_a_complaint(rows, browser_page):
    before = Complaint.objects.count()
    page = browser_page("care_agent", viewport=PHONE)
    page.goto(f"/care/callbacks/{rows['call']}/")
    page.get_by_role("button", name="显示").first.click()
    expect(page.locator("a[href='tel:13800001111']")).to_be_visible()
    page.get_by_label("没修好", exact=True).check()
    page.locator("input[name=overall][value='3']").check()
    page.locator("#id_a_words").fill("还是漏水")
    expect(page.get_by_label("没修好", exact=True)).to_be_checked()
    page.get_by_role("button", name="完成回访").click()
    expect(page.locator(".notice-late")).to_contain_text("已转投诉")
    assert Complaint.objects.count() == before + 1
