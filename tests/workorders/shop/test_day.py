"""A day without gaps: idle opens by itself, breaks are explicit, late taps keep their time."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from apps.core.figures import Period
from apps.core.models import Setting
from apps.core.refusals import Denied, Refused
from apps.org.models import Notice, Shift
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.clocks import tapped
from apps.workorders.kpis.coverage import coverage
from apps.workorders.kpis.quality import efficiency
from apps.workorders.models import ClockEntry, Finding, LateAct
from apps.workorders.selectors.hours import credit_of
from apps.workorders.selectors.jobs import Hours
from apps.workorders.services import clocking, corrections
from apps.workorders.services.inspection import self_check
from tests.core.test_files import picture
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, clock_on, job_in
from tests.workorders.shop.quality_rows import clock_span

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


@pytest.fixture
def shift() -> Shift:
    """The technician is on shift from 8 to 17."""
    me = staff_of("technician")
    return Shift.objects.create(
        staff=me, store=me.unit.store, starts_at=NOW - HOUR, ends_at=NOW + 8 * HOUR
    )


def band(login: str = "technician") -> list[tuple[str, Any, Any]]:
    rows = ClockEntry.objects.filter(staff=staff_of(login)).order_by("during")
    return [(e.kind, e.during.lower, e.during.upper) for e in rows]


def at(minutes: int, login: str = "technician") -> Any:
    return access_of(login, now=NOW + minutes * MINUTE)


def test_idle_opens_between_jobs_and_ends_with_the_next(shift: Shift) -> None:
    job = job_in("working")
    clock_on(job, staff_of("technician"), NOW - HOUR)
    self_check(by=at(0), job=job, items=[])
    clocking.start_work(by=at(10), job=job_in("assigned"))
    later = NOW + 10 * MINUTE
    assert band() == [
        ("work", NOW - HOUR, NOW),
        ("idle", NOW, later),
        ("work", later, None),
    ]


def test_without_a_shift_no_idle_opens() -> None:
    job = job_in("working")
    clock_on(job, staff_of("technician"), NOW - HOUR)
    clocking.pause_work(by=at(0), job=job, cause="paused")
    assert [kind for kind, *_ in band()] == ["work"]


def test_idle_ends_with_the_shift_however_late_the_next_tap(shift: Shift) -> None:
    clocking.clock_on(by=at(0))
    clocking.start_work(by=at(600), job=job_in("assigned"))
    assert band()[0] == ("idle", NOW, shift.ends_at)


def test_break_pauses_the_job_and_is_its_own_kind(shift: Shift) -> None:
    job = job_in("working")
    clock_on(job, staff_of("technician"), NOW - HOUR)
    clocking.take_break(by=at(0))
    job.refresh_from_db()
    assert (job.state, job.waiting_cause) == (JobState.WAITING, WaitingCause.PAUSED)
    clocking.clock_on(by=at(30))
    clocking.clock_off(by=at(40))
    assert [kind for kind, *_ in band()] == ["work", "break", "idle"]
    assert not ClockEntry.objects.running().exists()


def test_clocking_off_without_a_clock_is_refused() -> None:
    with pytest.raises(Refused, match="没有在走"):
        clocking.clock_off(by=at(0))


def split_rule() -> None:
    Setting.objects.create(
        code="workorders.clock_rule",
        store=staff_of("technician").unit.store,
        value="split",
        effective_from=NOW.date(),
        source="test",
    )


def test_where_work_runs_side_by_side_the_time_is_divided_by_standard() -> None:
    split_rule()
    one = job_in("assigned", std_hours=Decimal(3))
    two = job_in("assigned", std_hours=Decimal(1))
    clocking.start_work(by=at(0), job=one)
    clocking.start_work(by=at(60), job=two)
    one.refresh_from_db()
    assert one.state == JobState.WORKING
    self_check(by=at(100), job=two, items=[])
    spent = {j.pk: sum(e.hours(at(100).now) for e in j.clock_entries.all()) for j in (one, two)}
    assert spent == {one.pk: Decimal("1.50"), two.pk: Decimal("0.17")}
    running = ClockEntry.objects.running().get(staff=staff_of("technician"))
    assert running.job == one


def test_a_job_beside_another_counts_as_running() -> None:
    split_rule()
    one, two = job_in("assigned"), job_in("assigned")
    clocking.start_work(by=at(0), job=one)
    clocking.start_work(by=at(5), job=two)
    assert ClockEntry.objects.running().on(one).exists()
    clocking.pause_work(by=at(10), job=one, cause="paused")
    one.refresh_from_db()
    assert one.state == JobState.WAITING
    assert ClockEntry.objects.running().on(two).exists()


# ------------------------------------------------------------------------- late taps


def test_tap_outside_the_window_is_refused() -> None:
    by = access_of("technician")
    assert tapped(by, NOW - 12 * HOUR).now == NOW - 12 * HOUR
    with pytest.raises(Refused, match="补传"):
        tapped(by, NOW - 12 * HOUR - MINUTE)
    with pytest.raises(Refused, match="校准"):
        tapped(by, NOW + 3 * MINUTE)
    assert tapped(by, NOW + MINUTE).now == NOW


def test_late_tap_never_lies_before_recorded_time() -> None:
    clock_span("technician", NOW - HOUR, NOW)
    with pytest.raises(Refused, match="不能插入"):
        clocking.start_work(by=at(-30), job=job_in("assigned"))


def test_late_tap_does_not_end_a_clock_that_began_after_it() -> None:
    job = job_in("working")
    clock_on(job, staff_of("technician"), NOW)
    with pytest.raises(Refused, match="不能插入"):
        clocking.pause_work(by=at(-5), job=job, cause="paused")


def send(client: Any, name: str, job: Any, **facts: object) -> Any:
    known = {"operation_key": str(uuid.uuid4()), "tapped_at": (NOW - 20 * MINUTE).isoformat()}
    url = reverse(f"workorders:{name}", args=[job.pk])
    queued = {"X-Queued": "1", "X-Queued-By": get_user(client).get_username()}
    return client.post(url, known | facts, headers=queued)


def test_queued_act_happens_at_its_tap_and_both_times_are_kept(client_as) -> None:
    job = job_in("assigned")
    answer = send(client_as("technician"), "job_start", job)
    assert (answer.status_code, answer.json()) == (200, {"done": True})
    assert band() == [("work", NOW - 20 * MINUTE, None)]
    late = LateAct.objects.get()
    assert (late.act, late.tapped_at, late.received_at) == ("start", NOW - 20 * MINUTE, NOW)


def test_queued_act_sent_twice_is_done_once(client_as) -> None:
    job, key = job_in("assigned"), str(uuid.uuid4())
    client = client_as("technician")
    for _ in range(2):
        assert send(client, "job_start", job, operation_key=key).json() == {"done": True}
    assert (len(band()), LateAct.objects.count()) == (1, 1)


def test_refused_queued_act_says_why(client_as) -> None:
    answer = send(client_as("technician"), "job_start", job_in("assigned", confirmed_at=None))
    assert answer.status_code == 409
    assert "核对" in answer.json()["words"]


def test_finding_with_several_photos_rings_the_advisor(client_as, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = job_in("working")
    photos = [SimpleUploadedFile(f"{n}.jpg", picture(), "image/jpeg") for n in range(2)]
    facts = {"text": "减振器漏油", "photo": photos}
    assert send(client_as("technician"), "job_finding", job, **facts).json() == {"done": True}
    assert Finding.objects.get().reported_at == NOW - 20 * MINUTE
    assert Notice.objects.get(kind="finding").staff == job.order.advisor


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"\x1a\x45\xdf\xa3" + b"0" * 40, 200), (b"OggS" + b"0" * 40, 200), (b"<html>", 422)],
)
def test_voice_is_told_by_its_first_bytes(
    client_as, settings, tmp_path, content: bytes, status: int
) -> None:
    settings.MEDIA_ROOT = tmp_path
    sound = SimpleUploadedFile("voice.webm", content, "audio/webm")
    answer = send(client_as("technician"), "job_voice", job_in("working"), sound=sound)
    assert answer.status_code == status


def test_advisor_hears_the_voice(client_as, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    job = job_in("working")
    sound = SimpleUploadedFile("voice.webm", b"\x1a\x45\xdf\xa3" + b"0" * 40, "audio/webm")
    send(client_as("technician"), "job_voice", job, sound=sound)
    page = client_as("service_advisor").get(reverse("workorders:job", args=[job.pk]))
    assert "<audio controls" in page.content.decode()


# ----------------------------------------------------------------------- corrections


def test_supervisor_trims_with_a_reason_and_the_original_stays() -> None:
    entry = clock_span("technician", NOW - 2 * HOUR, NOW)
    by = access_of("workshop_supervisor")
    facts = {"start": NOW - 2 * HOUR, "end": NOW - HOUR, "kind": "work", "job": entry.job}
    with pytest.raises(Refused, match="更正原因"):
        corrections.correct_clock(by=by, entry=entry, reason=" ", **facts)
    corrections.correct_clock(by=by, entry=entry, reason="忘记停表", **facts)
    entry.refresh_from_db()
    assert (entry.during.upper, entry.corrected_by) == (NOW - HOUR, by.person)
    assert entry.history.count() == 2


@pytest.mark.parametrize("login", ["technician", "team_leader", "dispatcher_inspector"])
def test_others_do_not_correct(login: str) -> None:
    entry = clock_span("technician", NOW - HOUR, NOW)
    facts = {"start": NOW - HOUR, "end": NOW, "kind": "work", "job": entry.job, "reason": "x"}
    with pytest.raises((Denied, Refused, Http404)):
        corrections.correct_clock(by=access_of(login), entry=entry, **facts)
    entry.refresh_from_db()
    assert entry.corrected_by is None


def test_overlap_is_refused_in_words() -> None:
    clock_span("technician", NOW - 3 * HOUR, NOW - 2 * HOUR)
    entry = clock_span("technician", NOW - HOUR, NOW)
    by = access_of("workshop_supervisor")
    facts = {"start": NOW - 150 * MINUTE, "end": NOW, "kind": "work", "job": entry.job}
    with pytest.raises(Refused, match="06:00开始"):
        corrections.correct_clock(by=by, entry=entry, reason="补", **facts)


def test_split_gives_the_second_part_another_job() -> None:
    entry = clock_span("technician", NOW - 2 * HOUR, NOW)
    other = job_in("working")
    by = access_of("workshop_supervisor")
    facts = {"at": NOW - HOUR, "kind": "work", "job": other, "reason": "后一小时做别的车"}
    corrections.split_clock(by=by, entry=entry, **facts)
    assert band() == [("work", NOW - 2 * HOUR, NOW - HOUR), ("work", NOW - HOUR, NOW)]


def test_forgotten_clock_is_ended_and_its_job_pauses(client_as) -> None:
    job = job_in("working")
    entry = clock_on(job, staff_of("technician"), NOW - 16 * HOUR)
    page = client_as("workshop_supervisor").get(reverse("workorders:clocks"))
    assert "忘记下班打卡" in page.content.decode()
    by = access_of("workshop_supervisor")
    facts = {"start": NOW - 16 * HOUR, "end": NOW - 15 * HOUR, "kind": "work", "job": job}
    corrections.correct_clock(by=by, entry=entry, reason="昨天忘记下班", **facts)
    job.refresh_from_db()
    assert (job.state, job.holds.get().cause) == (JobState.WAITING, "paused")


def test_own_clock_is_corrected_by_somebody_else(client_as) -> None:
    boss = staff_of("workshop_supervisor")
    entry = ClockEntry.objects.create(
        store=boss.unit.store, staff=boss, kind="idle", during=(NOW - HOUR, NOW)
    )
    facts = {"start": NOW - HOUR, "end": NOW, "kind": "break", "reason": "x"}
    with pytest.raises(Refused, match="别人"):
        corrections.correct_clock(by=access_of("workshop_supervisor"), entry=entry, **facts)


def test_correction_page_moves_and_keeps_what_was_typed(client_as) -> None:
    entry = clock_span("technician", NOW - 2 * HOUR, NOW)
    client, url = client_as("workshop_supervisor"), reverse("workorders:clock", args=[entry.pk])
    assert "现在记的" in client.get(url).content.decode()
    facts = {"operation_key": str(uuid.uuid4()), "start": "07:00", "end": "06:00"}
    facts |= {"kind": "work", "job": entry.job_id, "reason": "改"}
    answer = client.post(url, facts)
    assert answer.status_code == 409
    assert "结束须晚于开始" in answer.content.decode()
    facts |= {"operation_key": str(uuid.uuid4()), "end": "08:00"}
    assert client.post(url, facts).status_code == 303
    added = {"operation_key": str(uuid.uuid4()), "person": staff_of("technician").pk}
    added |= {"start": "08:10", "end": "08:20", "kind": "idle", "job": "", "reason": "漏打"}
    assert client.post(reverse("workorders:clock_add"), added).status_code == 303
    assert len(band()) == 2


# ------------------------------------------------------------------ figures and pages


def test_coverage_hides_efficiency_below_the_limit(shift: Shift) -> None:
    job = job_in("done", finished_at=NOW)
    clock_span("technician", NOW - 55 * MINUTE, NOW, job=job)
    by = access_of("service_manager")
    period = Period(NOW.date(), NOW.date())
    assert coverage(by, period) == (Decimal("0.92"), Decimal("1.00"))
    assert efficiency(by, period)[1] > 0
    ClockEntry.objects.all().delete()
    clock_span("technician", NOW - 50 * MINUTE, NOW, job=job)
    assert efficiency(by, period)[1] == 0


@pytest.mark.parametrize(
    ("worked", "tone"),
    [("0.49", "done"), ("0.50", "blocked"), ("0.90", "blocked"), ("0.91", "late"), ("2", "late")],
)
def test_light_by_share_of_the_standard(worked: str, tone: str) -> None:
    assert Hours(Decimal(worked), Decimal(1)).tone == tone


def test_credit_is_standard_times_share_and_a_rework_adds_nothing() -> None:
    job = job_in("done", finished_at=NOW, std_hours=Decimal("2.0"))
    job.reworks.create(number=1, opened_at=NOW, closed_at=NOW)
    credit = credit_of(access_of("technician"))
    assert (credit.today, credit.month) == (Decimal("2.00"), Decimal("2.00"))


@pytest.mark.parametrize("count", [3, 30])
def test_my_jobs_and_clocks_ask_a_flat_number_of_statements(
    client_as, django_assert_max_num_queries, count: int
) -> None:
    for n in range(count):
        job_in("assigned")
        start = NOW - (n + 1) * 10 * MINUTE
        clock_span("technician", start, start + 5 * MINUTE, kind="idle")
    for login, name, most in (
        ("technician", "workorders:my_jobs", 14),
        ("technician", "workorders:my_hours", 12),
        ("workshop_supervisor", "workorders:clocks", 16),
    ):
        client = client_as(login)
        client.get(reverse(name))
        with django_assert_max_num_queries(most):
            assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("turn", ["on", "break", "off"])
def test_turns_of_the_day(client_as, shift: Shift, turn: str) -> None:
    client = client_as("technician")
    url = reverse("workorders:my_clock", args=[turn])
    answer = client.post(url, {"operation_key": str(uuid.uuid4())})
    assert answer.status_code == (409 if turn == "off" else 303)


def test_scan_page_and_worker_are_served(client_as) -> None:
    client = client_as("technician")
    answer = client.get(reverse("workorders:scan"))
    assert "wasm-unsafe-eval" in answer["Content-Security-Policy"]
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert client.get(reverse("workorders:worker"))["Content-Type"].startswith("text/javascript")
