"""A plan that cannot be is refused in words beside its field; what was typed stays."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.org.models import StaffSkill
from apps.workorders.models import BaySlot, Finding
from tests.personas import NOW, staff_of
from tests.workorders.shop.floor import HOUR, bay, job_in, slot_of

pytestmark = pytest.mark.django_db
TOO_BIG = 21 * 1024 * 1024


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


def plan(client: Any, place: Any, start: dt.datetime, login: str = "technician") -> Any:
    job = job_in(kind="mechanical", std_hours=1)
    sent = {
        "operation_key": str(uuid.uuid4()),
        "version": job.version,
        "bay": place.pk,
        "technician": staff_of(login).pk,
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "minutes": 45,
    }
    return client.post(reverse("workorders:dispatch", args=[job.pk]), sent)


def refused(answer: Any, field: str, words: str) -> None:
    form = answer.context["form"]
    assert answer.status_code == 409
    assert words in str(form.errors[field])
    assert words in answer.text
    assert form["minutes"].value() == "45"
    assert 'value="45"' in answer.text


def test_start_in_the_past_is_refused_beside_the_start(client_as) -> None:
    answer = plan(client_as("dispatcher_inspector"), bay("mech1"), NOW - HOUR)
    refused(answer, "start", "已经过去")
    assert not BaySlot.objects.exists()


def test_overlap_is_refused_beside_the_bay_with_the_car_in_the_way(client_as) -> None:
    place = bay("mech1")
    slot_of(job_in("assigned", team="mech1"), place, NOW + HOUR)
    answer = plan(client_as("dispatcher_inspector"), place, NOW + HOUR)
    refused(answer, "bay", "湘A12345")
    assert BaySlot.objects.count() == 1


def test_technician_without_the_skill_is_warned_of_and_gone_over_with_a_reason(client_as) -> None:
    StaffSkill.objects.create(staff=staff_of("technician2"), skill="mechanical", level=3)
    client, place = client_as("dispatcher_inspector"), bay("mech1")
    answer = plan(client, place, NOW + HOUR)
    refused(answer, "technician", "没有“机修”技能")
    assert not BaySlot.objects.exists()
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("bay", "technician", "start", "minutes")}
    again |= {"accepted": form["accepted"].value(), "reason": "师傅在旁指导"}
    again |= {"operation_key": str(uuid.uuid4()), "version": form.data["version"]}
    url = answer.request["PATH_INFO"]
    assert client.post(url, again).status_code == 303
    move = BaySlot.objects.get().moves.get()
    assert move.reason == "师傅在旁指导"
    assert any("技能" in words for words in move.overridden)


@pytest.mark.parametrize(
    ("name", "field", "kind", "words"),
    [
        ("job_finding", "photo", "image/jpeg", "20 MB"),
        ("job_voice", "sound", "audio/webm", "3 MB"),
    ],
)
def test_upload_beyond_bounds_is_refused_in_words_and_the_text_stays(
    client_as, name: str, field: str, kind: str, words: str
) -> None:
    job = job_in("working")
    big = SimpleUploadedFile("big.bin", b"\xff\xd8\xff" + b"0" * TOO_BIG, content_type=kind)
    sent = {"operation_key": str(uuid.uuid4()), "version": job.version, field: big}
    sent["text"] = "刹车片见底"
    answer = client_as("technician").post(reverse(f"workorders:{name}", args=[job.pk]), sent)
    assert answer.status_code == 422
    assert words in answer.text
    if name == "job_finding":
        assert "刹车片见底" in answer.text
    assert not Finding.objects.exists()


def test_seventh_photo_of_a_finding_is_refused_in_words(client_as) -> None:
    job = job_in("working")
    photos = [SimpleUploadedFile(f"{n}.jpg", b"x", content_type="image/jpeg") for n in range(7)]
    sent = {"operation_key": str(uuid.uuid4()), "version": job.version, "photo": photos}
    sent["text"] = "刹车片见底"
    url = reverse("workorders:job_finding", args=[job.pk])
    answer = client_as("technician").post(url, sent)
    assert answer.status_code == 422
    assert "一次最多6张照片" in answer.text
