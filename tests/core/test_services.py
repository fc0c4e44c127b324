"""The service frame: one act, once, by somebody, with the database told who."""

from __future__ import annotations

import datetime as dt
import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection

from apps.core import frame, services
from apps.core.models import Operation, Setting
from apps.core.refusals import KeyReused, Refused, Stale
from apps.core.services import constraint_words, lock, service
from apps.org.access import Access
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@service
def write_setting(*, by: Access, code: str, value: int) -> Setting:
    """A row to look for afterwards."""
    with constraint_words(setting_once_a_day="今天已经改过一次。"):
        return Setting.objects.create(code=code, value=value, effective_from=DAY, source="test")


@service
def write_two(*, by: Access, code: str) -> list[Setting]:
    """A service that calls another twice."""
    return [write_setting(by=by, code=f"{code}{i}", value=i) for i in (1, 2)]


@service
def change_setting(*, by: Access, row: Setting, value: int, version: int) -> Setting:
    """A versioned change."""
    row = lock(row, version)
    row.value = value
    row.save()
    return row


def keyed(key: uuid.UUID | None = None) -> Access:
    """Somebody with an operation key."""
    return access_of("service_advisor", key=key or uuid.uuid4())


def test_same_key_and_content_gives_the_same_row_once() -> None:
    by = keyed()
    first = write_setting(by=by, code="a", value=1)
    assert write_setting(by=by, code="a", value=1) == first
    assert Setting.objects.filter(code="a").count() == 1


def test_same_key_with_other_content_is_refused() -> None:
    by = keyed()
    write_setting(by=by, code="a", value=1)
    with pytest.raises(KeyReused):
        write_setting(by=by, code="b", value=1)
    assert not Setting.objects.filter(code="b").exists()


def test_same_key_by_another_person_is_refused() -> None:
    key = uuid.uuid4()
    write_setting(by=keyed(key), code="a", value=1)
    with pytest.raises(KeyReused):
        write_setting(by=access_of("cashier", key=key), code="a", value=1)


def test_refused_act_is_not_remembered() -> None:
    write_setting(by=keyed(), code="a", value=1)
    by = keyed()
    with pytest.raises(Refused, match="今天已经改过一次"):
        write_setting(by=by, code="a", value=2)
    assert not Operation.objects.filter(key=by.operation_key).exists()
    assert write_setting(by=by, code="c", value=2).value == 2


def test_inner_services_join_the_act_and_its_key() -> None:
    by = keyed()
    rows = write_two(by=by, code="n")
    assert write_two(by=by, code="n") == rows
    assert Operation.objects.filter(key=by.operation_key).count() == 1


def test_failing_inner_service_undoes_the_whole_act() -> None:
    write_setting(by=keyed(), code="n2", value=1)
    with pytest.raises(Refused):
        write_two(by=keyed(), code="n")
    assert not Setting.objects.filter(code="n1").exists()


def test_stale_version_is_refused_and_changes_nothing() -> None:
    row = write_setting(by=keyed(), code="a", value=1)
    change_setting(by=keyed(), row=row, value=2, version=1)
    with pytest.raises(Stale):
        change_setting(by=keyed(), row=row, value=3, version=1)
    row.refresh_from_db()
    assert (row.value, row.version) == (2, 2)


def test_history_names_person_service_and_request() -> None:
    by = keyed()
    row = write_setting(by=by, code="a", value=1)
    version = row.history.get()
    assert version.history_user == staff_of("service_advisor")
    assert version.history_request == by.request_id
    assert version.history_service.endswith("write_setting")
    assert version.history_date == NOW


def test_partial_save_of_a_tracked_row_is_an_error() -> None:
    row = write_setting(by=keyed(), code="a", value=1)
    with pytest.raises(TypeError):
        row.save(update_fields=["value"])


def test_database_knows_who_acts_only_during_the_act() -> None:
    @service
    def look(*, by: Access) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.staff', true)")
            return str(cursor.fetchone()[0])

    assert look(by=keyed()) == str(staff_of("service_advisor").pk)
    assert frame.current() is None


def test_unnamed_constraint_stays_an_error() -> None:
    from django.db import IntegrityError  # noqa: PLC0415

    write_setting(by=keyed(), code="a", value=1)
    with pytest.raises(IntegrityError), constraint_words(other="x"):
        Setting.objects.create(code="a", value=1, effective_from=DAY, source="test")


def _twins(key: uuid.UUID) -> list[object]:
    """Two threads do the same act under one key at the same moment."""
    barrier, found = Barrier(2), []

    def run() -> None:
        try:
            by = access_of("service_advisor", key=key)
            barrier.wait(timeout=10)
            found.append(write_setting(by=by, code=f"twin-{key}", value=1).pk)
        except Refused as refusal:
            found.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


@pytest.mark.django_db(transaction=True)
def test_parallel_twins_do_the_work_once_and_get_the_same_result() -> None:
    for _ in range(10):
        found = _twins(uuid.uuid4())
        assert len(found) == 2
        assert found[0] == found[1]


@pytest.mark.django_db(transaction=True)
def test_parallel_twins_collide_when_the_key_is_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_once", lambda name, by, kwargs, work: work())
    found = [result for _ in range(10) for result in _twins(uuid.uuid4())]
    assert any(isinstance(result, Refused) for result in found)
