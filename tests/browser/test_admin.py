"""The admin stands under the same strict content policy as every other page."""

import re

from playwright.sync_api import expect


def test_admin_lists_and_opens_rows_without_any_fault(browser_page, shot):
    page = browser_page("administrator")
    page.goto("/admin/")
    shot(page, "admin")
    page.get_by_role("link", name="组织单元").first.click()
    expect(page.locator("#changelist")).to_be_visible()
    shot(page, "admin-list")
    page.locator("#result_list tbody th a").first.click()
    expect(page).to_have_url(re.compile(r"/change/$"))
    shot(page, "admin-row")
