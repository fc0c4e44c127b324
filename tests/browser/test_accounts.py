"""Accounts in the browser: the first sign-in of a cashier on the phone, and those who keep it."""

from __future__ import annotations

from base64 import b32decode

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.org.models import Tenure
from apps.org.sessions import end_sessions
from tests.access.samples import order
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.org.door import NEW, code_of, newcomer, recovery_of, user_of, with_phone
from tests.personas import NOW, staff_of

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "kx7m-p3wq-9thd"


def log_in(page, login: str, password: str) -> None:
    """Type login and password and send them."""
    page.goto("/login/")
    page.fill("[name=username]", login)
    page.fill("[name=password]", password)
    page.get_by_role("button", name="登录", exact=True).click()


def press(page, name: str) -> None:
    """Press the button of that name."""
    page.get_by_role("button", name=name).click()


def test_new_cashier_gets_from_the_slip_to_the_home_page(browser_page, shot, settings):
    settings.SECOND_FACTOR = "required"
    user = newcomer("cashier")
    user.set_password(FIRST)
    user.save()
    page = browser_page(viewport=PHONE, refusals=(422,))
    log_in(page, "cashier", FIRST)
    page.wait_for_url("**/me/password/")
    shot(page, "door-password-phone")
    page.fill("[name=new_password]", "12345")
    page.fill("[name=new_password_again]", "12345")
    press(page, "保存新密码")
    expect(page.locator(".field-error")).to_have_count(1)
    shot(page, "door-password-refused-phone")
    page.fill("[name=new_password]", NEW)
    page.fill("[name=new_password_again]", NEW)
    press(page, "保存新密码")
    page.wait_for_url("**/me/second-factor/")
    shot(page, "door-enrol-phone")
    key = page.locator(".door-key code").inner_text().replace(" ", "")
    page.fill("[name=otp_code]", code_of(hex_of(key)))
    press(page, "确认绑定")
    expect(page.locator(".door-codes code")).to_have_count(10)
    shot(page, "door-recovery-phone")
    page.get_by_role("link", name="我已收好").click()
    page.wait_for_url("**/me/facts/")
    page.fill("[name=phone]", "13812345678")
    shot(page, "door-facts-phone")
    press(page, "资料无误")
    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.locator(".duties").first).to_be_visible()


def hex_of(text: str) -> str:
    """The key as the server keeps it."""

    return b32decode(text).hex()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_code_page_and_login_fit(browser_page, shot, settings, scheme):
    settings.SECOND_FACTOR = "required"
    device = with_phone("cashier")
    page = browser_page(viewport=PHONE, scheme=scheme, refusals=(422,))
    settings.DEMO = False
    page.goto("/login/")
    shot(page, f"door-login-phone-{scheme}")
    log_in(page, "cashier", "demo")
    page.wait_for_url("**/me/code/")
    page.fill("[name=otp_code]", "12")
    press(page, "确认")
    expect(page.locator(".field-error")).to_have_count(1)
    shot(page, f"door-code-wrong-phone-{scheme}")
    page.fill("[name=otp_code]", code_of(device))
    page.wait_for_timeout(1100)
    press(page, "确认")
    page.wait_for_url(lambda url: url.endswith("/"))


def test_account_is_opened_and_the_slip_shown_once(browser_page, shot):
    person = staff_of("technician2")
    page = browser_page("administrator")
    page.goto(reverse("org:person", args=[person.pk]))
    shot(page, "person-desk")
    page.get_by_role("link", name="重设初始密码").click()
    page.fill("[name=reason]", "本人忘记密码")
    shot(page, "person-reset-desk")
    press(page, "重设初始密码")
    password = page.locator(".slip-password").inner_text()
    shot(page, "person-slip-desk")
    page.reload()
    assert password not in page.content()
    assert user_of("technician2").check_password(password)


@pytest.mark.parametrize("viewport", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_pages_fit_the_screen(browser_page, shot, viewport, language):
    person = staff_of("cashier")
    recovery_of("administrator")
    page = browser_page("administrator", viewport=viewport, language=language, scheme="dark")
    for name, address in {
        "person": reverse("org:person", args=[person.pk]),
        "edit": reverse("org:staff_edit", args=[person.pk]),
        "new": reverse("org:staff_new"),
        "leaving": reverse("org:leaving", args=[person.pk]),
        "account": reverse("org:account"),
        "password": reverse("org:password"),
        "facts": reverse("org:own_facts"),
    }.items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, name
        shot(page, f"people-{name}-{viewport[0]}-{language[:2]}")


def test_back_button_after_signing_out_shows_nothing(browser_page):
    person = staff_of("cashier")
    page = browser_page("administrator")
    page.goto(reverse("org:person", args=[person.pk]))
    assert person.staff_no in page.content()
    page.locator(".menu-user summary").click()
    press(page, "退出登录")
    page.wait_for_url("**/login/")
    page.go_back()
    page.wait_for_url("**/login/**")
    assert person.staff_no not in page.content()


def test_login_that_ran_out_asks_for_password_and_code_and_keeps_the_text(
    browser_page, shot, settings
):
    settings.SECOND_FACTOR = "required"
    device, person = with_phone("administrator"), staff_of("cashier")
    page = browser_page(viewport=DESK, refusals=(401, 422))
    log_in(page, "administrator", "demo")
    page.fill("[name=otp_code]", code_of(device, -1))
    press(page, "确认")
    page.wait_for_url(lambda url: url.endswith("/") and "/me/" not in url)
    page.goto(reverse("org:staff_edit", args=[person.pk]))
    page.fill("[name=name]", "王小芳")
    end_sessions(user_of("administrator"))
    press(page, "保存")
    page.locator("#again-password").fill("demo")
    page.locator("#login-dialog [type=submit]").click()
    page.locator("#again-code").fill(code_of(device))
    shot(page, "door-again-desk")
    page.locator("#login-dialog [type=submit]").click()
    page.locator("#login-dialog").wait_for(state="hidden")
    press(page, "保存")
    page.wait_for_url(f"**{reverse('org:person', args=[person.pk])}")
    assert staff_of("cashier").name == "王小芳"


def test_duty_gained_while_signed_in_leads_to_the_phone(browser_page, shot, settings):
    settings.SECOND_FACTOR = "required"
    page = browser_page(viewport=PHONE, refusals=(403,))
    log_in(page, "technician", "demo")
    page.wait_for_url(lambda url: url.endswith("/"))
    Tenure.objects.create(
        staff=staff_of("technician"),
        post=staff_of("hr_officer").tenures.get().post,
        kind="concurrent",
        state="approved",
        starts_at=NOW,
    )
    page.goto("/")
    shot(page, "door-home-notice-phone")
    page.goto(reverse("org:staff_new"))
    assert "需要动态口令" in page.inner_text("h1")
    shot(page, "door-refusal-phone")
    page.get_by_role("link", name="输入动态口令").click()
    page.wait_for_url("**/second-factor/**")
    key = page.locator(".door-key code").inner_text().replace(" ", "")
    page.fill("[name=otp_code]", code_of(hex_of(key)))
    press(page, "确认绑定")
    page.get_by_role("link", name="我已收好").click()
    page.wait_for_url(f"**{reverse('org:staff_new')}")


def test_last_day_shows_what_is_open(browser_page, shot):
    advisor = order().advisor
    for viewport in (DESK, PHONE):
        page = browser_page("hr_officer", viewport=viewport)
        page.goto(reverse("org:leaving", args=[advisor.pk]))
        expect(page.locator("tbody tr").first).to_be_visible()
        shot(page, f"person-last-day-{viewport[0]}")
