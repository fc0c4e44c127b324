"""Whoever must end a wait has it in their inbox; the board says what, since when, whose move."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from apps.core.queues import queue
from apps.workorders.path_choices import WaitOwner
from tests.access import path_samples
from tests.personas import NOW, access_of
from tests.workorders.shop.floor import HOUR, bay, job_in, slot_of
from tests.workorders.shop.rows import part_line

pytestmark = pytest.mark.django_db

OWNERS: dict[str, tuple[str, str, str]] = {
    WaitOwner.PARTS: ("parts", "waits-parts", "parts_keeper"),
    WaitOwner.ADVISOR: ("approval", "waits-advisor", "service_advisor"),
    WaitOwner.MANUFACTURER: ("oem", "waits-manufacturer", "service_advisor"),
    WaitOwner.INSURER: ("insurer", "waits-insurer", "service_advisor"),
    WaitOwner.VENDOR: ("sublet", "waits-vendor", "service_advisor"),
    WaitOwner.EXPERT: ("diagnosis", "waits-expert", "technical_expert"),
    WaitOwner.TECHNICIAN: ("paused", "waits-technician", "dispatcher_inspector"),
}


def waiting(cause: str, **facts: Any) -> Any:
    job = job_in("waiting", waiting_cause=cause, **facts)
    if cause == "parts":
        part_line(job, "short")
    if cause == "diagnosis":
        asked = path_samples.consult(job)
        asked.blocks = True
        asked.save()
    return job


@pytest.mark.parametrize("owner", WaitOwner.values)
def test_every_owner_of_a_wait_has_it_in_a_queue_whose_page_lists_it(client_as, owner) -> None:
    cause, code, login = OWNERS[owner]
    waiting(cause)
    found = queue(code)
    rows = found.rows(access_of(login))
    assert rows.count() == 1
    page = client_as(login).get(f"{reverse(found.page)}?{found.query}")
    assert len(page.context["rows"]) == 1


def test_keeper_sees_no_way_to_an_order_that_is_not_theirs_to_see(client_as) -> None:
    job = waiting("parts")
    body = client_as("parts_keeper").get(reverse("workorders:waits_parts")).text
    assert job.order.number in body
    assert reverse("workorders:detail", args=[job.order_id]) not in body
    assert "前刹车片 ×2" in body


def test_board_card_says_what_it_waits_for_since_when_and_for_whom(client_as) -> None:
    job = waiting("oem")
    hold = job.holds.get()
    hold.from_at, hold.expected_at = NOW - HOUR, NOW + HOUR
    hold.save()
    slot_of(job, bay("body"), NOW)
    client = client_as("dispatcher_inspector")
    feed = client.get(reverse("workorders:board_feed"), {"day": f"{NOW:%Y-%m-%d}"}).json()
    wait = feed["events"][0]["extendedProps"]["wait"]
    assert "起" in wait
    assert "厂家" in wait
    assert "预计" in wait
    assert feed["events"][0]["extendedProps"]["word"].startswith("待厂家批复")


def test_tray_of_waiting_parts_shows_the_timer(client_as) -> None:
    waiting("parts")
    page = client_as("dispatcher_inspector").get(reverse("workorders:board"), {"show": "parts"})
    (card,) = page.context["board"].tray
    assert card.wait is not None
    assert card.wait.owner == "备件"
    assert card.wait.words in page.text


def test_work_that_does_not_wait_has_no_timer(client_as) -> None:
    slot_of(job_in("working", technician="technician"), bay("body"), NOW)
    client = client_as("dispatcher_inspector")
    feed = client.get(reverse("workorders:board_feed"), {"day": f"{NOW:%Y-%m-%d}"}).json()
    assert feed["events"][0]["extendedProps"]["wait"] == ""
