"""The pages of the workshop: who sees which rows, how many statements, and what a form answers."""

from __future__ import annotations

import json
import uuid

import pytest
from django.urls import reverse

from apps.core import queues
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, Finding, Inspection
from apps.workorders.services.clocking import start_work
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import HOUR, bay, clock_on, job_in, order_in, slot_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


def key(**facts: object) -> dict[str, object]:
    """What a posted form carries besides its fields."""
    return {"operation_key": str(uuid.uuid4()), **facts}


def dropped(place, technician: str = "technician", start: str = "2026-06-01 10:00", **facts):
    """A card dropped on the board."""
    who = staff_of(technician).pk
    return key(bay=place.pk, technician=who, start=start, minutes=60, **facts)


JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.mark.parametrize("login", ["dispatcher_inspector", "team_leader", "service_advisor"])
def test_board_opens_for_who_may_see_it(client_as, login: str) -> None:
    slot_of(job_in(JobState.ASSIGNED), bay(name="3号工位"))
    body = client_as(login).get(reverse("workorders:board")).content.decode()
    assert "派工看板" in body
    assert ("只读" in body) == (login == "service_advisor")


def test_board_is_closed_to_technicians(client_as) -> None:
    assert client_as("technician").get(reverse("workorders:board")).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_board_asks_a_flat_number_of_statements(
    client_as, django_assert_max_num_queries, count: int
) -> None:
    for n in range(count):
        place = bay()
        slot_of(job_in(JobState.ASSIGNED), place, NOW)
        slot_of(job_in(JobState.ASSIGNED), place, NOW + HOUR)
        if n % 3 == 0:
            job_in()
    client = client_as("dispatcher_inspector")
    client.get(reverse("workorders:board"))
    with django_assert_max_num_queries(12):
        client.get(reverse("workorders:board"))
    with django_assert_max_num_queries(9):
        found = client.get(reverse("workorders:board_feed")).json()
    assert len(found["events"]) == 2 * count


def test_feed_leaks_nothing_of_another_store(client_as) -> None:
    there = bay(store="cs2", name="他店工位")
    far = job_in(
        JobState.ASSIGNED, store="cs2", order=order_in(store="cs2", visit__plate_no="湘B99999")
    )
    slot_of(far, there)
    slot_of(job_in(JobState.ASSIGNED), bay())
    client = client_as("dispatcher_inspector")
    for name in ("workorders:board_feed", "workorders:board"):
        body = client.get(reverse(name)).content.decode()
        assert "湘B99999" not in body
        assert "他店工位" not in body


def test_feed_of_a_leader_is_that_of_the_team(client_as) -> None:
    slot_of(job_in(JobState.ASSIGNED), bay(name="本组"))
    slot_of(job_in(JobState.ASSIGNED, team="mech1"), bay("mech1", name="外组"))
    body = json.dumps(client_as("team_leader").get(reverse("workorders:board_feed")).json())
    events = json.loads(body)["events"]
    assert len(events) == 1


def test_version_answers_304_until_something_moves(client_as) -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    client, url = client_as("dispatcher_inspector"), reverse("workorders:board_version")
    tag = client.get(url)["ETag"]
    assert client.get(url, HTTP_IF_NONE_MATCH=tag).status_code == 304
    slot.during = (NOW + HOUR, NOW + 2 * HOUR)
    slot.save()
    assert client.get(url, HTTP_IF_NONE_MATCH=tag).status_code == 204


def test_drop_plans_the_job_and_tells_the_new_version(client_as) -> None:
    job, place = job_in(), bay()
    client, url = client_as("dispatcher_inspector"), reverse("workorders:dispatch", args=[job.pk])
    answer = client.post(url, dropped(place, version=job.version), follow=True, **JSON)
    told = answer.json()
    assert (told["id"], told["version"], told["warning"]) == (BaySlot.objects.get().pk, 1, "")
    assert client.post(told["undo"], key(), **JSON).status_code == 303
    assert not BaySlot.objects.standing().exists()


def test_drop_on_a_taken_bay_says_by_which_car(client_as) -> None:
    place = bay(name="3号工位")
    in_the_way = slot_of(job_in(JobState.ASSIGNED), place, NOW + HOUR)
    job = job_in()
    client, url = client_as("dispatcher_inspector"), reverse("workorders:dispatch", args=[job.pk])
    answer = client.post(url, dropped(place, version=job.version), **JSON)
    assert answer.status_code == 409
    assert "湘A12345" in answer.json()["words"]
    assert answer.json()["clash"] == [{"id": in_the_way.pk, "version": 1}]


def test_same_drop_sent_twice_is_done_once(client_as) -> None:
    job, place = job_in(), bay()
    client, url = client_as("dispatcher_inspector"), reverse("workorders:dispatch", args=[job.pk])
    facts = dropped(place, version=job.version)
    assert [client.post(url, facts, **JSON).status_code for _ in "ab"] == [303, 303]
    assert BaySlot.objects.count() == 1


def test_form_without_script_keeps_what_was_typed(client_as) -> None:
    place = bay()
    slot_of(job_in(JobState.ASSIGNED), place, NOW + HOUR)
    job = job_in()
    client, url = client_as("dispatcher_inspector"), reverse("workorders:dispatch", args=[job.pk])
    assert client.get(url).status_code == 200
    answer = client.post(url, dropped(place, version=job.version))
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "已停" in body
    assert f'value="{place.pk}" selected' in body
    assert client.post(url, dropped(bay(), version=job.version)).status_code == 303


@pytest.mark.parametrize("minutes", ["0", "-30", "9999", "abc", ""])
def test_absurd_length_is_said_beside_the_field(client_as, minutes: str) -> None:
    job = job_in()
    url = reverse("workorders:dispatch", args=[job.pk])
    facts = dropped(bay(), version=job.version) | {"minutes": minutes}
    answer = client_as("dispatcher_inspector").post(url, facts)
    assert answer.status_code == 422
    assert b"field-error" in answer.content


def test_slot_page_moves_swaps_and_withdraws(client_as) -> None:
    one, two = (slot_of(job_in(JobState.ASSIGNED), bay()) for _ in "ab")
    client = client_as("dispatcher_inspector")
    assert client.get(reverse("workorders:slot", args=[one.pk])).status_code == 200
    swap = reverse("workorders:slot_swap", args=[one.pk])
    assert client.post(swap, key(other=two.pk, version=1, other_version=1)).status_code == 303
    back = reverse("workorders:slot_withdraw", args=[one.pk])
    assert client.post(back, key(version=1)).status_code == 409
    assert client.post(back, key(version=2)).status_code == 303


def test_advisor_gets_no_form_on_a_slot_and_may_not_post(client_as) -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay())
    client = client_as("service_advisor")
    body = client.get(reverse("workorders:slot", args=[slot.pk])).content.decode()
    assert "不能派工" in body
    move = client.post(reverse("workorders:slot_move", args=[slot.pk]), key())
    assert move.status_code == 403


def test_technician_walks_a_job_from_plate_to_self_check(client_as) -> None:
    job = job_in(JobState.ASSIGNED, confirmed_at=None)
    client = client_as("technician")

    def step(name: str, **facts: object) -> int:
        job.refresh_from_db()
        url = reverse(f"workorders:job_{name}", args=[job.pk])
        return client.post(url, key(version=job.version, **facts)).status_code

    assert "核对车牌" in client.get(reverse("workorders:job", args=[job.pk])).content.decode()
    assert step("confirm", tail="99999", seen="on") == 409
    assert step("confirm", tail="12345") == 422
    assert step("confirm", tail="12345", seen="on") == 303
    assert step("start") == 303
    assert step("pause", cause="paused") == 303
    assert step("resume") == 303
    items = ["items_done", "torque", "leaks", "lights", "old_parts"]
    assert step("finish", items=items) == 409
    assert step("finish", items=[*items, "clean"]) == 303
    job.refresh_from_db()
    assert job.state == JobState.SELF_CHECKED


def test_job_of_somebody_else_is_not_found(client_as) -> None:
    job = job_in(JobState.ASSIGNED)
    for login in ("technician2", "technician3"):
        assert client_as(login).get(reverse("workorders:job", args=[job.pk])).status_code == 404
    assert client_as("team_leader").get(reverse("workorders:job", args=[job.pk])).status_code == 200
    assert (
        client_as("team_leader2").get(reverse("workorders:job", args=[job.pk])).status_code == 404
    )
    far = client_as("team_leader", "cs2")
    assert far.get(reverse("workorders:job", args=[job.pk])).status_code == 404


def test_finding_with_a_false_photo_is_refused_and_kept(client_as) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    job = job_in(JobState.WORKING)
    fake = SimpleUploadedFile("a.jpg", b"not a picture", "image/jpeg")
    url = reverse("workorders:job_finding", args=[job.pk])
    answer = client_as("technician").post(
        url, key(version=job.version, text="刹车片只剩2毫米", photo=fake)
    )
    assert answer.status_code == 422
    assert "刹车片只剩2毫米" in answer.content.decode()
    assert not Finding.objects.exists()


def test_finding_blocks_the_job(client_as) -> None:
    job = job_in(JobState.ASSIGNED)
    start_work(by=access_of("technician", now=NOW - HOUR), job=job)
    job.refresh_from_db()
    url = reverse("workorders:job_finding", args=[job.pk])
    facts = key(version=job.version, text="刹车片只剩2毫米", work="更换前刹车片", safety="on")
    assert client_as("technician").post(url, facts).status_code == 303
    job.refresh_from_db()
    found = Finding.objects.get()
    assert (job.state, job.waiting_cause) == (JobState.WAITING, "approval")
    assert [s["name"] for s in found.suggested] == ["更换前刹车片"]
    body = client_as("technician").get(reverse("workorders:job", args=[job.pk])).content.decode()
    assert "还没有客户答复" in body


def test_check_page_fails_a_job_back_to_the_technician(client_as) -> None:
    job = job_in(JobState.SELF_CHECKED)
    client, url = client_as("team_leader"), reverse("workorders:check", args=[job.pk])
    assert job.order.visit.plate_no[2:] in client.get(reverse("workorders:checks")).content.decode()
    assert client.post(url, key(version=job.version, failed="1")).status_code == 409
    bad = key(version=job.version, failed="1", fail_code="omitted", fail_reason="机滤没换")
    assert client.post(url, bad).status_code == 303
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.reworks.get().credited_hours == 0
    body = client_as("technician").get(reverse("workorders:job", args=[job.pk])).content.decode()
    assert "机滤没换" in body


def test_who_worked_on_the_job_finds_the_check_disabled_with_the_reason(client_as) -> None:
    job = job_in(JobState.SELF_CHECKED, technician="team_leader")
    body = client_as("team_leader").get(reverse("workorders:check", args=[job.pk]))
    assert "不能由同一个人完成" in body.content.decode()
    url = reverse("workorders:check", args=[job.pk])
    answer = client_as("team_leader").post(url, key(version=job.version))
    assert answer.status_code == 409
    assert not Inspection.objects.exists()


def test_sheet_prints_with_its_code(client_as) -> None:
    slot = slot_of(job_in(JobState.ASSIGNED), bay(name="3号工位"))
    url = reverse("workorders:dispatch_sheet", args=[slot.job_id])
    body = client_as("dispatcher_inspector").get(url).content.decode()
    assert "派工单" in body
    assert "3号工位" in body
    assert 'class="qr"' in body


QUEUES = [
    ("workorders.to_dispatch", "dispatcher_inspector", JobState.PENDING),
    ("workorders.my_jobs", "technician", JobState.ASSIGNED),
    ("workorders.leader_check", "team_leader", JobState.SELF_CHECKED),
    ("workorders.final_check", "dispatcher_inspector", JobState.LEADER_CHECKED),
]


@pytest.mark.parametrize(("code", "login", "state"), QUEUES)
def test_queue_shows_exactly_the_rows_of_its_page(client_as, code, login, state) -> None:
    plates = ("湘A7Q001", "湘A7Q002")
    for plate in plates:
        job_in(state, order=order_in(visit__plate_no=plate))
    job_in(JobState.DONE, order=order_in(visit__plate_no="湘A7Q009"))
    job_in(state, store="cs2", order=order_in(store="cs2", visit__plate_no="湘A7Q008"))
    queue = queues.queue(code)
    assert queue.rows(access_of(login)).count() == 2
    body = client_as(login).get(f"{reverse(queue.page)}?{queue.query}").content.decode()
    assert [p for p in ("7Q001", "7Q002", "7Q008", "7Q009") if p in body] == ["7Q001", "7Q002"]


def test_queue_of_missing_parts_and_its_page(client_as, line_of) -> None:
    line_of(job_in(JobState.ASSIGNED, order=order_in(visit__plate_no="湘A00001")), "short")
    line_of(job_in(JobState.ASSIGNED, order=order_in(visit__plate_no="湘A00002")), "issued")
    queue = queues.queue("workorders.waiting_parts")
    assert queue.rows(access_of("dispatcher_inspector")).count() == 1
    client = client_as("dispatcher_inspector")
    body = client.get(f"{reverse(queue.page)}?{queue.query}").content.decode()
    assert "缺件" in body
    assert "00002" not in body


def test_running_job_stands_first_on_the_phone(client_as) -> None:
    job_in(JobState.ASSIGNED, order=order_in(visit__plate_no="湘A00001"))
    running = job_in(JobState.WORKING, order=order_in(visit__plate_no="湘A00002"))
    clock_on(running, staff_of("technician"), NOW - HOUR)
    body = client_as("technician").get(reverse("workorders:my_jobs")).content.decode()
    assert body.index("00002") < body.index("00001")
    assert "正在计时" in body
