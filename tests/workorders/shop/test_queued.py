"""What a phone sends from its queue is done once, and only as the person who tapped it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from apps.core.refusals import Refused
from apps.workorders.models import ClockEntry, LateAct, LockOut
from apps.workorders.services import lockout as services
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import job_in
from tests.workorders.shop.quality_rows import isolated_bay, lockout, permit

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


def queued(client: Any, name: str, pk: int, sender: str | None, **sent: Any) -> Any:
    headers = {"X-Queued": "1"}
    if sender is not None:
        headers["X-Queued-By"] = sender
    sent.setdefault("operation_key", str(uuid.uuid4()))
    sent.setdefault("tapped_at", (NOW - 5 * MINUTE).isoformat())
    return client.post(reverse(f"workorders:{name}", args=[pk]), sent, headers=headers)


def username(login: str) -> str:
    user = staff_of(login).user
    assert user is not None
    return user.get_username()


@pytest.mark.parametrize("sender", ["technician2", None])
def test_act_tapped_by_somebody_else_is_not_done(client_as, sender: str | None) -> None:
    job = job_in("assigned")
    name = username(sender) if sender else None
    answer = queued(client_as("technician"), "job_start", job.pk, name)
    assert (answer.status_code, answer.json()["other"]) == (409, True)
    assert not ClockEntry.objects.exists()


def test_turn_of_the_day_tapped_by_somebody_else_is_not_done(client_as) -> None:
    headers = {"X-Queued": "1", "X-Queued-By": username("technician2")}
    sent = {"operation_key": str(uuid.uuid4())}
    url = reverse("workorders:my_clock", args=["on"])
    answer = client_as("technician").post(url, sent, headers=headers)
    assert answer.json()["other"]
    assert not ClockEntry.objects.exists()


def test_lock_out_sent_twice_is_written_once_at_the_tap(client_as) -> None:
    permit("technician"), permit("technician2")
    job = job_in("assigned", high_voltage=True)
    facts = {
        "bay": isolated_bay().pk,
        "guardian": staff_of("technician2").pk,
        "switched_off": "on",
        "tag_no": "L-07",
        "volts": "2",
        "tool_no": "W-01",
        "operation_key": str(uuid.uuid4()),
    }
    client = client_as("technician")
    for _ in range(2):
        answer = queued(client, "job_isolate", job.pk, username("technician"), **facts)
        assert answer.json() == {"done": True}
    assert LockOut.objects.get().off_at == NOW - 5 * MINUTE
    assert LateAct.objects.get().act == "isolate"


def test_word_of_the_guardian_is_queued_too_and_holds_from_its_tap(client_as) -> None:
    permit("technician2")
    row = lockout(off_at=NOW - 9 * MINUTE)
    sent = {"seen": "on", "asked": "False"}
    sender = username("technician2")
    answer = queued(client_as("technician2"), "lockout", row.pk, sender, **sent)
    assert answer.json() == {"done": True}
    row.refresh_from_db()
    assert row.confirmed_at == NOW - 5 * MINUTE


def test_word_tapped_before_the_lock_out_is_refused_with_words() -> None:
    permit("technician2")
    row = lockout(off_at=NOW)
    early = access_of("technician2", now=NOW - 5 * MINUTE)
    with pytest.raises(Refused, match="早于上一步"):
        services.confirm_lockout(by=early, lockout=row)
    assert LockOut.objects.get().confirmed_at is None


def test_refused_act_of_the_queue_says_why(client_as) -> None:
    job = job_in("done")
    answer = queued(client_as("technician"), "job_start", job.pk, username("technician"))
    assert answer.status_code == 409
    assert answer.json()["words"]
