"""A duty is changed in the admin by three people; its holder gains the button, then loses it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.org.admin.duty_forms import named
from apps.workorders.choices import OrderState
from apps.workorders.permissions import Perm
from tests.access.samples import order
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.org.drafting import position_of
from tests.personas import staff_of

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = "待客户授权"
FIGURE = "准时交车率"


@pytest.fixture
def car():
    """An order without a signature: whoever takes the customer's finds it waiting."""
    return order(state=OrderState.DRAFT)


def signs(browser_page, login: str, waiting: str, button: str) -> None:
    """Somebody opens the edition from what waits for them and presses a button."""
    page = browser_page(login)
    page.goto("/")
    page.get_by_role("link", name=waiting).click()
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".signed")).to_contain_text(staff_of(login).name)
    page.context.close()


def holder_sees(browser_page, car, there: bool) -> None:
    """What the cashier finds: the page of the order, the queue, the figure."""
    page = browser_page("cashier", refusals=() if there else (403,))
    page.goto("/")
    expect(page.get_by_text(QUEUE)).to_have_count(1 if there else 0)
    assert (FIGURE in page.inner_text("main")) is there
    page.goto(reverse("workorders:detail", args=[car.pk]))
    address = reverse("workorders:authorise", args=[car.pk])
    expect(page.locator(f"main a[href='{address}']")).to_have_count(1 if there else 0)
    answer = page.goto(address)
    assert answer.status == (200 if there else 403)
    page.context.close()


def test_changed_duty_reaches_its_holder_and_is_taken_back(browser_page, shot, car):
    position = position_of("cashier")
    holder_sees(browser_page, car, there=False)
    page = browser_page("administrator")
    page.goto(reverse("org:position_sheet", args=[position.pk]))
    page.get_by_role("link", name="起草修订").click()
    page.get_by_label("修订内容").fill("收银也可以请客户签字")
    page.get_by_role("button", name="起草").click()
    page.locator("#CH-1").get_by_role("link", name="修改").click()
    page.get_by_label("职责", exact=False).first.fill("收款、开票，核对出门放行，请客户签字")
    page.get_by_role("button", name="再加一项权限").click()
    row = page.locator("[data-grant]").last
    row.get_by_label("权限", exact=True).fill(named(Perm.AUTHORISE_WORKORDER))
    page.get_by_label(FIGURE, exact=True).check()
    page.get_by_role("button", name="保存职责").click()
    impact = page.locator("#impact")
    expect(impact).to_contain_text(staff_of("cashier").name)
    expect(impact).to_contain_text(Perm.AUTHORISE_WORKORDER.label)
    expect(impact).to_contain_text(QUEUE)
    expect(impact).to_contain_text("现有 1 项")
    expect(impact).to_contain_text(FIGURE)
    expect(page.locator("#difference ins").first).to_be_visible()
    shot(page, "revising-draft")
    page.get_by_role("link", name="岗位说明书").last.click()
    expect(page.locator("#CH-1 ins").first).to_be_visible()
    shot(page, "revising-sheet")
    page.go_back()
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".edition-state")).to_contain_text("待审核")
    draft = position.revisions.get(edition="A/1")
    signs(browser_page, "service_manager", "待审核的岗位文件", "审核通过")
    holder_sees(browser_page, car, there=False)
    signs(browser_page, "general_manager", "待批准的岗位文件", "批准")
    holder_sees(browser_page, car, there=True)

    page.goto(reverse("admin:org_positionrevision_history", args=[draft.pk]))
    story = page.inner_text("main")
    for login in ("administrator", "service_manager", "general_manager"):
        assert staff_of(login).name in story
    assert "收银也可以请客户签字" in story
    shot(page, "revising-history")

    page.goto(f"{reverse('org:position_sheet', args=[position.pk])}?edition=A/0")
    page.get_by_role("link", name="回退到 A/0").click()
    page.get_by_label("修订内容").fill("收银不再请客户签字")
    page.get_by_role("button", name="起草").click()
    expect(page.locator("#impact")).to_contain_text("失去")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".edition-state")).to_contain_text("待审核")
    signs(browser_page, "service_manager", "待审核的岗位文件", "审核通过")
    signs(browser_page, "general_manager", "待批准的岗位文件", "批准")
    holder_sees(browser_page, car, there=False)


def test_holder_of_the_position_finds_the_reason_instead_of_the_button(browser_page):
    page = browser_page("administrator", refusals=(409,))
    page.goto(f"/admin/org/positionrevision/add/?position={position_of('administrator').pk}")
    page.get_by_label("修订内容").fill("给自己加一条")
    page.get_by_role("button", name="起草").click()
    expect(page.get_by_role("alert").first).to_contain_text("您担任")
    expect(page.get_by_label("修订内容")).to_have_value("给自己加一条")


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESK, "dark", "zh-CN"), (TABLET, "light", "zh-CN"), (PHONE, "light", "en")],
    ids=["desk", "tablet", "phone"],
)
def test_pages_of_revising_fit_the_screen(browser_page, shot, viewport, scheme, language):
    position = position_of("cashier")
    duty = position.revisions.get().duties.order_by("order")[0]
    page = browser_page("administrator", viewport=viewport, scheme=scheme, language=language)
    addresses = {
        "index": "/admin/",
        "list": "/admin/org/positionrevision/",
        "draft": f"/admin/org/positionrevision/add/?position={position.pk}",
        "edition": reverse("admin:org_positionrevision_change", args=[duty.revision_id]),
        "duty": reverse("admin:org_duty_change", args=[duty.pk]),
        "remove": reverse("admin:org_duty_remove", args=[duty.pk]),
        "history": reverse("admin:org_positionrevision_history", args=[duty.revision_id]),
    }
    for name, address in addresses.items():
        page.goto(address)
        assert sideways(page) <= 0, name
        shot(page, f"revising-{name}-{viewport[0]}")


def test_duty_is_changed_without_any_script(browser_page):
    page = browser_page("administrator", javascript=False)
    page.goto(f"/admin/org/positionrevision/add/?position={position_of('cashier').pk}")
    page.get_by_label("修订内容").fill("没有脚本")
    page.get_by_role("button", name="起草").click()
    page.locator("#CH-1").get_by_role("link", name="修改").click()
    page.locator("[data-grant]").last.get_by_label("权限", exact=True).fill(
        Perm.AUTHORISE_WORKORDER.label
    )
    page.get_by_role("button", name="保存职责").click()
    expect(page.locator("#impact")).to_contain_text(Perm.AUTHORISE_WORKORDER.label)
