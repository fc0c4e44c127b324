"""A store is opened from a template and a unit rearranged, in the browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.org.models import OrgUnit
from tests.browser.conftest import PHONE
from tests.personas import department_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_group_opens_a_store_from_a_template_cut_to_measure(browser_page, shot):
    page = browser_page("group_supervisor")
    page.goto(reverse("admin:org_orgunit_changelist"))
    page.get_by_role("link", name="开设门店").click()
    page.wait_for_url("**/open/")
    shot(page, "open-choice")
    page.get_by_role("link", name="三组制").click()
    page.fill("[name=code]", "cs9")
    page.fill("[name=name]", "长沙九店")
    page.fill("[name=seats_parts_logistics_officer]", "1")
    shot(page, "open-form")
    page.get_by_role("button", name="先看结果").click()
    page.wait_for_selector("#preview")
    assert "物流专员 × 1" in page.inner_text("#preview")
    shot(page, "open-preview")
    page.get_by_role("button", name="建立门店").click()
    page.wait_for_url("**/org/?store=*")
    assert "长沙九店" in page.inner_text("main")
    assert OrgUnit.objects.filter(code="cs9-parts").exists()


@pytest.mark.parametrize("how", [{}, {"viewport": PHONE, "scheme": "dark"}], ids=["desk", "phone"])
def test_unit_is_rearranged(browser_page, shot, how):
    unit = OrgUnit.objects.get(code="cs1-mech2")
    page = browser_page("administrator", **how)
    page.goto(reverse("admin:org_orgunit_arrange", args=[unit.pk]))
    page.select_option("#id_move_new_parent", str(department_of("parts").pk))
    page.fill("#id_move_reason", "就近管理")
    page.get_by_role("button", name="先看影响").click()
    page.wait_for_selector("text=开始看到它")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    shot(page, f"arrange-{page.viewport_size['width']}")
    page.get_by_role("button", name="确认移动").click()
    page.wait_for_selector("text=在“备件部”之下")
