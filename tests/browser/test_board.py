"""The dispatch board and the technician's phone in a real browser."""

from __future__ import annotations

import datetime as dt
import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from apps.core.clock import SHANGHAI, now
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, Statement
from tests.browser.conftest import PHONE
from tests.browser.pages import sideways
from tests.personas import staff_of
from tests.workorders.shop.floor import bay, clock_on, job_in, order_in, slot_of
from tests.workorders.shop.rows import line_of

__all__ = ["line_of"]  # a fixture
pytestmark = pytest.mark.django_db(transaction=True)
HOUR = dt.timedelta(hours=1)
BOARD = "/workorders/board/"


def at(hour: int, minute: int = 0) -> dt.datetime:
    """A time of today."""
    return now().astimezone(SHANGHAI).replace(hour=hour, minute=minute, second=0, microsecond=0)


def promised(plate: str, hour: int):
    """An order of today with its plate and promise."""
    return order_in(
        visit__plate_no=plate, promised_at=at(hour), first_promised_at=at(hour), authorised_at=at(8)
    )


def planned(plate: str, place, hour: int, state: str = JobState.ASSIGNED, **facts) -> BaySlot:
    """An hour and a half of work on the board."""
    job = job_in(state, order=promised(plate, 23), **facts)
    span = (at(hour), at(hour) + 1.5 * HOUR)
    return slot_of(job, place, during=span, technician=staff_of("technician"))


def row_of(page, name: str) -> float:
    """The middle of the row of a bay."""
    box = page.locator("#board").get_by_text(name, exact=True).first.bounding_box()
    return box["y"] + box["height"] / 2


def column_of(page, slot: BaySlot, hour: float) -> float:
    """The place of an hour, measured from a card that begins at nine and lasts 90 minutes."""
    plate = slot.job.order.visit.plate_no
    box = page.locator(".ec-event", has_text=plate).first.bounding_box()
    return box["x"] + (hour - 9) * box["width"] / 1.5 + 3


def drop_card(page, plate: str, name: str, slot: BaySlot, hour: float) -> None:
    """Drag a card of the tray into a bay."""
    area = page.locator("#board").bounding_box()
    where = {"x": column_of(page, slot, hour) - area["x"], "y": row_of(page, name) - area["y"]}
    card = page.locator("[data-card]", has_text=plate)
    card.drag_to(page.locator("#board"), target_position=where)


def test_card_is_dragged_to_a_bay_and_a_second_car_is_refused(browser_page, shot) -> None:
    first, second = bay(name="1号工位"), bay(name="2号工位")
    there = planned("湘A10001", first, 9)
    job_in(order=promised("湘A20002", 20), name="更换前刹车片")
    page = browser_page("dispatcher_inspector", refusals=(409,))
    page.goto(BOARD)
    expect(page.locator(".ec-event")).to_have_count(1)

    drop_card(page, "20002", "1号工位", there, 9.5)
    dialog = page.locator("#drop-dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="派工").click()
    said = dialog.locator("[data-drop-error]")
    for words in ("湘A10001", "09:00–10:30", staff_of("dispatcher_inspector").name):
        expect(said).to_contain_text(words)
    shot(page, "board-refused")
    dialog.get_by_role("button", name="取消").click()
    expect(page.locator(".ec-event")).to_have_count(1)

    drop_card(page, "20002", "2号工位", there, 10)
    dialog.get_by_role("button", name="派工").click()
    expect(page.locator(".ec-event")).to_have_count(2)
    expect(page.locator("[data-card]")).to_have_count(0)
    slot = BaySlot.objects.get(bay=second)
    assert slot.during.lower.astimezone(SHANGHAI).hour == 10


def test_slot_dropped_on_a_taken_bay_goes_back_or_changes_places(browser_page) -> None:
    first, second = bay(name="1号工位"), bay(name="2号工位")
    one, two = planned("湘A10001", first, 9), planned("湘A20002", second, 9)
    page = browser_page("dispatcher_inspector", refusals=(409,))
    page.goto(BOARD)
    expect(page.locator(".ec-event")).to_have_count(2)

    def drag() -> None:
        box = page.locator(".ec-event", has_text="10001").first.bounding_box()
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 25, row_of(page, "2号工位"), steps=8)
        page.mouse.up()

    drag()
    dialog = page.locator("#swap-dialog")
    expect(dialog).to_contain_text("湘A20002")
    dialog.get_by_role("button", name="放回原处").click()
    expect(dialog).to_be_hidden()
    one.refresh_from_db()
    assert one.bay == first
    page.wait_for_load_state("networkidle")
    drag()
    with page.expect_response(lambda answer: answer.url.endswith("/state/")):
        dialog.get_by_role("button", name="互换").click()
    expect(dialog).to_be_hidden()
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.bay, two.bay) == (second, first)


def test_moves_of_others_slide_in_and_are_named(browser_page) -> None:
    slot = planned("湘A10001", bay(name="1号工位"), 9)
    page = browser_page("dispatcher_inspector2")
    page.goto(BOARD)
    expect(page.locator(".ec-event")).to_have_count(1)
    slot.during = (at(13), at(14))
    slot.save()
    toast = page.locator(".toast-note", has_text="湘A10001")
    expect(toast).to_contain_text(staff_of("dispatcher_inspector").name, timeout=12_000)


def move_by_form(page, slot: BaySlot, hour: int) -> dict:
    """Another dispatcher moves a card, as the board's script would."""
    sent = {"bay": slot.bay_id, "start": f"{at(hour):%Y-%m-%d %H:%M}", "minutes": 90}
    return page.evaluate(
        """async ([url, facts]) => {
            const body = new URLSearchParams({ ...facts, operation_key: crypto.randomUUID() });
            const token = document.body.dataset.csrf;
            const headers = { Accept: "application/json", "X-CSRFToken": token };
            const answer = await fetch(url, { method: "POST", body, headers });
            return { status: answer.status, ...(await answer.json()) };
        }""",
        [f"{BOARD}slots/{slot.pk}/move/", {**sent, "version": slot.version, "accepted": "*"}],
    )


def test_two_dispatchers_see_each_other_and_the_loser_is_told_who_moved_what(
    browser_page, record_property
) -> None:
    slot = planned("湘A10001", bay(name="1号工位"), 9)
    one = browser_page("dispatcher_inspector", refusals=(409,))
    two = browser_page("dispatcher_inspector2", refusals=(409,))
    asked: list[float] = []
    one.on("request", lambda r: asked.append(time.monotonic()) if "/version/" in r.url else None)
    for page in (one, two):
        page.goto(BOARD)
        expect(page.locator(".ec-event")).to_have_count(1)
    one.wait_for_timeout(3500)  # the pace at which an idle board asks
    gaps = [b - a for a, b in pairwise(asked)]
    assert gaps
    assert min(gaps) < 2
    assert move_by_form(two, slot, 11)["status"] == 200
    began = time.monotonic()
    toast = one.locator(".toast-note", has_text="湘A10001")
    expect(toast).to_contain_text(staff_of("dispatcher_inspector2").name, timeout=10_000)
    record_property("other screen", f"{time.monotonic() - began:.2f} s")
    lost = move_by_form(one, slot, 14)  # on the version seen before
    assert lost["status"] == 409
    for words in (staff_of("dispatcher_inspector2").name, "湘A10001", "11:00–12:30"):
        assert words in lost["words"]
    slot.refresh_from_db()
    assert slot.during.lower == at(11)


def test_overrun_pushes_the_next_car_and_everybody_is_told(browser_page, shot) -> None:
    place = bay(name="1号工位")
    behind = planned("湘A20002", place, 9)
    page = browser_page("dispatcher_inspector")
    page.goto(BOARD)
    expect(page.locator(".ec-event")).to_have_count(1)
    late = job_in(JobState.WORKING, order=promised("湘A10001", 20), std_hours=4)
    slot_of(late, place, during=(at(6), at(7, 45)), technician=staff_of("technician2"))
    clock_on(late, staff_of("technician2"), at(7))
    toast = page.locator(".toast-note", has_text="湘A20002")
    expect(toast).to_contain_text("因前车超时顺延", timeout=10_000)
    behind.refresh_from_db()
    assert behind.during.lower >= at(11)
    assert behind.moves.get().act == "push"
    expect(page.locator(".board-strip")).to_contain_text("工种与技师负荷")
    shot(page, "board-pushed")
    page.goto("/workorders/board/carry/")
    shot(page, "board-carry")
    assert sideways(page) == 0


def test_board_without_script_is_a_table_with_a_form_per_job(browser_page) -> None:
    place = bay(name="1号工位")
    planned("湘A10001", place, 9)
    job_in(order=promised("湘A20002", 20))
    page = browser_page("dispatcher_inspector", javascript=False)
    page.goto(BOARD)
    plan = page.get_by_role("table", name="当天安排").filter(has_text="1号工位")
    expect(plan).to_contain_text("湘A10001")
    page.locator(".tray-list").get_by_role("link", name="派工").click()
    page.get_by_label("工位").select_option(str(place.pk))
    page.get_by_label("技师").select_option(str(staff_of("technician").pk))
    page.get_by_label("开始").fill(at(14).strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="派工").click()
    expect(plan).to_contain_text("14:00")


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "zh-CN"), ("dark", "zh-CN"), ("light", "en")]
)
def test_full_board_at_the_desk(browser_page, shot, line_of, scheme: str, language: str) -> None:
    states = [JobState.ASSIGNED, JobState.WORKING, JobState.WAITING, JobState.SELF_CHECKED]
    for n in range(8):
        place = bay("body" if n < 4 else "mech1", name=f"{n + 1}号工位")
        slot = planned(f"湘A1000{n}", place, 9 + n % 3, states[n % 4], name="更换前刹车片")
        planned(f"湘A2000{n}", place, 13 + n % 3, name="二级维护")
        if n % 3 == 0:
            line_of(slot.job, "short")
    for n, hour in enumerate((9, 16, 20, 22)):
        job_in(order=promised(f"湘AD3000{n}", hour), name="常规保养")
    page = browser_page("dispatcher_inspector", scheme=scheme, language=language)
    page.goto(BOARD)
    expect(page.locator(".ec-event")).to_have_count(16)
    assert sideways(page) == 0
    shot(page, f"board-{scheme}-{language}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_technician_walks_a_job_on_the_phone(browser_page, shot, line_of, scheme: str) -> None:
    job = job_in(JobState.ASSIGNED, order=promised("湘A10001", 23), confirmed_at=None)
    Statement.objects.create(visit=job.order.visit, text="刹车时有异响")
    other = job_in(JobState.WORKING, order=promised("湘AD20002", 22), name="二级维护")
    clock_on(other, staff_of("technician"), now() - HOUR)
    line = line_of(job, "issued")
    page = browser_page("technician", viewport=PHONE, scheme=scheme)
    page.goto("/workorders/my-jobs/")
    shot(page, f"phone-my-jobs-{scheme}")
    page.locator(".job-card", has_text="10001").click()
    expect(page.get_by_label("车牌后五位")).to_be_visible()
    shot(page, f"phone-confirm-{scheme}")
    page.reload()  # a picture leaves style attributes on inputs, which a swap would copy
    page.get_by_label("车牌后五位").fill("10001")
    page.get_by_label("维修项目、配件与委托一致").check()
    page.get_by_role("button", name="核对车牌与项目").click()
    page.get_by_role("button", name="开工").click()
    expect(page.get_by_text("正在计时")).to_be_visible()
    page.get_by_role("button", name="装车", exact=True).click()
    expect(page.locator(".part-row")).to_contain_text("2/2")
    shot(page, f"phone-working-{scheme}")
    page.reload()
    for box in page.locator("#finish input[type=checkbox]").all():
        box.check()
    assert sideways(page) == 0
    page.get_by_role("button", name="完工自检").click()
    expect(page.locator(".page-head .state")).to_contain_text("已自检")
    line.refresh_from_db()
    assert line.fitted_quantity == 2
    other.refresh_from_db()
    assert other.waiting_cause == "paused"


def test_leader_checks_on_a_tablet(browser_page, shot) -> None:
    job = job_in(JobState.SELF_CHECKED, order=promised("湘A10001", 23))
    page = browser_page("team_leader", viewport=(820, 1180))
    page.goto("/workorders/checks/")
    shot(page, "checks")
    page.get_by_role("link", name="湘A10001").click()
    page.wait_for_url("**/checks/*/")
    expect(page.locator("#check-form")).to_be_visible()
    for box in page.locator("#check-form input[type=checkbox]").all():
        box.check()
    shot(page, "check")
    page.get_by_role("button", name="判为合格").click()
    page.wait_for_url("**/checks/")
    job.refresh_from_db()
    assert job.state == JobState.LEADER_CHECKED
