"""The technician's phone in a cellar: taps wait in order and are done once each."""

from __future__ import annotations

import datetime as dt

import pytest
from PIL import Image
from playwright.sync_api import expect

from apps.core import clock
from apps.workorders.models import ClockEntry, Finding, Job, LateAct, LockOut, Reading
from tests.browser.conftest import PHONE, session_cookie
from tests.browser.pages import sideways
from tests.personas import staff_of
from tests.workorders.shop.floor import job_in
from tests.workorders.shop.quality_rows import isolated_bay, permit

pytestmark = pytest.mark.django_db(transaction=True)
PLATE, TAIL = "湘A12345", "12345"


@pytest.fixture
def job() -> Job:
    return job_in("assigned", confirmed_at=None, name="更换前刹车片")


def open_job(page, job: Job) -> None:
    page.goto(f"/workorders/jobs/{job.pk}/")
    expect(page.locator("h1")).to_contain_text(job.name)


def test_taps_without_network_are_done_once_each_in_their_order(job, browser_page, shot) -> None:
    page = browser_page("technician", viewport=PHONE, cut=True)
    open_job(page, job)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("#id_tail").fill(TAIL)
    page.locator("#id_seen").check()
    page.get_by_role("button", name="核对车牌与项目").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.get_by_role("button", name="开工").click()
    expect(page.locator("#phone-queue")).to_contain_text("2 项等待发送")
    expect(page.get_by_role("button", name="完工自检")).to_be_visible()
    expect(page.get_by_role("button", name="开工")).to_be_hidden()
    shot(page, "phone-offline")
    assert not ClockEntry.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#phone-queue")).to_be_hidden()
    expect(page.locator(".page-head .state")).to_contain_text("作业中")
    job.refresh_from_db()
    assert (job.state, ClockEntry.objects.filter(job=job).count()) == ("working", 1)
    assert [a.act for a in LateAct.objects.order_by("tapped_at")] == ["confirm", "start"]
    assert ClockEntry.objects.get().during.lower == LateAct.objects.get(act="start").tapped_at
    assert sideways(page) == 0


def test_answer_lost_after_the_act_is_not_done_twice(job, browser_page) -> None:
    job.confirmed_at = clock.now()
    job.save()
    page = browser_page("technician", viewport=PHONE, cut=True)
    open_job(page, job)
    lost = []

    def swallow(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())  # the server has done it; the answer never arrives
        route.abort()

    page.route("**/start/", swallow)
    page.get_by_role("button", name="开工").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    expect(page.locator("#phone-queue")).to_be_hidden(timeout=15000)
    assert ClockEntry.objects.filter(job=job).count() == 1
    expect(page.locator(".page-head .state")).to_contain_text("作业中")


def test_refused_act_stays_with_its_reason_until_it_is_seen(job, browser_page) -> None:
    page = browser_page("technician", viewport=PHONE, refusals=(409,), cut=True)
    open_job(page, job)
    page.context.set_offline(True)
    page.locator("#id_tail").fill("99999")
    page.locator("#id_seen").check()
    page.get_by_role("button", name="核对车牌与项目").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.context.set_offline(False)
    expect(page.locator("#phone-queue")).to_contain_text("与工单上的车不符")
    page.reload()
    expect(page.locator("#phone-queue")).to_contain_text("与工单上的车不符")
    page.get_by_role("button", name="知道了").click()
    expect(page.locator("#phone-queue")).to_be_hidden()
    job.refresh_from_db()
    assert job.confirmed_at is None


def test_finding_with_photo_and_reading_wait_for_the_network(browser_page, tmp_path) -> None:
    job = job_in("working", name="检查异响")
    picture = tmp_path / "car.jpg"
    Image.new("RGB", (80, 60), "navy").save(picture)
    page = browser_page("technician", viewport=PHONE, cut=True)
    open_job(page, job)
    page.context.set_offline(True)
    page.get_by_text("记检测数据", exact=True).click()
    page.locator("#id_reading_measure").fill("制动片厚度")
    page.locator("#id_reading_value").fill("2.5")
    page.locator("#id_reading_unit").fill("mm")
    page.locator("#id_reading_low").fill("3")
    page.get_by_role("button", name="保存数据").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.get_by_text("发现问题", exact=True).click()
    page.locator("#id_text").fill("前刹车片只剩2.5毫米")
    page.locator("#id_photo").set_input_files(picture)
    page.get_by_role("button", name="上报").click()
    expect(page.locator("#phone-queue")).to_contain_text("2 项等待发送")
    page.context.set_offline(False)
    expect(page.locator("#phone-queue")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("前刹车片只剩2.5毫米")
    assert (Reading.objects.get().passed, Finding.objects.count()) == (False, 1)


def test_pages_open_in_the_cellar_and_go_at_logout(job, browser_page) -> None:
    page = browser_page("technician", viewport=PHONE, cut=True)
    page.goto("/workorders/my-jobs/")
    paths = "(await (await caches.open('phone')).keys()).map((k) => new URL(k.url).pathname)"
    kept = f"async () => {paths}"
    page.wait_for_function(f"async () => (await ({kept})()).includes('/workorders/jobs/{job.pk}/')")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.wait_for_load_state("networkidle")
    page.wait_for_function("() => navigator.serviceWorker.controller.state === 'activated'")
    page.context.set_offline(True)
    page.goto(f"/workorders/jobs/{job.pk}/")
    expect(page.locator("h1")).to_contain_text(job.name)
    page.context.set_offline(False)
    page.locator(".menu-user summary").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/login/**")
    assert page.evaluate(f"({kept})()") == []
    assert page.evaluate("async () => (await indexedDB.databases()).map((d) => d.name)") == []


def in_cellar(page, job: Job) -> None:
    """The job is open, its page is kept and the network is gone."""
    page.goto("/workorders/my-jobs/")
    page.locator("a.job-card").click()
    expect(page.locator("h1")).to_contain_text(job.name)
    page.wait_for_load_state("networkidle")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => Boolean(navigator.serviceWorker.controller)")
    page.context.set_offline(True)


def test_page_reopened_in_the_cellar_keeps_its_taps_and_replays_each_once(
    job, browser_page, shot
) -> None:
    page = browser_page("technician", viewport=PHONE, cut=True)
    sent: list[str] = []
    page.on("requestfinished", lambda r: sent.append(r.url) if r.method == "POST" else None)
    in_cellar(page, job)
    page.reload()
    expect(page.locator("h1")).to_contain_text(job.name)
    page.locator("#id_tail").fill(TAIL)
    page.locator("#id_seen").check()
    page.get_by_role("button", name="核对车牌与项目").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.reload()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.get_by_role("button", name="开工").click()
    expect(page.locator("#phone-queue")).to_contain_text("2 项等待发送")
    shot(page, "phone-cellar")
    page.context.set_offline(False)
    expect(page.locator("#phone-queue")).to_be_hidden(timeout=15000)
    expect(page.locator(".page-head .state")).to_contain_text("作业中")
    assert ClockEntry.objects.filter(job=job).count() == 1
    assert [a.act for a in LateAct.objects.order_by("tapped_at")] == ["confirm", "start"]
    assert [url.rsplit("/", 2)[1] for url in sent] == ["confirm", "start"]


def test_taps_of_one_person_are_never_sent_by_the_next_one_on_this_phone(
    job, browser_page, live_server
) -> None:
    job.confirmed_at = clock.now()
    job.save()
    page = browser_page("technician", viewport=PHONE, refusals=(404, 409), cut=True)
    in_cellar(page, job)
    page.get_by_role("button", name="开工").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    page.context.add_cookies([session_cookie("technician2", "cs1", live_server.url)])
    page.context.set_offline(False)
    expect(page.locator("#toasts")).to_contain_text("这台设备换了人登录")
    page.goto("/workorders/my-jobs/")
    expect(page.locator("#phone-queue")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert not ClockEntry.objects.exists()
    page.context.add_cookies([session_cookie("technician", "cs1", live_server.url)])
    page.goto("/workorders/my-jobs/")
    expect(page.locator(".day-clock")).to_contain_text("作业")
    expect(page.locator("#phone-queue")).to_be_hidden()
    assert [e.staff for e in ClockEntry.objects.filter(job=job)] == [staff_of("technician")]


def test_high_voltage_is_confirmed_on_the_second_phone(browser_page, shot) -> None:
    permit("technician", clock.today() + dt.timedelta(days=9))
    permit("technician2", clock.today() + dt.timedelta(days=9))
    bay = isolated_bay()
    job = job_in("assigned", high_voltage=True, name="更换高压压缩机")
    page = browser_page("technician", viewport=PHONE, refusals=(422,), cut=True)
    open_job(page, job)
    expect(page.get_by_role("button", name="开工")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.locator("#id_isolate_bay").select_option(str(bay.pk))
    page.locator("#id_isolate_switched_off").check()
    page.locator("#id_isolate_tag_no").fill("L-07")
    page.locator("#id_isolate_volts").fill("2.1")
    page.locator("#id_isolate_tool_no").fill("W-03")
    page.locator("#id_isolate_guardian").select_option(str(staff_of("technician2").pk))
    shot(page, "phone-lockout")
    page.get_by_role("button", name="记录断电验电").click()
    expect(page.locator("#phone-queue")).to_contain_text("1 项等待发送")
    expect(page.get_by_role("button", name="记录断电验电")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator("#why-guard")).to_be_visible()
    shot(page, "phone-guard")
    second = browser_page("technician2", viewport=PHONE, cut=True)
    second.goto("/workorders/guarding/")
    second.locator("a.job-card").click()
    second.wait_for_load_state("networkidle")
    second.context.set_offline(True)
    second.locator("#id_seen").check()
    shot(second, "phone-guardian")
    second.get_by_role("button", name="确认已断电").click()
    expect(second.locator("#phone-queue")).to_contain_text("1 项等待发送")
    second.context.set_offline(False)
    expect(second.locator("#phone-queue")).to_be_hidden()
    assert LockOut.objects.get().confirmed_at is not None
    page.reload()
    page.get_by_role("button", name="开工").click()
    expect(page.locator(".page-head .state")).to_contain_text("作业中")
    assert sideways(page) == 0


def test_a_spoken_note_is_recorded_and_heard(browser_page) -> None:
    job = job_in("working", name="检查异响")
    page = browser_page("technician", viewport=PHONE, cut=True)
    page.context.grant_permissions(["microphone", "camera"])
    open_job(page, job)
    page.get_by_text("语音留言", exact=True).click()
    page.get_by_role("button", name="开始录音").click()
    page.wait_for_timeout(1200)
    page.get_by_role("button", name="结束录音").click()
    expect(page.locator(".recorder audio")).to_be_visible()
    page.get_by_role("button", name="保存语音").click()
    expect(page.locator("main audio[preload=none]")).to_have_count(1)
