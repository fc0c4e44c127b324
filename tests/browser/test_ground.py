"""The browser itself: it starts, shows Chinese, and notices what a page must not do."""

from playwright.sync_api import expect

from tests.browser.pages import Watch


def test_login_page_opens_in_chinese_without_any_fault(browser_page, shot):
    page = browser_page()
    page.goto("/login/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    expect(page.locator("input[name=username]")).to_be_visible()
    assert shot(page, "login").stat().st_size > 0


def test_watch_notices_a_script_error_and_a_request_elsewhere(browser):
    context, watch = browser.new_context(), Watch()
    watch.over(context)
    page = context.new_page()
    page.route("**/*", lambda route: route.fulfill(body="<p>ok</p>", content_type="text/html"))
    page.goto("http://192.0.2.1/")
    page.evaluate("console.error('broken')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    page.wait_for_timeout(100)
    context.close()
    kinds = [fault.split(":")[0] for fault in watch.faults]
    assert kinds == ["request elsewhere", "console", "script"]
