"""High voltage: nobody starts before it is off, tagged, measured and confirmed by another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from apps.core.refusals import Denied, Refused
from apps.workorders.models import LockOut
from apps.workorders.services import lockout as services
from apps.workorders.services.clocking import start_work
from apps.workorders.services.inspection import self_check
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import job_in
from tests.workorders.shop.quality_rows import isolated_bay, lockout, permit, quarantine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


def lock_out(job: Any, login: str = "technician", **facts: Any) -> LockOut:
    known = {"guardian": staff_of("technician2"), "tag_no": "L-07", "tool_no": "W-01"}
    facts.setdefault("volts", Decimal(3))
    facts.setdefault("bay", None)
    facts["bay"] = facts["bay"] or isolated_bay()
    return services.lock_out(by=access_of(login), job=job, **(known | facts))


@pytest.fixture
def job() -> Any:
    permit("technician")
    permit("technician2")
    return job_in("assigned", high_voltage=True)


def test_start_waits_for_the_guardian(job: Any) -> None:
    row = lock_out(job)
    with pytest.raises(Refused, match="监护"):
        start_work(by=access_of("technician"), job=job)
    services.confirm_lockout(by=access_of("technician2"), lockout=row)
    assert start_work(by=access_of("technician"), job=job).pk


def test_guardian_confirms_under_the_own_login(job: Any) -> None:
    row = lock_out(job)
    with pytest.raises(Refused, match="本人"):
        services.confirm_lockout(by=access_of("technician"), lockout=row)


def test_nobody_else_confirms(job: Any) -> None:
    row = lock_out(job)
    with pytest.raises((Denied, Refused, Http404)):
        services.confirm_lockout(by=access_of("technician3"), lockout=row)
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_expired_permit_is_refused(job: Any) -> None:
    staff_of("technician").permits.update(valid_until=NOW.date() - dt.timedelta(days=1))
    with pytest.raises(Refused, match="作业证"):
        lock_out(job)


def test_permit_of_today_still_counts(job: Any) -> None:
    staff_of("technician").permits.update(valid_until=NOW.date())
    assert lock_out(job).pk


def test_guardian_without_permit_is_refused(job: Any) -> None:
    staff_of("technician2").permits.all().delete()
    with pytest.raises(Refused, match="监护"):
        lock_out(job)


def test_worker_does_not_guard_the_own_work(job: Any) -> None:
    with pytest.raises(Refused, match="监护人不能"):
        lock_out(job, guardian=staff_of("technician"))


@pytest.mark.parametrize(("volts", "fits"), [("59.9", True), ("60", False), ("380", False)])
def test_reading_must_be_dead(job: Any, volts: str, fits: bool) -> None:
    if fits:
        assert lock_out(job, volts=Decimal(volts)).pk
        return
    with pytest.raises(Refused, match="60V"):
        lock_out(job, volts=Decimal(volts))


def test_open_bay_is_refused(job: Any) -> None:
    bay = isolated_bay()
    bay.high_voltage = False
    bay.save()
    with pytest.raises(Refused, match="隔离工位"):
        lock_out(job, bay=bay)


def test_quarantined_pack_is_not_touched(job: Any) -> None:
    quarantine(order=job.order)
    with pytest.raises(Refused, match="隔离"):
        lock_out(job)


def test_quarantine_is_lifted_by_another_person(job: Any) -> None:
    row = quarantine(order=job.order, note="")
    with pytest.raises(Refused, match="检查依据"):
        services.lift(by=access_of("dispatcher_inspector"), quarantine=row, note=" ")
    services.lift(by=access_of("dispatcher_inspector"), quarantine=row, note="绝缘正常")
    assert lock_out(job).pk


def test_work_is_not_done_before_power_is_back(job: Any) -> None:
    row = lock_out(job)
    services.confirm_lockout(by=access_of("technician2"), lockout=row)
    me = access_of("technician", now=NOW + dt.timedelta(hours=1))
    start_work(by=access_of("technician"), job=job)
    with pytest.raises(Refused, match="恢复供电"):
        self_check(by=me, job=job, items=[])
    with pytest.raises(Refused, match="绝缘"):
        services.ask_to_restore(by=me, lockout=row, insulation_after=Decimal("0.1"))
    services.ask_to_restore(by=me, lockout=row, insulation_after=Decimal(500))
    with pytest.raises(Refused, match="本人"):
        services.restore(by=me, lockout=row)
    services.restore(by=access_of("technician2", now=me.now), lockout=row)
    assert self_check(by=me, job=job, items=[]).pk


def test_refused_lockout_is_made_anew(job: Any) -> None:
    row = lock_out(job)
    with pytest.raises(Refused, match="原因"):
        services.reject_lockout(by=access_of("technician2"), lockout=row, reason="")
    services.reject_lockout(by=access_of("technician2"), lockout=row, reason="没有挂牌")
    assert lock_out(job, bay=row.bay).pk


def test_guardian_finds_it_in_the_inbox_and_on_the_page(client_as, job: Any) -> None:
    row = lock_out(job)
    client = client_as("technician2")
    assert "湘A" in client.get(reverse("workorders:guarding")).content.decode()
    url = reverse("workorders:lockout", args=[row.pk])
    assert client.get(url).status_code == 200
    key = "6e0ba9f1-5ba5-4e0e-8a2c-111111111111"
    assert client.post(url, {"operation_key": key}).status_code == 409
    key = "6e0ba9f1-5ba5-4e0e-8a2c-222222222222"
    assert client.post(url, {"operation_key": key, "seen": "on"}).status_code == 303
    row.refresh_from_db()
    assert row.confirmed_at == NOW


def test_record_is_printed(client_as) -> None:
    row = lockout()
    body = client_as("technician").get(reverse("workorders:lockout_sheet", args=[row.job_id]))
    assert "L-07" in body.content.decode()
