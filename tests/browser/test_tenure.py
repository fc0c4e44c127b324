"""Standing in, walked: absent supervisor, proposal, approval, an act in their place, the end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.models import StatusChange
from apps.org.models import Absence, Tenure
from tests.access.samples import job
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.personas import staff_of, store_of

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


def absent(login: str) -> Absence:
    """Somebody is away from this minute for three days."""
    now = clock.now()
    return Absence.objects.create(
        staff=staff_of(login),
        store=store_of(),
        kind="leave",
        starts_at=now,
        ends_at=now + 3 * DAY,
        recorded_by=staff_of("hr_officer"),
    )


def acting(state: str = "approved") -> Tenure:
    """The dispatcher stands in for the workshop supervisor for two days."""
    of = staff_of("workshop_supervisor").tenures.get()
    return Tenure.objects.create(
        staff=staff_of("dispatcher_inspector"),
        post=of.post,
        kind="acting",
        acting_for=of,
        state=state,
        starts_at=clock.now() - dt.timedelta(hours=1),
        ends_at=clock.now() + 2 * DAY,
        decide_by=clock.now() + DAY,
        proposed_by=staff_of("hr_officer"),
        reason="车间主管请假",
    )


def test_stand_in_is_proposed_approved_acts_and_ends(browser_page, shot):
    absent("workshop_supervisor")
    hr = browser_page("hr_officer")
    hr.goto(reverse("home"))
    hr.get_by_role("link", name="无人可办，待提名代理").first.click()
    hr.wait_for_url("**/vacancies/**")
    hr.get_by_role("link", name=f"提名 {staff_of('dispatcher_inspector')}").click()
    hr.wait_for_url("**/tenures/new/**")
    hr.get_by_role("link", name="换人").click()
    hr.fill("#q", staff_of("dispatcher_inspector").staff_no)
    hr.get_by_role("button", name="查找").click()
    hr.get_by_role("radio").first.check()
    hr.get_by_role("button", name="下一步").click()
    hr.wait_for_selector("#id_ends_at")
    assert hr.input_value("#id_ends_at")
    if hr.locator("#id_conflict_reason").count():
        hr.fill("#id_conflict_reason", "只代三天，同一张单据系统会拦住")
    shot(hr, "tenure-proposal")
    hr.get_by_role("button", name="提交提名").click()
    hr.wait_for_url("**/tenures/*/")
    tenure = Tenure.objects.get(state="proposed")
    assert tenure.acting_for == staff_of("workshop_supervisor").tenures.get()

    gm = browser_page("general_manager")
    gm.goto(reverse("home"))
    gm.get_by_role("link", name="任职待批准").first.click()
    gm.get_by_role("link", name=str(tenure.staff), exact=True).click()
    gm.wait_for_url("**/tenures/*/")
    shot(gm, "tenure-to-approve")
    gm.get_by_role("button", name="批准", exact=True).click()
    gm.wait_for_selector("text=在任")

    stand_in = browser_page("dispatcher_inspector", refusals=(403,))
    stand_in.goto(reverse("home"))
    assert f"代 {staff_of('workshop_supervisor')} 至" in stand_in.inner_text("main")
    shot(stand_in, "tenure-stand-in-home")
    stand_in.goto(reverse("org:absences"))
    stand_in.select_option("#id_staff", label=str(staff_of("technician2")))
    tomorrow = clock.now().astimezone(clock.SHANGHAI) + DAY
    stand_in.fill("#id_ends_at", f"{tomorrow:%Y-%m-%dT%H:%M}")
    stand_in.get_by_role("button", name="登记缺勤", exact=True).click()
    stand_in.wait_for_selector("text=已登记")
    record = Absence.history.filter(staff=staff_of("technician2")).get()
    assert record.history_user == staff_of("dispatcher_inspector")
    assert record.history_tenure.acting_for.staff == staff_of("workshop_supervisor")

    gm.fill("#id_e_reason", "主管提前回岗")
    gm.get_by_role("button", name="结束任职").click()
    gm.wait_for_selector("text=已结束")
    stand_in.goto(reverse("org:absences"))
    assert "403" in stand_in.title() or stand_in.locator("#id_staff").count() == 0
    assert StatusChange.objects.filter(object_id=tenure.pk, action="end").count() == 1


def pages() -> dict[str, str]:
    """The pages of this part, each about something real."""
    job()
    absent("parts_supervisor")
    tenure = staff_of("technician").tenures.get()
    chosen = f"staff={staff_of('cashier').pk}&post={tenure.post_id}&kind=concurrent"
    return {
        "tenures": reverse("org:tenures"),
        "tenure-new": f"{reverse('org:tenure_new')}?{chosen}",
        "tenure-search": f"{reverse('org:tenure_new')}?q=jsfw",
        "tenure": reverse("org:tenure", args=[tenure.pk]),
        "tenure-waiting": reverse("org:tenure", args=[acting("proposed").pk]),
        "post": reverse("org:post", args=[tenure.post_id]),
        "vacancies": f"{reverse('org:vacancies')}?show=all",
        "absences": reverse("org:absences"),
    }


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [(DESK, "light", "zh-CN"), (PHONE, "dark", "zh-CN"), (TABLET, "light", "en-US")],
    ids=["desk", "phone", "tablet"],
)
def test_pages_fit_the_screen(browser_page, shot, viewport, scheme, language):
    page = browser_page("hr_officer", viewport=viewport, scheme=scheme, language=language)
    for name, address in pages().items():
        page.goto(address)
        assert sideways(page) <= 0, name
        shot(page, f"{name}-{viewport[0]}")


def test_proposal_works_without_scripts(browser_page):
    page = browser_page("hr_officer", javascript=False)
    person, post = staff_of("cashier"), staff_of("technician").tenures.get().post
    page.goto(f"{reverse('org:tenure_new')}?staff={person.pk}&post={post.pk}&kind=concurrent")
    page.fill("#id_reason", "人手不足")
    if page.locator("#id_conflict_reason").count():
        page.fill("#id_conflict_reason", "人手不足")
    page.get_by_role("button", name="提交提名").click()
    page.wait_for_url("**/tenures/*/")
    assert "待批准" in page.inner_text("main")
